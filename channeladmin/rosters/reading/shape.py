"""Records to a table: what stands before it and after it, its columns, and rows that fit them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import NamedTuple

from channeladmin.errors import UserError
from channeladmin.rosters.reading.footer import count_footer
from channeladmin.rosters.reading.groups import fill_groups, find_groups
from channeladmin.rosters.reading.header import Header, count_filled, find_header
from channeladmin.rosters.reading.limits import LONGEST_TITLE, MOST_CELLS, MOST_COLUMNS, SAMPLE_RECORDS, TAIL_RECORDS
from channeladmin.rosters.reading.notes import Notes, shorten
from channeladmin.rosters.reading.own_file import count_reasons
from channeladmin.rosters.reading.packed_rows import PackedRows, Record
from channeladmin.rosters.reading.raw_table import ReadOptions, SkippedLine

_SHORT = "it has fewer cells than there are columns; the last ones were taken as empty."


class Blanks:
    """The numbers of the last blank lines, as a footer begins after one."""

    def __init__(self) -> None:
        self.lines: deque[int] = deque(maxlen=TAIL_RECORDS * 2)


Mend = Callable[[int, tuple[str, ...], int], tuple[str, ...] | None]
"""Line, cells, number of columns: the cells of a short row as they are meant, or None."""


class Written(NamedTuple):
    """Of a text: what mends its short rows, and whether all of it takes little memory."""

    mend: Mend | None
    is_short: bool


SPREADSHEET = Written(None, is_short=False)
"""A spreadsheet's rows need no mending, and its size says little of what it holds."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A table without how it was written."""

    header_row: int
    header_rows: tuple[int, ...]
    columns: tuple[str, ...]
    rows: PackedRows
    skipped: tuple[SkippedLine, ...] = field(default=())
    is_whole: bool = True


def build_table(
    records: Iterator[Record],
    blanks: Blanks | None,
    told: ReadOptions,
    source: str,
    notes: Notes,
    *,
    most_rows: int | None,
    written: Written = SPREADSHEET,
) -> Shape:
    """The table of some records, or its first rows; UserError where there is none, or where it is too large.

    `blanks` are filled as the records are read; without them nothing is taken for a footer.
    """
    sample = list(islice(records, max(SAMPLE_RECORDS, (told.header_row or 0) + 1)))
    header = find_header(sample, told.header_row, source, count=told.header_count)
    _check_width(header, sample, source)
    for warning in header.warnings:
        notes.add(warning)
    width = len(header.columns)
    before = sample[: header.rows[0] if header.rows else header.data]
    preamble = [record for record in before if count_filled(record)]
    rows = PackedRows(is_short=written.is_short)
    most = MOST_CELLS // width
    lines = tuple(sample[at][0] for at in header.rows)
    data = chain(_hand_over(sample, header.data), records)
    append, beyond = rows.append, 0
    for record in islice(data, most if most_rows is None else most_rows):
        if len(record[1]) == width:
            append(record)
            continue
        append(_fit(record, width, notes, written.mend))
        beyond += max(0, len(record[1]) - width)
        if beyond > MOST_CELLS:
            raise UserError(_refuse_cells(source))
    if len(rows) == most and next(data, None) is not None:
        raise UserError(_refuse_cells(source))
    is_whole = most_rows is None or next(data, None) is None
    footer = _take_footer(rows, width, blanks) if is_whole and len(rows) and blanks is not None else []
    for line, *_ in footer:
        notes.take_back(_SHORT, line)
    skipped = (
        *(SkippedLine(record[0], _word_record(record), "preamble") for record in preamble),
        *(SkippedLine(record[0], _word_record(record), "footer") for record in footer),
    )
    _tell_skipped(skipped, notes)
    if told.fills and header.rows and not count_reasons(header.columns):
        _fill(header.columns, rows, notes)
    if not len(rows):
        notes.add("The file has column names and no records.")
    return Shape(lines[-1] if lines else 0, lines, header.columns, rows, skipped, is_whole)


def _hand_over(sample: list[Record], begin: int) -> Iterator[Record]:
    """The records from there on; none is kept, as a few can take much memory."""
    rest = deque(sample[begin:])
    sample.clear()
    while rest:
        yield rest.popleft()


def _check_width(header: Header, sample: list[Record], source: str) -> None:
    if max(len(header.columns), *(len(record[1]) for record in sample)) > MOST_COLUMNS:
        raise UserError(refuse_columns(source))
    if max(map(len, header.columns)) > LONGEST_TITLE:
        raise UserError(
            f"A column name of “{source}” is longer than {LONGEST_TITLE:,} characters. Look at its first lines: a "
            "quote may be missing, or it is no table."
        )


def refuse_columns(source: str) -> str:
    """Why a file with too many columns is not read."""
    return f"“{source}” has more than {MOST_COLUMNS:,} columns. Leave out those that are not needed."


def _refuse_cells(source: str) -> str:
    return f"“{source}” has more than {MOST_CELLS // 1_000_000} million cells. Split it into several files."


def _fit(record: Record, width: int, notes: Notes, mend: Mend | None) -> Record:
    """The record with a cell for every column; cells beyond the last column are a problem unless they are blank."""
    line, cells, problem = record
    count = len(cells)
    if count < width:
        meant = mend(line, cells, width) if mend is not None and problem is None else None
        if meant is not None:
            return line, meant, None
        if problem is None and any(cells):
            notes.add(_SHORT, line)
        return line, cells + ("",) * (width - count), problem
    if not any(cell.strip() for cell in cells[width:]):
        return line, cells[:width], problem
    long = f"The row has {count} cells, the header has {width}. A cell that holds a delimiter needs quotes."
    notes.add("it has more cells than there are columns, so it cannot be taken.", line)
    return line, cells, problem or long


def _take_footer(rows: PackedRows, width: int, blanks: Blanks) -> list[Record]:
    tail = list(rows[-TAIL_RECORDS:])
    count = count_footer([(row.line, row.cells, row.problem) for row in tail], width, blanks.lines)
    return [record for record in rows.take_last(count) if count_filled(record)]


def _word_record(record: Record) -> str:
    cells = list(record[1])
    while cells and not cells[-1].strip():
        cells.pop()
    return " | ".join(cells)


def _tell_skipped(skipped: tuple[SkippedLine, ...], notes: Notes) -> None:
    for why, text in (
        ("preamble", "before the column names were left out as a title or notes"),
        ("footer", "after the last record were left out as totals or notes"),
    ):
        lines = [line for line in skipped if line.why == why]
        if lines:
            shown = "; ".join(f"line {line.line} “{shorten(line.text)}”" for line in lines[:5])
            more = f" and {len(lines) - 5} more" if len(lines) > 5 else ""
            notes.add(f"Lines {text}: {shown}{more}.")


def _fill(columns: tuple[str, ...], rows: PackedRows, notes: Notes) -> None:
    positions = find_groups(columns, rows)
    if positions and (filled := fill_groups(rows, positions)):
        names = " and ".join(f"“{columns[at].strip()}”" for at in positions)
        notes.add(
            f"{names} stands only in the first row of each group; {filled:,} empty cells below it were filled with it. "
            "This can be switched off."
        )
