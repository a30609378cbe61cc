"""Windows of months, leap days, and both ends of the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channeladmin.evaluation.days import (
    day_after,
    day_before,
    leaving_on,
    months_after,
    months_before,
    starts_and_stops,
)
from tests.evaluation.naive import go_back

LAST = date.max


@pytest.mark.parametrize(
    ("day", "months", "before", "after"),
    [
        (date(2023, 3, 31), 1, date(2023, 2, 28), date(2023, 4, 30)),
        (date(2024, 3, 31), 1, date(2024, 2, 29), date(2024, 4, 30)),
        (date(2024, 2, 29), 12, date(2023, 2, 28), date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2020, 2, 29), date(2028, 2, 29)),
        (date(2022, 12, 31), 2, date(2022, 10, 31), date(2023, 2, 28)),
        (date(2022, 1, 30), 1, date(2021, 12, 30), date(2022, 2, 28)),
        (date(1, 1, 31), 1, None, date(1, 2, 28)),
        (date(1, 2, 1), 1, date(1, 1, 1), date(1, 3, 1)),
        (LAST, 1, date(9999, 11, 30), None),
        (date(9999, 11, 30), 1, date(9999, 10, 30), date(9999, 12, 30)),
    ],
)
def test_the_same_day_of_another_month(day: date, months: int, before: date | None, after: date | None) -> None:
    assert (months_before(day, months), months_after(day, months)) == (before, after)


@pytest.mark.parametrize(
    ("entered_on", "months", "leaves_on"),
    [
        (date(2022, 1, 31), 1, date(2022, 3, 1)),
        (date(2024, 1, 30), 1, date(2024, 3, 1)),
        (date(2024, 1, 29), 1, date(2024, 2, 29)),
        (date(2023, 2, 28), 12, date(2024, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 3, 1)),
        (date(2022, 3, 31), 3, date(2022, 7, 1)),
        (date(2022, 10, 10), 12, date(2023, 10, 10)),
        (date(9999, 12, 1), 1, None),
        (date(9999, 11, 30), 1, date(9999, 12, 30)),
    ],
)
def test_when_a_day_leaves_a_window(entered_on: date, months: int, leaves_on: date | None) -> None:
    assert leaving_on(entered_on, months) == leaves_on


@given(st.dates(date(1990, 1, 1), date(2110, 1, 1)), st.integers(1, 120))
def test_it_is_in_the_window_to_the_day_before(entered_on: date, months: int) -> None:
    leaves_on = leaving_on(entered_on, months)
    assert leaves_on is not None
    assert go_back(leaves_on, months) >= entered_on
    assert go_back(leaves_on - timedelta(days=1), months) < entered_on


def test_the_ends_of_the_calendar() -> None:
    assert (day_after(LAST), day_after(date(9999, 12, 30))) == (None, LAST)
    assert (day_before(date.min), day_before(date(1, 1, 2))) == (date.min, date.min)


def test_starts_and_stops_are_the_days_to_come_in_order() -> None:
    on = date(2022, 10, 10)
    days = starts_and_stops(
        starts=[on, date(2022, 10, 12), None, date(2022, 10, 11)],
        last_days=[on, date(2022, 10, 9), None, date(2022, 10, 11), LAST, date(9999, 12, 30)],
        after=on,
    )
    assert days == [date(2022, 10, 11), date(2022, 10, 12), LAST]
