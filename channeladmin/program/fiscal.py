"""The fiscal calendar of a programme: years named after the year they end in, and their quarters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass as validated_dataclass

_YEAR = re.compile(r"(?:fy)?\s*['’]?(\d{4}|\d{2})", re.IGNORECASE)
_LAST_MONTH = 9999 * 12 + 11


@dataclass(frozen=True, slots=True)
class FiscalQuarter:
    """One quarter (`number` 1-4) of a fiscal year; both days belong to it."""

    year: int
    number: int
    first_day: date
    last_day: date

    @property
    def label(self) -> str:
        """As staff write it: FY23-Q3."""
        return f"{label_year(self.year)}-Q{self.number}"


@validated_dataclass(frozen=True, slots=True, config=ConfigDict(extra="forbid"))
class FiscalCalendar:
    """A year of twelve months from the first day of `first_month`; days outside the calendar of `date` are clamped."""

    first_month: int = Field(ge=1, le=12, strict=True)

    def year_of(self, day: date) -> int:
        """The fiscal year that a day lies in, as the full number (2023 for FY23)."""
        return day.year + (1 if 1 < self.first_month <= day.month else 0)

    def year_label(self, year: int) -> str:
        """The year as staff write it: 2023 is FY23."""
        return label_year(year)

    def parse_year(self, text: str) -> int | None:
        """The year that "FY23", "FY2023", "2023" or "23" names; None where the text is no fiscal year."""
        found = _YEAR.fullmatch(text.strip())
        if found is None:
            return None
        digits = found.group(1)
        return int(digits) if len(digits) == 4 else 2000 + int(digits)

    def first_day(self, year: int) -> date:
        """The first day of a fiscal year."""
        return _first_of(self._first_month_of(year))

    def last_day(self, year: int) -> date:
        """The last day of a fiscal year."""
        return _last_of(self._first_month_of(year) + 11)

    def index_of(self, day: date) -> int:
        """The quarter of a day as a running number; the next quarter is one more."""
        return (day.year * 12 + day.month - 1 - self._first_month_of(0)) // 3

    def quarter_at(self, index: int) -> FiscalQuarter:
        """The quarter with a running number, as `index_of` counts them."""
        return _build_quarter(self.first_month, index)

    def quarter_of(self, day: date) -> FiscalQuarter:
        """The quarter that a day lies in."""
        return self.quarter_at(self.index_of(day))

    def closed_quarters(self, on: date, count: int) -> tuple[FiscalQuarter, ...]:
        """The last `count` quarters that ended before `on`, oldest first."""
        current = self.index_of(on)
        return tuple(self.quarter_at(index) for index in range(current - count, current))

    def _first_month_of(self, year: int) -> int:
        return _first_month_of(self.first_month, year)


def label_year(year: int) -> str:
    """A fiscal year as staff write it: 2023 is FY23."""
    return f"FY{year % 100:02d}"


@lru_cache(maxsize=512)
def _build_quarter(first_month: int, index: int) -> FiscalQuarter:
    """Kept, because an evaluation of a whole desk asks for the same few quarters again and again."""
    year, number = divmod(index, 4)
    month = _first_month_of(first_month, year) + number * 3
    return FiscalQuarter(year, number + 1, _first_of(month), _last_of(month + 2))


def _first_month_of(first_month: int, year: int) -> int:
    return (year if first_month == 1 else year - 1) * 12 + first_month - 1


def _first_of(month: int) -> date:
    if month > _LAST_MONTH:
        return date.max
    return date(month // 12, month % 12 + 1, 1) if month >= 12 else date.min


def _last_of(month: int) -> date:
    following = _first_of(month + 1)
    return following if following in (date.min, date.max) else following - timedelta(days=1)
