"""Many rows to write in one act, as a checked import plans them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple


class RowInsert(NamedTuple):
    """A new row: its key and Python values (dates, words, cents), parent keys included, folded columns not."""

    table: str
    id: int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RowInserts:
    """Many new rows of one table, column by column: the key as `id`, and values as in `RowInsert`."""

    table: str
    columns: Mapping[str, Sequence[Any]]

    def __len__(self) -> int:
        return len(self.columns["id"])

    def cut(self, start: int, end: int) -> "RowInserts":
        """Some of the rows, by position."""
        return RowInserts(self.table, {name: values[start:end] for name, values in self.columns.items()})


class RowUpdate(NamedTuple):
    """Changed columns of a stored row; it is refused if the row no longer holds `before`."""

    table: str
    id: int
    before: Mapping[str, Any]
    after: Mapping[str, Any]


RowWrites = tuple[RowInsert | RowInserts | RowUpdate, ...]
"""In an order in which every parent comes before what belongs to it."""
