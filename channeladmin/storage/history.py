"""The operations of a data file and what each of them changed, for the history page and for undo."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from channeladmin.errors import UserError
from channeladmin.storage.chain import read_journal
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


def get_operation(connection: Connection, operation_id: int) -> OperationRow:
    """One operation; `UserError` if the file has none of this key."""
    for row in _iterate(connection, operation_id):
        return row
    raise UserError(f"There is no operation {operation_id} in this file. The history lists them.")


def list_row_changes(connection: Connection, operation_id: int) -> tuple[RowChange, ...]:
    """What an operation changed, in the order in which it did."""
    row = get_operation(connection, operation_id)
    return tuple(
        RowChange(table, row_id, _parse(before), _parse(after))
        for table, row_id, before, after in read_journal(connection, row.first_row, row.row_count)
    )


def next_undo(connection: Connection) -> OperationRow | None:
    """What undo takes back next: the newest act that is in force; None if there is none."""
    return next((row for row in _iterate(connection) if row.undoes is None and not row.is_undone), None)


def next_redo(connection: Connection) -> OperationRow | None:
    """The undo that redo reverses next; None if there is none since the newest act of another kind."""
    reversals: list[OperationRow] = []
    for row in _iterate(connection):
        if row.undoes is None:
            break
        reversals.append(row)
    # A reversal of a reversal is a redo: only an undo can be redone.
    own = {row.id for row in reversals}
    return next((row for row in reversals if row.undoes not in own and not row.is_undone), None)


def _iterate(connection: Connection, operation_id: int | None = None) -> Iterator[OperationRow]:
    undone = _find_undone(connection)
    query = select(operation).order_by(operation.c.id.desc())
    if operation_id is not None:
        query = query.where(operation.c.id == operation_id)
    for row in connection.execute(query).mappings():
        yield OperationRow(
            id=row["id"],
            label=row["label"],
            actor=row["actor"],
            at=datetime.fromisoformat(row["at"]),
            undoes=row["undoes"],
            is_undone=row["id"] in undone,
            row_count=row["row_count"],
            first_row=row["first_row"],
        )


def _find_undone(connection: Connection) -> set[int]:
    """An operation is undone if another one undoes it that is itself not undone (an undo is undone by redo)."""
    query = select(operation.c.id, operation.c.undoes).where(operation.c.undoes.is_not(None))
    undone: set[int] = set()
    for row in connection.execute(query.order_by(operation.c.id.desc())):
        if row.id not in undone:
            undone.add(row.undoes)
    return undone


def _parse(image: str | None) -> dict[str, Any] | None:
    return None if image is None else json.loads(image)
