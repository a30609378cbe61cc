"""A record as the planning of an import has it: stored, or planned by a row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_NOTHING_SAID: frozenset[str] = frozenset()


class Record:
    """A stored or planned row: `stored` is None for a planned one, `id` then a negative stand-in for its key.

    `said` are the fields to which a row of the import gave their value; what `is_implied` was given by none.
    """

    __slots__ = ("id", "is_implied", "origin", "said", "stored", "table", "values")

    def __init__(
        self, table: str, record_id: int, values: dict[str, Any], stored: Mapping[str, Any] | None, origin: int
    ) -> None:
        self.table = table
        self.id = record_id
        self.values = values
        self.stored = stored
        self.origin = origin
        self.is_implied = False
        self.said: frozenset[str] = _NOTHING_SAID

    def is_said(self, field: str) -> bool:
        """Whether a row of the import gave the field its value, rather than the desk or a default."""
        return field in self.said or (self.origin > 0 and not self.is_implied)


Sketch = tuple[str, Mapping[str, Any], int, int]
"""A planned record that is put together when somebody looks at it: the table, what it holds, the key of what it belongs
to where that is not among this (see `SHARED`), and the row that it comes from."""

SHARED: Mapping[str, str] = {"award": "person_id"}
"""The tables of which many sketches share what they hold, and the column of what each belongs to."""


def build_record(record_id: int, sketch: Sketch) -> Record:
    """The record, with values of its own."""
    table, values, parent_id, origin = sketch
    own = {**values, SHARED[table]: parent_id} if table in SHARED else dict(values)
    return Record(table, record_id, own, None, origin)
