"""Undo and redo of any act, also after a restart, by reversing its journal; what was changed since is never lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from channeladmin.errors import UserError
from channeladmin.progress import Progress, ignore_progress
from channeladmin.storage.chain import read_journal
from channeladmin.storage.conflicts import find_later_label
from channeladmin.storage.history import OperationRow, get_operation, next_redo, next_undo
from channeladmin.storage.operation_kind import OperationKind
from channeladmin.storage.sqlite.replay import RowKey, defer_foreign_keys, list_departed, reverse_rows
from channeladmin.storage.tables import journal, operation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sqlalchemy import Connection

    from channeladmin.storage.act import Act
    from channeladmin.storage.chain import JournalRow
    from channeladmin.storage.changes import Changes
    from channeladmin.storage.database import Database

_SHOWN = 5
_PAGE = 5000
_REASONS = {
    OperationKind.BASELINE: "was trimmed from the history, so it cannot be undone",
    OperationKind.ERASURE: "cannot be undone: what it erased is nowhere any more",
    OperationKind.REDONE: "is a redo whose undo was trimmed from the history",
    OperationKind.ERASED: "was only about somebody who has been erased, so there is nothing left to undo",
}


def undo(database: Database, operation_id: int | None = None, *, progress: Progress = ignore_progress) -> Changes:
    """Take back an act (None: the newest in force) whole, as an operation of its own.

    `UserError` if there is nothing to undo, if the act is no longer in force, or if a later act changed what it
    wrote; the message lists those acts (`undo_partly` takes back the rest). Progress counts journal rows.
    """
    source = find_undoable(database, operation_id)
    return _reverse(database, f"Undo: {source.label}", source, judge_undo, progress)


def redo(database: Database, *, progress: Progress = ignore_progress) -> Changes:
    """Do again what was undone last, by taking that undo back; `UserError` if nothing was, or another act followed."""
    with database.read() as connection:
        source = next_redo(connection)
    if source is None:
        raise UserError("There is nothing to redo.")
    label = f"Redo: {source.label.removeprefix('Undo: ')}"
    return _reverse(database, label, source, _judge_redo, progress)


def find_undoable(database: Database, operation_id: int | None) -> OperationRow:
    """The act that is meant (None: the newest in force); `UserError` if it cannot be undone at all."""
    with database.read() as connection:
        target = next_undo(connection) if operation_id is None else get_operation(connection, operation_id)
    if target is None:
        raise UserError("There is nothing to undo.")
    _refuse_final(target)
    return target


def judge_undo(act: Act, operation_id: int) -> OperationRow:
    """The act to take back as it stands inside the undo: it may have been undone or trimmed while that waited."""
    target = get_operation(act.connection, operation_id, before=act.operation_id)
    _refuse_final(target)
    return target


def _judge_redo(act: Act, operation_id: int) -> OperationRow:
    source = next_redo(act.connection, before=act.operation_id)
    if source is None or source.id != operation_id:
        raise UserError("The desk has changed meanwhile, so there is nothing to redo any more.")
    return source


def _refuse_final(target: OperationRow) -> None:
    if target.kind in _REASONS:
        raise UserError(f"“{target.label}” {_REASONS[target.kind]}.")
    if target.undoes is not None:
        raise UserError(f"“{target.label}” is itself an undo or a redo. Undo or redo the act that it was about.")
    if target.is_undone:
        raise UserError(f"“{target.label}” has been undone already.")


def watch_rows(rows: Iterable[JournalRow], total: int, progress: Progress) -> Iterator[JournalRow]:
    """Let journal rows pass and tell how many have."""
    for done, row in enumerate(rows):
        if done % _PAGE == 0:
            progress(done, total)
        yield row


def _reverse(
    database: Database, label: str, found: OperationRow, judge: Callable[[Act, int], OperationRow], progress: Progress
) -> Changes:
    try:
        with database.act(label, undoes=found.id) as act:
            source = judge(act, found.id)
            connection, first, count = act.connection, source.first_row, source.row_count
            departed = list_departed(connection, first, first + count - 1)
            if departed:
                _refuse(connection, departed, source.id, act.operation_id)
            defer_foreign_keys(connection)
            rows = read_journal(connection, first, count, is_newest_first=True)
            reverse_rows(connection, watch_rows(rows, count, progress))
            swept = _list_swept_along(connection, source, act.operation_id)
            if swept:
                _refuse(connection, swept, source.id, act.operation_id)
    except IntegrityError as error:
        raise UserError(
            f"“{found.label}” cannot be undone or redone any more: a name, a number or a record that it needs was "
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


def _refuse(connection: Connection, keys: Iterable[RowKey], source: int, undoing: int) -> None:
    labels = dict.fromkeys(find_later_label(connection, key, source, before=undoing) for key in keys)
    shown = ", ".join(f"“{label}”" for label in list(labels)[:_SHOWN])
    more = f" and {len(labels) - _SHOWN} more" if len(labels) > _SHOWN else ""
    raise UserError(f"Later acts changed the same records: {shown}{more}. Undo those first; nothing was changed.")
