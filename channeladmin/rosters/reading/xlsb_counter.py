"""How many cells a binary sheet (.xlsb) spans, counted from its records piece by piece."""

from __future__ import annotations

import struct

_ROW, _TEXTS = 0, 159
_CELLS = range(1, 12)
_MOST_TEXTS = 4_000_000
_ENDLESS = 10_000_000


class XlsbCounter:
    """Records of a binary sheet: a row's header has its number, each of its cells its column."""

    def __init__(self) -> None:
        self._rest = b""
        self._rows = self._columns = self._filled = 0

    def count(self, piece: bytes) -> int:
        """The weight of the cells so far; a list of texts that claims to be endless counts as that."""
        data = self._rest + piece
        at = 0
        while True:
            found = _read_record(data, at)
            if found is None:
                break
            kind, begin, end = found
            if kind == _ROW and end - begin >= 4:
                self._rows = max(self._rows, struct.unpack_from("<I", data, begin)[0] + 1)
            elif kind in _CELLS and end - begin >= 4:
                self._filled += 1
                self._columns = max(self._columns, struct.unpack_from("<I", data, begin)[0] + 1)
            elif kind == _TEXTS and end - begin >= 8 and max(struct.unpack_from("<II", data, begin)) > _MOST_TEXTS:
                return _ENDLESS
            at = end
        self._rest = data[at:]
        return max(self._rows * self._columns, 2 * self._filled)


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
            number |= (byte & 0x7F) << (7 * index)
            if byte < 0x80:
                break
        numbers.append(number)
    end = at + numbers[1]
    return None if end > len(data) else (numbers[0], at, end)
