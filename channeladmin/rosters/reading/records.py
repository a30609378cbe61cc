"""Text to records, each with the line on which it begins; time grows with the text alone, however broken its quotes."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterator

from channeladmin.errors import UserError
from channeladmin.rosters.reading.dialect import Dialect, read_leniently
from channeladmin.rosters.reading.limits import LONGEST_CELL, MOST_LINES_OF_A_RECORD, MOST_READ_AGAIN
from channeladmin.rosters.reading.notes import Notes
from channeladmin.rosters.reading.packed_rows import Record

_MOST_MENDED_LINES = 40


class _RecordTooLong(Exception):
    """A quote opened what is no cell."""


class _Feed:
    """The lines for one reader after the other; those of the record at hand are kept, to be read again if it breaks."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._again: deque[str] = deque()
        self.taken: list[str] = []
        self.most_lines = MOST_LINES_OF_A_RECORD

    def __iter__(self) -> Iterator[str]:
        taken, again, lines = self.taken, self._again, self._lines
        size = 0
        while True:
            if again:
                line = again.popleft()
            else:
                try:
                    line = next(lines)
                except StopIteration:
                    return
            if taken:
                size += len(line)
                if len(taken) >= self.most_lines or size > LONGEST_CELL:
                    again.appendleft(line)
                    raise _RecordTooLong
            else:
                size = 0
            taken.append(line)
            yield line

    def put_back(self, kept: int) -> int:
        """Give the lines after the first `kept` again; how many characters that costs."""
        again = self.taken[kept:]
        self._again.extendleft(reversed(again))
        return sum(map(len, again))


def read_records(
    lines: Iterator[str], dialect: Dialect, notes: Notes, *, first_line: int = 1, blanks: Callable[[int], None]
) -> Iterator[Record]:
    """The records; blank lines are none of them and go to `blanks`.

    Where quotes are broken, that line stands alone and reading goes on after it.
    """
    csv.field_size_limit(LONGEST_CELL)
    feed = _Feed(lines)
    taken = feed.taken
    line, width, cost = first_line, 0, 0
    while True:
        reader = csv.reader(feed, **dialect.to_arguments(), strict=True)
        try:
            for cells in reader:
                if cells:
                    width = width or len(cells)
                    yield line, tuple(cells), None
                else:
                    blanks(line)
                line += len(taken)
                taken.clear()
        except (csv.Error, _RecordTooLong):
            if not taken:
                raise UserError(f"Line {line} cannot be read. Look at it in a text editor.") from None
            record, count = _read_broken(taken, dialect, line, width, notes)
            yield record
            cost += feed.put_back(count)
            if cost > MOST_READ_AGAIN and feed.most_lines > 1:
                feed.most_lines = 1
                notes.add("Too many quotes are never closed; from here on no cell goes beyond its line.", line)
            line += count
            taken.clear()
        else:
            return


def _read_broken(taken: list[str], dialect: Dialect, line: int, width: int, notes: Notes) -> tuple[Record, int]:
    """The record at the beginning of these lines, and how many lines it has."""
    quote = dialect.quote
    first = taken[0]
    cells = read_leniently(first, dialect)
    if cells is not None:
        notes.add(f"a {quote} within a quoted cell is not doubled; it was taken as part of the cell.", line)
        return (line, tuple(cells), None), 1
    if first.count(quote) % 2 == 0:
        # Text behind a closing quote: every reader takes it so, but it is worth a look.
        rows = dialect.read([first])
        if rows and len(rows[0]) >= width:
            notes.add(f"text follows a closing {quote}.", line)
            return (line, tuple(rows[0]), None), 1
    if 1 < len(taken) <= _MOST_MENDED_LINES and not any(_is_record(each, dialect, width) for each in taken[1:]):
        cells = read_leniently("".join(taken), dialect)
        if cells is not None and len(cells) == width:
            notes.add(f"a {quote} within a quoted cell is not doubled; it was taken as part of the cell.", line)
            return (line, tuple(cells), None), len(taken)
    problem = f"A {quote} opens a cell and is never closed. Put the cell between two {quote}, or take the {quote} away."
    notes.add(problem, line)
    bare = next(csv.reader([first], delimiter=dialect.delimiter, quoting=csv.QUOTE_NONE), [first])
    return (line, tuple(bare), problem), 1


def _is_record(line: str, dialect: Dialect, width: int) -> bool:
    rows = dialect.read([line])
    return bool(rows) and len(rows[0]) == width
