"""`invite`, `invitation`, `packet`, `packets`: from a verdict to paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from channeladmin.cli.output import say, word_count, write, write_pairs
from channeladmin.cli.parsing import parse_day, parse_region
from channeladmin.cli.session import get_session

if TYPE_CHECKING:
    from channeladmin.desk.inviting import InvitationView

Step = Literal["approve", "print", "sent", "accept", "decline", "withdraw"]
Number = Annotated[str, typer.Argument(metavar="NUMBER", help="The number that “invite” printed.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("invite")(invite)
    app.command("invitation")(take_invitation_step)
    app.command("packet")(write_one_packet)
    app.command("packets")(write_all_packets)


def invite(
    context: typer.Context,
    partner: Annotated[str, typer.Argument(metavar="PARTNER", help="Name or external reference.")],
    region: Annotated[
        str | None, typer.Option(metavar="R", help="Needed where the partner has two agreements.")
    ] = None,
    exception: Annotated[
        str | None, typer.Option(metavar="REASON", help="Why to invite although the Select verdict is not met.")
    ] = None,
) -> None:
    """Draft an invitation to the Select track and print its number."""
    from channeladmin.desk.inviting import draft_invitation
    from channeladmin.desk.naming import get_agreement_id

    wanted = parse_region(region)
    with get_session(context).open_desk() as desk:
        agreement_id = get_agreement_id(desk, partner, wanted)
        write(draft_invitation(desk, agreement_id, exception_reason=exception).number)


def take_invitation_step(
    context: typer.Context,
    number: Number,
    step: Annotated[Step | None, typer.Argument(help="The step to take; none: show it.")] = None,
    on: Annotated[date | None, typer.Option(parser=parse_day, metavar="DATE", help="The day of the step.")] = None,
) -> None:
    """Show an invitation, or take its next step."""
    from channeladmin.desk.inviting import get_invitation, take_step

    with get_session(context).open_desk(is_reading=step is None) as desk:
        if step is not None:
            take_step(desk, number, step, on)
        _show(get_invitation(desk, number))


def write_one_packet(
    context: typer.Context,
    number: Number,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The PDF to write.")],
) -> None:
    """Write the packet of an invitation as PDF; a draft carries a DRAFT mark on every page."""
    from channeladmin.desk.packets import write_packet

    with get_session(context).open_desk(is_reading=True) as desk:
        write(str(write_packet(desk, number, out)))


def write_all_packets(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to write the PDFs to.")],
    approved: Annotated[bool, typer.Option("--approved", help="Only those that are approved.")] = False,
) -> None:
    """Write the packets of all invitations, a PDF each."""
    from channeladmin.desk.packets import write_packets

    with get_session(context).open_desk(is_reading=True) as desk:
        paths = write_packets(desk, out, approved_only=approved)
    for path in paths:
        write(str(path))
    say(f"{word_count(len(paths), 'packet')} written.")


def _show(invitation: InvitationView) -> None:
    from channeladmin.desk.wording import format_date

    rows = [("Number", invitation.number), ("Partner", f"{invitation.partner} ({invitation.region.value})")]
    rows += [("State", invitation.status.value)]
    rows += [(step, format_date(day)) for step, day in invitation.days]
    if invitation.exception_reason:
        rows.append(("Exception", invitation.exception_reason))
    if invitation.evidence_mark:
        changed = " (the records have changed since)" if invitation.is_stale else ""
        rows.append(("Evidence", f"{invitation.evidence_mark}{changed}"))
    rows.append(("Next", ", ".join(invitation.allowed_steps) or "nothing"))
    write_pairs(rows)
