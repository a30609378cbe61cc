"""`backup`, `restore`, `check`: keeping the data file safe and sound."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from channeladmin.cli.damage import describe_damage, write_damage
from channeladmin.cli.exit_code import MACHINE
from channeladmin.cli.output import say, write, write_json
from channeladmin.cli.session import Session, get_session
from channeladmin.errors import DamagedFile

if TYPE_CHECKING:
    from channeladmin.desk.checking import Problem
    from channeladmin.desk.damage import DamageReport


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
    restored = restore(session.path, backup, password=session.ask_password(backup))
    if restored.is_damaged:
        say(f"The file that was there could not be proved sound. It is kept as it is: {restored.kept}")
    elif restored.kept is not None:
        say(f"The file that was there is kept: {restored.kept}")
    write(str(session.path))


def check_file(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Prove the data file and work out afresh what can be; of a damaged one, tell what helps."""
    path, problems, report = _check(get_session(context))
    if as_json:
        described = [
            {"kind": each.kind.value, "message": each.message, "repaired": each.is_repaired} for each in problems
        ]
        damage = None if report is None else describe_damage(report)
        write_json({"path": str(path), "sound": report is None, "problems": described, "damage": damage})
    else:
        for problem in problems:
            write(str(problem))
        if report is None:
            write(f"{path} is sound.")
        else:
            write_damage(report)
    if report is not None:
        raise typer.Exit(MACHINE)


def _check(session: Session) -> tuple[Path, tuple[Problem, ...], DamageReport | None]:
    """The file, what is wrong with it, and, if any of that is left, what helps."""
    from channeladmin.desk.checking import check, is_all_right
    from channeladmin.desk.damage import examine

    path = session.path
    try:
        with session.open_desk(is_reading=True) as desk:
            problems = check(desk)
    except DamagedFile:
        # Too damaged to be opened: it is looked at from outside.
        report = examine(path, session.find_password())
        return path, report.problems, report
    return path, problems, None if is_all_right(problems) else examine(path, session.find_password())
