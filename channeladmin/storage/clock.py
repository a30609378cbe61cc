"""Where the time of an act and the day of a standing come from, so that tests and samples can choose them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Protocol


class Clock(Protocol):
    """Tells the moment and the day."""

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        ...

    def today(self) -> date:
        """The day on the wall calendar of this place."""
        ...


class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The day on the wall calendar of this place."""
        return datetime.now(UTC).astimezone().date()


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands at noon of a day, or at the moment given (aware)."""

    at: date | datetime

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        if isinstance(self.at, datetime):
            return self.at.astimezone(UTC)
        return datetime.combine(self.at, time(12), tzinfo=UTC)

    def today(self) -> date:
        """The day at which the clock stands."""
        return self.at.date() if isinstance(self.at, datetime) else self.at
