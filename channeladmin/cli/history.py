"""`history`, `undo`, `redo`, `trim`: what was done, and taking it back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from channeladmin.cli.exit_code import SOME_REJECTED
from channeladmin.cli.output import say, word_count, write, write_json, write_table
from channeladmin.cli.parsing import parse_day, parse_id
from channeladmin.cli.session import get_session
from channeladmin.errors import UserError

if TYPE_CHECKING:
    from channeladmin.desk.desk import Desk
    from channeladmin.desk.history import LeftRow, OperationRow, UndoReport
    from channeladmin.desk.values import Changes

_AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("history")(show_history)
    app.command("undo")(undo_operation)
    app.command("redo")(redo_operation)
    app.command("trim")(trim)


def show_history(
    context: typer.Context,
    operation: Annotated[
        int | None, typer.Argument(parser=parse_id, metavar="[OPERATION]", help="One act, field by field.")
    ] = None,
    as_json: _AsJson = False,
) -> None:
    """List what was done, by whom and when, newest first; or one act with before and after of each field."""
    from channeladmin.desk.history import list_operations

    with get_session(context).open_desk(is_reading=True) as desk:
        if operation is not None:
            _show_operation(desk, operation, as_json=as_json)
            return
        operations = list_operations(desk, limit=None)
    if as_json:
        write_json({"operations": [_describe(row) for row in operations]})
        return
    write_table(
        ("Operation", "When", "Who", "What", "Rows#", ""),
        (
            (
                str(row.id),
                row.at.astimezone().strftime("%Y-%m-%d %H:%M"),
                row.actor,
                row.label,
                str(row.row_count),
                "undone" if row.is_undone else "",
            )
            for row in operations
        ),
    )


def undo_operation(
    context: typer.Context,
    operation: Annotated[
        int | None, typer.Argument(parser=parse_id, metavar="[OPERATION]", help="From “history”; the newest.")
    ] = None,
    partly: Annotated[
        bool, typer.Option("--partly", help="Take back what later acts left alone, and keep the rest.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go back and what would stay.")] = False,
    as_json: _AsJson = False,
) -> None:
    """Take back the newest act, or the one that is named."""
    from channeladmin.desk.history import UndoReport, preview_undo, undo_as_reported, undo_or_report

    with get_session(context).open_desk() as desk:
        result = preview_undo(desk, operation) if dry_run else undo_or_report(desk, operation)
        if not isinstance(result, UndoReport):
            _write_undone(result, None, as_json=as_json)
            return
        if not partly and not dry_run:
            _say_report(result)
            raise UserError("Nothing was changed. With --partly the rest is taken back, and these stay as they are.")
        changes = undo_as_reported(desk, result) if partly and not dry_run else None
    _write_undone(changes, result, as_json=as_json)
    if changes is not None:
        raise typer.Exit(SOME_REJECTED)


def redo_operation(context: typer.Context) -> None:
    """Do again what was undone last."""
    from channeladmin.desk.history import redo

    with get_session(context).open_desk() as desk:
        write(redo(desk).label)


def trim(
    context: typer.Context,
    before: Annotated[date, typer.Argument(parser=parse_day, metavar="DATE", help="The first day to keep.")],
) -> None:
    """Give up the history of before a day, after a backup: those acts can no longer be undone; the records stay."""
    from channeladmin.desk.history import trim_history

    with get_session(context).open_desk() as desk:
        trimmed = trim_history(desk, before)
    write(f"{word_count(trimmed.operation_count, 'act')} given up, with {word_count(trimmed.image_count, 'image')}.")


def _describe(row: OperationRow) -> dict[str, object]:
    return {
        "operation": str(row.id),
        "label": row.label,
        "by": row.actor,
        "at": row.at.isoformat(),
        "undoes": None if row.undoes is None else str(row.undoes),
        "undone": row.is_undone,
        "rows": row.row_count,
        "kind": row.kind.value,
    }


def _show_operation(desk: Desk, operation_id: int, *, as_json: bool) -> None:
    from channeladmin.desk.changed_fields import list_changed_fields
    from channeladmin.desk.history import get_operation, list_row_changes

    row = get_operation(desk, operation_id)
    fields = list_changed_fields(list_row_changes(desk, operation_id))
    if as_json:
        lines = [
            {"record": line.record, "field": line.field, "before": line.before, "after": line.after} for line in fields
        ]
        write_json(_describe(row) | {"fields": lines})
        return
    write_table(
        ("Record", "Field", "Before", "After"),
        ((line.record, line.field, line.before, line.after) for line in fields),
        title=f"{row.label} · {row.actor}, {row.at.astimezone():%Y-%m-%d %H:%M}",
    )


def _write_undone(changes: Changes | None, report: UndoReport | None, *, as_json: bool) -> None:
    """What was taken back, and what was left (None: nothing was); without changes: what would be."""
    if as_json:
        left = {"reversed": None, "kept": [], "failed": []} if report is None else _describe_report(report)
        write_json({"operation": None if changes is None else str(changes.operation_id)} | left)
        return
    if report is not None:
        _say_report(report)
    if changes is not None:
        write(changes.label)


def _say_report(report: UndoReport) -> None:
    say(
        f"Of “{report.operation.label}”: {word_count(report.reversed_count, 'record')} can go back, "
        f"{len(report.kept):,} would be kept, {len(report.failed):,} cannot go back."
    )
    for row in (*report.kept, *report.failed):
        say(f"  {_name(row)}: {row.reason}")


def _describe_report(report: UndoReport) -> dict[str, object]:
    kept, failed = (
        [{"record": _name(row), "id": str(row.row_id), "reason": row.reason} for row in rows]
        for rows in (report.kept, report.failed)
    )
    return {"reversed": report.reversed_count, "kept": kept, "failed": failed}


def _name(row: LeftRow) -> str:
    from channeladmin.desk.changed_fields import name_record

    return name_record(row.table, row.image)
