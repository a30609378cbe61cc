"""Taking back what can be taken back of an older act, and telling beforehand what would be left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError

from channeladmin.errors import UserError
from channeladmin.progress import Progress, ignore_progress
from channeladmin.storage.chain import read_journal
from channeladmin.storage.conflicts import find_kept
from channeladmin.storage.history import list_row_changes
from channeladmin.storage.snapshot import find_last_operation
from channeladmin.storage.sqlite.replay import RowKey, defer_foreign_keys, list_dangling, reverse_each, reverse_rows
from channeladmin.storage.undo_report import LeftRow, UndoReport
from channeladmin.storage.undoing import find_undoable, judge_undo, watch_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sqlalchemy import Connection

    from channeladmin.storage.act import Act
    from channeladmin.storage.chain import JournalRow
    from channeladmin.storage.changes import Changes
    from channeladmin.storage.database import Database
    from channeladmin.storage.history import OperationRow


def preview_undo(
    database: Database, operation_id: int | None = None, *, progress: Progress = ignore_progress
) -> UndoReport:
    """What taking back an act (None: the newest in force) would do: it is tried and rolled back.

    `UserError` as for `undoing.undo`.
    """
    source = find_undoable(database, operation_id)
    with database.act("Preview of an undo", undoes=source.id) as act:
        act.is_rehearsal = True
        return _reverse_partly(act, judge_undo(act, source.id), progress)


def undo_or_report(
    database: Database, operation_id: int | None = None, *, progress: Progress = ignore_progress
) -> Changes | UndoReport:
    """Take back an act (None: the newest in force) if all of it goes back; else store nothing and report."""
    source = find_undoable(database, operation_id)
    with database.act(f"Undo: {source.label}", undoes=source.id) as act:
        report = _reverse_partly(act, judge_undo(act, source.id), progress)
        act.is_rehearsal = not report.is_whole
    return _committed(act, source) if report.is_whole else report


def undo_partly(database: Database, report: UndoReport, *, progress: Progress = ignore_progress) -> Changes:
    """Take back what the report says, and leave what it says is left.

    `UserError` if the desk has changed since the report was made, or if all of it would be left.
    """
    source = find_undoable(database, report.operation.id)
    with database.act(f"Undo: {source.label}", undoes=source.id) as act:
        again = _reverse_partly(act, judge_undo(act, source.id), progress)
        if again.based_on != report.based_on:
            raise UserError("The desk has changed since this was worked out. Nothing was undone; look at it again.")
    return _committed(act, source)


def _committed(act: Act, source: OperationRow) -> Changes:
    if act.changes is None:
        raise UserError(f"Nothing of “{source.label}” can be undone: later acts changed all of it.")
    return act.changes


def _reverse_partly(act: Act, source: OperationRow, progress: Progress) -> UndoReport:
    connection = act.connection
    based_on = find_last_operation(connection, before=act.operation_id)
    assert based_on is not None
    kept = find_kept(connection, source)
    defer_foreign_keys(connection)
    failed: dict[RowKey, str] = {}
    while refused := _try_without(connection, source, kept.keys() | failed.keys(), progress):
        failed |= refused
    return UndoReport(
        operation=source,
        reversed_count=_count_rows(connection, source) - len(kept) - len(failed),
        kept=_describe(connection, source, {key: f"changed since by “{label}”" for key, label in kept.items()}),
        failed=_describe(connection, source, {key: _explain(words) for key, words in failed.items()}),
        based_on=based_on,
    )


def _try_without(
    connection: Connection, source: OperationRow, left: Iterable[RowKey], progress: Progress
) -> dict[RowKey, str]:
    """Reverse all rows but those left; what is refused is returned and then nothing of the attempt stays."""
    skipped = set(left)
    own = _list_own(connection, source)

    def read_wanted() -> Iterator[JournalRow]:
        rows = read_journal(connection, source.first_row, source.row_count, is_newest_first=True)
        return (row for row in watch_rows(rows, source.row_count, progress) if (row[0], row[1]) not in skipped)

    attempt = connection.begin_nested()
    try:
        reverse_rows(connection, read_wanted())
        dangling = list_dangling(connection, _list_tables(connection, source))
        # An orphan that was there before is not this act's; “check” tells of it.
        refused = {key: parent for key, parent in dangling.items() if key in own}
    except IntegrityError:
        # One by one it is slower, and tells which rows they are.
        attempt.rollback()
        attempt = connection.begin_nested()
        refused = reverse_each(connection, read_wanted())
    if refused:
        attempt.rollback()
    else:
        attempt.commit()
    return refused


def _list_own(connection: Connection, source: OperationRow) -> set[RowKey]:
    span = (source.first_row, source.first_row + source.row_count - 1)
    rows = connection.exec_driver_sql("SELECT table_name, row_id FROM journal WHERE seq BETWEEN ? AND ?", span)
    return {(table, row_id) for table, row_id in rows}


def _list_tables(connection: Connection, source: OperationRow) -> list[str]:
    span = (source.first_row, source.first_row + source.row_count - 1)
    names = connection.exec_driver_sql("SELECT DISTINCT table_name FROM journal WHERE seq BETWEEN ? AND ?", span)
    return list(names.scalars())


def _count_rows(connection: Connection, source: OperationRow) -> int:
    span = (source.first_row, source.first_row + source.row_count - 1)
    query = (
        "SELECT count(*) FROM (SELECT DISTINCT table_name, row_id FROM journal WHERE seq BETWEEN ? AND ?"
        " AND coalesce(before, after) IS NOT NULL)"
    )
    return int(connection.exec_driver_sql(query, span).scalar_one())


def _describe(connection: Connection, source: OperationRow, reasons: Mapping[RowKey, str]) -> tuple[LeftRow, ...]:
    left: dict[RowKey, LeftRow] = {}
    for change in list_row_changes(connection, source.id) if reasons else ():
        key = (change.table, change.row_id)
        if key in reasons:
            left[key] = LeftRow(*key, change.after or change.before or {}, reasons[key])
    return tuple(left.values())


def _explain(words: str) -> str:
    """SQLite's words, or the name of the table whose row is missing, as half a sentence."""
    if words.startswith("UNIQUE"):
        column = words.rpartition(".")[2].removesuffix("_key").replace("_", " ")
        return f"its {column} is taken by another record now"
    if " " in words:
        return f"the data file does not allow it ({words})"
    return f"the {words.replace('_', ' ')} that it belongs to is gone"
