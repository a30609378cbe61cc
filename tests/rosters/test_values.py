"""Dates, amounts and lists as people write them, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channeladmin.records.written import DateOrder, parse_date, parse_money
from channeladmin.rosters.values import put_on_guard, show_value, split_list, take_off_guard

DAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-05", "2026/03/05", "2026.3.5", "20260305", "2026-03-05T14:15:33Z", "2026-03-05 14:15", "05-Mar-2026",
        "5 March 2026", "5. Mar 2026", "Mar 5, 2026", "March 5th, 2026", "05-MAR-2026 2:15:33 PM",
    ],
)  # fmt: skip
def test_unambiguous_days(text: str) -> None:
    assert parse_date(text) == DAY


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("05/03/2026", "dmy"), ("5.3.2026", "dmy"), ("03/05/2026", "mdy"), ("3/5/2026 2:15:33 PM", "mdy"),
        ("3/5/26", "mdy"), ("26-03-05", "ymd"), ("05-Mar-26", "dmy"), ("2026-03-05", "mdy"),
    ],
)  # fmt: skip
def test_days_in_numbers_with_an_order(text: str, order: DateOrder) -> None:
    assert parse_date(text, order) == DAY


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("05/03/2026", "which order"), ("13/13/2026", "which order"), ("12.11.2026", "which order"),
        ("31.02.2026", "not a day of"),
        ("31/12/26", "which order"), ("2026-02-30", "not a day of the calendar"),
        ("soon", "not a date"), ("TBD", "not a date"), ("5 Foo 2026", "not a date"), ("44865", "not a date"),
        ("2026-W10-4", "not a date"), ("05-Mar-26", "not a date"), ("٢٠٢٦-٠٣-٠٥", "not a date"), ("", "not a date"),
    ],
)  # fmt: skip
def test_no_days(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_date(text)


@pytest.mark.parametrize("text", ["31/12/2026", "31.12.2026", "12/31/2026", "31-12-2026", "12/31/2026 2:15:33 PM"])
def test_only_one_of_two_numbers_can_be_the_day(text: str) -> None:
    assert parse_date(text) == date(2026, 12, 31)


def test_a_day_that_does_not_fit_its_order() -> None:
    with pytest.raises(ValueError, match="not a day of the calendar"):
        parse_date("31/12/2026", "mdy")


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("300000", 30_000_000), ("300,000", 30_000_000), ("$300,000.00", 30_000_000), ("45k", 4_500_000),
        ("$1.5M", 150_000_000), ("USD 12.5", 1250), ("12.50 usd", 1250), ("US$ 7", 700), (".5", 50), ("0", 0),
        ("-1,000", -100_000), ("($500)", -50_000), ("-$5", -500), ("$-5", -500), ("−5", -500), ("0.1k", 10_000),
    ],
)  # fmt: skip
def test_amounts(text: str, cents: int) -> None:
    assert parse_money(text, "USD") == cents


@pytest.mark.parametrize("text", ["€300,000", "300000 EUR", "GBP 5", "£5", "CAD 1,000"])
def test_another_currency_is_refused_by_its_name(text: str) -> None:
    with pytest.raises(ValueError, match="is not in USD"):
        parse_money(text, "USD")


@pytest.mark.parametrize(
    "text", ["TBD", "", "$", "1,5", "300.000,00", "300.000", "1.005", "1 2", "--5k5", "1e5", "9" * 30]
)
def test_no_amounts(text: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        parse_money(text, "USD")


def test_lists() -> None:
    assert split_list(" a; b ;;c ") == ("a", "b", "c")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-x", "@here", "\tx", "\rx", "\x00x", "'=x", "''-x", "'\x00"])
def test_the_guard_goes_on_and_off(text: str) -> None:
    assert put_on_guard(text) == f"'{text}"
    assert take_off_guard(put_on_guard(text)) == text


@given(st.text())
def test_guarding_alters_nothing(text: str) -> None:
    assert take_off_guard(put_on_guard(text)) == text


@pytest.mark.parametrize("text", ["--5", "+-5", "-(5)-", "$-", "5 000 00", "12 34"])
def test_amounts_with_two_signs_or_odd_groups_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        parse_money(text, "USD")


@pytest.mark.parametrize("text", ["-$20", "$-20", "-20 USD", "(20)", "USD -20"])
def test_the_sign_stands_before_or_behind_the_currency(text: str) -> None:
    assert parse_money(text, "USD") == -2000


def test_a_warning_shows_values_as_the_file_has_them() -> None:
    assert show_value("kinds", ("reseller", "msp")) == "reseller;msp"
    assert show_value("committed_net_arr_cents", 42_000_050) == "420000.50"
