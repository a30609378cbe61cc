"""`programs switches|switch|impact`: the readings of an edition, deciding one, and what a decision would change."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from channeladmin.cli.output import write, write_json, write_json_list, write_table
from channeladmin.cli.parsing import parse_day, parse_pairs
from channeladmin.cli.progress import tell_progress
from channeladmin.cli.session import get_session

if TYPE_CHECKING:
    from channeladmin.desk.impact import Difference
    from channeladmin.desk.switches import SwitchView

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


def register(group: typer.Typer) -> None:
    """Add these commands to the group `programs`."""
    group.command("switches")(list_all)
    group.command("switch")(decide)
    group.command("impact")(impact)


def list_all(
    context: typer.Context,
    edition: Annotated[
        str | None, typer.Option(metavar="ID", help="As they would stand if the desk went by this one.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the readings that can be decided otherwise, and how they are decided: of the edition in use, or another."""
    from channeladmin.desk.switches import list_switches

    with get_session(context).open_desk(is_reading=True) as desk:
        shown, views = edition or desk.edition.id, list_switches(desk, edition)
    if as_json:
        write_json({"edition": shown, "switches": [_show_switch(view) for view in views]})
    else:
        write_table(("", "Switch", "Stands at", "Choices", "Reading"), map(_list_switch_cells, views))


def decide(
    context: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY", help="As “programs switches” names it.")],
    value: Annotated[
        str, typer.Argument(metavar="VALUE", help="One of its choices, or “default”: as the programme file has it.")
    ],
) -> None:
    """Decide a reading of the edition in use; undo takes it back."""
    from channeladmin.desk.switches import list_switches, read_switches, set_switch, show_choice

    with get_session(context).open_desk() as desk:
        set_switch(desk, key, read_switches(desk, {key: value})[key])
        stands = next(view.value for view in list_switches(desk) if view.key == key)
    write(f"{key} = {show_choice(stands)}")


def impact(
    context: typer.Context,
    edition: Annotated[str, typer.Argument(metavar="ID", help="As “programs list” names it; also the one in use.")],
    switches: Annotated[
        list[str] | None,
        typer.Option("--switch", metavar="KEY=VALUE", help="With a reading decided so; as often as needed."),
    ] = None,
    on: Annotated[
        date | None, typer.Option(parser=parse_day, metavar="DATE", help="The day evaluated; default: today.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say whose verdict would differ under another edition or reading, and which requirement makes it."""
    from channeladmin.desk.impact import find_impact
    from channeladmin.desk.switches import read_switches

    texts = parse_pairs(switches or (), "--switch")
    with get_session(context).open_desk(is_reading=True) as desk:
        day = on or desk.today()
        tried = read_switches(desk, texts, edition_id=edition)
        progress = tell_progress("agreements", is_streamed=as_json)
        with closing(find_impact(desk, edition, on=day, switches=tried, progress=progress)) as found:
            if as_json:
                head = {"edition": desk.edition.id, "other": edition, "switches": tried, "on": day.isoformat()}
                write_json_list(head, "differences", map(_show_difference, found))
            else:
                write_table(("Partner", "Region", "Track", "Now", "Then", "Because of"), map(_list_cells, found))


def _list_switch_cells(view: SwitchView) -> Sequence[str]:
    from channeladmin.desk.switches import show_choice

    choices = ", ".join(map(show_choice, view.choices))
    mark = "" if view.is_default else "*"
    return (mark, view.key, show_choice(view.value), choices, f"{view.label}. {view.reading}")


def _show_switch(view: SwitchView) -> dict[str, object]:
    return {
        "key": view.key,
        "label": view.label,
        "value": view.value,
        "default": view.default,
        "choices": view.choices,
        "reading": view.reading,
        "line": view.line,
    }


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
