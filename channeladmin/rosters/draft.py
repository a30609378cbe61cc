"""What one row of a file would write: gathered first, taken over only when the whole row is good."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from pydantic import ValidationError

from channeladmin.program.vocabulary import TrackKey
from channeladmin.records import explain_errors
from channeladmin.rosters.checked_rows import CellError, CheckedRow, Held, HeldFor
from channeladmin.rosters.columns import Kind
from channeladmin.rosters.employers import Employers
from channeladmin.rosters.kinds import get_kind
from channeladmin.rosters.known import FIELDS, Known
from channeladmin.rosters.record import Record
from channeladmin.rosters.values import show_value


class RowRefused(Exception):
    """The row cannot be taken; the errors say why. `is_final`: no other row can change that."""

    def __init__(self, errors: Iterable[CellError], *, is_final: bool = False) -> None:
        super().__init__()
        self.errors = tuple(errors)
        self.is_final = is_final


class RowWaits(Exception):
    """The row is about what other rows may bring: it is planned again when all of them are."""


class RowHeld(RowRefused):
    """The row may be about two different records; a human has to choose."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for every row of an import: its kind, the day that is today, the track that signing grants.

    `exported`: by file the day whose state it tells, where that is known; `employers`: by domain (“@acme.example”) the
    company where people with such addresses work whom neither the desk nor the file places.
    """

    kind: Kind
    today: date
    entry_track: TrackKey
    exported: Mapping[str, date] = field(default_factory=dict)
    employers: Employers = field(default_factory=Employers)


class Change(NamedTuple):
    """A field of a record that one row (by its number in the whole import) changed."""

    row: int
    record: Record
    field: str
    before: Any
    after: Any


class Draft:
    """The records that a row makes and changes. Its checks are those of the records' Fields.

    `replaced` holds, by a new record's id, what was in force before it (the status before a step); `domain` is the one
    by which somebody is placed at a company; `is_last`: the row has waited, and all others are planned.
    """

    __slots__ = (
        "_changes", "_terms", "created", "domain", "is_last", "known", "number", "replaced", "row", "said", "values",
    )  # fmt: skip

    def __init__(self, known: Known, row: CheckedRow, number: int, terms: Terms, *, is_last: bool = False) -> None:
        self.known = known
        self.row = row
        self.values = row.values
        self.number = number
        self.created: list[Record] = []
        self.replaced: dict[int, Any] = {}
        self.said: list[str] = []
        self.domain = ""
        self._terms = terms
        self.is_last = is_last
        self._changes: list[tuple[Record, dict[str, Any]]] = []

    @property
    def kind(self) -> Kind:
        """The kind of file."""
        return self._terms.kind

    @property
    def today(self) -> date:
        """The day that is today for the whole import."""
        return self._terms.today

    @property
    def exported_on(self) -> date | None:
        """The day whose state the row's file tells, where that is known."""
        return self._terms.exported.get(self.row.source)

    @property
    def employers(self) -> Employers:
        """By domain the company where unplaced people work."""
        return self._terms.employers

    @property
    def entry_track(self) -> TrackKey:
        """The track that signing grants."""
        return self._terms.entry_track

    def pick(self, table: str) -> dict[str, Any]:
        """What the row says about the fields of a record."""
        values = self.values
        return {field: values[name] for name, field in _list_filled(self._terms.kind.key, table) if name in values}

    def create(self, table: str, values: Mapping[str, Any], **parents: int) -> Record:
        """Plan a new record; RowRefused with every sentence of its Fields."""
        said = {name: value for name, value in values.items() if value is not None}
        whole = self._check(table, said)
        whole.update(parents)
        record = self.known.make(table, whole, self.number)
        record.note_said(said, self.number)
        self.created.append(record)
        return record

    def change(self, record: Record, values: Mapping[str, Any]) -> None:
        """Plan other values for a record; RowRefused where they do not go with those that stay, as what a later row
        says does.
        """
        stays = record.values
        values = {name: value for name, value in values.items() if record.find_speaker(name) <= self.number}
        changed = {name: value for name, value in values.items() if stays[name] != value}
        if changed:
            names = FIELDS[record.table].model_fields
            checked = self._check(record.table, {name: stays[name] for name in names} | changed)
            # As the rule has them: no kinds at all are an empty list, not nothing.
            values = {name: checked[name] for name in values}
        self._changes.append((record, dict(values)))

    @property
    def has_effect(self) -> bool:
        """Whether anything planned so far differs from what is there."""
        return bool(self.created) or any(
            record.values[name] != value for record, values in self._changes for name, value in values.items()
        )

    def refuse(
        self, name: str, message: str, *, unknown: str = "", nearest: tuple[str, ...] = (), is_final: bool = False
    ) -> RowRefused:
        """The refusal of the row for the sake of one cell, which may name something `unknown`."""
        return RowRefused([self.row.locate(name, message, unknown, nearest)], is_final=is_final)

    def hold(self, name: str, message: str, why: HeldFor, people: Iterable[str] = ()) -> RowHeld:
        """The holding of the row for the sake of one cell, which may be of one of some people (by name)."""
        return RowHeld([self.row.locate(name, message)._replace(held=Held(why, tuple(people)))])

    def wait_for_others(self) -> None:
        """Leave the row until all others are planned (RowWaits); nothing once they are."""
        if not self.is_last:
            raise RowWaits

    def warn(self, message: str) -> None:
        """A sentence for the report if the row is taken."""
        self.said.append(message)

    @property
    def warnings(self) -> Iterator[str]:
        """The sentences, each with the row's place."""
        return (f"{self.row.source}, line {self.row.line}: {message}" for message in self.said)

    def take(self) -> list[Change]:
        """Take everything over into what is known; the changes of records that were there before this row."""
        if self.domain:
            self.employers.used.add(self.domain)
        for record in self.created:
            self.known.add(record)
        taken: list[Change] = []
        for record, values in self._changes:
            stays = record.values
            changed = {name: value for name, value in values.items() if stays[name] != value}
            if changed:
                self._warn_differing(record, changed)
                taken += [Change(self.number, record, name, stays[name], value) for name, value in changed.items()]
                self.known.change(record, changed)
            record.note_said([name for name, value in values.items() if value is not None], self.number)
        return taken

    def _warn_differing(self, record: Record, changed: Mapping[str, Any]) -> None:
        for name, value in changed.items():
            said = record.values[name]
            if record.is_said(name) and value is not None and said is not None:
                column = say_field(self._terms.kind, record.table, name)
                earlier, kept = show_value(name, said), show_value(name, value)
                self.warn(f"{column} was “{earlier}” in an earlier row; “{kept}” is kept.")

    def _check(self, table: str, values: Mapping[str, Any]) -> dict[str, Any]:
        try:
            return self.known.check(table, values)
        except ValidationError as error:
            raise RowRefused(self._locate(table, error)) from error

    def _locate(self, table: str, error: ValidationError) -> Iterable[CellError]:
        for found in explain_errors(error):
            yield self.row.locate(say_field(self._terms.kind, table, found.field), found.message)


@cache
def _list_filled(kind: str, table: str) -> tuple[tuple[str, str], ...]:
    """The columns of a kind of file that fill a record, each with its field."""
    return tuple((column.name, column.field) for column in get_kind(kind).columns_of(FIELDS[table]))


def say_field(kind: Kind, table: str, field: str) -> str:
    """The column of a kind of file that fills a field, else the field itself."""
    columns = kind.columns_of(FIELDS[table])
    return next((column.name for column in columns if column.field == field), field)
