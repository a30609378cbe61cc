"""The day that an agreement is looked at again."""

from __future__ import annotations

from datetime import date


def next_anniversary(signed_on: date | None, today: date) -> date | None:
    """The next day on which an agreement is whole years old; 29 February falls on the 28th."""
    if signed_on is None:
        return None
    for year in (today.year, today.year + 1):
        try:
            day = signed_on.replace(year=year)
        except ValueError:
            day = date(year, 2, 28)
        if day > today:
            return day
    return None
