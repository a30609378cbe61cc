"""What a file gives before any column is understood: rows of cells as they stand, and how they were found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, NamedTuple

from channeladmin.rosters.reading.own_file import UNPLACED


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user says about the file; None is found out.

    `quote` and `escape` are one character, or "" for none; `header_row` is the file's line (the sheet's row), 0 where
    there is none; `header_count` (1 or 2) how many rows from there hold the names; `sheet` is a sheet's name or its
    number from 1; `fills` says whether groups are filled down. `found_out` names those that are found out, whatever is
    said of them beneath.
    """

    encoding: str | None = None
    delimiter: str | None = None
    quote: str | None = None
    escape: str | None = None
    header_row: int | None = None
    sheet: str | None = None
    fills: bool = True
    header_count: int | None = None
    found_out: frozenset[str] = frozenset()

    @property
    def settled(self) -> ReadOptions:
        """What is said, as nothing is beneath it any more."""
        return replace(self, found_out=AS_FOUND.found_out)

    def over(self, beneath: ReadOptions) -> ReadOptions:
        """What is said here, and where nothing is said what is said beneath."""
        said, below = self.to_document(), beneath.to_document()
        kept = {name: value for name, value in below.items() if name not in self.found_out}
        return ReadOptions(**{**kept, **said}, found_out=self.found_out | (beneath.found_out - said.keys()))

    def to_document(self) -> dict[str, Any]:
        """What is said, by name; empty where all is to be found out."""
        values = {each.name: (getattr(self, each.name), each.default) for each in fields(self)}
        del values["found_out"]
        return {name: value for name, (value, default) in values.items() if value != default}


AS_FOUND = ReadOptions()
"""Nothing is said about the file."""


class RawRow(NamedTuple):
    """One record: the file's line on which it begins, its cells, and why it cannot be taken (None: it can)."""

    line: int
    cells: tuple[str, ...]
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class SkippedLine:
    """A line that is no record, as it stands, and why: "preamble", "footer" or "declaration" (`sep=;`)."""

    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class RawTable:
    """The table as read. Short rows are filled up with empty cells.

    `header_row` is the line of the (last) header row, 0 where the file has none; then the columns are `column_1` and
    on. Of a spreadsheet, encoding, delimiter and quote are "" and lines are the sheet's rows. `confidence` (0 to 1) is
    that of the encoding; `is_whole` is False for a preview of the beginning. `is_own`: this programme wrote it,
    and no guard is left on a cell.
    """

    source: str
    encoding: str
    delimiter: str
    quote: str
    header_row: int
    columns: tuple[str, ...]
    rows: Sequence[RawRow]
    warnings: tuple[str, ...] = ()
    header_rows: tuple[int, ...] = ()
    skipped: tuple[SkippedLine, ...] = ()
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    escape: str = ""
    confidence: float = 1.0
    is_whole: bool = True
    is_own: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether every cell holds what was stored, and every row is a record of its own."""
        return self.is_own and self.columns[-1] != UNPLACED

    def to_document(self) -> dict[str, object]:
        """As `read --json` prints it."""
        return {**self.describe(), "rows": [list(row.cells) for row in self.rows]}

    def describe(self) -> dict[str, object]:
        """The document without its rows; what a spreadsheet does not have is null.

        Beside the keys of every table stand those that say something: `escape`, `header_rows` where there
        are two, `skipped` lines, `sheet` and `sheets`, `is_whole` of a preview.
        """
        document: dict[str, object] = {
            "encoding": self.encoding or None,
            "delimiter": self.delimiter or None,
            "quote": self.quote or None,
            "header_row": self.header_row,
            "columns": list(self.columns),
            "rows": [],
            "warnings": list(self.warnings),
        }
        if self.escape:
            document["escape"] = self.escape
        if len(self.header_rows) > 1:
            document["header_rows"] = list(self.header_rows)
        if self.skipped:
            document["skipped"] = [{"line": line.line, "text": line.text, "why": line.why} for line in self.skipped]
        if self.sheet is not None:
            document |= {"sheet": self.sheet, "sheets": list(self.sheets)}
        if not self.is_whole:
            document["is_whole"] = False
        return document
