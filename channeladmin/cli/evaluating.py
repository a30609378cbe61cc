"""`evaluate`: who meets what, for people as tables and for programs as the JSON of the contract."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from channeladmin.cli.output import write, write_json, write_table
from channeladmin.cli.parsing import parse_day, parse_region
from channeladmin.cli.session import get_session

if TYPE_CHECKING:
    from channeladmin.desk.programs import Edition
    from channeladmin.desk.values import Outlook, Remedy, RequirementVerdict, Verdict


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
    from channeladmin.desk.evaluating import evaluate_desk
    from channeladmin.desk.programs import get_edition

    wanted_region = parse_region(region)
    with get_session(context).open_desk(is_reading=True) as desk:
        day = on or desk.today()
        found = evaluate_desk(
            desk, partners=partners or (), track=track, region=wanted_region, on=day, edition_id=edition
        )
        verdicts = tuple(found)
        used = get_edition(desk, edition)
    if as_json:
        evaluations = [_describe(verdict, with_remedies=remedies) for verdict in verdicts]
        write_json({"edition": used.id, "on": day.isoformat(), "evaluations": evaluations})
        return
    _write_overview(verdicts, day, used)
    if partners or remedies:
        for verdict in verdicts:
            _write_details(verdict, used, with_remedies=remedies)


def _write_overview(verdicts: Sequence[Verdict], day: date, edition: Edition) -> None:
    from channeladmin.desk.tracks import word_track
    from channeladmin.desk.wording import format_date, word_status

    write_table(
        ("Partner", "Region", "Track", "Granted", "Status", "Verdict", "Met#", "First gap", "Holds until", "Ends by"),
        (
            (
                verdict.partner,
                verdict.region.value,
                word_track(edition, verdict.track),
                word_track(edition, verdict.granted_track) if verdict.granted_track else "–",
                verdict.agreement_status.value.capitalize(),
                word_status(verdict.status),
                f"{verdict.met_count}/{len(verdict.requirements)}",
                verdict.first_gap.label if verdict.first_gap else "",
                format_date(verdict.outlook.holds_until) if verdict.outlook.holds_until else "",
                verdict.outlook.ends_by.value.replace("_", " ") if verdict.outlook.ends_by else "",
            )
            for verdict in verdicts
        ),
        title=f"As of {format_date(day)}",
    )


def _write_details(verdict: Verdict, edition: Edition, *, with_remedies: bool) -> None:
    from channeladmin.desk.tracks import word_track
    from channeladmin.desk.wording import (
        word_counted,
        word_finding,
        word_measure,
        word_not_counted,
        word_remedy,
        word_status,
    )

    track = word_track(edition, verdict.track)
    write(f"{verdict.partner} ({verdict.region.value}), {track}: {word_status(verdict.status)}")
    for row in verdict.requirements:
        write(f"  {word_status(row.status):<8} {word_measure(row)}  {row.label}")
        lines = [f"+ {word_counted(person)}" for person in row.counted]
        lines += [f"- {word_not_counted(person)}" for person in row.not_counted]
        lines += [f"  {word_finding(finding)}" for finding in row.findings]
        lines += [f"> {word_remedy(remedy)}" for remedy in row.remedies if with_remedies]
        for line in lines:
            write(f"             {line}")
    write("")


def _describe(verdict: Verdict, *, with_remedies: bool) -> dict[str, Any]:
    document: dict[str, Any] = {
        "partner": verdict.partner,
        "external_ref": verdict.external_ref,
        "region": verdict.region.value,
        "track": verdict.track,
        "granted_track": verdict.granted_track,
        "status": verdict.agreement_status.value,
        "verdict": verdict.status.value,
        **_describe_outlook(verdict.outlook),
        "requirements": [_describe_requirement(row) for row in verdict.requirements],
    }
    if with_remedies:
        document["remedies"] = [
            _describe_remedy(row, remedy) for row in verdict.requirements for remedy in row.remedies
        ]
    return document


def _describe_requirement(row: RequirementVerdict) -> dict[str, Any]:
    return {
        "key": row.key,
        "label": row.label,
        "status": row.status.value,
        "need": _amount(row, row.need),
        "have": _amount(row, row.have),
        "missing": _amount(row, row.missing),
        "counted": [
            {"person": who.person, "email": who.email, "via": who.via, "until": _day(who.until)} for who in row.counted
        ],
        "not_counted": [
            {"person": who.person, "email": who.email, "reason": who.reason.value} for who in row.not_counted
        ],
        **_describe_outlook(row.outlook),
    }


def _describe_remedy(row: RequirementVerdict, remedy: Remedy) -> dict[str, Any]:
    from channeladmin.desk.wording import word_remedy

    return {
        "requirement": row.key,
        "step": remedy.key.value,
        "person": remedy.person,
        "credential": remedy.credential,
        "amount": None if remedy.cents is None else remedy.cents / 100,
        "quarter": remedy.quarter,
        "number": remedy.number,
        "text": word_remedy(remedy),
    }


def _describe_outlook(outlook: Outlook) -> dict[str, str | None]:
    return {
        "holds_until": _day(outlook.holds_until),
        "ends_by": outlook.ends_by.value if outlook.ends_by else None,
    }


def _amount(row: RequirementVerdict, amount: int) -> int | float:
    """Counts as they are, money in major units."""
    return amount / 100 if row.measure.value == "cents" else amount


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
