"""How the command line speaks: results on stdout, messages on stderr, nothing that drives a terminal."""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

_PORTION = 200
"""Entries of a list that are packed together."""

_MEASURED = 2_000
"""Rows of a table that are measured together."""


def write(text: str) -> None:
    """A line of the result."""
    sys.stdout.write(f"{make_printable(text)}\n")


def say(text: str) -> None:
    """A message beside the result."""
    sys.stderr.write(f"{make_printable(text)}\n")


def write_json(document: object) -> None:
    """The one JSON document of a command."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def write_json_lines(document: Mapping[str, object], lists: Mapping[str, Iterable[object]]) -> None:
    """One JSON document of which some values are lists as long as they may be, an entry a line.

    A list stands where the document has its name, else at the end. The entries are asked for while it is written, so
    that they take no memory; they are there already and cannot fail.
    """
    whole = {**document, **dict.fromkeys(lists, ())}
    rest = json.dumps(whole, ensure_ascii=False, indent=2)
    encode = json.JSONEncoder(ensure_ascii=False).encode
    for name in filter(lists.__contains__, whole):
        # A line break within a text is written as an escape, so that this stands in no text.
        before, _, rest = rest.partition(f'\n  "{name}": []')
        sys.stdout.write(f'{before}\n  "{name}": [')
        separator = ""
        for entry in lists[name]:
            sys.stdout.write(f"{separator}\n    {encode(entry)}")
            separator = ","
        sys.stdout.write("\n  ]" if separator else "]")
    sys.stdout.write(f"{rest}\n")


def write_json_list(document: Mapping[str, object], name: str, entries: Iterable[object]) -> None:
    """One JSON document whose last value is a list as long as it may be.

    Nothing is written before the last entry is there, so that a refusal is a document of its own; until then the list
    is kept packed, a fraction as long.
    """
    packed = list(_pack(entries))
    whole = json.dumps({**document, name: []}, ensure_ascii=False, indent=2)
    sys.stdout.write(whole.removesuffix("]\n}"))
    for number, portion in enumerate(packed):
        sys.stdout.write("," if number else "")
        sys.stdout.write(zlib.decompress(portion).decode())
    sys.stdout.write("\n  ]\n}\n" if packed else "]\n}\n")


def _pack(entries: Iterable[object]) -> Iterator[bytes]:
    rest = iter(entries)
    while portion := [json.dumps(entry, ensure_ascii=False, indent=2) for entry in islice(rest, _PORTION)]:
        text = ",".join("\n    " + each.replace("\n", "\n    ") for each in portion)
        yield zlib.compress(text.encode(), level=1)


_Row = Sequence[str]
_Rows = Callable[[], Iterator[_Row]]


def write_table(
    columns: Sequence[str], rows: Iterable[_Row] | Callable[[], Iterable[_Row]], *, title: str | None = None
) -> None:
    """A table for people; columns whose name ends in `#` are aligned right (the mark is not shown).

    A terminal sets its width; into a file or a pipe every row is one line, and there may be very many: what gives them
    anew at each call keeps them out of memory.
    """
    names = [column.removesuffix("#") for column in columns]
    are_numbers = [column.endswith("#") for column in columns]
    make = rows if callable(rows) else list(rows).__iter__

    def list_rows() -> Iterator[_Row]:
        return ((*map(make_printable, row), *[""] * (len(names) - len(row))) for row in make())

    if title is not None:
        write(title)
    lines = (_fit_lines if sys.stdout.isatty() else _list_lines)(names, list_rows, are_numbers)
    sys.stdout.writelines(f"{line.rstrip()}\n" for line in lines)


def _fit_lines(names: Sequence[str], rows: _Rows, are_numbers: Sequence[bool]) -> Iterable[str]:
    """The table as wide as the terminal at most, long cells folded."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    console = Console(markup=False, highlight=False, emoji=False)
    table = Table(box=box.SIMPLE_HEAD, show_edge=False)
    for name, is_number in zip(names, are_numbers, strict=True):
        table.add_column(name, justify="right" if is_number else "left", overflow="fold")
    for row in rows():
        table.add_row(*row)
    with console.capture() as printed:
        console.print(table)
    return printed.get().splitlines()


def _list_lines(names: Sequence[str], rows: _Rows, are_numbers: Sequence[bool]) -> Iterator[str]:
    """The same table without a limit, a line a row: a hundred thousand rows are no time and little memory."""
    from rich.cells import cell_len

    widths, rest = list(map(cell_len, names)), rows()
    while portion := list(islice(rest, _MEASURED)):
        columns = zip(*portion, strict=True)
        widths = [max(width, *map(cell_len, set(cells))) for width, cells in zip(widths, columns, strict=True)]

    def lay_out(row: Sequence[str]) -> str:
        return "   ".join(
            f"{' ' * (width - cell_len(cell))}{cell}" if is_number else f"{cell}{' ' * (width - cell_len(cell))}"
            for cell, width, is_number in zip(row, widths, are_numbers, strict=True)
        )

    yield f" {lay_out(names)}"
    yield "─" * (sum(widths) + 3 * (len(names) - 1) + 2)
    for row in rows():
        line = lay_out(row).replace("\n", " ")
        yield f" {line}"


def write_pairs(pairs: Sequence[tuple[str, str]]) -> None:
    """Names and values, one pair a line, the values aligned."""
    width = max(len(name) for name, _ in pairs)
    for name, value in pairs:
        write(f"{name:<{width}}  {value}")


def make_printable(text: str) -> str:
    """The text with control characters as spaces, so that no name can drive the terminal; line ends stay."""
    if text.isprintable():
        return text
    return "".join(mark if mark.isprintable() or mark == "\n" else " " for mark in text)


def word_count(count: int, one: str, many: str = "") -> str:
    """“1 row”, “2 people”; without a word of its own the plural has an s."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
