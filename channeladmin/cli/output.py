"""How the command line speaks: results on stdout, messages on stderr, nothing that drives a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, islice
from typing import Any


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


def write_json_list(document: Mapping[str, object], name: str, entries: Iterable[object]) -> None:
    """One JSON document whose last value is a list as long as it may be: each entry is written as it comes.

    Nothing is written before the first entry is there, so that a refusal is a document of its own.
    """
    rest = iter(entries)
    first = list(islice(rest, 1))
    whole = json.dumps({**document, name: []}, ensure_ascii=False, indent=2)
    sys.stdout.write(whole.removesuffix("]\n}"))
    is_empty = True
    for entry in chain(first, rest):
        text = json.dumps(entry, ensure_ascii=False, indent=2).replace("\n", "\n    ")
        sys.stdout.write(f"{'' if is_empty else ','}\n    {text}")
        is_empty = False
    sys.stdout.write("]\n}\n" if is_empty else "\n  ]\n}\n")


def write_table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, title: str | None = None) -> None:
    """A table for people; columns whose name ends in `#` are aligned right (the mark is not shown).

    A terminal sets its width; into a file or a pipe every row is one line.
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table

    options: dict[str, Any] = {} if sys.stdout.isatty() else {"width": 10_000}
    console = Console(markup=False, highlight=False, emoji=False, **options)
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, show_edge=False)
    for column in columns:
        is_number = column.endswith("#")
        table.add_column(column.removesuffix("#"), justify="right" if is_number else "left", overflow="fold")
    for row in rows:
        table.add_row(*(make_printable(cell) for cell in row))
    with console.capture() as printed:
        console.print(table)
    sys.stdout.writelines(f"{line.rstrip()}\n" for line in printed.get().splitlines())


def write_pairs(pairs: Sequence[tuple[str, str]]) -> None:
    """Names and values, one pair a line, the values aligned."""
    width = max(len(name) for name, _ in pairs)
    for name, value in pairs:
        write(f"{name:<{width}}  {value}")


def make_printable(text: str) -> str:
    """The text with control characters as spaces, so that no name can drive the terminal; line ends stay."""
    return "".join(mark if mark.isprintable() or mark == "\n" else " " for mark in text)


def word_count(count: int, one: str, many: str = "") -> str:
    """“1 row”, “2 people”; without a word of its own the plural has an s."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
