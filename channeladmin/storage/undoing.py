"""Undo and redo of any act, also after a restart, by replaying its journal; what was changed since is never lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from channeladmin.errors import UserError
from channeladmin.storage.chain import read_journal
from channeladmin.storage.history import OperationRow, get_operation, next_redo, next_undo
from channeladmin.storage.sqlite.replay import RowKey, defer_foreign_keys, list_departed, repeat_rows, reverse_rows
from channeladmin.storage.tables import journal, operation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from channeladmin.storage.changes import Changes
    from channeladmin.storage.database import Database

_SHOWN = 5


def undo(database: Database, operation_id: int | None = None) -> Changes:
    """Take back an act (None: the newest in force), as an operation of its own.

    `UserError` if there is nothing to undo, if the act is no longer in force, or if a later act changed what it
    wrote; the message lists those acts.
    """
    with database.read() as connection:
        target = next_undo(connection) if operation_id is None else get_operation(connection, operation_id)
    if target is None:
        raise UserError("There is nothing to undo.")
    if target.undoes is not None:
        raise UserError(f"“{target.label}” is itself an undo or a redo. Undo or redo the act that it was about.")
    if target.is_undone:
        raise UserError(f"“{target.label}” has been undone already.")
    return _replay(database, f"Undo: {target.label}", source=target, undoes=target.id, is_forward=False)


def redo(database: Database) -> Changes:
    """Do again what was undone last; `UserError` if nothing was, or another act followed."""
    with database.read() as connection:
        undoing = next_redo(connection)
        if undoing is None or undoing.undoes is None:
            raise UserError("There is nothing to redo.")
        target = get_operation(connection, undoing.undoes)
    return _replay(database, f"Redo: {target.label}", source=target, undoes=undoing.id, is_forward=True)


def _replay(database: Database, label: str, *, source: OperationRow, undoes: int, is_forward: bool) -> Changes:
    try:
        with database.act(label, undoes=undoes) as act:
            connection, first, count = act.connection, source.first_row, source.row_count
            departed = list_departed(connection, first, first + count - 1, is_forward=is_forward)
            if departed:
                _refuse(connection, departed, source.id)
            defer_foreign_keys(connection)
            rows = read_journal(connection, first, count, is_newest_first=not is_forward)
            (repeat_rows if is_forward else reverse_rows)(connection, rows)
            swept = _list_swept_along(connection, source, act.operation_id)
            if swept:
                _refuse(connection, swept, source.id)
    except IntegrityError as error:
        raise UserError(
            f"“{source.label}” cannot be undone or redone any more: a name, a number or a record that it needs was "
            "taken or removed by a later act. Undo that one first; nothing was changed."
        ) from error
    if act.changes is None:
        raise UserError(f"There was nothing left to do for “{label}”.")
    return act.changes


def _list_swept_along(connection: Connection, source: OperationRow, operation_id: int) -> list[RowKey]:
    """What later acts hung on a record that is removed again: cascades would take it along."""
    first = select(operation.c.first_row).where(operation.c.id == operation_id).scalar_subquery()
    written = select(journal.c.table_name, journal.c.row_id).where(journal.c.seq >= first)
    last = source.first_row + source.row_count - 1
    own = select(journal.c.table_name, journal.c.row_id).where(journal.c.seq.between(source.first_row, last))
    return [(table, row_id) for table, row_id in connection.execute(written.except_(own))]


def _refuse(connection: Connection, keys: Iterable[tuple[str, int]], source: int) -> None:
    labels: dict[str, None] = {}
    for table, row_id in keys:
        query = (
            select(operation.c.label)
            .join(journal, journal.c.operation_id == operation.c.id)
            .where(journal.c.table_name == table, journal.c.row_id == row_id, operation.c.id > source)
            .order_by(operation.c.id.desc())
            .limit(_SHOWN)
        )
        for label in connection.execute(query).scalars():
            labels.setdefault(label)
    shown = ", ".join(f"“{label}”" for label in list(labels)[:_SHOWN])
    more = f" and {len(labels) - _SHOWN} more" if len(labels) > _SHOWN else ""
    raise UserError(f"Later acts changed the same records: {shown}{more}. Undo those first; nothing was changed.")
