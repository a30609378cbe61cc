"""The fiscal calendar: February to January, named after the year it ends in."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from channeladmin.program.fiscal import FiscalCalendar, FiscalQuarter

FEBRUARY = FiscalCalendar(2)
JANUARY = FiscalCalendar(1)


@pytest.mark.parametrize(
    ("day", "year", "label"),
    [
        (date(2022, 1, 31), 2022, "FY22-Q4"),
        (date(2022, 2, 1), 2023, "FY23-Q1"),
        (date(2022, 4, 30), 2023, "FY23-Q1"),
        (date(2022, 5, 1), 2023, "FY23-Q2"),
        (date(2022, 10, 3), 2023, "FY23-Q3"),
        (date(2023, 1, 31), 2023, "FY23-Q4"),
        (date(2109, 3, 1), 2110, "FY10-Q1"),
    ],
)
def test_the_year_and_quarter_of_a_day(day: date, year: int, label: str) -> None:
    assert FEBRUARY.year_of(day) == year
    assert FEBRUARY.quarter_of(day).label == label


def test_the_days_of_a_year_and_of_a_quarter() -> None:
    assert (FEBRUARY.first_day(2023), FEBRUARY.last_day(2023)) == (date(2022, 2, 1), date(2023, 1, 31))
    assert FEBRUARY.quarter_of(date(2022, 10, 3)) == FiscalQuarter(2023, 3, date(2022, 8, 1), date(2022, 10, 31))
    assert (JANUARY.first_day(2023), JANUARY.last_day(2023)) == (date(2023, 1, 1), date(2023, 12, 31))
    assert JANUARY.quarter_of(date(2023, 12, 31)).label == "FY23-Q4"


@pytest.mark.parametrize(
    ("on", "labels"),
    [
        (date(2022, 10, 31), ["FY22-Q3", "FY22-Q4", "FY23-Q1", "FY23-Q2"]),
        (date(2022, 11, 1), ["FY22-Q4", "FY23-Q1", "FY23-Q2", "FY23-Q3"]),
    ],
)
def test_a_quarter_is_closed_on_the_day_after_its_last(on: date, labels: list[str]) -> None:
    assert [quarter.label for quarter in FEBRUARY.closed_quarters(on, 4)] == labels


@given(st.dates(date(2, 1, 1), date(9998, 1, 1)), st.integers(1, 12))
def test_every_day_lies_in_its_year_and_quarter_and_they_join(day: date, first_month: int) -> None:
    calendar = FiscalCalendar(first_month)
    year, quarter = calendar.year_of(day), calendar.quarter_of(day)
    assert calendar.first_day(year) <= day <= calendar.last_day(year)
    assert quarter.first_day <= day <= quarter.last_day
    assert quarter.year == year
    assert calendar.quarter_at(calendar.index_of(day)) == quarter
    following = calendar.quarter_at(calendar.index_of(day) + 1)
    assert following.first_day == quarter.last_day + timedelta(days=1)
    assert calendar.closed_quarters(following.first_day, 1) == (quarter,)


def test_the_calendar_ends_where_days_end() -> None:
    assert FEBRUARY.quarter_of(date.max).last_day == date.max
    assert FEBRUARY.quarter_of(date.min) == FiscalQuarter(1, 4, date.min, date(1, 1, 31))
    assert FEBRUARY.closed_quarters(date.min, 1) == (FiscalQuarter(1, 3, date.min, date.min),)
    assert FEBRUARY.first_day(10_001) == date.max


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("FY23", 2023),
        ("fy2023", 2023),
        (" FY 23 ", 2023),
        ("FY'23", 2023),
        ("2023", 2023),
        ("23", 2023),
        ("FY23-Q3", None),
        ("FY2", None),
        ("next year", None),
        ("", None),
    ],
)
def test_how_a_fiscal_year_may_be_written(text: str, year: int | None) -> None:
    assert FEBRUARY.parse_year(text) == year


def test_the_label_of_a_year() -> None:
    assert FEBRUARY.year_label(2023) == "FY23"
    assert FEBRUARY.year_label(2107) == "FY07"


@pytest.mark.parametrize("month", [0, 13])
def test_the_first_month_is_a_month(month: int) -> None:
    with pytest.raises(ValidationError):
        FiscalCalendar(month)
