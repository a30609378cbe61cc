"""Rows in little memory: those of a big table are kept as bytes and become tuples when they are looked at."""

from __future__ import annotations

import marshal
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import overload

from channeladmin.rosters.reading.raw_table import RawRow

_PACK, _ROW = 65_536, 64
"""What a pack weighs, and what a row weighs beside its cells: so there are a thousand rows in a pack at most."""

_UNPACKED = 2**20
_CHARACTERS_OF_A_CELL = 16
# Version 2 keeps no table of shared objects, which costs more than it saves for cells.
_VERSION = 2

Record = tuple[int, tuple[str, ...], str | None]
"""Line, cells, problem: a row while it is read."""


class PackedRows(Sequence[RawRow]):
    """Rows that can be counted, gone through and taken by position; cells beyond what a row has are empty.

    Up to a million cells are left as they are. Of more, the fewer rows go into a pack the more cells they have: a pack
    is opened as a whole. Sixteen characters weigh as much as a cell, unless all that comes `is_short`.
    """

    def __init__(self, rows: Iterable[Record] = (), *, is_short: bool = False) -> None:
        self._packs: list[bytes | list[Record]] = []
        self._starts: list[int] = []
        self._open: list[Record] = []
        self._begin, self._room, self._unpacked = 0, _PACK, 0
        self._is_short = is_short
        self._seen: tuple[int, list[Record]] = (-1, [])
        for row in rows:
            self.append(row)

    def append(self, row: Record) -> None:
        """Add a row at the end."""
        self._open.append(row)
        self._room -= _ROW + len(row[1])
        if not self._is_short:
            self._room -= sum(map(len, row[1])) // _CHARACTERS_OF_A_CELL
        if self._room <= 0:
            self._close()

    def _close(self) -> None:
        """Make a pack of what is open."""
        rows, is_much = self._open, self._unpacked > _UNPACKED
        self._unpacked += _PACK - self._room - _ROW * len(rows)
        self._packs.append(_pack(rows) if is_much else rows)
        self._starts.append(self._begin)
        self._begin, self._open, self._room = self._begin + len(rows), [], _PACK
        if self._unpacked > _UNPACKED and not is_much:
            self._packs = list(map(_pack, self._packs))

    def take_last(self, count: int) -> list[Record]:
        """Take the last rows off; their records, in order."""
        while self._packs and len(self._open) < count:
            self._begin = self._starts.pop()
            self._open[:0] = _unpack(self._packs.pop())
        self._seen = (-1, [])
        taken = self._open[len(self._open) - count :] if count else []
        del self._open[len(self._open) - len(taken) :]
        return taken

    def change(self, change: Callable[[Record], Record]) -> None:
        """Put another record in the place of each, in order."""
        for index, pack in enumerate(self._packs):
            changed = [change(row) for row in _unpack(pack)]
            self._packs[index] = changed if isinstance(pack, list) else _pack(changed)
        self._open = [change(row) for row in self._open]
        self._seen = (-1, [])

    def records(self) -> Iterator[Record]:
        """The rows as plain tuples."""
        for pack in self._packs:
            yield from _unpack(pack)
        yield from self._open

    def __iter__(self) -> Iterator[RawRow]:
        return map(RawRow._make, self.records())

    def __len__(self) -> int:
        return self._begin + len(self._open)

    @overload
    def __getitem__(self, index: int) -> RawRow: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[RawRow]: ...
    def __getitem__(self, index: int | slice) -> RawRow | Sequence[RawRow]:
        if isinstance(index, slice):
            return tuple(self[at] for at in range(*index.indices(len(self))))
        at = index + len(self) if index < 0 else index
        if not 0 <= at < len(self):
            raise IndexError(index)
        if at >= self._begin:
            return RawRow(*self._open[at - self._begin])
        number = bisect_right(self._starts, at) - 1
        if self._seen[0] != number:
            self._seen = (number, _unpack(self._packs[number]))
        return RawRow(*self._seen[1][at - self._starts[number]])

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Sequence):
            return len(self) == len(other) and all(one == two for one, two in zip(self, other, strict=True))
        return NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"<{len(self):,} rows>"


def _pack(rows: bytes | list[Record]) -> bytes | list[Record]:
    return rows if isinstance(rows, bytes) else marshal.dumps(rows, _VERSION)


def _unpack(pack: bytes | list[Record]) -> list[Record]:
    rows: list[Record] = pack if isinstance(pack, list) else marshal.loads(pack)
    return rows
