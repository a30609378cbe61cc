"""What was done at this desk, by whom, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from channeladmin.storage import history, undoing
from channeladmin.storage.history import OperationRow, RowChange

if TYPE_CHECKING:
    from channeladmin.desk.desk import Desk
    from channeladmin.storage.changes import Changes

__all__ = [
    "OperationRow",
    "RowChange",
    "list_operations",
    "list_row_changes",
    "next_redo",
    "next_undo",
    "redo",
    "undo",
]


def list_operations(desk: Desk, limit: int | None = 200) -> tuple[OperationRow, ...]:
    """The newest operations, newest first; `limit` None: all."""
    with desk.database.read() as connection:
        return history.list_operations(connection, limit)


def list_row_changes(desk: Desk, operation_id: int) -> tuple[RowChange, ...]:
    """What an operation changed, row by row, with before and after; `UserError` if there is no such operation."""
    with desk.database.read() as connection:
        return history.list_row_changes(connection, operation_id)


def next_undo(desk: Desk) -> OperationRow | None:
    """The act that undo would take back, or None."""
    with desk.database.read() as connection:
        return history.next_undo(connection)


def next_redo(desk: Desk) -> OperationRow | None:
    """The undo that redo would reverse, or None."""
    with desk.database.read() as connection:
        return history.next_redo(connection)


def undo(desk: Desk, operation_id: int | None = None) -> Changes:
    """Take back the newest act in force, or the one named; see `storage.undoing` for what is refused."""
    return undoing.undo(desk.database, operation_id)


def redo(desk: Desk) -> Changes:
    """Do again what was undone last; `UserError` if there is nothing."""
    return undoing.redo(desk.database)
