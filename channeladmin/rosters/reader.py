"""A file to a raw table: every cell as it stands, with the file's line, before any column is understood."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from channeladmin.errors import EnvironmentProblem, UserError
from channeladmin.rosters.decoding import decode
from channeladmin.rosters.dialect import Dialect, find_declared, find_dialect, parse_delimiter

_MOST_BYTES = 512 * 1024 * 1024
_MOST_WARNINGS = 20
# Python's own limit for one cell is 128 KB, less than a long note may have.
_LONGEST_CELL = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user says about the file; None is found out."""

    encoding: str | None = None
    delimiter: str | None = None


@dataclass(frozen=True, slots=True)
class RawRow:
    """One record: the file's line on which it begins, its cells, and why it cannot be taken (None: it can)."""

    line: int
    cells: tuple[str, ...]
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class RawTable:
    """The table as read. `header_row` is the file's line of the header; short rows are filled up with empty cells."""

    source: str
    encoding: str
    delimiter: str
    quote: str
    header_row: int
    columns: tuple[str, ...]
    rows: tuple[RawRow, ...]
    warnings: tuple[str, ...] = ()

    def to_document(self) -> dict[str, object]:
        """As `read --json` prints it."""
        return {
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "quote": self.quote,
            "header_row": self.header_row,
            "columns": list(self.columns),
            "rows": [list(row.cells) for row in self.rows],
            "warnings": list(self.warnings),
        }


def read_source(path: Path, options: ReadOptions | None = None) -> RawTable:
    """Read a text table; UserError with a sentence where there is none, EnvironmentProblem where the disk refuses."""
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise UserError(f"There is no file “{path}”.") from error
    except (IsADirectoryError, ValueError) as error:
        raise UserError(f"“{path}” is not a file that can be read.") from error
    except OSError as error:
        raise EnvironmentProblem(f"“{path}” cannot be read: {error.strerror or error}.") from error
    if len(data) > _MOST_BYTES:
        raise UserError(f"“{path.name}” is larger than 512 MB. Split it into several files.")
    return read_table(data, source=path.name, options=options)


def read_table(data: bytes, *, source: str, options: ReadOptions | None = None) -> RawTable:
    """Read the bytes of a text table; UserError where they hold none."""
    told = options or ReadOptions()
    delimiter = None if told.delimiter is None else parse_delimiter(told.delimiter)
    decoded = decode(data, source=source, encoding=told.encoding)
    text = decoded.text
    if not text.strip():
        raise UserError(f"“{source}” is empty. Give a file with a line of column names and a line for each record.")
    warnings = list(decoded.warnings)
    if "\x00" in text:
        warnings.append("The file has NUL characters; a row that holds one in a cell is rejected.")
    declared = find_declared(text[: text.find("\n")].rstrip("\r")) if text[:4].casefold() == "sep=" else None
    skipped = 1 if declared else 0
    body = text.partition("\n")[2] if skipped else text
    if not body.strip():
        raise UserError(f"“{source}” has no line of column names.")
    dialect = find_dialect(body, delimiter=delimiter or declared)
    records = _read_records(list(io.StringIO(body, newline="")), dialect, skipped, warnings)
    header = next((record for record in records if any(map(str.strip, record.cells))), None)
    if header is None:
        raise UserError(f"“{source}” has no line of column names.")
    rows = tuple(_fit(record, len(header.cells)) for record in records)
    if not rows:
        warnings.append("The file has column names and no records.")
    if len(warnings) > _MOST_WARNINGS:
        warnings[_MOST_WARNINGS:] = [f"… and {len(warnings) - _MOST_WARNINGS} more like these."]
    return RawTable(
        source, decoded.encoding, dialect.delimiter, dialect.quote, header.line, header.cells, rows, tuple(warnings)
    )


def _fit(record: RawRow, width: int) -> RawRow:
    """The record with a cell for every column; cells beyond the last column are a problem unless they are blank."""
    cells = record.cells
    if len(cells) < width:
        return RawRow(record.line, cells + ("",) * (width - len(cells)), record.problem)
    if len(cells) > width:
        if not any(cell.strip() for cell in cells[width:]):
            return RawRow(record.line, cells[:width], record.problem)
        problem = f"The row has {len(cells)} cells, the header has {width}. A cell that holds a delimiter needs quotes."
        return RawRow(record.line, cells, record.problem or problem)
    return record


def _read_records(lines: Sequence[str], dialect: Dialect, skipped: int, warnings: list[str]) -> Iterator[RawRow]:
    """The records with their lines. Where quotes are broken, that line stands alone and reading goes on after it."""
    csv.field_size_limit(_LONGEST_CELL)
    begin = 0
    while begin < len(lines):
        reader = csv.reader(
            _from(lines, begin),
            delimiter=dialect.delimiter,
            quotechar=dialect.quote,
            skipinitialspace=dialect.skips_blanks,
            strict=True,
        )
        next_line = begin
        try:
            for cells in reader:
                if cells:
                    yield RawRow(next_line + 1 + skipped, tuple(cells))
                next_line = begin + reader.line_num
        except csv.Error:
            is_one_line = begin + reader.line_num == next_line + 1
            record, warning = _read_broken(lines[next_line], dialect, next_line + 1 + skipped, is_one_line=is_one_line)
            warnings.append(warning)
            yield record
            begin = next_line + 1
        else:
            return


def _from(lines: Sequence[str], begin: int) -> Iterator[str]:
    for index in range(begin, len(lines)):
        yield lines[index]


def _read_broken(line: str, dialect: Dialect, number: int, *, is_one_line: bool) -> tuple[RawRow, str]:
    quote = dialect.quote
    if is_one_line and line.count(quote) % 2 == 0:
        # Text behind a closing quote: every reader takes it so, but it is worth a look.
        cells = dialect.read([line])[0]
        return RawRow(number, tuple(cells)), f"Line {number}: text follows a closing {quote}."
    cells = next(csv.reader([line], delimiter=dialect.delimiter, quoting=csv.QUOTE_NONE))
    problem = f"A {quote} opens a cell and is never closed. Put the cell between two {quote}, or take the {quote} away."
    return RawRow(number, tuple(cells), problem), f"Line {number}: {problem}"
