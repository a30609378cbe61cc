"""A record as the planning of an import has it: stored, or planned by a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

_NOTHING_SAID: Mapping[str, int] = {}


class Record:
    """A stored or planned row: `stored` is None for a planned one, `id` then a negative stand-in for its key.

    `origin` is the row that plans it, counted from 1; `said` are the fields to which a row gave their value, each with
    that row. What `is_implied` was given by none.
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
        self.said = _NOTHING_SAID

    def is_said(self, field: str) -> bool:
        """Whether a row of the import gave the field its value, rather than the desk or a default."""
        return self.find_speaker(field) > 0 or (self.origin > 0 and not self.is_implied)

    def find_speaker(self, field: str) -> int:
        """The last row of the import that gave the field its value; 0 where none did."""
        row = self.said.get(field, 0)
        return 0 if self.is_implied and row == self.origin else row

    def note_said(self, fields: Iterable[str], row: int) -> None:
        """A row gave these fields their values, unless a later one did."""
        spoken = {field: max(row, self.find_speaker(field)) for field in fields}
        if spoken:
            self.said = {**self.said, **spoken}


Sketch = tuple[str, Mapping[str, Any], int, int]
"""A planned record that is put together when somebody looks at it: the table, what it holds, the key of what it belongs
to where that is not among this (see `SHARED`), and the row that it comes from."""

SHARED: Mapping[str, str] = {"award": "person_id"}
"""The tables of which many sketches share what they hold, and the column of what each belongs to."""


def build_record(record_id: int, sketch: Sketch) -> Record:
    """The record, with values of its own."""
    table, values, parent_id, origin = sketch
    own = {**values, SHARED[table]: parent_id} if table in SHARED else dict(values)
    record = Record(table, record_id, own, None, origin)
    record.note_said([field for field, value in values.items() if value is not None], origin)
    return record
