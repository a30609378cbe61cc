"""CSV as this programme writes it: known by its first line, and read to the letter where every guess could err."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from channeladmin.rosters.kinds import KINDS
from channeladmin.rosters.reading.byte_source import ByteSource
from channeladmin.rosters.reading.limits import LONGEST_CELL, MOST_CELLS, MOST_COLUMNS
from channeladmin.rosters.reading.own_file import count_reasons
from channeladmin.rosters.reading.packed_rows import PackedRows, Record
from channeladmin.rosters.reading.raw_table import RawTable, ReadOptions
from channeladmin.rosters.values import put_on_guard, take_off_guard

_COMPANY = "partner"
_HEADERS = frozenset(tuple(column.name for column in kind.columns) for kind in KINDS.values())


class _OtherHands(Exception):
    """The file is not as it would be written here: somebody has changed it, or made it in this form."""


@dataclass(frozen=True, slots=True)
class _Header:
    titles: tuple[str, ...]
    is_guarded: bool
    always: tuple[int, ...]
    """Where an export leaves no cell empty, as staff do below the first row of a group."""


def get_quoting(*, lossless: bool) -> Literal[0, 1]:
    """How cells are quoted: all of them where none is guarded (`lossless`), and by that the reader knows."""
    return csv.QUOTE_ALL if lossless else csv.QUOTE_MINIMAL


def _write_header(titles: Sequence[str], *, lossless: bool) -> str:
    line = io.StringIO(newline="")
    csv.writer(line, quoting=get_quoting(lossless=lossless)).writerow(titles if lossless else map(put_on_guard, titles))
    return line.getvalue()


def read_own_text(source: ByteSource, told: ReadOptions, *, most_rows: int | None = None) -> RawTable | None:
    """The table of a file that `write_table` made, or its first rows, guards taken off; None for any other file.

    What the user says about a file is for files of others.
    """
    if replace(told, fills=True) != ReadOptions():
        return None
    source.check_size()
    csv.field_size_limit(LONGEST_CELL)
    try:
        with source.open() as file, io.TextIOWrapper(file, "utf-8", newline="") as text:
            taken: list[str] = []
            records = csv.reader(_keep(text, taken), strict=True)
            header = _find_header(records, taken)
            if header is None:
                return None
            rows = PackedRows(_read_rows(records, header, taken, most_rows), is_short=source.is_short)
            is_whole = most_rows is None or next(records, None) is None
    except (csv.Error, UnicodeDecodeError, _OtherHands):
        return None
    return RawTable(
        source.name,
        "utf-8",
        ",",
        '"',
        1,
        header.titles,
        rows,
        () if len(rows) else ("The file has column names and no records.",),
        (1,),
        is_whole=is_whole,
        is_own=True,
    )


def _keep(lines: io.TextIOWrapper, taken: list[str]) -> Iterator[str]:
    """The lines; `taken` has those of the record at hand."""
    while line := lines.readline(LONGEST_CELL):
        taken.append(line)
        yield line


def _find_header(records: Iterator[list[str]], taken: list[str]) -> _Header | None:
    cells = next(records, [])
    written = "".join(taken)
    bare = [take_off_guard(cell) for cell in cells]
    titles, is_guarded = next(
        ((each, guarded) for each, guarded in ((bare, True), (cells, False))
         if each and written == _write_header(each, lossless=not guarded)),
        ([], False),
    )  # fmt: skip
    is_export = tuple(titles) in _HEADERS
    if not (is_export or count_reasons(titles)) or len(titles) > MOST_COLUMNS:
        return None
    return _Header(tuple(titles), is_guarded, (titles.index(_COMPANY),) if is_export else ())


def _read_rows(
    records: Iterator[list[str]], header: _Header, taken: list[str], most_rows: int | None
) -> Iterator[Record]:
    width, count = len(header.titles), 0
    line = 1 + len(taken)
    taken.clear()
    for cells in islice(records, most_rows):
        if cells:
            count += 1
            if len(cells) != width or count > MOST_CELLS // width or not all(cells[at] for at in header.always):
                raise _OtherHands
            yield line, tuple(map(take_off_guard, cells) if header.is_guarded else cells), None
        line += len(taken)
        taken.clear()
