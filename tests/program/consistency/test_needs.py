"""What is asked can be asked of somebody and can be met, in parts of requirements too."""

from __future__ import annotations

import pytest

from channeladmin.program.consistency.needs import MOST_LEVELS
from channeladmin.program.loading import parse_edition
from tests.program.texts import HEAD, refuse, write_row

BOTH = "need = { open = 1, select = 1 }"
PART = "requirements.of"


def nest(parts: list[str], *, kind: str = "all_of", need: str = BOTH) -> str:
    return HEAD + write_row(kind, need) + "".join(parts)


def agree(key: str, need: str = BOTH) -> str:
    return write_row("agreement", need, key=key, table=PART)


def test_parts_may_each_ask_some_of_what_the_whole_asks() -> None:
    parts = [agree("a", "need = { open = 1 }"), agree("b", "need = { select = 1 }"), agree("c")]
    edition = parse_edition(nest(parts, kind="any_of", need="need = { open = 2, select = 1 }"), "mine.toml")
    assert [part.key for part in edition.requirements[0].of] == ["a", "b", "c"]  # type: ignore[union-attr]  # an any-of


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(
            HEAD + write_row("agreement", "need = { gold = 1 }"),
            ["mine.toml, line 34, requirements 1.need: “gold” is not a track of this file; use open, select."],
            id="an unknown track",
        ),
        pytest.param(
            HEAD
            + '[[designations]]\nkey = "psp"\nlabel = "PSP"\n'
            + write_row("agreement", "need = { psp = 1, pps = 1 }"),
            [
                "mine.toml, line 37, requirements 1.need: “pps” is not a track or designation of this file;"
                " use open, psp, select."
            ],
            id="an unknown designation",
        ),
        pytest.param(
            HEAD + write_row("agreement", "need = {}"),
            ["mine.toml, line 34, requirements 1.need: This must not be empty."],
            id="nobody is asked",
        ),
        pytest.param(
            nest([agree("a", "need = { open = 1 }")]),
            [
                "mine.toml, line 34, requirements 1.need: None of the parts asks anything of “select”;"
                " give one a need for it, or take it out here."
            ],
            id="no part asks what the whole asks",
        ),
        pytest.param(
            nest([agree("a")], need="need = { open = 1 }"),
            [
                "mine.toml, line 40, requirements 1.of 1.need: “row”, which this is a part of, asks nothing"
                " of “select”; ask there too, or not here."
            ],
            id="a part asks what the whole does not",
        ),
        pytest.param(
            nest(
                [agree("a"), agree("b", "need = { select = 1 }")], kind="any_of", need="need = { open = 2, select = 2 }"
            ),
            ["mine.toml, line 34, requirements 1.need: Of “open” 2 parts are asked, and only 1 apply to it."],
            id="more parts than there are",
        ),
        pytest.param(
            nest([write_row("any_of", "need = { open = 1 }\nof = []", key="a", table=PART)]),
            ["mine.toml, line 41, requirements 1.of 1.of: This must not be empty."],
            id="an empty any-of in an all-of",
        ),
        pytest.param(
            HEAD
            + write_row("points", "need = { open = 30, select = 31 }")
            + "".join(
                f'[[requirements.metrics]]\nkey = "m{n}"\nlabel = "M"\npoints = 1\ncap = {cap}\n'
                'people = { credentials = ["sales"] }\n'
                for n, cap in enumerate(("10", "20.5"))
            ),
            ["mine.toml, line 34, requirements 1.need: Of “select” 31 points are asked; the caps add up to 30.5."],
            id="more points than the caps give",
        ),
        pytest.param(
            HEAD + write_row("coverage", 'need = { open = 2, select = 3 }\ncredentials = ["sales", "expert", "sales"]'),
            ["mine.toml, line 34, requirements 1.need: Of “select” 3 are asked, and the set has only 2."],
            id="more than the set has",
        ),
        pytest.param(
            HEAD
            + write_row(
                "coverage",
                'need = { open = 1 }\ncredentials = ["trainer"]\nincluding = [\n"trainer:a",\n"sales",\n"trainer",\n]',
            ),
            [
                "mine.toml, line 38, requirements 1.including 2: “sales” is not among the credentials of this set;"
                " add it there, or take it out here."
            ],
            id="including what is not in the set",
        ),
    ],
)
def test_what_cannot_be_asked_or_met_is_refused(text: str, said: list[str]) -> None:
    assert refuse(text) == said


def test_a_family_gives_any_number() -> None:
    text = HEAD + write_row("coverage", 'need = { open = 40 }\ncredentials = ["trainer"]\nincluding = ["trainer:a"]')
    assert parse_edition(text, "mine.toml").requirements[0].need == {"open": 40}


def build_tower(levels: int) -> str:
    text = HEAD
    for level in range(levels - 1):
        text += write_row("all_of", "need = { open = 1 }", key=f"k{level}", table="requirements" + ".of" * level)
    return text + write_row("agreement", "need = { open = 1 }", key="last", table="requirements" + ".of" * (levels - 1))


def test_requirements_may_lie_only_so_deep() -> None:
    assert parse_edition(build_tower(MOST_LEVELS), "mine.toml").find_requirement("last") is not None
    (said,) = refuse(build_tower(MOST_LEVELS + 1))
    assert said.endswith(f"{'.of 1' * 7}.of: Requirements may lie 8 deep in each other, not deeper; take a level out.")
