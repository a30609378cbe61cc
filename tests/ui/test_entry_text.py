"""Dates and amounts as people type them are read, or refused where they could mean something else."""

from __future__ import annotations

from datetime import date

import pytest

from ui.kit.entry_text import FieldKind, explain_unread, read_cents, read_date, read_entry, write_entry

DAY = date(2022, 10, 31)


@pytest.mark.parametrize(
    "text", ["2022-10-31", "31 Oct 2022", "31 october 2022", "Oct 31, 2022", "31.10.2022", "31 Oct 22"]
)
def test_dates_are_read_as_people_write_them(text: str) -> None:
    assert read_date(text) == DAY


@pytest.mark.parametrize("text", ["3/5/2022", "2022-13-01", "31 Octember 2022", "86400", "2022", "30 Feb 2022", ""])
def test_what_is_no_plain_date_is_refused(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("$300,000", 30_000_000),
        ("300000.5", 30_000_050),
        ("45k", 4_500_000),
        ("1.5m", 150_000_000),
        ("-$20", -2_000),
        ("300 000", 30_000_000),
    ],
)
def test_amounts_become_cents(text: str, cents: int) -> None:
    assert read_cents(text) == cents


@pytest.mark.parametrize("text", ["300.000", "1,2", "€ 5", "--5", "TBD", "1e5"])
def test_amounts_that_could_mean_something_else_are_refused(text: str) -> None:
    assert read_cents(text) is None
    assert explain_unread(FieldKind.MONEY, read_entry(FieldKind.MONEY, text)) is not None


@pytest.mark.parametrize("cents", [0, 5, 30_000_000, -2_050])
def test_an_amount_is_read_as_it_was_written(cents: int) -> None:
    assert read_cents(write_entry(FieldKind.MONEY, cents)) == cents
