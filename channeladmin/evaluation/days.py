"""Arithmetic on days at both ends of the calendar: some exports write 9999-12-31 for "never"."""

from __future__ import annotations

from calendar import monthrange
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
    days |= {day + _DAY for day in last_days if day is not None and after <= day < date.max}
    return sorted(days)


def months_before(day: date, months: int) -> date | None:
    """The same day of an earlier month, or the last of that month; None before the calendar."""
    return _shift(day, -months)


def months_after(day: date, months: int) -> date | None:
    """The same day of a later month, or the last of that month; None beyond the calendar."""
    return _shift(day, months)


def leaving_on(entered_on: date, months: int) -> date | None:
    """The first day on which a window of so many months no longer holds a day; None: the calendar ends before."""
    leaves_on = months_after(entered_on, months)
    if leaves_on is None or leaves_on.day == entered_on.day:
        return leaves_on
    return day_after(leaves_on)  # the month has no such day


def _shift(day: date, months: int) -> date | None:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
