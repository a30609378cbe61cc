"""Credentials build on each other without circles, and courses belong to families."""

from __future__ import annotations

import pytest

from channeladmin.program.loading import parse_edition
from tests.program.texts import HEAD, refuse, write_row

BASE = HEAD + write_row("agreement", "need = { open = 1 }")


def add(key: str, more: str = "") -> str:
    return f'[[credentials]]\nkey = "{key}"\nlabel = "The {key}"\n{more}\n'


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (
            add("a", 'prerequisite = "b"') + add("b", 'prerequisite = "a"'),
            ["mine.toml, line 38, credentials 4.prerequisite: Here the prerequisites go in a circle: a → b → a;"],
        ),
        (
            add("a", 'composed_of = ["sales", "b"]')
            + add("b", 'composed_of = ["c"]')
            + add("c", 'composed_of = ["a"]'),
            ["credentials 4.composed_of: Here the parts go in a circle: a → b → c → a; take one out."],
        ),
        (add("a", 'prerequisite = "a"'), ["credentials 4.prerequisite: “a” names itself; name another credential."]),
        (add("a", 'composed_of = ["z"]'), ["credentials 4.composed_of: “z” is not a credential of this file; use a,"]),
        (add("sales:a"), ["credentials 4.key: “sales” is not a family of credentials of this file; use trainer."]),
        (
            add("trainer:a", "family = true"),
            ["credentials 4.family: A course of a family is no family; take this out."],
        ),
        (
            add("Trainer"),
            ["credentials 4.key: “Trainer” cannot be used here; use small letters, digits and underscores,"],
        ),
    ],
)
def test_what_credentials_cannot_be(more: str, said: list[str]) -> None:
    told = refuse(BASE + more)
    assert len(told) == len(said)
    assert all(part in line for part, line in zip(said, told, strict=True))


def test_one_may_imply_what_it_needs() -> None:
    text = BASE + add("a", 'implied_by = ["b"]') + add("b", 'prerequisite = "a"\ncomposed_of = ["a", "sales"]')
    assert parse_edition(text + add("trainer:x"), "mine.toml").find_credential("trainer: X") is not None
