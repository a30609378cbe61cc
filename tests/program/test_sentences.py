"""Whatever stands at whatever key of a file, what is wrong is said in plain words."""

from __future__ import annotations

import copy
import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from channeladmin.errors import UserError
from channeladmin.program.loading import parse_edition
from channeladmin.program.locating import Path
from tests.program.test_locating import list_paths
from tests.program.texts import EVERY_KIND, HEAD, refuse, write_row

WRONG: list[object] = [
    True, 0, -1, 2.5, 0.001, 10**12, 10**400, float("nan"), "", "text", "2022-10-03", ["x"], [[]], {"x": 1},
    {"Not a key": {}}, date(2022, 10, 3), datetime(2022, 10, 3, 1, 2, 3, tzinfo=UTC), 12_345_678_901,
]  # fmt: skip
LIBRARY = re.compile(r"Input|[Vv]alue error|valid |tuple|dict|Decimal|\bint\b|\bstr\b|what belongs here")


def write_toml(value: object) -> str:
    """A value as TOML writes it, on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{key}" = {write_toml(each)}' for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(write_toml, value)) + "]"
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else str(value)


def write_file(tables: dict[str, Any]) -> str:
    return "\n".join(f"{key} = {write_toml(value)}" for key, value in tables.items())


def list_places() -> Iterator[Path]:
    """One place of each shape: the second track is not tried after the first."""
    seen = set()
    for path in list_paths(tomllib.loads(EVERY_KIND)):
        shape = tuple(0 if isinstance(part, int) and "requirements" not in path else part for part in path)
        if shape not in seen:
            seen.add(shape)
            yield path


def put(tables: dict[str, Any], path: Path, value: object) -> dict[str, Any]:
    changed = copy.deepcopy(tables)
    target: Any = changed
    for part in path[:-1]:
        target = target[part]
    target[path[-1]] = value
    return changed


def test_a_file_with_every_kind_is_taken_as_it_is_and_on_few_lines() -> None:
    tables = tomllib.loads(EVERY_KIND)
    assert parse_edition(write_file(tables), "mine.toml") == parse_edition(EVERY_KIND, "mine.toml")


@pytest.mark.parametrize("path", list(list_places()), ids=lambda path: ".".join(map(str, path)))
def test_no_value_anywhere_is_answered_in_the_words_of_a_library(path: Path) -> None:
    tables = tomllib.loads(EVERY_KIND)
    for value in WRONG:
        text = write_file(put(tables, path, value))
        try:
            parse_edition(text, "mine.toml")
        except UserError as error:
            for said in str(error).splitlines():
                place, sentence = said.split(": ", 1)
                assert place.startswith("mine.toml, line ")
                assert sentence.endswith((".", "?")), said
                assert LIBRARY.search(sentence) is None, said


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("effective_on = 2025-01-01", 'effective_on = "2025-01-01"', "This must be a day such as 2022-10-03,"),
        ("effective_on = 2025-01-01", "effective_on = 20250101", "This must be a day such as 2022-10-03,"),
        ("effective_on = 2025-01-01", "effective_on = 2025-01-01T00:00:00", "This must be a day such as 2022-10-03,"),
        ("first_month = 1", "first_month = true", "This must be a whole number."),
        ("first_month = 1", 'first_month = "1"', "This must be a whole number."),
        ("quarters = 4", "quarters = 4.0", "This must be a whole number."),
        ("line = 1", "line = true", "This must be a whole number."),
        ("need = { open = 2 }", "need = { open = true }", "This must be a whole number."),
        ("need = { open = 2 }", "need = [2]", "This must be a table."),
        ("need = { open = 2 }", "need = { Open = 2 }", "“Open” cannot be used here; use small letters, digits and"),
        ("need = { open = 2 }", "need = { open = 1_000_000_000_001 }", "This must be at most 1000000000000."),
        ("need = { select = 25 }", "need = { select = 101 }", "This must be at most 100."),
        ("need = { select = 7.5 }", 'need = { select = "7.5" }', "This must be a number, without quotation marks."),
        ("need = { select = 7.5 }", "need = { select = true }", "This must be a number."),
        ("need = { select = 7.5 }", "need = { select = 0 }", "This must be more than 0."),
        ("need = { select = 7.5 }", "need = { select = nan }", "This must be a number, and 1,000,000,000,000"),
        ("points = 2.14", "points = 2.145", "This must have at most 2 places after the point."),
        ("points = 2.14", "points = 12345678901", "This number has too many digits; 9 are enough for any points."),
        ("floor = 0.5", "floor = -1", "This must be at least 0."),
        ("floor = 0.5", "floor = 16", "The floor is above the cap: this metric can never give so much."),
        ('people = { credentials = ["expert"] }', "", "A metric of a score counts either people or a quantity;"),
        ('designation = "psp"', "designation = []", "This must be text, in quotation marks."),
        ("region_applies = false", 'region_applies = "no"', "This must be true or false, without quotation marks."),
        ('practices = ["sales", "both"]', 'practices = "sales"', "This must be a list, in square brackets."),
        ('practices = ["sales", "both"]', 'practices = ["golf"]', "“golf” is not known; use 'sales', 'services' or"),
        ('courses = "either"', "courses = 2022-10-03", "2022-10-03 is not known; use 'either' or 'both'."),
        ('courses = "either"', "courses = false", "false is not known; use 'either' or 'both'."),
        ('courses = "either"', "courses = []", "A list is not known; use 'either' or 'both'."),
        ('courses = "either"', "courses = {}", "A table is not known; use 'either' or 'both'."),
        ('courses = "either"', f'courses = "{"x" * 99}"', f"“{'x' * 39}…” is not known; use 'either' or 'both'."),
        ('kind = "plan"', f'kind = "{"x" * 99}"', f"“{'x' * 39}…” is not a kind of requirement; use 'agreement',"),
        ('courses = "either"', 'courses = "both"', "Where all courses are asked, an existing credential cannot stand"),
        ("existing_earned_by = 2024-07-31", "", "“existing” and “existing_earned_by” go together; give both or"),
        ('basis = "committed" }', 'basis = "committed", months = 3 }', "What a plan commits to is for its fiscal"),
        ('basis = "committed" }', 'basis = "reported" }', "A metric is named where the basis is “reported”, and only"),
        ("[rules]\n", 'rules = "none"\n', "This key is not known here"),
        ('label = "Open"', 'label = "  "', "This must not be empty."),
    ],
)  # fmt: skip
def test_what_is_said_of_a_wrong_value(before: str, after: str, said: str) -> None:
    assert EVERY_KIND.count(before) >= 1
    found = "\n".join(refuse(EVERY_KIND.replace(before, after, 1)))
    assert f": {said}" in found


def test_tables_where_text_belongs_and_the_other_way_round() -> None:
    text = HEAD.replace("[fiscal]\nfirst_month = 1\n[rules]\n", "").replace(
        'currency = "USD"', 'currency = "USD"\nfiscal = 1\nrules = 2'
    )
    assert refuse(text + "[[requirements]]\n")[:2] == [
        "mine.toml, line 7, fiscal: This must be a table.",
        "mine.toml, line 8, rules: This must be a table.",
    ]
    assert refuse("requirements = [1]")[-1] == "mine.toml, line 1, requirements 1: This must be a table."
    assert "mine.toml, line 1, tracks: This must be a list, in square brackets." in refuse("tracks = {}")
    assert "mine.toml, line 1, tracks 1: This must be a table." in refuse("tracks = [[]]")


def test_a_fault_is_told_at_its_key_and_not_at_its_kind() -> None:
    """The key of the designation has the name of its kind; the need is on another line."""
    row = write_row("designation", 'designation = "psp"\nneed = { open = 2 }')
    assert refuse(HEAD + row) == ["mine.toml, line 35, requirements 1.need.open: This must be at most 1."]


def test_a_list_whose_only_entry_is_wrong_is_not_called_empty_too() -> None:
    assert len(refuse(HEAD + write_row("plan", "need = { open = 2 }"))) == 1


def test_what_a_file_holds_does_not_look_like_another_fault() -> None:
    text = (
        HEAD
        + write_row("plan", "need = { open = 1 }")
        + '[[benefits]]\n"a\\nmine.toml, line 1, b: \\u001b[31mRed" = 1\n'
    )
    assert all(said.startswith("mine.toml, line ") and said.isprintable() for said in refuse(text))


def test_of_very_many_faults_the_first_hundred_are_told() -> None:
    text = HEAD + "".join(write_row("plan", "need = { open = 2 }", key=f"k{place}") for place in range(130))
    told = refuse(text)
    assert len(told) == 101
    assert told[-1] == "mine.toml has 30 faults more; put these right first."
    few = refuse(HEAD + "".join(write_row("plan", "need = { open = 2 }", key=f"k{place}") for place in range(100)))
    assert len(few) == 100


def test_of_very_many_names_some_are_offered() -> None:
    credentials = "".join(f'[[credentials]]\nkey = "c{place}"\nlabel = "C{place}"\n' for place in range(30))
    (told,) = refuse(HEAD + credentials + write_row("people", 'need = { open = 1 }\ncredentials = ["z"]'))
    assert told.endswith("c25, c26, ….")
