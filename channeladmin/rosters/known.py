"""What is stored, as look-ups, together with what the rows of the file so far would make of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Any

from sqlmodel import SQLModel

from channeladmin.records import (
    ActivityFields,
    AgreementFields,
    AgreementStepFields,
    AwardFields,
    BookingFields,
    BusinessPlanFields,
    EmailAddressFields,
    EmploymentFields,
    MetricEntryFields,
    PartnerFields,
    PersonFields,
    fold,
    with_folded,
)
from channeladmin.rosters.hints import NearestNames

Snapshot = Mapping[str, tuple[tuple[str, ...], Sequence[tuple[Any, ...]]]]
"""By table: the names of its columns (the key first) and its rows."""

FIELDS: Mapping[str, type[SQLModel]] = {
    "partner": PartnerFields,
    "agreement": AgreementFields,
    "agreement_step": AgreementStepFields,
    "person": PersonFields,
    "email_address": EmailAddressFields,
    "employment": EmploymentFields,
    "award": AwardFields,
    "business_plan": BusinessPlanFields,
    "booking": BookingFields,
    "activity": ActivityFields,
    "metric_entry": MetricEntryFields,
}
"""The records that an import touches, parents first."""


KIND_TABLES: Mapping[str, tuple[str, ...]] = {
    "partners": ("partner", "agreement", "agreement_step"),
    "roster": ("partner", "person", "email_address", "employment", "award"),
    "plans": ("partner", "agreement", "business_plan"),
    "bookings": ("partner", "agreement", "booking"),
    "activities": ("partner", "agreement", "activity"),
    "metrics": ("partner", "agreement", "metric_entry"),
}
"""What has to be known to match the rows of a kind of file, and to export them."""

_FOLDED_HERE: Mapping[str, Mapping[str, str]] = {
    "booking": {"opportunity_key": "opportunity"},
    "activity": {"title_key": "title"},
}
"""Folded forms by which rows are found and which the data file does not hold."""


_NOTHING: Mapping[str, int] = MappingProxyType({})


class Record:
    """A stored or planned row: `stored` is None for a planned one, `id` then a negative stand-in for its key.

    `said_by` remembers which row of the import last gave a field its value; what `is_implied` was given by none.
    """

    __slots__ = ("id", "is_implied", "origin", "said_by", "stored", "table", "values")

    def __init__(
        self, table: str, record_id: int, values: dict[str, Any], stored: Mapping[str, Any] | None, origin: int
    ) -> None:
        self.table = table
        self.id = record_id
        self.values = values
        self.stored = stored
        self.origin = origin
        self.is_implied = False
        self.said_by: Mapping[str, int] = _NOTHING

    def is_said(self, field: str) -> bool:
        """Whether a row of the import gave the field its value, rather than the desk or a default."""
        return self.said_by.get(field, 0 if self.is_implied else self.origin) > 0

    def note_said(self, field: str, row: int) -> None:
        """A row of the import gave the field its value, or gives it again."""
        self.said_by = {**self.said_by, field: row}


class Known:
    """Records by any combination of their columns. An index never forgets: a renamed company is found by both names."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._columns = {table: (*columns, *_FOLDED_HERE.get(table, {})) for table, (columns, _) in snapshot.items()}
        self._rows = {table: _list_rows(table, columns, rows) for table, (columns, rows) in snapshot.items()}
        self._records: dict[tuple[str, int], Record] = {}
        self._indexes: dict[str, dict[tuple[str, ...], dict[tuple[Any, ...], list[int]]]] = {}
        self._next_id = -1
        self.planned: dict[str, list[Record]] = {table: [] for table in FIELDS}

    def find(self, table: str, by: tuple[str, ...], *key: object) -> list[Record]:
        """The records whose columns `by` hold these values, oldest first."""
        indexes = self._indexes.setdefault(table, {})
        index = indexes.get(by)
        if index is None:
            index = indexes[by] = self._build_index(table, by)
        ids = index.get(key)
        return [self.get(table, record_id) for record_id in ids] if ids else []

    def find_one(self, table: str, by: str, key: object) -> Record | None:
        """The record whose unique column holds the value."""
        found = self.find(table, (by,), key)
        return found[0] if found else None

    def get(self, table: str, record_id: int) -> Record:
        """A record by its key."""
        record = self._records.get((table, record_id))
        if record is None:
            stored = dict(zip(self._columns[table], self._rows[table][record_id], strict=True))
            record = Record(table, record_id, dict(stored), stored, 0)
            self._records[table, record_id] = record
        return record

    def list_values(self, table: str, column: str) -> list[Any]:
        """One column of everything that is there."""
        at = self._columns[table].index(column)
        stored = [row[at] for row in self._rows[table].values()]
        return stored + [record.values[column] for record in self.planned[table]]

    @cached_property
    def partner_names(self) -> NearestNames:
        """The companies' names, for rows of companies that are not there; such rows make none."""
        return NearestNames(self.list_values("partner", "name"))

    def make(self, table: str, values: Mapping[str, Any], origin: int) -> Record:
        """A planned record; nobody finds it before it is added."""
        record = Record(table, self._next_id, _fold_keys(table, values), None, origin)
        self._next_id -= 1
        return record

    def add(self, record: Record) -> None:
        """Let a planned record be found."""
        self._records[record.table, record.id] = record
        self.planned[record.table].append(record)
        self._enter(record)

    def change(self, record: Record, values: Mapping[str, Any]) -> None:
        """Give a record other values."""
        record.values.update(_fold_keys(record.table, values))
        self._enter(record)

    def _enter(self, record: Record) -> None:
        for by, index in self._indexes.get(record.table, {}).items():
            ids = index.setdefault(tuple(record.values[column] for column in by), [])
            if record.id not in ids:
                ids.append(record.id)

    def _build_index(self, table: str, by: tuple[str, ...]) -> dict[tuple[Any, ...], list[int]]:
        index: dict[tuple[Any, ...], list[int]] = {}
        places = [self._columns[table].index(column) for column in by]
        records = self._records
        for record_id, row in self._rows[table].items():
            index.setdefault(tuple(row[at] for at in places), []).append(record_id)
        for record in records.values():
            if record.table == table:
                ids = index.setdefault(tuple(record.values[column] for column in by), [])
                if record.id not in ids:
                    ids.append(record.id)
        return index


def _list_rows(table: str, columns: tuple[str, ...], rows: Sequence[tuple[Any, ...]]) -> dict[int, tuple[Any, ...]]:
    folded = _FOLDED_HERE.get(table)
    if not folded:
        return {row[0]: row for row in rows}
    places = [columns.index(column) for column in folded.values()]
    return {row[0]: (*row, *(_fold(row[at]) for at in places)) for row in rows}


def _fold_keys(table: str, values: Mapping[str, Any]) -> dict[str, Any]:
    row = with_folded(table, values)
    if table in _FOLDED_HERE:
        for folded, column in _FOLDED_HERE[table].items():
            if column in row:
                row[folded] = _fold(row[column])
    return row


def _fold(text: str | None) -> str | None:
    return None if text is None else fold(text)
