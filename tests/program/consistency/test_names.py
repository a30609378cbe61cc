"""Keys stand once, over all requirements and their parts, and names stand for one thing."""

from __future__ import annotations

import pytest

from tests.program.texts import HEAD, refuse, write_row

NEED = "need = { open = 1 }\n"
ROW = write_row("agreement", NEED)


def repeat(table: str, more: str) -> str:
    return HEAD + ROW + f"[[{table}]]\n{more}\n" * 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (repeat("metrics", 'key = "m"\nlabel = "M"'), "metrics 2.key: “m” is there twice; every key of metrics"),
        (repeat("tracks", 'key = "gold"\nlabel = "G"'), "tracks 4.key: “gold” is there twice; every key of tracks"),
        (repeat("benefit_groups", 'key = "g"\nlabel = "G"'), "benefit_groups 2.key: “g” is there twice"),
        (
            repeat(
                "switches",
                'key = "s"\nlabel = "S"\nreading = "R"\nfield = "grace"\n'
                'choices = ["none", "next_quarter"]\ndefault = "next_quarter"',
            ),
            "switches 2.key: “s” is there twice",
        ),
        (
            HEAD
            + write_row("all_of", NEED)
            + write_row("agreement", NEED, key="part", table="requirements.of")
            + write_row("plan", NEED, key="part"),
            "mine.toml, line 44, requirements 2.key: “part” is there twice; every key of requirements may stand once.",
        ),
        (
            HEAD + write_row("all_of", NEED) + write_row("agreement", NEED, table="requirements.of"),
            "mine.toml, line 37, requirements 1.of 1.key: “row” is there twice",
        ),
        (
            HEAD
            + write_row("points", NEED)
            + '[[requirements.metrics]]\nkey = "row"\nlabel = "M"\npoints = 1\ncap = 1\n'
            + 'people = { credentials = ["sales"] }\n',
            "requirements 1.metrics 1.key: “row” is there twice",
        ),
        (
            HEAD + ROW + '[[credentials]]\nkey = "boss"\nlabel = "***"\n',
            "credentials 4.aliases: “***” has neither letters nor digits; no export could be matched to it.",
        ),
    ],
)
def test_what_is_there_twice_is_refused(text: str, said: str) -> None:
    assert said in "\n".join(refuse(text))
