"""A column as a whole decides how its cells are read; where it does not, the cells are told apart from others."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channeladmin.records.written import DateOrder, find_decimal_sign, list_orders
from channeladmin.rosters.columns import Reading
from channeladmin.rosters.manners import Manner, find_manner, read_amount, read_day
from tests.rosters.paper_desk import EDITION, PaperDesk, buckets

PARTNERS = "partner,region\nAcme,EMEA\nBirch,EMEA\n"


def column(*cells: str, header: str = "partner,name,email,credential,earned") -> str:
    rows = (f"Acme,P{at},p{at}@acme.example,pse,{cell}" for at, cell in enumerate(cells))
    return "\n".join((header, *rows)) + "\n"


def days(*cells: str, told: DateOrder | None = None) -> list[date]:
    manner = find_manner(Reading.DATE, cells, told)
    return [read_day(cell, manner) for cell in cells]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("05/03/2026", "31/10/2022"), "2026-03-05"),
        (("05/03/2026", "10/31/2022"), "2026-05-03"),
        (("5.3.26", "31.12.25"), "2026-03-05"),
        (("3/5/26", "12/31/25"), "2026-03-05"),
        (("26-03-05", "99-12-31"), "2026-03-05"),
        (("3/5/2026 2:15:33 PM", "3/31/2026 9:00:00 AM"), "2026-03-05"),
        (("05-Mar-26",), "2026-03-05"),
        (("5th March 2026",), "2026-03-05"),
        (("Thu, 5 Mar 2026",), "2026-03-05"),
        (("46086", "44865.5"), "2026-03-05"),
    ],
)
def test_the_column_decides(cells: tuple[str, ...], expected: str) -> None:
    assert days(*cells)[0] == date.fromisoformat(expected)


def test_an_order_that_is_told_wins() -> None:
    assert days("05/03/2026", told="mdy") == [date(2026, 5, 3)]
    with pytest.raises(ValueError, match="not a day"):
        days("05/03/2026", "31/10/2022", told="mdy")


def test_a_day_number_among_dates_is_no_date() -> None:
    with pytest.raises(ValueError, match="day number of a spreadsheet"):
        days("44865", "2022-10-31")


def test_days_in_both_orders_settle_nothing() -> None:
    manner = find_manner(Reading.DATE, ["31/10/2022", "10/31/2022", "05/03/2026"], None)
    assert manner == Manner(is_mixed=True)
    assert read_day("31/10/2022", manner) == read_day("10/31/2022", manner) == date(2022, 10, 31)
    with pytest.raises(ValueError, match="both orders"):
        read_day("05/03/2026", manner)


def test_a_hyphen_may_part_a_year_at_the_beginning() -> None:
    assert list_orders("26-03-05") == frozenset[DateOrder](("dmy", "ymd"))
    assert list_orders("26/03/05") == frozenset[DateOrder](("dmy",))
    assert list_orders("2026-03-05") is None


@given(st.lists(st.dates(date(1970, 1, 1), date(2068, 12, 31)), min_size=1), st.sampled_from(["dmy", "mdy"]))
def test_a_decided_column_is_read_as_it_was_written(written: list[date], order: DateOrder) -> None:
    pattern = "%d/%m/%Y" if order == "dmy" else "%m/%d/%Y"
    cells = [day.strftime(pattern) for day in written]
    manner = find_manner(Reading.DATE, cells, None)
    if any(day.day > 12 for day in written):
        assert manner.order == order
        assert [read_day(cell, manner) for cell in cells] == written
    else:
        assert manner.order is None


@given(st.dates(date(1970, 1, 1), date(2099, 12, 30)))
def test_day_numbers_count_as_spreadsheets_do(day: date) -> None:
    number = str((day - date(1900, 3, 1)) // timedelta(days=1) + 61)
    assert days(number) == [day]


@pytest.mark.parametrize(
    ("cells", "cents"),
    [
        (["45.000,00"], 4_500_000),
        (["45.000", "1.250,50"], 4_500_000),
        (["1,5M"], 150_000_000),
        (["45,000"], 4_500_000),
        (["45,000", "1,250.50"], 4_500_000),
        (["45'000.00"], 4_500_000),
        (["$ 1 234,50"], 123_450),
        (["(1,200)"], -120_000),
        (["(1.200,00)"], -120_000),
        (["USD 45,000"], 4_500_000),
    ],
)
def test_amounts_by_their_column(cells: list[str], cents: int) -> None:
    assert read_amount(cells[0], "USD", find_manner(Reading.MONEY, cells, None)) == cents


def test_amounts_in_both_manners() -> None:
    manner = find_manner(Reading.MONEY, ["45.000,00", "45,000.00"], None)
    assert read_amount("45.000,00", "USD", manner) == read_amount("45,000.00", "USD", manner) == 4_500_000
    assert read_amount("300", "USD", manner) == 30_000
    with pytest.raises(ValueError, match="in two ways"):
        read_amount("45,000", "USD", manner)


@given(st.integers(0, 10**12))
def test_what_parts_the_cents_is_found_in_any_grouped_amount(cents: int) -> None:
    english = f"{cents // 100:,}.{cents % 100:02d}"
    german = english.translate(str.maketrans(".,", ",."))
    assert (find_decimal_sign([english]), find_decimal_sign([german])) == (".", ",")
    for text in (english, german):
        assert read_amount(text, "USD", find_manner(Reading.MONEY, [text], None)) == cents


def test_each_column_is_decided_by_itself() -> None:
    desk = PaperDesk()
    plan = desk.plan("partners", "partner,region,agreement_signed,agreement_ends\nAcme,EMEA,31/10/2021,05/03/2026\n")
    assert [error.column for error in plan.errors] == ["agreement_ends"]
    assert "which order" in plan.errors[0].message


def test_what_nothing_settles_is_an_error_of_every_cell() -> None:
    desk = PaperDesk()
    desk.bring("partners", PARTNERS)
    plan = desk.plan("roster", column("05/03/2022", "06/03/2022"))
    assert buckets(plan) == ["rejected", "rejected"]
    assert all("which order" in error.message for error in plan.errors)
    assert buckets(desk.plan("roster", column("05/03/2022", "06/03/2022", "31/10/2021"))) == ["new"] * 3


@pytest.mark.parametrize("word", ["never", "Does not expire", "No expiration"])
def test_never_is_no_end_and_takes_a_stored_one_away(word: str) -> None:
    desk = PaperDesk()
    desk.bring("partners", PARTNERS)
    header = "partner,name,email,credential,earned,expires\n"
    desk.bring("roster", header + "Acme,Ann,a@acme.example,pse,2022-01-01,2022-12-31\n")
    plan = desk.bring("roster", header + f"Acme,Ann,a@acme.example,pse,2022-01-01,{word}\n")
    assert buckets(plan) == ["changed"]
    assert desk.list("award")[0]["expires_on"] is None
    assert buckets(desk.plan("roster", header + f"Acme,Ann,b@acme.example,pse,{word},\n")) == ["rejected"]


@pytest.mark.parametrize("word", ["n/a", "-", "TBD", "none", "tba"])
def test_words_for_nothing_keep_what_is_stored(word: str) -> None:
    desk = PaperDesk()
    desk.bring("partners", PARTNERS)
    header = "partner,name,email,credential,earned,expires\n"
    desk.bring("roster", header + "Acme,Ann,a@acme.example,pse,2022-01-01,2022-12-31\n")
    assert buckets(desk.plan("roster", header + f"Acme,Ann,a@acme.example,pse,2022-01-01,{word}\n")) == ["same"]
    assert EDITION.find_region(word) is None
