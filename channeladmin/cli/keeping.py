"""`backup`, `restore`, `check`: keeping the data file safe and sound."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from channeladmin.cli.exit_code import MACHINE
from channeladmin.cli.output import say, write
from channeladmin.cli.session import get_session


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("backup")(back_up_file)
    app.command("restore")(restore_file)
    app.command("check")(check_file)


def back_up_file(
    context: typer.Context,
    out: Annotated[
        Path | None, typer.Argument(metavar="[OUT]", help="Where to; default: beside the data file.")
    ] = None,
) -> None:
    """Write a proved copy of the data file and print where it lies."""
    from channeladmin.desk.backups import back_up

    with get_session(context).open_desk(is_reading=True) as desk:
        write(str(back_up(desk, out)))


def restore_file(
    context: typer.Context,
    backup: Annotated[Path, typer.Argument(metavar="BACKUP", help="A file that “backup” wrote.")],
) -> None:
    """Put a backup in the place of the data file; the present one is kept beside it."""
    from channeladmin.desk.backups import restore

    session = get_session(context)
    kept = restore(session.path, backup, password=session.find_password())
    if kept is not None:
        say(f"The file that was there is kept: {kept}")
    write(str(session.path))


def check_file(context: typer.Context) -> None:
    """Prove the data file: structure, references, hash chain, journal against rows, standings."""
    from channeladmin.desk.checking import check

    with get_session(context).open_desk(is_reading=True) as desk:
        problems = check(desk)
        path = desk.path
    for problem in problems:
        write(str(problem))
    if problems:
        raise typer.Exit(MACHINE)
    write(f"{path} is sound.")
