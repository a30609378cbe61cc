"""`programs`: the editions of the programme, and the one in use."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from channeladmin.cli import switches
from channeladmin.cli.output import say, write, write_json, write_table
from channeladmin.cli.session import get_session

EditionFile = Annotated[Path, typer.Argument(metavar="FILE", help="An edition as TOML.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    group = typer.Typer(
        help="List, check, add, choose and compare editions of the programme, and decide their readings.",
        rich_markup_mode=None,
    )
    group.callback(invoke_without_command=True)(_list_by_default)
    group.command("list")(list_all)
    group.command("check")(check_file)
    group.command("add")(add_file)
    group.command("use")(use)
    group.command("credentials")(list_credentials)
    switches.register(group)
    app.add_typer(group, name="programs")


def _list_by_default(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        list_all(context)


def list_all(context: typer.Context) -> None:
    """List the editions, the one in use marked."""
    from channeladmin.desk.programs import list_editions

    with get_session(context).open_desk(is_reading=True) as desk:
        editions = list_editions(desk)
    write_table(
        ("", "Edition", "Title", "Effective on"),
        (
            ("*" if edition.is_active else "", edition.id, edition.title, edition.effective_on.isoformat())
            for edition in editions
        ),
    )


def list_credentials(
    context: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False
) -> None:
    """List the credentials of the edition in use by their keys, with the names that files call them by."""
    with get_session(context).open_desk(is_reading=True) as desk:
        edition = desk.edition
    keys = {each: f"{each.key}:COURSE" if each.family else each.key for each in edition.credentials}
    if as_json:
        found = [
            {"key": key, "label": each.label, "aliases": list(each.aliases), "family": each.family}
            for each, key in keys.items()
        ]
        write_json({"edition": edition.id, "credentials": found})
        return
    write_table(
        ("Key", "Name", "Also called"), ((key, each.label, "; ".join(each.aliases)) for each, key in keys.items())
    )


def check_file(file: EditionFile) -> None:
    """Check an edition file; every fault is told with its line."""
    from channeladmin.desk.programs import check_edition_file

    edition = check_edition_file(file)
    write(f"{edition.id}: {edition.title}")


def add_file(context: typer.Context, file: EditionFile) -> None:
    """Add an edition to the data file."""
    from channeladmin.desk.programs import add_edition

    with get_session(context).open_desk(may_make=True) as desk:
        add_edition(desk, file)
    say(f"{file} is in the data file; “programs use” makes it the edition that the desk goes by.")


def use(
    context: typer.Context, edition: Annotated[str, typer.Argument(metavar="ID", help="As “programs list” names it.")]
) -> None:
    """Make an edition the one that the desk goes by."""
    from channeladmin.desk.programs import use_edition

    with get_session(context).open_desk() as desk:
        use_edition(desk, edition)
        write(desk.edition.id)
