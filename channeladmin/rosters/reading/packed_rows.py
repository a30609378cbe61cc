"""Rows in little memory: those of a big table are kept as bytes and become tuples when they are looked at."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import overload

from channeladmin.rosters.reading.raw_table import RawRow

_MOST_PER_PACK, _CELLS_PER_PACK = 1_024, 65_536
_CELLS_UNPACKED = 2**20
# Version 2 keeps no table of shared objects, which costs more than it saves for cells.
_VERSION = 2

Record = tuple[int, tuple[str, ...], str | None]
"""Line, cells, problem: a row while it is read."""


class PackedRows(Sequence[RawRow]):
    """Rows that can be counted, gone through and taken by position; cells beyond what a row has are empty.

    Up to a million cells are left as they are. Of more, the fewer rows go into a pack the more columns (`width`) they
    have: a pack is opened as a whole.
    """

    def __init__(self, rows: Iterable[Record] = (), *, width: int = 1) -> None:
        self._per_pack = max(1, min(_MOST_PER_PACK, _CELLS_PER_PACK // width))
        self._most_open = max(self._per_pack, _CELLS_UNPACKED // width)
        self._packs: list[bytes] = []
        self._open: list[Record] = []
        self._seen: tuple[int, list[Record]] = (-1, [])
        for row in rows:
            self.append(row)

    def append(self, row: Record) -> None:
        """Add a row at the end."""
        self._open.append(row)
        if len(self._open) >= self._most_open:
            self._pack()

    def _pack(self) -> None:
        rows, size = self._open, self._per_pack
        packed = len(rows) - len(rows) % size
        self._packs += (marshal.dumps(rows[start : start + size], _VERSION) for start in range(0, packed, size))
        self._open, self._most_open = rows[packed:], size

    def take_last(self, count: int) -> list[Record]:
        """Take the last rows off; their records, in order."""
        while self._packs and len(self._open) < count:
            self._open[:0] = marshal.loads(self._packs.pop())
        self._seen = (-1, [])
        taken = self._open[len(self._open) - count :] if count else []
        del self._open[len(self._open) - len(taken) :]
        return taken

    def change(self, change: Callable[[Record], Record]) -> None:
        """Put another record in the place of each, in order."""
        for index, pack in enumerate(self._packs):
            self._packs[index] = marshal.dumps([change(row) for row in marshal.loads(pack)], _VERSION)
        self._open = [change(row) for row in self._open]
        self._seen = (-1, [])

    def records(self) -> Iterator[Record]:
        """The rows as plain tuples."""
        for pack in self._packs:
            yield from marshal.loads(pack)
        yield from self._open

    def __iter__(self) -> Iterator[RawRow]:
        return map(RawRow._make, self.records())

    def __len__(self) -> int:
        return len(self._packs) * self._per_pack + len(self._open)

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
        pack, within = divmod(at, self._per_pack)
        if pack >= len(self._packs):
            return RawRow(*self._open[at - len(self._packs) * self._per_pack])
        if self._seen[0] != pack:
            self._seen = (pack, marshal.loads(self._packs[pack]))
        return RawRow(*self._seen[1][within])

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Sequence):
            return len(self) == len(other) and all(one == two for one, two in zip(self, other, strict=True))
        return NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"<{len(self):,} rows>"
