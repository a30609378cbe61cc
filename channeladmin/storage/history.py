"""The operations of a data file and what each of them changed, for the history page and for undo."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from channeladmin.errors import UserError
from channeladmin.storage.chain import read_journal
from channeladmin.storage.operation_kind import OperationKind
from channeladmin.storage.tables import operation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class OperationRow:
    """One act: what, who, when (aware, UTC), which operation it took back or made again, how many rows it wrote."""

    id: int
    label: str
    actor: str
    at: datetime
    undoes: int | None
    is_undone: bool
    row_count: int
    first_row: int
    kind: OperationKind
    hash: str

    @property
    def can_be_undone(self) -> bool:
        """Whether it is an act in force; whether later acts allow it is another question."""
        return self.kind is OperationKind.ACT and self.undoes is None and not self.is_undone


@dataclass(frozen=True, slots=True)
class RowChange:
    """One changed row as the data file holds it: whole before and after, None where it did not exist."""

    table: str
    row_id: int
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


def list_operations(connection: Connection, limit: int | None = 200) -> tuple[OperationRow, ...]:
    """The newest operations, newest first; `limit` None: all."""
    return tuple(islice(_iterate(connection), limit))


def get_operation(connection: Connection, operation_id: int, *, before: int | None = None) -> OperationRow:
    """One operation, as it stood before another was begun; `UserError` if the file has none of this key."""
    for row in _iterate(connection, operation_id, before=before):
        return row
    raise UserError(f"There is no operation {operation_id} in this file. The history lists them.")


def find_operation_before(connection: Connection, moment: datetime) -> OperationRow | None:
    """The newest operation of before a moment (aware) that has only such before it; None if there is none."""
    text = moment.astimezone(UTC).isoformat(timespec="milliseconds")
    first_since = select(func.min(operation.c.id)).where(operation.c.at >= text).scalar_subquery()
    query = select(func.max(operation.c.id)).where(operation.c.id < func.coalesce(first_since, 2**63 - 1))
    found = connection.execute(query).scalar_one()
    return None if found is None else get_operation(connection, found)


def list_row_changes(connection: Connection, operation_id: int) -> tuple[RowChange, ...]:
    """What an operation changed, in the order in which it did."""
    row = get_operation(connection, operation_id)
    return tuple(
        RowChange(table, row_id, _parse(before), _parse(after))
        for table, row_id, before, after in read_journal(connection, row.first_row, row.row_count)
    )


def next_undo(connection: Connection) -> OperationRow | None:
    """What undo takes back next: the newest act that is in force; None if there is none."""
    return next((row for row in _iterate(connection) if row.can_be_undone), None)


def next_redo(connection: Connection, *, before: int | None = None) -> OperationRow | None:
    """The undo that redo reverses next; None if there is none since the newest act of another kind."""
    reversals: list[OperationRow] = []
    for row in _iterate(connection, before=before):
        if row.undoes is None:
            break
        reversals.append(row)
    # A reversal of a reversal is a redo: only an undo can be redone.
    own = {row.id for row in reversals}
    candidates = (row for row in reversals if row.undoes not in own and row.kind is OperationKind.ACT)
    return next((row for row in candidates if not row.is_undone), None)


def _iterate(
    connection: Connection, operation_id: int | None = None, *, before: int | None = None
) -> Iterator[OperationRow]:
    undone = _find_undone(connection, before)
    query = select(operation).order_by(operation.c.id.desc())
    if before is not None:
        query = query.where(operation.c.id < before)
    if operation_id is not None:
        query = query.where(operation.c.id == operation_id)
    for row in connection.execute(query).mappings():
        yield OperationRow(
            id=row["id"],
            label=row["label"],
            actor=row["actor"],
            at=datetime.fromisoformat(row["at"]),
            undoes=row["undoes"],
            is_undone=row["id"] in undone and row["kind"] == OperationKind.ACT,
            row_count=row["row_count"],
            first_row=row["first_row"],
            kind=OperationKind(row["kind"]),
            hash=row["hash"],
        )


def _find_undone(connection: Connection, before: int | None) -> set[int]:
    """An operation is undone if another one undoes it that is itself not undone (an undo is undone by redo)."""
    query = select(operation.c.id, operation.c.undoes).where(operation.c.undoes.is_not(None))
    if before is not None:
        query = query.where(operation.c.id < before)
    undone: set[int] = set()
    for row in connection.execute(query.order_by(operation.c.id.desc())):
        if row.id not in undone:
            undone.add(row.undoes)
    return undone


def _parse(image: str | None) -> dict[str, Any] | None:
    return None if image is None else json.loads(image)
