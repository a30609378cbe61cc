"""Credentials and metrics that requirements count are declared in the file."""

from __future__ import annotations

import pytest

from channeladmin.program.loading import parse_edition
from tests.program.texts import HEAD, refuse, write_row

METRICS = """[[metrics]]
key = "money"
label = "Money"
[[metrics]]
key = "deals"
label = "Deals"
unit = "deals"
"""
BASE = HEAD + METRICS
NEED = "need = { open = 1 }\n"


def score(more: str) -> str:
    metric = f'[[requirements.metrics]]\nkey = "m"\nlabel = "M"\npoints = 1\ncap = 1\n{more}\n'
    return BASE + write_row("points", NEED) + metric


def share(part: str, whole: str) -> str:
    return BASE + write_row("share", NEED + f"part = {{ {part} }}\nwhole = {{ {whole} }}")


def reported(metric: str) -> str:
    return f'basis = "reported", metric = "{metric}"'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(
            BASE + write_row("people", NEED + 'credentials = ["trainer:ci_cd", "guru"]'),
            "requirements 1.credentials: “guru” is not a credential of this file; use expert, sales, trainer.",
            id="people",
        ),
        pytest.param(
            BASE + write_row("people", NEED + 'credentials = ["sales:a"]'),
            "requirements 1.credentials: “sales:a” is not a credential of this file; use expert, sales, trainer.",
            id="a course of what is no family",
        ),
        pytest.param(
            BASE
            + write_row(
                "people", NEED + 'credentials = ["sales"]\nexisting = ["old"]\nexisting_earned_by = 2024-07-31'
            ),
            "requirements 1.existing: “old” is not a credential of this file; use expert, sales, trainer.",
            id="existing",
        ),
        pytest.param(
            BASE + write_row("coverage", NEED + 'credentials = ["trainer:a", "guru"]\nincluding = ["guru"]'),
            "requirements 1.credentials: “guru” is not a credential of this file; use expert, sales, trainer.",
            id="coverage",
        ),
        pytest.param(
            score('people = { credentials = ["guru"] }'),
            "requirements 1.metrics 1.people.credentials: “guru” is not a credential of this file;",
            id="points for people",
        ),
        pytest.param(
            score(f"quantity = {{ {reported('votes')} }}"),
            "requirements 1.metrics 1.quantity.metric: “votes” is not a metric of this file; use deals, money.",
            id="points for a number",
        ),
        pytest.param(
            BASE + write_row("amount", NEED + 'basis = "reported"\nmetric = "votes"'),
            "requirements 1.metric: “votes” is not a metric of this file; use deals, money.",
            id="amount",
        ),
        pytest.param(
            HEAD + write_row("amount", NEED + 'basis = "reported"\nmetric = "votes"'),
            "requirements 1.metric: “votes” is not a metric of this file.",
            id="a file without metrics",
        ),
        pytest.param(
            share('basis = "booked"', reported("votes")),
            "requirements 1.whole.metric: “votes” is not a metric of this file; use deals, money.",
            id="share",
        ),
        pytest.param(
            share(reported("deals"), 'basis = "booked"'),
            "requirements 1.part: A share is of one unit; the part counts deals, the whole money.",
            id="a share of one unit in another",
        ),
        pytest.param(
            share(reported("money"), reported("deals")),
            "requirements 1.part: A share is of one unit; the part counts money, the whole deals.",
            id="and the other way round",
        ),
    ],
)
def test_what_is_not_declared_is_refused(text: str, said: str) -> None:
    assert f", {said}" in refuse(text)[0]


def test_every_unknown_credential_of_a_set_is_told() -> None:
    text = BASE + write_row("coverage", NEED + 'credentials = ["sales", "a", "b"]\nincluding = ["a"]')
    assert [fault.split("“")[1][0] for fault in refuse(text)] == ["a", "b", "a"]


@pytest.mark.parametrize(
    "text",
    [
        score('people = { credentials = ["trainer"] }'),
        score(f"quantity = {{ {reported('deals')} }}"),
        share(reported("money"), 'basis = "booked"'),
        share(reported("deals"), reported("deals")),
        BASE + write_row("amount", NEED + 'basis = "booked"'),
    ],
)
def test_what_is_declared_is_taken(text: str) -> None:
    assert parse_edition(text, "mine.toml").id == "small"
