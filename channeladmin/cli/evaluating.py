"""`evaluate`: who meets what, for people as tables and for programs as the JSON of the contract."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from channeladmin.cli.output import write_json_list, write_table
from channeladmin.cli.parsing import parse_day, parse_region
from channeladmin.cli.progress import tell_progress
from channeladmin.cli.session import get_session
from channeladmin.cli.verdict_json import describe
from channeladmin.cli.verdict_text import write_details

if TYPE_CHECKING:
    from channeladmin.desk.programs import Edition
    from channeladmin.desk.values import Verdict


def register(app: typer.Typer) -> None:
    """Add the command of this group."""
    app.command("evaluate")(evaluate)


def evaluate(
    context: typer.Context,
    partners: Annotated[
        list[str] | None, typer.Argument(metavar="[PARTNER]...", help="Names or external references; all.")
    ] = None,
    track: Annotated[str | None, typer.Option(metavar="T", help="Its key or name; all.")] = None,
    region: Annotated[str | None, typer.Option(metavar="R", help="AMER, EMEA…; all.")] = None,
    on: Annotated[date | None, typer.Option(parser=parse_day, metavar="DATE", help="As of this day; today.")] = None,
    edition: Annotated[str | None, typer.Option(metavar="ID", help="Another edition than the desk's.")] = None,
    remedies: Annotated[bool, typer.Option("--remedies", help="Add what would close each gap.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Evaluate all tracks of every agreement, or of what is named."""
    from channeladmin.desk.evaluating import Depth, Wanted, evaluate_desk
    from channeladmin.desk.programs import get_edition

    wanted = Wanted(partners or (), track, parse_region(region))
    has_details = bool(partners or remedies) and not as_json
    depth = Depth.FULL if remedies or has_details else Depth.OUTLOOK
    with get_session(context).open_desk(is_reading=True) as desk:
        day, used = on or desk.today(), get_edition(desk, edition)
        progress = tell_progress("agreements", is_streamed=as_json)
        found = evaluate_desk(desk, wanted, on=day, edition_id=edition, depth=depth, progress=progress)
        with closing(found) as verdicts:
            if as_json:
                evaluations = (describe(verdict, with_remedies=remedies) for verdict in verdicts)
                write_json_list({"edition": used.id, "on": day.isoformat()}, "evaluations", evaluations)
            elif has_details:
                kept = tuple(verdicts)
                _write_overview(kept, day, used)
                for verdict in kept:
                    write_details(verdict, used, with_remedies=remedies)
            else:
                _write_overview(verdicts, day, used)


def _write_overview(verdicts: Iterable[Verdict], day: date, edition: Edition) -> None:
    from channeladmin.desk.tracks import word_track
    from channeladmin.desk.wording import format_date, word_verdict

    write_table(
        ("Partner", "Region", "Track", "Granted", "Status", "Verdict", "Met#", "First gap", "Holds until", "Ends by"),
        (
            (
                verdict.partner,
                verdict.region.value,
                word_track(edition, verdict.track),
                word_track(edition, verdict.granted_track) if verdict.granted_track else "–",
                verdict.agreement_status.value.capitalize(),
                word_verdict(verdict),
                f"{verdict.met_count}/{len(verdict.requirements)}",
                verdict.first_gap.label if verdict.first_gap else "",
                format_date(verdict.outlook.holds_until) if verdict.outlook.holds_until else "",
                verdict.outlook.ends_by.value.replace("_", " ") if verdict.outlook.ends_by else "",
            )
            for verdict in verdicts
        ),
        title=f"As of {format_date(day)}",
    )
