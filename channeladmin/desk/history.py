"""What was done at this desk, by whom, and taking it back."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from channeladmin.desk.backups import BackupReason, back_up_before
from channeladmin.desk.wording import format_date
from channeladmin.progress import Progress, ignore_progress
from channeladmin.storage import history, trimming, undo_partly, undoing
from channeladmin.storage.history import OperationRow, RowChange
from channeladmin.storage.operation_kind import OperationKind
from channeladmin.storage.trimming import Trimmed
from channeladmin.storage.undo_report import LeftRow, UndoReport

if TYPE_CHECKING:
    from datetime import date

    from channeladmin.desk.desk import Desk
    from channeladmin.storage.changes import Changes

__all__ = [
    "LeftRow",
    "OperationKind",
    "OperationRow",
    "RowChange",
    "Trimmed",
    "UndoReport",
    "get_operation",
    "list_operations",
    "list_row_changes",
    "next_redo",
    "next_undo",
    "preview_undo",
    "redo",
    "trim_history",
    "undo",
    "undo_as_reported",
    "undo_or_report",
]


def list_operations(desk: Desk, limit: int | None = 200) -> tuple[OperationRow, ...]:
    """The newest operations, newest first; `limit` None: all."""
    with desk.database.read() as connection:
        return history.list_operations(connection, limit)


def get_operation(desk: Desk, operation_id: int) -> OperationRow:
    """One operation; `UserError` if there is none of this key."""
    with desk.database.read() as connection:
        return history.get_operation(connection, operation_id)


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


def undo(desk: Desk, operation_id: int | None = None, *, progress: Progress = ignore_progress) -> Changes:
    """Take back the newest act in force, or the one named, whole; see `storage.undoing` for what is refused."""
    return undoing.undo(desk.database, operation_id, progress=progress)


def preview_undo(desk: Desk, operation_id: int | None = None, *, progress: Progress = ignore_progress) -> UndoReport:
    """What taking an older act back would do: how much goes back, what is kept and what cannot; nothing is stored."""
    return undo_partly.preview_undo(desk.database, operation_id, progress=progress)


def undo_or_report(
    desk: Desk, operation_id: int | None = None, *, progress: Progress = ignore_progress
) -> Changes | UndoReport:
    """Take back an act (None: the newest in force) if all of it goes back; else store nothing and say what would."""
    return undo_partly.undo_or_report(desk.database, operation_id, progress=progress)


def undo_as_reported(desk: Desk, report: UndoReport, *, progress: Progress = ignore_progress) -> Changes:
    """Take back what the report says goes back; `UserError` if the desk has changed since, or all would be left."""
    return undo_partly.undo_partly(desk.database, report, progress=progress)


def redo(desk: Desk, *, progress: Progress = ignore_progress) -> Changes:
    """Do again what was undone last; `UserError` if there is nothing."""
    return undoing.redo(desk.database, progress=progress)


def trim_history(desk: Desk, before: date, *, progress: Progress = ignore_progress) -> Trimmed:
    """Give up the acts of before a day (local time): they can no longer be undone. The records stay as they are.

    A backup is made first. `UserError` if there is nothing older.
    """
    until = datetime.combine(before, time()).astimezone()
    today = format_date(desk.today())
    label = f"Everything before {format_date(before)}, trimmed on {today}"
    back_up_before(desk, BackupReason.BEFORE_TRIM, progress=progress)
    return trimming.trim_history(desk.database, until=until.astimezone(UTC), label=label, progress=progress)
