"""A text to a raw table: encoding, dialect, records and shape, one after the other."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import TextIO

from channeladmin.errors import UserError
from channeladmin.rosters.reading.byte_source import ByteSource
from channeladmin.rosters.reading.dialect import DELIMITERS, Dialect, find_declared, parse_delimiter, parse_quote
from channeladmin.rosters.reading.dialect_guess import find_dialect
from channeladmin.rosters.reading.encoding import Encoding, find_encoding
from channeladmin.rosters.reading.limits import LONGEST_CELL, MOST_COLUMNS, MOST_LINES, SAMPLE_CHARACTERS
from channeladmin.rosters.reading.notes import Notes
from channeladmin.rosters.reading.raw_table import RawTable, ReadOptions, SkippedLine
from channeladmin.rosters.reading.records import read_records
from channeladmin.rosters.reading.shape import Blanks, Mend, Written, build_table, refuse_columns

_MOST_DELIMITERS = 8 * MOST_COLUMNS
_WORDS = {"\t": "tab", " ": "blank", "\x01": "\\x01", "\x1f": "\\x1f"}


def read_text(source: ByteSource, told: ReadOptions, *, most_rows: int | None = None) -> RawTable:
    """The table that a text holds, or (`most_rows`) its first rows; UserError where it holds none."""
    source.check_size()
    delimiter = None if told.delimiter is None else parse_delimiter(told.delimiter)
    quote = None if told.quote is None else parse_quote(told.quote)
    escape = None if told.escape is None else parse_quote(told.escape, "an escape")
    encoding = find_encoding(source, told=told.encoding, is_whole=most_rows is None)
    notes = Notes()
    for warning in encoding.warnings:
        notes.add(warning)
    sample = _read_sample(source, encoding)
    if not sample.strip():
        sample = _look_further(source, encoding)
    if not sample:
        raise UserError(
            f"“{source.name}” is empty. Give a file with a line of column names and a line for each record."
        )
    skipped: list[SkippedLine] = []
    declared = _find_declared(sample)
    if declared:
        first = sample[: len(sample) - len(_after_first(sample))]
        skipped.append(SkippedLine(1, first.rstrip("\r\n"), "declaration"))
        sample = _after_first(sample)
        if not sample.strip():
            raise UserError(f"“{source.name}” has no line of column names.")
    guess = find_dialect(sample, delimiter=delimiter or declared, quote=quote, escape=escape)
    dialect = guess.dialect
    if guess.runner_up is not None:
        notes.add(
            f"The cells are parted by {word_delimiter(dialect.delimiter)}; {word_delimiter(guess.runner_up)} is nearly "
            "as likely. If the columns look wrong, give the delimiter."
        )
    with _open_text(source, encoding) as text:
        lines = _read_lines(text, notes, source.name, dialect.delimiter, skip=len(skipped), encoding=encoding)
        blanks = Blanks()
        records = read_records(
            dialect.guard(lines), dialect, notes, first_line=len(skipped) + 1, blanks=blanks.lines.append
        )
        mend = _build_mender(dialect, notes) if delimiter is None else None
        written = Written(mend, source.is_short)
        shape = build_table(records, blanks, told, source.name, notes, most_rows=most_rows, written=written)
    return RawTable(
        source.name,
        encoding.name,
        dialect.delimiter,
        dialect.quote,
        shape.header_row,
        shape.columns,
        shape.rows,
        notes.say(),
        shape.header_rows,
        (*skipped, *shape.skipped),
        escape=dialect.escape,
        confidence=encoding.confidence,
        is_whole=shape.is_whole,
    )


def word_delimiter(delimiter: str) -> str:
    """The delimiter as a sentence names it."""
    return _WORDS.get(delimiter, f"“{delimiter}”")


@contextmanager
def _open_text(source: ByteSource, encoding: Encoding) -> Iterator[TextIO]:
    with source.open() as file:
        file.read(encoding.mark)
        with io.TextIOWrapper(
            file, encoding.name, errors="replace" if encoding.is_damaged else "strict", newline=""
        ) as text:
            yield text


def _read_sample(source: ByteSource, encoding: Encoding) -> str:
    with _open_text(source, encoding) as text:
        return text.read(SAMPLE_CHARACTERS + 1)


def _look_further(source: ByteSource, encoding: Encoding) -> str:
    """The first sample that is not blank."""
    with _open_text(source, encoding) as text:
        while part := text.read(SAMPLE_CHARACTERS):
            if part.strip():
                return part
    return ""


def _read_lines(
    text: TextIO, notes: Notes, name: str, delimiter: str, *, skip: int, encoding: Encoding
) -> Iterator[str]:
    """The lines after the first `skip`; what is odd about them is noted."""
    is_damaged = encoding.is_damaged
    lines = iter(partial(text.readline, LONGEST_CELL), "")
    for number, line in enumerate(islice(lines, skip, None), start=skip + 1):
        if len(line) > _MOST_DELIMITERS:
            _refuse_endless(line, number, delimiter, name)
        if number > MOST_LINES:
            raise UserError(f"“{name}” has more than {MOST_LINES:,} lines. Split it into several files.")
        if "\x00" in line:
            notes.add("it has NUL characters; a row that holds one in a cell that is imported is rejected.", number)
        if is_damaged and "�" in line:
            notes.add("the file is damaged; characters cannot be read and show as �.", number)
        yield line


def _refuse_endless(line: str, number: int, delimiter: str, name: str) -> None:
    """Refuse a line that is no record, before it is taken apart: in a quoted text there are never so many cells."""
    if len(line) >= LONGEST_CELL:
        raise UserError(f"Line {number} of “{name}” is longer than 16 million characters. Break it into records.")
    if line.count(delimiter) > _MOST_DELIMITERS:
        raise UserError(refuse_columns(name))


def _find_declared(sample: str) -> str | None:
    if sample[:4].casefold() != "sep=":
        return None
    return find_declared(sample[: len(sample) - len(_after_first(sample))].rstrip("\r\n"))


def _after_first(text: str) -> str:
    line = io.StringIO(text[:64], newline="").readline()
    return text[len(line) :]


def _build_mender(dialect: Dialect, notes: Notes) -> Mend:
    """Gives the cells of a short row where another delimiter parts it into as many as there are columns."""
    rivals = [each for each in DELIMITERS if each != dialect.delimiter]

    def mend(line: int, cells: tuple[str, ...], width: int) -> tuple[str, ...] | None:
        joined = dialect.delimiter.join(cells)
        for rival in rivals:
            if width > 2 and joined.count(rival) >= width - 1 and "\n" not in joined:
                other = Dialect(rival, dialect.quote, escape=dialect.escape).read([joined])
                if len(other) == 1 and len(other[0]) == width:
                    notes.add(f"its cells are parted by {word_delimiter(rival)} and were read so.", line)
                    return tuple(other[0])
        return None

    return mend
