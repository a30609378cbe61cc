"""Switches set what can be switched, wherever it lies, and every choice is one that the field takes."""

from __future__ import annotations

import pytest

from channeladmin.errors import UserError
from channeladmin.program.edition import Edition
from channeladmin.program.loading import parse_edition
from channeladmin.program.requirement import AmountRequirement
from tests.program.texts import HEAD, refuse, write_row


def switch(key: str, field: str, choices: str, default: str, *, of: str = 'requirement = "sum"') -> str:
    return (
        f'[[switches]]\nkey = "{key}"\nlabel = "S"\nreading = "R"\n{of}\n'
        f'field = "{field}"\nchoices = {choices}\ndefault = {default}\n'
    )


def nest(amount: str) -> str:
    """An amount inside an all-of inside an any-of."""
    need = "need = { open = 1 }\n"
    return (
        HEAD
        + write_row("any_of", need)
        + write_row("all_of", need, key="all", table="requirements.of")
        + write_row("agreement", need, key="agreed", table="requirements.of.of")
        + write_row("amount", need + amount, key="sum", table="requirements.of.of")
    )


BOOKED = nest('basis = "booked"')
WINDOW = switch("window", "months", '["fiscal_year", 12, 24]', '"fiscal_year"')
BASIS = switch("basis", "basis", '["booked", "committed"]', '"booked"')


def read_sum(edition: Edition) -> AmountRequirement:
    found = edition.find_requirement("sum")
    assert isinstance(found, AmountRequirement)
    return found


def test_a_part_is_switched_where_it_lies() -> None:
    edition = parse_edition(BOOKED + BASIS + WINDOW, "mine.toml")
    assert (edition.get_switch_value("basis"), edition.get_switch_value("window")) == ("booked", "fiscal_year")
    switched = edition.with_switches({"window": 12})
    assert (read_sum(switched).months, switched.get_switch_value("window")) == (12, 12)
    assert read_sum(edition).months is None
    assert read_sum(switched.with_switches({"window": "fiscal_year"})) == read_sum(edition)


def test_a_number_is_neither_its_text_nor_true() -> None:
    edition = parse_edition(BOOKED + WINDOW, "mine.toml")
    for value in ("12", True, 13):
        with pytest.raises(UserError, match="is not a choice of the switch “window”; choose from: fiscal_year, 12, 24"):
            edition.with_switches({"window": value})


def test_one_is_not_true() -> None:
    months = switch("window", "months", "[1, 2]", "1")
    edition = parse_edition(nest('basis = "booked"\nmonths = 1') + months, "mine.toml")
    with pytest.raises(UserError, match="“true” is not a choice of the switch “window”; choose from: 1, 2"):
        edition.with_switches({"window": True})
    assert (
        "“true” is not among the choices"
        in refuse(nest('basis = "booked"\nmonths = 1') + switch("window", "months", "[1, 2]", "true"))[0]
    )


def test_readings_that_do_not_go_together_are_refused_together() -> None:
    edition = parse_edition(BOOKED + BASIS + WINDOW, "mine.toml")
    assert read_sum(edition.with_switches({"basis": "committed"})).basis == "committed"
    with pytest.raises(UserError) as refused:
        edition.with_switches({"basis": "committed", "window": 12})
    assert str(refused.value) == (
        "These readings do not go together: basis = committed, window = 12. "
        "What a plan commits to is for its fiscal year; take “months” out."
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(
            BOOKED + switch("w", "months", '["fiscal_year", 12]', "12"),
            "switches 1.default: “12” differs from what the file sets: months = fiscal_year.",
            id="the file sets the fiscal year",
        ),
        pytest.param(
            nest('basis = "booked"\nmonths = 12') + switch("w", "months", '["fiscal_year", 12]', '"fiscal_year"'),
            "switches 1.default: “fiscal_year” differs from what the file sets: months = 12.",
            id="the file sets months",
        ),
        pytest.param(
            BOOKED + switch("w", "months", '["fiscal_year", 0, "years"]', '"fiscal_year"'),
            "switches 1.choices: “0” is no value for months.",
            id="no such window",
        ),
        pytest.param(
            nest('basis = "committed"') + WINDOW,
            "switches 1.choices: “12” is no value for months.",
            id="a plan has no window",
        ),
        pytest.param(
            BOOKED + switch("w", "months", '["fiscal_year", 1.5]', '"fiscal_year"'),
            "switches 1.choices 2: This must be text, a whole number, true or false.",
            id="a fraction",
        ),
        pytest.param(
            BOOKED + switch("w", "months", '["fiscal_year", 12]', '["fiscal_year"]'),
            "switches 1.default: This must be text, a whole number, true or false.",
            id="a list",
        ),
        pytest.param(
            BOOKED + WINDOW + switch("again", "months", '["fiscal_year", 6]', '"fiscal_year"'),
            "switches 2.field: The switch “window” sets this already; take one out.",
            id="two of one field",
        ),
        pytest.param(
            BOOKED
            + switch("w", "months", '["fiscal_year", 6]', '"fiscal_year"', of='requirement = "sum"\nbenefit = "b"'),
            "switches 1.benefit: A switch sets a field of a requirement or of a benefit; name one of them.",
            id="of two things",
        ),
        pytest.param(
            BOOKED + switch("w", "need", '["a", "b"]', '"a"'),
            "switches 1.field: “need” cannot be switched; use basis, months.",
            id="a fixed field",
        ),
    ],
)
def test_what_a_switch_cannot_be(text: str, said: str) -> None:
    assert f", {said}" in "\n".join(refuse(text))
