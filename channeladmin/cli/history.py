"""`history`, `undo`, `redo`: the journal."""

from __future__ import annotations

from typing import Annotated

import typer

from channeladmin.cli.output import write, write_json, write_table
from channeladmin.cli.parsing import parse_id
from channeladmin.cli.session import get_session


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("history")(show_history)
    app.command("undo")(undo_operation)
    app.command("redo")(redo_operation)


def show_history(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """List what was done, by whom and when, newest first."""
    from channeladmin.desk.history import list_operations

    with get_session(context).open_desk() as desk:
        operations = list_operations(desk, limit=None)
    if as_json:
        write_json(
            {
                "operations": [
                    {
                        "operation": str(operation.id),
                        "label": operation.label,
                        "by": operation.actor,
                        "at": operation.at.isoformat(),
                        "undoes": None if operation.undoes is None else str(operation.undoes),
                        "undone": operation.is_undone,
                        "rows": operation.row_count,
                    }
                    for operation in operations
                ]
            }
        )
        return
    write_table(
        ("Operation", "When", "Who", "What", "Rows#", ""),
        (
            (
                str(operation.id),
                operation.at.astimezone().strftime("%Y-%m-%d %H:%M"),
                operation.actor,
                operation.label,
                str(operation.row_count),
                "undone" if operation.is_undone else "",
            )
            for operation in operations
        ),
    )


def undo_operation(
    context: typer.Context,
    operation: Annotated[
        int | None, typer.Argument(parser=parse_id, metavar="[OPERATION]", help="From “history”; the newest.")
    ] = None,
) -> None:
    """Take back the newest act, or the one that is named."""
    from channeladmin.desk.history import undo

    with get_session(context).open_desk() as desk:
        write(undo(desk, operation).label)


def redo_operation(context: typer.Context) -> None:
    """Do again what was undone last."""
    from channeladmin.desk.history import redo

    with get_session(context).open_desk() as desk:
        write(redo(desk).label)
