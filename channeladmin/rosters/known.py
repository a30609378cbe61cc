"""What is stored, as look-ups, together with what the rows of the file so far would make of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from operator import itemgetter
from typing import Any

from sqlmodel import SQLModel

from channeladmin.records import (
    FOLDED,
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
)
from channeladmin.rosters.hints import NearestNames
from channeladmin.rosters.record import SHARED, Record, Sketch, build_record
from channeladmin.rosters.record_check import RecordCheck

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

_FOLDED_BY_TABLE: Mapping[str, tuple[tuple[str, str], ...]] = {
    **{table: tuple(pairs.items()) for table, pairs in FOLDED.items()},
    **{table: tuple((column, folded) for folded, column in pairs.items()) for table, pairs in _FOLDED_HERE.items()},
}


_PORTION = 500


class Known:
    """Records by any combination of their columns. An index never forgets: a renamed company is found by both names."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._columns = {table: (*columns, *_FOLDED_HERE.get(table, {})) for table, (columns, _) in snapshot.items()}
        self._rows = {table: _list_rows(table, columns, rows) for table, (columns, rows) in snapshot.items()}
        self._looked_at: dict[str, dict[int, Record]] = {table: {} for table in FIELDS}
        self._indexes: dict[tuple[str, tuple[str, ...]], Index] = {}
        self._of_table: dict[str, list[Index]] = {table: [] for table in FIELDS}
        self._checks = {table: RecordCheck(fields) for table, fields in FIELDS.items()}
        self._made: list[Record | Sketch] = []
        self._planned: dict[str, list[int]] = {table: [] for table in FIELDS}

    def find(self, table: str, by: tuple[str, ...], *key: object) -> list[Record]:
        """The records whose columns `by` hold these values, oldest first."""
        return [self.get(table, record_id) for record_id in self._find_ids(table, by, key)]

    def find_last(self, table: str, by: tuple[str, ...], *key: object) -> Record | None:
        """The newest of the records whose columns `by` hold these values: planned ones are newer than stored ones."""
        ids = self._find_ids(table, by, key)
        return self.get(table, ids[-1]) if ids else None

    def find_one(self, table: str, by: str, key: object) -> Record | None:
        """The record whose unique column holds the value."""
        found = self.get_index(table, (by,)).ids.get(key)
        if found is None:
            return None
        return self.get(table, found if isinstance(found, int) else found[0])

    def count(self, table: str, by: tuple[str, ...], *key: object) -> int:
        """How many `find` gives, without putting any together."""
        return len(self._find_ids(table, by, key))

    def get_index(self, table: str, by: tuple[str, ...]) -> Index:
        """The records by some of their columns, to be asked again and again: it follows all that is planned."""
        return self._indexes.get((table, by)) or self._build_index(table, by)

    def get(self, table: str, record_id: int) -> Record:
        """A record by its key."""
        if record_id < 0:
            made = self._made[-1 - record_id]
            if isinstance(made, tuple):
                made = self._made[-1 - record_id] = build_record(record_id, made)
            return made
        record = self._looked_at[table].get(record_id)
        if record is None:
            stored = dict(zip(self._columns[table], self._rows[table][record_id], strict=True))
            record = self._looked_at[table][record_id] = Record(table, record_id, dict(stored), stored, 0)
        return record

    def has_stored(self, table: str) -> bool:
        """Whether the desk has any record of a kind."""
        return bool(self._rows[table])

    def list_planned_ids(self, table: str) -> Sequence[int]:
        """The stand-ins for the keys of the planned records of a kind, in the order in which they were added."""
        return self._planned[table]

    def list_planned(self, table: str) -> list[Record]:
        """Those records."""
        return [self.get(table, record_id) for record_id in self._planned[table]]

    def take_planned(self, table: str, *names: str) -> dict[str, list[Any]]:
        """Some columns of them; nothing is put together for that."""
        ids, shared = self._planned[table], SHARED.get(table)
        columns: dict[str, list[Any]] = {name: [] for name in names}
        # A portion at a time: what has just been looked at is at hand.
        for start in range(0, len(ids), _PORTION):
            made = [self._made[-1 - record_id] for record_id in ids[start : start + _PORTION]]
            held = [each[1] if isinstance(each, tuple) else each.values for each in made]
            for name, column in columns.items():
                if name == shared:
                    column.extend([each[2] if isinstance(each, tuple) else each.values[name] for each in made])
                else:
                    column.extend(map(itemgetter(name), held))
        return columns

    def list_stored(self, table: str, *columns: str) -> Iterator[tuple[Any, ...]]:
        """Some columns of every record of the desk."""
        take = itemgetter(*(self._columns[table].index(column) for column in columns))
        return map(take, self._rows[table].values())

    def list_values(self, table: str, column: str) -> list[Any]:
        """One column of everything that is there."""
        at = self._columns[table].index(column)
        return [row[at] for row in self._rows[table].values()] + self.take_planned(table, column)[column]

    @cached_property
    def partner_names(self) -> NearestNames:
        """The companies' names, for rows of companies that are not there; such rows make none."""
        return NearestNames(self.list_values("partner", "name"))

    def forget_names(self) -> None:
        """Rows of another kind come, and those before may have made companies."""
        self.__dict__.pop("partner_names", None)

    def check(self, table: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """The values of a whole record by the rules of its Fields; pydantic's ValidationError where they refuse."""
        return self._checks[table].check(values)

    def make(self, table: str, values: dict[str, Any], origin: int) -> Record:
        """A planned record, which keeps these values; nobody finds it before it is added."""
        _fold_keys(table, values)
        record = Record(table, -1 - len(self._made), values, None, origin)
        self._made.append(record)
        return record

    def add(self, record: Record) -> None:
        """Let a planned record be found."""
        table = record.table
        self._planned[table].append(record.id)
        for index in self._of_table[table]:
            index.add(record.values, record.id)

    def sketch(self, table: str, values: dict[str, Any], origin: int) -> int:
        """Plan a record that is found at once and may never be put together; the stand-in for its key."""
        _fold_keys(table, values)
        record_id = -1 - len(self._made)
        self._made.append((table, values, 0, origin))
        self._planned[table].append(record_id)
        for index in self._of_table[table]:
            index.add(values, record_id)
        return record_id

    def sketch_shared(self, sketch: Sketch, index: Index, key: tuple[Any, ...]) -> bool:
        """The same of one that shares what it holds with others; False, and it is not planned, if one of an index has
        its key already.
        """
        record_id = -1 - len(self._made)
        if index.ids.setdefault(key, record_id) != record_id:
            return False
        table, values, parent_id, _ = sketch
        self._made.append(sketch)
        self._planned[table].append(record_id)
        for other in self._of_table[table]:
            if other is not index:
                other.add({**values, SHARED[table]: parent_id}, record_id)
        return True

    def change(self, record: Record, values: dict[str, Any]) -> None:
        """Give a record other values."""
        _fold_keys(record.table, values)
        before = record.values.copy()
        record.values.update(values)
        for index in self._of_table[record.table]:
            index.move(record, before)

    def _find_ids(self, table: str, by: tuple[str, ...], key: tuple[object, ...]) -> Sequence[int]:
        found = self.get_index(table, by).ids.get(key if len(key) > 1 else key[0], ())
        return (found,) if isinstance(found, int) else found

    def _build_index(self, table: str, by: tuple[str, ...]) -> Index:
        index = self._indexes[table, by] = Index(by)
        self._of_table[table].append(index)
        take = itemgetter(*(self._columns[table].index(column) for column in by))
        for record_id, row in self._rows[table].items():
            index.put(take(row), record_id)
        for record in self._looked_at[table].values():
            if record.stored is not None:
                index.move(record, record.stored)
        for record in self.list_planned(table):
            index.add(record.values, record.id)
        return index


class Index:
    """The ids of records by the values of some columns; most of them are alone under theirs, without a list."""

    __slots__ = ("_take", "by", "ids")

    def __init__(self, by: tuple[str, ...]) -> None:
        self.by = by
        self._take = itemgetter(*by)
        self.ids: dict[Any, int | list[int]] = {}

    def add(self, values: Mapping[str, Any], record_id: int) -> None:
        """Add a record that is not in it."""
        key = self._take(values)
        if self.ids.setdefault(key, record_id) != record_id:
            self.put(key, record_id)

    def move(self, record: Record, before: Mapping[str, Any]) -> None:
        """Add a record that is in it under the values before, unless it is in it under those that it has now."""
        key = self._take(record.values)
        if key != self._take(before):
            found = self.ids.get(key, ())
            if record.id not in ((found,) if isinstance(found, int) else found):
                self.put(key, record.id)

    def put(self, key: object, record_id: int) -> None:
        """Add the id of a record under its values."""
        found = self.ids.setdefault(key, record_id)
        if isinstance(found, list):
            found.append(record_id)
        elif found != record_id:
            self.ids[key] = [found, record_id]


def _list_rows(table: str, columns: tuple[str, ...], rows: Sequence[tuple[Any, ...]]) -> dict[int, tuple[Any, ...]]:
    folded = _FOLDED_HERE.get(table)
    if not folded:
        return {row[0]: row for row in rows}
    places = [columns.index(column) for column in folded.values()]
    return {row[0]: (*row, *(_fold(row[at]) for at in places)) for row in rows}


def _fold_keys(table: str, values: dict[str, Any]) -> None:
    for column, folded in _FOLDED_BY_TABLE.get(table, ()):
        if column in values:
            values[folded] = _fold(values[column])


def _fold(text: str | None) -> str | None:
    return None if text is None else fold(text)
