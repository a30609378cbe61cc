"""What the rows of an import say and what is stored of them, put together for the row that is looked at."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from operator import neg
from typing import Any, NamedTuple

from channeladmin.records import RowInserts, RowUpdate
from channeladmin.rosters.checked_rows import CheckedRow, CheckedRows
from channeladmin.rosters.columns import Kind, Reading
from channeladmin.rosters.known import FIELDS, Snapshot
from channeladmin.rosters.planned_rows import Bucket, FieldChange, PlannedRow, Settled
from channeladmin.rosters.writes import PlannedWrites


class RowField(NamedTuple):
    """A field of a row by the file's canonical name: its cell as it stands, and the value that is read in it, or None.

    `changes` are what is stored of it, also where no cell fills it; `is_kept`: the field is one that records have.
    """

    name: str
    reads: Reading
    cell: str
    meant: Any
    changes: tuple[FieldChange, ...]
    is_kept: bool


class RowPlace(NamedTuple):
    """Where a row stands: its file's name and the line there."""

    source: str
    line: int


class Ends(NamedTuple):
    """What became of the rows of all tables, and by row how many records were made up to it, where a draft made some.

    The n-th record has -n in the place of a key in the writes. A row that is planned after all others (`late`) has its
    records behind theirs: the number of the one before its first, and of its last.
    """

    rows: Sequence[PlannedRow | Settled]
    made: Mapping[int, int]
    late: Mapping[int, tuple[int, int]]


class StoredRows:
    """The rows of an import, each with its cells beside what is stored of them."""

    def __init__(
        self, tables: Sequence[tuple[Kind, CheckedRows]], ends: Ends, writes: PlannedWrites, snapshot: Snapshot
    ) -> None:
        self._tables, self._ends, self._snapshot = tables, ends, snapshot
        self._starts = list(accumulate((len(rows) for _, rows in tables), initial=0))
        self._inserts = [write for write in writes if isinstance(write, RowInserts)]
        self._updates = [write for write in writes if isinstance(write, RowUpdate)]
        self._names: dict[str, dict[int, str]] = {}

    def list_changes(self, row: PlannedRow) -> tuple[FieldChange, ...]:
        """All that is stored of a row, in the order of the columns of its kind: what a new one adds, too, and the
        company at which somebody begins.
        """
        if row.bucket not in (Bucket.NEW, Bucket.CHANGED):
            return row.changes
        kind, _, number = self._find(row)
        found = list(row.changes)
        for table, values in self._list_made(number):
            if row.bucket is Bucket.NEW:
                found += show_made(kind, table, values)
            if table == "employment":
                found.append(FieldChange(table, "partner", None, self._find_name("partner", values["partner_id"])))
        order = {name: at for at, name in enumerate(kind.fields)}
        return tuple(sorted(found, key=lambda change: order.get(change.column, len(order))))

    def list_fields(self, row: PlannedRow) -> Iterator[RowField]:
        """The fields that the cells of a row fill and those that are stored of it, in the order of its kind; the first
        day of somebody who begins at a company also where there is none.
        """
        kind, checked, number = self._find(row)
        values = checked.values
        changes: dict[str, list[FieldChange]] = {}
        for change in self.list_changes(row):
            changes.setdefault(_place_address(change, values), []).append(change)
        if row.bucket is Bucket.NEW and "name" in values and "name" not in changes:
            values["name"] = self._find_kept_name(number, values["name"])
        begins = any(change.record == "employment" for change in changes.get("partner", ()))
        mapped = {each.column.name: each for each in checked.mapping.fields}
        kept = {column.name for column in kind.columns}
        for name, column in kind.fields.items():
            field = mapped.get(name)
            cell = "" if field is None else field.find_text(checked.cells).strip() or field.constant
            stored = tuple(changes.pop(name, ()))
            if cell or stored or (begins and name == "employed_from"):
                yield RowField(name, column.reads, cell, values.get(name), stored, name in kept)
        for name, others in changes.items():
            yield RowField(name, Reading.TEXT, "", None, tuple(others), is_kept=True)

    def list_made(self, table: str) -> Iterator[RowInserts]:
        """What is added to a table."""
        return (write for write in self._inserts if write.table == table)

    def place(self, stand_in: int) -> RowPlace:
        """Where the row stands that makes a record, by what the writes have in the place of its key."""
        number = self._find_late(-stand_in)
        if number is None:
            number = bisect_left(self._made, -stand_in)
        part = bisect_right(self._starts, number) - 1
        places = self._tables[part][1].places
        return RowPlace(places.table.source, places.lines[number - self._starts[part]])

    def _find_late(self, made: int) -> int | None:
        """The row that waited and makes this record; None where one makes it that did not."""
        at = bisect_left(self._late, (made,))
        if at == len(self._late):
            return None
        _, before, number = self._late[at]
        return number if before < made else None

    @cached_property
    def _late(self) -> Sequence[tuple[int, int, int]]:
        """The rows that waited, by the last record of each, with the one before its first."""
        return sorted((last, before, number) for number, (before, last) in self._ends.late.items())

    @cached_property
    def _made(self) -> Sequence[int]:
        """By row how many records were made up to it; worked out when somebody looks at a row, as most never are."""
        awards = (-stand_in for write in self.list_made("award") for stand_in in write.columns["id"])
        made, newest = array("q"), 0
        for at, end in enumerate(self._ends.rows):
            if at in self._ends.made:
                newest = self._ends.made[at]
            elif end.bucket is Bucket.NEW and at not in self._ends.late:
                # Without a draft a row adds an award, the last of all that it adds.
                newest = next(award for award in awards if award > newest)
            made.append(newest)
        return made

    def _find(self, row: PlannedRow) -> tuple[Kind, CheckedRow, int]:
        for start, (kind, rows) in zip(self._starts, self._tables, strict=False):
            if rows.table is row.table:
                at = bisect_left(rows.places.numbers, row.row)
                return kind, rows[at], start + at
        raise LookupError(row.source)

    def _list_made(self, number: int) -> Iterator[tuple[str, dict[str, Any]]]:
        """The new records of a row, each with its table."""
        span = self._ends.late.get(number)
        first, end = span or (self._made[number - 1] if number else 0, self._made[number])
        for write in self._inserts:
            ids = write.columns["id"]
            for at in range(bisect_right(ids, first, key=neg), bisect_right(ids, end, key=neg)):
                yield write.table, {name: values[at] for name, values in write.columns.items()}

    def _find_kept_name(self, number: int, said: str) -> str:
        """The name of a person who is there already and is given something, else the one that the row says."""
        people = (values["person_id"] for _, values in self._list_made(number) if "person_id" in values)
        return next((self._find_name("person", person_id) for person_id in people), said)

    def _find_name(self, table: str, record_id: int) -> str:
        names = self._names.get(table)
        if names is None:
            columns, rows = self._snapshot[table]
            at = columns.index("name")
            names = self._names[table] = {row[0]: row[at] for row in rows}
            for write in self.list_made(table):
                names.update(zip(write.columns["id"], write.columns["name"], strict=True))
            names.update(
                (write.id, write.after["name"])
                for write in self._updates
                if write.table == table and "name" in write.after
            )
        return names[record_id]


def show_made(kind: Kind, table: str, values: Mapping[str, Any], *, replaced: object = None) -> Iterator[FieldChange]:
    """What a new record adds, by the columns of a kind of file; `replaced` is what was in force before a step."""
    if table == "agreement_step":
        name = "status" if values["status"] is not None else "track"
        yield FieldChange(table, name, replaced, values[name])
        if values["since"] is not None:
            yield FieldChange(table, f"{name}_since", None, values["since"])
        return
    for column in kind.columns_of(FIELDS[table]):
        # An address fills two columns; it is told once.
        if column.name != "other_emails" and values.get(column.field) is not None:
            yield FieldChange(table, column.name, None, values[column.field])


def _place_address(change: FieldChange, values: Mapping[str, Any]) -> str:
    """The column of an address that the row has among the other ones."""
    is_other = change.after in (values.get("other_emails") or ()) and change.after not in (values.get("email") or ())
    return "other_emails" if change.record == "email_address" and is_other else change.column
