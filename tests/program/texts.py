"""The texts of the files that ship, and small ones, for tests that change them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import pytest

from channeladmin.errors import UserError
from channeladmin.program.loading import parse_edition

HEAD = """id = "small"
title = "A small programme"
vendor = "Vendor"
effective_on = 2025-01-01
source = "nowhere"
currency = "USD"
[fiscal]
first_month = 1
[rules]
[[regions]]
key = "AMER"
label = "Americas"
[[credentials]]
key = "sales"
label = "Seller"
[[credentials]]
key = "expert"
label = "Expert"
[[credentials]]
key = "trainer"
label = "Trainer"
family = true
[[tracks]]
key = "open"
label = "Open"
[[tracks]]
key = "select"
label = "Select"
"""


@cache
def list_files() -> dict[str, str]:
    """The texts of all editions and examples that ship, by name."""
    folder = files("resources").joinpath("programs")
    entries = (*folder.iterdir(), *folder.joinpath("examples").iterdir())
    return {entry.name: entry.read_text(encoding="utf-8") for entry in entries if entry.name.endswith(".toml")}


def read_shipped() -> str:
    return list_files()["2022-10-03.toml"]


def edit_shipped(before: str, after: str) -> str:
    """The text with one passage replaced; it must be there once."""
    text = read_shipped()
    assert text.count(before) == 1, before
    return text.replace(before, after)


def write_row(kind: str, more: str, *, key: str = "row", table: str = "requirements") -> str:
    """A requirement of a small programme; `more` are the keys that its kind has."""
    return f'[[{table}]]\nkey = "{key}"\nkind = "{kind}"\nlabel = "Row"\nwording = "Row"\n{more}\n'


def refuse(text: str) -> list[str]:
    """What is said of a text that is refused, one fault a line."""
    with pytest.raises(UserError) as refused:
        parse_edition(text, "mine.toml")
    return str(refused.value).splitlines()
