"""What becomes of every row of an import: its bucket, whom it is about, what it changes."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from typing import Any, NamedTuple, overload

from channeladmin.rosters.checked_rows import CellError, Places
from channeladmin.rosters.reader import RawTable


class Bucket(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Counts:
    """The rows by bucket; `rows` is the sum of the five."""

    rows: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    duplicates: int = 0
    rejected: int = 0


class FieldChange(NamedTuple):
    """One field before and after, as values (dates, words, cents); `column` is the file's canonical name for it."""

    record: str
    column: str
    before: Any
    after: Any


class PlannedRow(NamedTuple):
    """A row with its bucket, whom it is about, and, if it is a changed one, all that it changes and adds.

    `note` says why there is nothing to do for a row whatever it holds.
    """

    table: RawTable
    row: int
    line: int
    bucket: Bucket
    about: str
    changes: tuple[FieldChange, ...] = ()
    errors: tuple[CellError, ...] = ()
    note: str = ""

    @property
    def source(self) -> str:
        """The file's name."""
        return self.table.source

    @property
    def cells(self) -> tuple[str, ...]:
        """The texts as they stand in the file."""
        return self.table.rows[self.row - 1].cells


class Settled(NamedTuple):
    """What becomes of a row that changes nothing: its bucket, and whom it is about."""

    bucket: Bucket
    about: str


class PlannedRows(Sequence[PlannedRow]):
    """The rows of an import in the order of the files; one that is settled is put together when it is looked at."""

    def __init__(
        self,
        places: Sequence[Places],
        ends: Sequence[PlannedRow | Settled],
        chosen: Sequence[int] | None = None,
    ) -> None:
        self._places, self._ends = places, ends
        self._starts = list(accumulate((len(each.lines) for each in places), initial=0))
        self._chosen = range(len(ends)) if chosen is None else chosen

    def choose(self, bucket: Bucket) -> PlannedRows:
        """Those of a bucket."""
        chosen = [at for at in self._chosen if self._ends[at].bucket is bucket]
        return PlannedRows(self._places, self._ends, chosen)

    def count_buckets(self) -> Counts:
        """How many there are of each bucket."""
        found = Counter(self._ends[at].bucket for at in self._chosen)
        return Counts(
            len(self),
            found[Bucket.NEW],
            found[Bucket.CHANGED],
            found[Bucket.SAME],
            found[Bucket.DUPLICATE],
            found[Bucket.REJECTED],
        )

    def list_errors(self) -> Iterator[CellError]:
        """What is wrong in them, row by row."""
        ends = (self._ends[at] for at in self._chosen)
        return (error for end in ends if isinstance(end, PlannedRow) for error in end.errors)

    def __len__(self) -> int:
        return len(self._chosen)

    @overload
    def __getitem__(self, at: int) -> PlannedRow: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[PlannedRow]: ...
    def __getitem__(self, at: int | slice) -> PlannedRow | Sequence[PlannedRow]:
        if isinstance(at, slice):
            return tuple(map(self._build, self._chosen[at]))
        return self._build(self._chosen[at])

    def __iter__(self) -> Iterator[PlannedRow]:
        return map(self._build, self._chosen)

    def _build(self, at: int) -> PlannedRow:
        end = self._ends[at]
        if isinstance(end, PlannedRow):
            return end
        part = bisect_right(self._starts, at) - 1
        table, numbers, lines = self._places[part]
        within = at - self._starts[part]
        return PlannedRow(table, numbers[within], lines[within], end.bucket, end.about)
