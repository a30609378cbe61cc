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

EVERY_KIND = (
    HEAD
    + """[[metrics]]
key = "cloud"
label = "Cloud"
[[designations]]
key = "psp"
label = "PSP"
line = 3
[[requirements]]
key = "a"
kind = "agreement"
label = "A"
wording = "A"
line = 1
need = { open = 1, psp = 1 }
[[requirements]]
key = "b"
kind = "any_of"
label = "B"
wording = "B"
need = { select = 1 }
    [[requirements.of]]
    key = "c"
    kind = "all_of"
    label = "C"
    wording = "C"
    need = { select = 1 }
        [[requirements.of.of]]
        key = "d"
        kind = "amount"
        label = "D"
        wording = "D"
        need = { select = 500 }
        basis = "booked"
        booking_kinds = ["new"]
        months = 12
        [[requirements.of.of]]
        key = "e"
        kind = "share"
        label = "E"
        wording = "E"
        need = { select = 25 }
        part = { basis = "reported", metric = "cloud", months = "fiscal_year" }
        whole = { basis = "booked" }
    [[requirements.of]]
    key = "f"
    kind = "designation"
    label = "F"
    wording = "F"
    need = { select = 1 }
    designation = "psp"
[[requirements]]
key = "g"
kind = "people"
label = "G"
wording = "G"
need = { open = 2 }
credentials = ["sales"]
courses = "either"
existing = ["expert"]
existing_earned_by = 2024-07-31
existing_reading = "whenever_earned"
region_applies = false
award_editions = ["2021"]
unnoted_edition = "counts"
sharing = "forbidden"
[[requirements]]
key = "h"
kind = "coverage"
label = "H"
wording = "H"
need = { select = 4 }
credentials = ["trainer"]
including = ["trainer:ci_cd"]
region_applies = true
[[requirements]]
key = "i"
kind = "plan"
label = "I"
wording = "I"
need = { select = 1 }
[[requirements]]
key = "j"
kind = "points"
label = "J"
wording = "J"
need = { select = 7.5 }
    [[requirements.metrics]]
    key = "k"
    label = "K"
    points = 2.14
    cap = 15
    floor = 0.5
    people = { credentials = ["expert"] }
    [[requirements.metrics]]
    key = "l"
    label = "L"
    points = 1
    unit = 1000
    cap = 20
    is_partial = true
    quantity = { basis = "committed" }
[[requirements]]
key = "m"
kind = "attestation"
label = "M"
wording = "M"
need = { select = 1 }
practices = ["sales", "both"]
[[requirements]]
key = "n"
kind = "each_quarter"
label = "N"
wording = "N"
need = { select = 1 }
quarters = 4
activity_kinds = ["webinar"]
[[benefit_groups]]
key = "o"
label = "O"
in_table = false
[[benefits]]
key = "p"
group = "o"
label = "P"
wording = "P"
offered = { open = "", select = "featured" }
unlocked_by = "g"
one_holder_suffices = true
[[switches]]
key = "q"
label = "Q"
reading = "Q"
requirement = "d"
field = "months"
choices = ["fiscal_year", 12]
default = 12
"""
)
"""A file with every kind of requirement and every table."""


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
