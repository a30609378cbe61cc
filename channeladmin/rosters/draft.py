"""What one row of a file would write: gathered first, taken over only when the whole row is good."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from pydantic import ValidationError

from channeladmin.program.vocabulary import TrackKey
from channeladmin.records import explain_errors
from channeladmin.rosters.checking import CellError, CheckedRow
from channeladmin.rosters.columns import Kind, get_kind
from channeladmin.rosters.known import FIELDS, Known, Record
from channeladmin.rosters.values import show_value


class RowRefused(Exception):
    """The row cannot be taken; the errors say why."""

    def __init__(self, errors: Iterable[CellError]) -> None:
        super().__init__()
        self.errors = tuple(errors)


class RowHeld(RowRefused):
    """The row may be about two different records; a human has to choose."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for every row of an import: its kind, the day that is today, the track that signing grants.

    `exported`: by file the day whose state it tells, where that is known.
    """

    kind: Kind
    today: date
    entry_track: TrackKey
    exported: Mapping[str, date] = field(default_factory=dict)


class Change(NamedTuple):
    """A field of a record that one row (by its number in the whole import) changed."""

    row: int
    record: Record
    field: str
    before: Any
    after: Any


Checked = dict[tuple[Any, ...], Mapping[str, Any]]
"""By table and what was said of a record, in order: the whole record as its Fields have it. What is said again is
checked once."""


class Draft:
    """The records that a row makes and changes. Its checks are those of the records' Fields.

    `replaced` holds, by a new record's id, what was in force before it (the status before a step).
    """

    def __init__(self, known: Known, row: CheckedRow, number: int, terms: Terms, checked: Checked) -> None:
        self.known = known
        self._checked = checked
        self.kind = terms.kind
        self.row = row
        self.number = number
        self.today = terms.today
        self.exported_on = terms.exported.get(row.source)
        self.entry_track = terms.entry_track
        self.created: list[Record] = []
        self.replaced: dict[int, Any] = {}
        self.warnings: list[str] = []
        self._changes: list[tuple[Record, dict[str, Any]]] = []
        self._then: Callable[[], None] | None = None

    def pick(self, table: str) -> dict[str, Any]:
        """What the row says about the fields of a record."""
        values = self.row.values
        return {field: values[name] for field, name in _list_columns(self.kind.key, table) if name in values}

    def create(self, table: str, values: Mapping[str, Any], **parents: int) -> Record:
        """Plan a new record; RowRefused with every sentence of its Fields."""
        said = {name: value for name, value in values.items() if value is not None}
        record = self.known.make(table, {**self._check(table, said), **parents}, self.number)
        self.created.append(record)
        return record

    def change(self, record: Record, values: Mapping[str, Any]) -> None:
        """Plan other values for a record; RowRefused where they do not go with those that stay."""
        changed = {name: value for name, value in values.items() if record.values[name] != value}
        if changed:
            names = FIELDS[record.table].model_fields
            checked = self._check(record.table, {name: record.values[name] for name in names} | changed)
            # As the rule has them: no kinds at all are an empty list, not nothing.
            values = {name: checked[name] for name in values}
        self._changes.append((record, dict(values)))

    def refuse(self, name: str, message: str, *, unknown: str = "", nearest: tuple[str, ...] = ()) -> RowRefused:
        """The refusal of the row for the sake of one cell, which may name something `unknown`."""
        return RowRefused([self.row.locate(name, message, unknown, nearest)])

    def hold(self, name: str, message: str) -> RowHeld:
        """The holding of the row for the sake of one cell."""
        return RowHeld([self.row.locate(name, message)])

    def warn(self, message: str) -> None:
        """A sentence for the report if the row is taken."""
        self.warnings.append(f"{self.row.source}, line {self.row.line}: {message}")

    def when_taken(self, then: Callable[[], None]) -> None:
        """What to do as soon as the whole row is taken."""
        self._then = then

    def take(self) -> list[Change]:
        """Take everything over into what is known; the changes of records that were there before this row."""
        for record in self.created:
            self.known.add(record)
        taken = []
        for record, values in self._changes:
            self._warn_differing(record, values)
            changed = {name: value for name, value in values.items() if record.values[name] != value}
            taken += [Change(self.number, record, name, record.values[name], value) for name, value in changed.items()]
            if changed:
                self.known.change(record, changed)
            for name, value in values.items():
                if value is not None:
                    record.note_said(name, self.number)
        if self._then is not None:
            self._then()
        return taken

    def _warn_differing(self, record: Record, values: Mapping[str, Any]) -> None:
        for name, value in values.items():
            said = record.values[name]
            if record.is_said(name) and value is not None and said is not None and said != value:
                column = say_field(self.kind, record.table, name)
                earlier, kept = show_value(name, said), show_value(name, value)
                self.warn(f"{column} was “{earlier}” in an earlier row; “{kept}” is kept.")

    def _check(self, table: str, values: Mapping[str, Any]) -> Mapping[str, Any]:
        key = (table, *values.items())
        found = self._checked.get(key)
        if found is None:
            try:
                found = self._checked[key] = dict(FIELDS[table].model_validate(dict(values)).__dict__)
            except ValidationError as error:
                raise RowRefused(self._locate(table, error)) from error
        return found

    def _locate(self, table: str, error: ValidationError) -> Iterable[CellError]:
        for found in explain_errors(error):
            yield self.row.locate(say_field(self.kind, table, found.field), found.message)


@cache
def _list_columns(kind: str, table: str) -> tuple[tuple[str, str], ...]:
    """The fields of a record, each with the column of a kind of file that fills it."""
    return tuple((column.field, column.name) for column in get_kind(kind).columns_of(FIELDS[table]))


def say_field(kind: Kind, table: str, field: str) -> str:
    """The column of a kind of file that fills a field, else the field itself."""
    columns = kind.columns_of(FIELDS[table])
    return next((column.name for column in columns if column.field == field), field)
