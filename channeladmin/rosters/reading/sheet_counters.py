"""How much a sheet weighs, counted from its XML piece by piece: the cells that it spans, what holds something twice."""

from __future__ import annotations

import re

_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_DIGITS = b"0123456789"
_PLACE = re.compile(rb' r="([A-Za-z]*\d+)"')
# XML may be written otherwise too; no program does, and looking for it everywhere takes twice as long.
_ODD = (re.compile(rb'=[^"]'), re.compile(rb"r[\t\n\r ]+="))
_ODD_BLANKS = (b"\tr=", b"\nr=", b"\rr=")
_ODD_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]*\d+)["']""")
_COUNT = re.compile(rb"""ount\s*=\s*["']\d{8,}""")
# Nothing here looks twice at the same bytes, so that a tag which never ends costs no more than one that does.
_ERROR = re.compile(
    rb'<(?:\w+:)?c\b(?=[^<>]*\bt="e")([^<>]*+)>(?:<(?:\w+:)?f\b[^<>]*+(?:(?<=/)>|>[^<]*+</(?:\w+:)?f>))?'
    rb"<(?:\w+:)?v>([^<]{1,20})<"
)
_ERROR_PLACE = re.compile(rb'\br="([A-Z]+)(\d+)"')
_ATTRIBUTES = rb"""((?:[^>"']++|"[^"]*+"|'[^']*+')*+)"""
_ODS = re.compile(
    rb"<table:(table-row|table-cell|covered-table-cell)\b"
    + _ATTRIBUTES
    + rb"|(</table:table-row\s*>)|(</table:table\s*>)|(<text:p\b)"
)
_REPEATED = re.compile(rb"""number-(?:rows|columns)-repeated\s*=\s*["'](\d+)["']""")
_BLANKS = re.compile(rb"<text:s\b" + _ATTRIBUTES)
_MANY = re.compile(rb"""\bc\s*+=\s*+["'][^"']{6,}""")
_MOST_ERRORS = 100_000
_MOST_LETTERS = 4
_ENDLESS = 10_000_000


class XlsxCounter:
    """The area up to the last cell of a sheet, all of which is kept in memory; and the cells that show an error."""

    def __init__(self) -> None:
        self.errors: dict[tuple[int, int], str] = {}
        self._rows = self._columns = self._found = self._placed = 0

    def count(self, piece: bytes) -> int:
        """The weight of the cells so far; a list of texts that claims to be endless counts as that."""
        if _COUNT.search(piece):
            return _ENDLESS
        self._found += piece.count(b"<c ") + piece.count(b"<c>") + piece.count(b":c ") + piece.count(b":c>")
        is_odd = any(blank in piece for blank in _ODD_BLANKS) or any(odd.search(piece) for odd in _ODD)
        place = _ODD_PLACE if is_odd else _PLACE
        places = b" ".join(place.findall(piece))
        if places:
            # Both halves of all places at once: cell by cell takes longer than reading the sheet.
            self._rows = max(self._rows, *map(_read_row, set(places.translate(None, _LETTERS).split())))
            names = places.translate(None, _DIGITS).split()
            self._placed += len(names)
            self._columns = max(self._columns, 0, *map(_number_column, set(names)))
        if b't="e"' in piece:
            for attributes, text in _ERROR.findall(piece):
                found = _ERROR_PLACE.search(attributes)
                if found is not None and len(self.errors) < _MOST_ERRORS:
                    column, row = found.groups()
                    self.errors[_read_row(row) - 1, _number_column(column) - 1] = text.decode("ascii", "replace")
        # Cells without a place stand in the next column of their row.
        return max(self._rows * max(self._columns, self._found - self._placed), 2 * self._found)


class OdsCounter:
    """Cells and rows that say how often they are repeated; empty ones at the end of a row or a sheet cost nothing."""

    def __init__(self) -> None:
        self._widest = self._rows = self._pending = self._repeat = self._width = self._filled = 0
        self._most = self._cells = 0

    def count(self, piece: bytes) -> int:
        """The weight of the cells so far; a cell that claims endless blanks counts as that."""
        if any(map(_MANY.search, _BLANKS.findall(piece))):
            return _ENDLESS
        for what, attributes, row_end, table_end, text in _ODS.findall(piece):
            if what == b"table-row":
                self._repeat, self._width, self._filled = _read_repeat(attributes), 0, 0
            elif what:
                self._width += _read_repeat(attributes)
                self._cells += 1
                if b"value" in attributes:
                    self._filled = self._width
            elif text:
                self._filled = self._width
            elif table_end:
                self._widest = self._rows = self._pending = 0
            if row_end:
                self._finish_row()
        return max(self._most, 2 * self._cells)

    def _finish_row(self) -> None:
        self._pending += self._repeat
        if self._filled:
            self._rows += self._pending
            self._pending = 0
            self._widest = max(self._widest, self._filled)
            self._most = max(self._most, self._rows * self._widest)


def _number_column(letters: bytes) -> int:
    if len(letters) > _MOST_LETTERS:
        return _ENDLESS
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _read_row(figures: bytes) -> int:
    return int(figures.lstrip(b"0")[:8] or b"0")


def _read_repeat(attributes: bytes) -> int:
    found = _REPEATED.search(attributes)
    if found is None:
        return _ENDLESS if b"-repeated" in attributes else 1
    return min(int(found.group(1)[:8]), _ENDLESS)
