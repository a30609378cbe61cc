"""Designations exist, ask something, and never rest on themselves."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channeladmin.errors import UserError
from channeladmin.program.consistency.cycle import find_cycle, show_cycle
from channeladmin.program.consistency.needs import MOST_LEVELS
from channeladmin.program.loading import parse_edition
from tests.program.texts import HEAD, refuse, write_row


def declare(*keys: str) -> str:
    return HEAD + "".join(f'[[designations]]\nkey = "{key}"\nlabel = "D"\n' for key in keys)


def ask(of: str, designation: str, *, table: str = "requirements", times: int = 0) -> str:
    """A requirement of one key for a designation; `times` tells one from another."""
    more = f'need = {{ {of} = 1 }}\ndesignation = "{designation}"'
    return write_row("designation", more, key=f"{of}_asks_{designation}{times or ''}", table=table)


def agree(of: str) -> str:
    return write_row("agreement", f"need = {{ {of} = 1 }}", key=f"{of}_agreed")


def test_one_that_nobody_asks_is_fine_and_one_may_rest_on_another() -> None:
    text = declare("psp", "ctp") + agree("psp") + ask("ctp", "psp") + agree("open")
    assert [row.key for row in parse_edition(text, "mine.toml").list_asked("ctp")] == ["ctp_asks_psp"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(
            declare("psp") + agree("psp") + ask("open", "pps"),
            "requirements 2.designation: “pps” is not a designation of this file; use psp.",
            id="unknown",
        ),
        pytest.param(
            HEAD + ask("open", "psp"),
            "requirements 1.designation: “psp” is not a designation of this file.",
            id="a file without any",
        ),
        pytest.param(
            declare("psp") + agree("open"),
            "designations 1.key: No requirement has a need for “psp”; a designation must ask something.",
            id="asks nothing",
        ),
        pytest.param(
            declare("psp", "psp") + agree("psp"),
            "designations 2.key: “psp” is there twice; every key of designations may stand once.",
            id="twice",
        ),
        pytest.param(
            declare("select") + agree("select"),
            "designations 1.key: “select” is a track already; give the designation another key.",
            id="a track too",
        ),
        pytest.param(
            declare("psp") + ask("psp", "psp"),
            "designations 1.key: Designations ask each other in a circle: psp → psp; take one of these needs out.",
            id="itself",
        ),
        pytest.param(
            declare("psp", "ctp") + ask("psp", "ctp") + ask("ctp", "psp"),
            "Designations ask each other in a circle: psp → ctp → psp; take one of these needs out.",
            id="each other",
        ),
        pytest.param(
            declare("psp", "ctp", "msp")
            + ask("psp", "ctp")
            + write_row("any_of", "need = { ctp = 1, open = 1 }")
            + ask("ctp", "msp", table="requirements.of")
            + write_row("agreement", "need = { open = 1 }", key="a", table="requirements.of")
            + ask("msp", "psp"),
            "Designations ask each other in a circle: psp → ctp → msp → psp; take one of these needs out.",
            id="through a part",
        ),
    ],
)
def test_what_a_designation_cannot_be(text: str, said: str) -> None:
    assert said in refuse(text)[0]


def test_a_part_that_asks_it_of_another_track_makes_no_circle() -> None:
    text = (
        declare("psp")
        + write_row("any_of", "need = { psp = 1, open = 1 }")
        + ask("open", "psp", table="requirements.of")
        + write_row("agreement", "need = { psp = 1 }", key="a", table="requirements.of")
    )
    assert parse_edition(text, "mine.toml").id == "small"


def test_designations_may_rest_on_each_other_only_so_deep() -> None:
    keys = [f"d{place}" for place in range(MOST_LEVELS)]
    chain = "".join(ask(key, below) for key, below in pairwise(keys)) + agree(keys[-1])
    assert parse_edition(declare(*keys) + chain, "mine.toml").id == "small"
    tower = write_row("all_of", "need = { d7 = 1 }", key="all") + write_row(
        "agreement", "need = { d7 = 1 }", key="agreed", table="requirements.of"
    )
    (said,) = refuse(declare(*keys) + chain + tower)
    assert said.endswith("designations 1.key: “d0” lies 9 requirements deep; take some out until they are 8.")


@pytest.mark.parametrize("key", ["d0", "open"])
def test_what_is_asked_again_and_again_is_counted_each_time(key: str) -> None:
    """Each asks the one below ten times: 20 requirements, then 210, then 2,110."""
    pairs = list(pairwise([key, "d1", "d2", "d3"]))
    ten = {pair: "".join(ask(*pair, times=times) for times in range(10)) for pair in pairs}
    designations = [each for each, _ in pairs if each != "open"]
    text = declare(*designations, "d3") + "".join(ten.values()) + agree("d3")
    (said,) = refuse(text)
    assert said.endswith(
        f"key: “{key}” asks 2,110 requirements, those of other designations counted each time that they are asked; "
        f"take some out until they are 1,000."
    )
    assert parse_edition(text.replace(ten[pairs[0]], ask(*pairs[0])), "mine.toml").id == "small"


def test_what_a_part_asks_of_a_track_does_not_make_a_designation_deep() -> None:
    keys = [f"d{place}" for place in range(MOST_LEVELS)]
    chain = "".join(ask(key, below) for key, below in pairwise(keys)) + agree(keys[-1])
    shared = write_row("any_of", "need = { x = 1, open = 1 }", key="shared") + ask(
        "open", "d0", table="requirements.of"
    )
    shared += write_row("agreement", "need = { x = 1 }", key="agreed", table="requirements.of")
    assert parse_edition(declare(*keys, "x") + chain + ask("x", "d1") + shared, "mine.toml").id == "small"


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=10))
def test_a_circle_is_refused_wherever_it_is_and_nothing_else(asked: list[tuple[int, int]]) -> None:
    """Compared with going on for as long as there is a way."""
    reached = set(asked)
    for _ in range(6):
        reached |= {(one, other) for one, middle in reached for begun, other in asked if middle == begun}
    circles = any(one == other for one, other in reached)
    text = declare(*(f"d{key}" for key in range(6))) + "".join(agree(f"d{key}") for key in range(6))
    text += "".join(ask(f"d{one}", f"d{other}") for one, other in dict.fromkeys(asked))
    try:
        parse_edition(text, "mine.toml")
        refused = ""
    except UserError as error:
        refused = str(error)
    assert ("in a circle" in refused) is circles


def test_a_circle_is_told_in_the_order_in_which_it_is_asked() -> None:
    assert find_cycle({"a": ["b"], "b": ["c"], "c": ["b"]}) in {("b", "c", "b"), ("c", "b", "c")}
    assert find_cycle({"a": ["b", "c"], "b": ["c"]}) == ()
    assert show_cycle(("a", "b", "a")) == "a → b → a"
