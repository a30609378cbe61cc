"""Many rows to write in one act, as a checked import plans them."""

from collections.abc import Mapping
from typing import Any, NamedTuple


class RowInsert(NamedTuple):
    """A new row: its key and Python values (dates, words, cents), parent keys included, folded columns not."""

    table: str
    id: int
    values: Mapping[str, Any]


class RowUpdate(NamedTuple):
    """Changed columns of a stored row; it is refused if the row no longer holds `before`."""

    table: str
    id: int
    before: Mapping[str, Any]
    after: Mapping[str, Any]


RowWrites = tuple[RowInsert | RowUpdate, ...]
"""In an order in which every parent comes before what belongs to it."""
