"""Arithmetic on days at both ends of the calendar: some exports write 9999-12-31 for "never"."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

FOREVER = date.max
"""The end of what has no end, where ends are compared; this very object, so that a recorded 9999-12-31 stays a day."""

_DAY = timedelta(days=1)


def day_after(day: date) -> date | None:
    """The next day, or None where the calendar ends."""
    return day + _DAY if day < date.max else None


def day_before(day: date) -> date:
    """The day before, at the earliest the first of the calendar."""
    return day - _DAY if day > date.min else day


def starts_and_stops(
    *, starts: Iterable[date | None] = (), last_days: Iterable[date | None] = (), after: date
) -> list[date]:
    """The days later than `after` on which something starts, or has stopped because its last day is over; sorted."""
    days = {day for day in starts if day is not None and day > after}
    days.update(day + _DAY for day in last_days if day is not None and after <= day < date.max)
    return sorted(days)
