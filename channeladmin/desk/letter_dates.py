"""Dates as a letter writes them: the month in full, the same in every locale."""

from __future__ import annotations

from datetime import date

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def format_long_date(day: date) -> str:
    """A day in a letter: 10 October 2022."""
    return f"{day.day} {format_month(day)}"


def format_month(day: date) -> str:
    """A month in a letter: March 2021."""
    return f"{_MONTHS[day.month - 1]} {day.year}"
