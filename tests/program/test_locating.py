"""The line of every table, key and list entry, however the file writes it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channeladmin.program.locating import LineIndex, Path
from tests.program.texts import list_files

TEXT = '''a = 1
note = """
b = 2
[c]
"""

[table] # and a remark
'quoted' = 1
[[rows]]
x = 1
[[rows]]
x = 2
[rows.inner]
y = 3
[[rows.of]]
key = "a"
[rows.of.part]
basis = "x = 1" # [no]
[[rows.of.of]]
q . "w" = 2.5
need = { open = 1, select = [1,
  2, { deep = true,  at = 2022-10-03T01:02:03 } ], last = 1 }
[[rows.of]]
key = 'b]'
list = [
  "one = 2", # [
  "two",
  [ 3,
   4 ],
]
[x."y.z".w]
v = """a\\""" """"
k = \'\'\'
[[no]]
\'\'\'
last = 1'''


@pytest.mark.parametrize(
    ("location", "line"),
    [
        (("a",), 1),
        (("note",), 2),
        (("b",), 1),
        (("c",), 1),
        (("table", "quoted"), 8),
        (("rows", 0, "x"), 10),
        (("rows", 1, "people", "x"), 12),
        (("rows", 1, "z"), 11),
        (("rows", 5, "z"), 9),
        (("rows", 1, "inner", "y"), 14),
        (("rows", 1, "of"), 15),
        (("rows", 1, "of", 0, "key"), 16),
        (("rows", 1, "of", 0, "part", "basis"), 18),
        (("rows", 1, "of", 0, "of", 0), 19),
        (("rows", 1, "of", 0, "of", 0, "q", "w"), 20),
        (("rows", 1, "of", 0, "of", 0, "need", "select", 1), 22),
        (("rows", 1, "of", 0, "of", 0, "need", "select", 2, "at"), 22),
        (("rows", 1, "of", 0, "of", 0, "need", "last"), 22),
        (("rows", 1, "of", 1, "key"), 24),
        (("rows", 1, "of", 1, "list", 1), 27),
        (("rows", 1, "of", 1, "list", 2, 1), 29),
        (("rows", 1, "of", 1, "list", 3), 25),
        (("x", "y.z", "w", "v"), 32),
        (("x", "y.z", "w", "last"), 36),
        (("no",), 1),
        ((), 1),
    ],
)
def test_the_line_of_a_key(location: Path, line: int) -> None:
    assert tomllib.loads(TEXT)
    assert LineIndex(TEXT).find(location) == line


def list_paths(value: object, path: Path = ()) -> Iterator[Path]:
    """The path of every key and entry."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for part, each in entries:
        yield (*path, part)
        yield from list_paths(each, (*path, part))


@pytest.mark.parametrize("name", list_files())
def test_every_key_of_a_file_that_ships_is_on_the_line_that_is_told(name: str) -> None:
    text = list_files()[name]
    index, lines = LineIndex(text), text.split("\n")
    for path in list_paths(tomllib.loads(text)):
        named = next(part for part in reversed(path) if isinstance(part, str))
        if isinstance(path[-1], str):
            assert named in lines[index.find(path) - 1], path


scalars = st.sampled_from(
    ["1", "2.5", "true", "2022-10-03", '"a, [b] = {c} # d"', "'[x]'", '"""\n[[z]]\ny = 1\n"""', '""']
)
keys = st.sampled_from(["a", "b", "c", "d-e", '"f.g"'])


def write_value(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(write_value, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {write_value(each)}" for key, each in value.items()) + "}"
    return str(value)


values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3), max_leaves=6
)


@given(st.lists(st.tuples(keys, values), max_size=6, unique_by=lambda each: each[0]), st.integers(0, 3))
def test_keys_are_found_among_values_of_every_kind(written: list[tuple[str, object]], entry: int) -> None:
    """Each key of the entry begins a line of its own; nothing that a value holds is taken for one."""
    before = "[[rows]]\nz = [ # [[\n  1,\n]\n" * entry
    lines = [f"{key} = {write_value(value)}" for key, value in written]
    text = before + "[[rows]]\n" + "\n".join(lines)
    table = tomllib.loads(text)["rows"][entry]
    index, line = LineIndex(text), 4 * entry + 2
    for (key, _), statement in zip(written, lines, strict=True):
        assert index.find(("rows", entry, key.strip('"'))) == line
        line += statement.count("\n") + 1
    assert set(table) == {key.strip('"') for key, _ in written}
