"""What a spreadsheet would take in memory, counted before it is opened: the library that reads it asks nobody."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterable, Iterator
from typing import IO

from channeladmin.errors import UserError
from channeladmin.rosters.reading.archive import open_zip, unpack
from channeladmin.rosters.reading.byte_source import ByteSource

_MOST_CELLS = 4_000_000
_MOST_PART = 160 * 1024 * 1024
_MOST_ALL = 240 * 1024 * 1024
_PARTS = (".xml", ".rels", ".bin")
_ENTITY = re.compile(rb"<!(?:ENTITY|DOCTYPE)", re.IGNORECASE)
_PLACE = re.compile(rb'\br="([A-Za-z]+\d+)"')
_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_ERROR = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]+)(\d+)"[^>]*>(?:<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>))?'
    rb"<(?:\w+:)?v>([^<]{1,20})<"
)
_ODS = re.compile(
    rb"<table:(table-row|table-cell|covered-table-cell)\b([^>]*)>|(</table:table-row>)|(</table:table>)|(<text:p\b)"
)
_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="(\d+)"')

Errors = dict[str, dict[tuple[int, int], str]]
"""For each part the cells (row and column from 0) that show an error, such as #N/A."""


def check_spreadsheet(source: ByteSource) -> Errors:
    """Refuse (UserError) a workbook that unpacks to too much, has too many cells or declares entities.

    Gives the error cells of .xlsx, which the library leaves out.
    """
    errors: Errors = {}
    total = 0
    with source.open() as file, open_zip(file, source) as archive:
        for info in archive.infolist():
            name = info.filename.replace("\\", "/").casefold()
            if not name.endswith(_PARTS) or "/media/" in name:
                continue
            if info.flag_bits & 1:
                raise UserError(f"“{source.name}” is protected by a password. Save it without one.")
            counter = _pick_counter(name)
            for piece, size in _read_pieces(file, info, source):
                total += size
                if total > _MOST_ALL:
                    _refuse(source)
                if not name.endswith(".bin") and _ENTITY.search(piece):
                    raise UserError(
                        f"“{source.name}” declares XML entities, which no spreadsheet needs. Save it again."
                    )
                if counter is not None and counter.count(piece) > _MOST_CELLS:
                    _refuse(source)
            if isinstance(counter, _XlsxCounter) and counter.errors:
                errors[name] = counter.errors
    return errors


def _read_pieces(file: IO[bytes], info: zipfile.ZipInfo, source: ByteSource) -> Iterator[tuple[bytes, int]]:
    """Pieces that end between tags where they can, and how many bytes are new in each."""
    rest = b""
    for chunk in unpack(file, info, source, most=_MOST_PART):
        piece = rest + chunk
        cut = max(piece.rfind(b"<row"), piece.rfind(b"</table:table-row>"), piece.rfind(b"<c "))
        if cut <= 0 or len(piece) - cut > 65_536:
            cut = len(piece)
        rest = piece[cut:]
        yield piece[:cut], len(chunk)
    yield rest, 0


def _refuse(source: ByteSource) -> None:
    raise UserError(
        f"“{source.name}” has a sheet with far more cells than a table has. Save the table alone, as CSV (UTF-8)."
    )


class _XlsxCounter:
    """The area between the first and the last cell of a sheet, all of which is kept in memory."""

    def __init__(self) -> None:
        self.errors: dict[tuple[int, int], str] = {}
        self._rows = self._columns = self._found = 0

    def count(self, piece: bytes) -> int:
        self._found += piece.count(b"<c ") + piece.count(b"<c>") + piece.count(b":c ") + piece.count(b":c>")
        places = b" ".join(_PLACE.findall(piece))
        if places:
            # Both halves of all places at once: cell by cell takes longer than reading the sheet.
            self._rows = max(self._rows, *(int(row[:8]) for row in set(places.translate(None, _LETTERS).split())))
            names = set(places.translate(None, b"0123456789").split())
            self._columns = max(self._columns, *map(_number_column, names))
        if b't="e"' in piece:
            for column, row, text in _ERROR.findall(piece):
                if len(self.errors) < 100_000:
                    self.errors[int(row) - 1, _number_column(column) - 1] = text.decode("ascii", "replace")
        return max(self._rows * self._columns, self._found)


class _OdsCounter:
    """Cells and rows that say how often they are repeated; empty ones at the end of a row or a sheet cost nothing."""

    def __init__(self) -> None:
        self._widest = self._rows = self._pending = self._repeat = self._width = self._filled = self._last = 0
        self._most = 0

    def count(self, piece: bytes) -> int:
        for what, attributes, row_end, table_end, text in _ODS.findall(piece):
            if what == b"table-row":
                self._repeat, self._width, self._filled, self._last = _read_repeat(attributes), 0, 0, 0
            elif what:
                self._last = _read_repeat(attributes)
                self._width += self._last
                if b"value" in attributes:
                    self._filled = self._width
            elif text:
                self._filled = self._width
            elif table_end:
                self._widest = self._rows = self._pending = 0
            if row_end:
                self._finish_row()
        return self._most

    def _finish_row(self) -> None:
        self._pending += self._repeat
        if self._filled:
            self._rows += self._pending
            self._pending = 0
            self._widest = max(self._widest, self._filled)
            self._most = max(self._most, self._rows * self._widest)


class _XlsbCounter:
    """Records of a binary sheet: a row's header has its number, each of its cells its column."""

    def __init__(self) -> None:
        self._rest = b""
        self._rows = self._columns = 0

    def count(self, piece: bytes) -> int:
        data = self._rest + piece
        at = 0
        while True:
            found = _read_record(data, at)
            if found is None:
                break
            kind, begin, end = found
            if kind == 0 and end - begin >= 4:
                self._rows = max(self._rows, struct.unpack_from("<I", data, begin)[0] + 1)
            elif 1 <= kind <= 11 and end - begin >= 4:
                self._columns = max(self._columns, struct.unpack_from("<I", data, begin)[0] + 1)
            at = end
        self._rest = data[at:]
        return self._rows * self._columns


def _read_record(data: bytes, at: int) -> tuple[int, int, int] | None:
    """Kind, begin and end of the record at a place, None where it is not whole."""
    numbers: list[int] = []
    for most in (2, 4):
        number = 0
        for index in range(most):
            if at >= len(data):
                return None
            byte = data[at]
            at += 1
            # The kind keeps its high bits as they are, which is all the same for kinds below 128.
            number |= (byte & 0x7F) << (7 * index)
            if byte < 0x80:
                break
        numbers.append(number)
    end = at + numbers[1]
    return None if end > len(data) else (numbers[0], at, end)


def _pick_counter(name: str) -> _XlsxCounter | _OdsCounter | _XlsbCounter | None:
    if name.startswith("xl/worksheets/") and name.endswith(".xml"):
        return _XlsxCounter()
    if name.startswith("xl/worksheets/") and name.endswith(".bin"):
        return _XlsbCounter()
    return _OdsCounter() if name == "content.xml" else None


def _number_column(letters: Iterable[int]) -> int:
    number = 0
    for letter in bytes(letters).upper()[:4]:
        number = number * 26 + letter - 64
    return number


def _read_repeat(attributes: bytes) -> int:
    found = _REPEATED.search(attributes)
    return min(int(found.group(1)[:8]), 10_000_000) if found else 1
