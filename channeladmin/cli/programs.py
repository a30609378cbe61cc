"""`programs`: the editions of the programme, and the one in use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from channeladmin.cli.output import say, write, write_json_list, write_table
from channeladmin.cli.parsing import parse_day
from channeladmin.cli.session import get_session

if TYPE_CHECKING:
    from channeladmin.desk.impact import Difference

EditionFile = Annotated[Path, typer.Argument(metavar="FILE", help="An edition as TOML.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    group = typer.Typer(help="List, check, add, choose and compare editions of the programme.", rich_markup_mode=None)
    group.callback(invoke_without_command=True)(_list_by_default)
    group.command("list")(list_all)
    group.command("check")(check_file)
    group.command("add")(add_file)
    group.command("use")(use)
    group.command("impact")(impact)
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


def impact(
    context: typer.Context,
    edition: Annotated[str, typer.Argument(metavar="ID", help="As “programs list” names it.")],
    on: Annotated[
        date | None, typer.Option(parser=parse_day, metavar="DATE", help="The day evaluated; default: today.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Say whose verdict would differ under another edition, and which requirement makes it."""
    from channeladmin.desk.impact import find_impact

    with get_session(context).open_desk(is_reading=True) as desk:
        day = on or desk.today()
        found = find_impact(desk, edition, day)
        if as_json:
            head = {"edition": desk.edition.id, "other": edition, "on": day.isoformat()}
            write_json_list(head, "differences", map(_show_difference, found))
        else:
            write_table(("Partner", "Region", "Track", "Now", "Then", "Because of"), map(_list_cells, found))


def _list_cells(difference: Difference) -> Sequence[str]:
    before = difference.before
    causes = ", ".join(row.label for row in difference.rows)
    return (before.partner, before.region, before.track, before.status, difference.after.status, causes)


def _show_difference(difference: Difference) -> dict[str, object]:
    before = difference.before
    return {
        "partner": before.partner,
        "external_ref": before.external_ref,
        "region": before.region,
        "track": before.track,
        "before": before.status,
        "after": difference.after.status,
        "requirements": [{"key": row.key, "before": row.before, "after": row.after} for row in difference.rows],
    }
