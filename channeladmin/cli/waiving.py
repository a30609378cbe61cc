"""`waive`, `waivers`, `waiver`: requirements that a manager waives for some time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from channeladmin.cli.output import say, write, write_json, write_pairs, write_table
from channeladmin.cli.parsing import parse_day, parse_id, parse_region
from channeladmin.cli.session import get_session
from channeladmin.errors import UserError

if TYPE_CHECKING:
    from channeladmin.desk.waiving import WaiverView

Step = Literal["end", "delete"]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Region = Annotated[str | None, typer.Option(metavar="R", help="Needed where the partner has two agreements.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("waive")(waive)
    app.command("waivers")(list_all)
    app.command("waiver")(take_waiver_step)


def waive(  # one parameter an option
    context: typer.Context,
    partner: Annotated[str, typer.Argument(metavar="PARTNER", help="Name or external reference.")],
    requirement: Annotated[str, typer.Argument(metavar="REQUIREMENT", help="Its key, as “evaluate --json” has it.")],
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why it is waived.")],
    until: Annotated[date, typer.Option(parser=parse_day, metavar="DATE", help="The last day that counts.")],
    since: Annotated[
        date | None, typer.Option("--from", parser=parse_day, metavar="DATE", help="The first day; today.")
    ] = None,
    region: Region = None,
    as_json: Json = False,
) -> None:
    """Waive a requirement of an agreement for some time, and print the waiver's id."""
    from channeladmin.desk.naming import get_agreement_id
    from channeladmin.desk.values import ValidationError, explain_errors
    from channeladmin.desk.waiving import WaiverFields, get_waiver, grant_waiver

    wanted = parse_region(region)
    with get_session(context).open_desk() as desk:
        agreement_id = get_agreement_id(desk, partner, wanted)
        values = {"requirement": requirement, "since": since or desk.today(), "until": until, "reason": reason}
        try:
            fields = WaiverFields.model_validate(values)
        except ValidationError as error:
            raise UserError("\n".join(f"{each.field}: {each.message}" for each in explain_errors(error))) from error
        waiver_id = grant_waiver(desk, agreement_id, fields).id
        if as_json:
            write_json({"waiver": _describe(get_waiver(desk, waiver_id))})
        else:
            write(str(waiver_id))


def list_all(
    context: typer.Context,
    partner: Annotated[str | None, typer.Argument(metavar="[PARTNER]", help="Name or external reference; all.")] = None,
    region: Annotated[str | None, typer.Option(metavar="R", help="AMER, EMEA…; all.")] = None,
    as_json: Json = False,
) -> None:
    """List the waivers, those that are over included."""
    from channeladmin.desk.naming import list_agreement_ids
    from channeladmin.desk.waiving import list_waivers

    wanted = parse_region(region)
    with get_session(context).open_desk(is_reading=True) as desk:
        found = list_waivers(desk)
        if partner is not None:
            own = list_agreement_ids(desk, partner)
            found = tuple(view for view in found if view.agreement_id in own)
    found = tuple(view for view in found if wanted is None or view.region is wanted)
    if as_json:
        write_json({"waivers": [_describe(view) for view in found]})
        return
    write_table(
        ("Waiver", "Partner", "Region", "Requirement", "From", "Until", "State", "By", "Reason"),
        (_list_cells(view) for view in found),
    )


def take_waiver_step(
    context: typer.Context,
    waiver: Annotated[str, typer.Argument(metavar="ID", help="As “waivers” lists it.")],
    step: Annotated[Step | None, typer.Argument(help="The step to take; none: show it.")] = None,
    on: Annotated[
        date | None, typer.Option(parser=parse_day, metavar="DATE", help="The last day that counts; today.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Show a waiver, let it end with a day, or delete it as if it had never been granted."""
    from channeladmin.desk.waiving import delete_waiver, end_waiver, get_waiver

    waiver_id = parse_id(waiver)
    if on is not None and step != "end":
        raise typer.BadParameter("A day is for “end” only.", param_hint="--on")
    with get_session(context).open_desk(is_reading=step is None) as desk:
        if step == "delete":
            delete_waiver(desk, waiver_id)
            say(f"The waiver {waiver_id} is deleted; “undo” brings it back.")
            if as_json:
                write_json({"waiver": None})
            return
        if step == "end":
            end_waiver(desk, waiver_id, on or desk.today())
        view = get_waiver(desk, waiver_id)
    if as_json:
        write_json({"waiver": _describe(view)})
    else:
        _show(view)


def _show(view: WaiverView) -> None:
    heads = ("Waiver", "Partner", "Region", "Requirement", "From", "Until", "State", "By", "Reason")
    write_pairs(list(zip(heads, _list_cells(view), strict=True)))


def _list_cells(view: WaiverView) -> tuple[str, ...]:
    from channeladmin.desk.wording import format_date

    fields = view.waiver.fields
    return (
        str(view.waiver.id),
        view.partner,
        view.region.value,
        view.label,
        format_date(fields.since),
        format_date(fields.until),
        view.state.value.replace("_", " "),
        fields.granted_by or "",
        fields.reason,
    )


def _describe(view: WaiverView) -> dict[str, str | None]:
    fields = view.waiver.fields
    return {
        "id": str(view.waiver.id),
        "partner": view.partner,
        "external_ref": view.external_ref,
        "region": view.region.value,
        "requirement": fields.requirement,
        "label": view.label,
        "since": fields.since.isoformat(),
        "until": fields.until.isoformat(),
        "state": view.state.value,
        "granted_by": fields.granted_by,
        "reason": fields.reason,
    }
