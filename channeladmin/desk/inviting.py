"""Invite a partner to the Select track: draft, approve with the evidence frozen, send, and record the answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, select

from channeladmin.desk.desk import Desk
from channeladmin.desk.editing import committed
from channeladmin.desk.invitation_steps import (
    REPLY_WITHIN,
    UNANSWERED,
    check_step,
    find_status,
    get_step,
    has_lapsed,
    list_allowed_steps,
    list_days,
)
from channeladmin.desk.packet_content import check_printable, collect_packet
from channeladmin.desk.packet_freshness import is_stale
from channeladmin.desk.select_track import check_select, evaluate_select
from channeladmin.desk.wording import format_date, word_measure
from channeladmin.errors import UserError
from channeladmin.evaluation.verdict import Status, Verdict
from channeladmin.letters.packet import digest_text, shorten_digest
from channeladmin.program.vocabulary import SELECT, AgreementStatus, InvitationStatus, Region
from channeladmin.records import (
    Agreement,
    AgreementFields,
    AgreementStep,
    AgreementStepFields,
    Invitation,
    InvitationFields,
    Partner,
    PartnerFields,
    Stored,
)
from channeladmin.storage.changes import Changes
from channeladmin.storage.database import Act
from channeladmin.storage.reading import (
    find_records,
    get_agreement_name,
    get_keys,
    get_parents,
    get_record,
    table_of,
)

__all__ = ["Drafted", "InvitationView", "draft_invitation", "get_invitation", "list_invitations", "take_step"]


@dataclass(frozen=True, slots=True)
class Drafted:
    """The number of a new invitation, and what its making changed."""

    number: str
    changes: Changes


@dataclass(frozen=True, slots=True)
class InvitationView:
    """An invitation as it stands today; `days` are the steps taken.

    `is_stale`: what its letter says as frozen is no longer what the records say.
    """

    invitation: Stored[InvitationFields]
    agreement_id: int
    partner_id: int
    partner: str
    region: Region
    status: InvitationStatus
    days: tuple[tuple[str, date], ...]
    is_stale: bool
    allowed_steps: tuple[str, ...]

    @property
    def number(self) -> str:
        """The number on the letter."""
        return self.invitation.fields.number

    @property
    def exception_reason(self) -> str | None:
        """Why the partner is invited although a requirement is not met."""
        return self.invitation.fields.exception_reason

    @property
    def evidence_mark(self) -> str | None:
        """The short digest of the frozen evidence, as the letter's footer has it; None before the approval."""
        digest = self.invitation.fields.evidence_hash
        return shorten_digest(digest) if digest else None


def draft_invitation(desk: Desk, agreement_id: int, *, exception_reason: str | None = None) -> Drafted:
    """A new draft, numbered by the year; UserError says why the agreement cannot be invited now.

    A reason makes an exception of requirements that are not met. An earlier invitation whose reply-by date has passed
    is closed as expired.
    """
    today = desk.today()
    reason = (exception_reason or "").strip() or None
    check_select(desk.edition)
    with desk.database.read() as connection:
        name = get_agreement_name(connection, agreement_id)
        number = _next_number(connection, today.year)
    with desk.database.act(f"Draft invitation {number} of {name}") as act:
        _close_lapsed(act, agreement_id, today)
        verdict = evaluate_select(desk, agreement_id, today)
        _check_agreement(act.connection, verdict, agreement_id, name)
        _check_requirements(verdict, name, reason, "Close the gaps, or give the reason for an exception.")
        if _next_number(act.connection, today.year) != number:
            raise UserError("Another invitation was drafted at the same moment; try again.")
        fields = InvitationFields(number=number, drafted_on=today, drafted_by=desk.actor, exception_reason=reason)
        act.insert(Invitation, fields, agreement_id=agreement_id)
    return Drafted(number, committed(act))


def take_step(desk: Desk, number: str, step: str, on: date | None = None) -> Changes:
    """Take a step of an invitation: approve, print, sent, accept, decline or withdraw; `on` is today unless given.

    Approval freezes the evidence and is refused where a requirement is not met and no exception was asked for.
    Acceptance grants the Select track from that day on. UserError says what can be done instead.
    """
    today = desk.today()
    day = on or today
    number = _tidy(number)
    with desk.database.act(get_step(step).label.format(number=number)) as act:
        invitation, agreement_id = _get_record(act.connection, number)
        move = check_step(invitation.fields, step, on=day, today=today)
        values: dict[str, object] = {"status": move.after, move.day: day}
        if step == "approve":
            values |= _freeze(desk, invitation.fields, agreement_id, day)
        if step == "accept":
            _grant_track(act, desk, invitation.fields, agreement_id, day)
        act.update(Invitation, invitation.id, values)
    return committed(act)


def get_invitation(desk: Desk, number: str) -> InvitationView:
    """One invitation as it stands today; UserError if no invitation has that number."""
    with desk.database.read() as connection:
        invitation, agreement_id = _get_record(connection, number)
        return _view(desk, connection, invitation, agreement_id)


def list_invitations(desk: Desk, agreement_id: int | None = None) -> tuple[InvitationView, ...]:
    """The invitations of an agreement (None: of all), the newest first."""
    where = {} if agreement_id is None else {"agreement_id": agreement_id}
    with desk.database.read() as connection:
        found = find_records(connection, Invitation, InvitationFields, order_by=("number",), **where)
        owner = get_parents(connection, Invitation, "agreement_id", found)
        return tuple(_view(desk, connection, invitation, owner[invitation.id]) for invitation in reversed(found))


def _view(
    desk: Desk, connection: Connection, invitation: Stored[InvitationFields], agreement_id: int
) -> InvitationView:
    today = desk.today()
    partner_id = get_keys(connection, Agreement, agreement_id)["partner_id"]
    return InvitationView(
        invitation=invitation,
        agreement_id=agreement_id,
        partner_id=partner_id,
        partner=get_record(connection, Partner, PartnerFields, partner_id).fields.name,
        region=get_record(connection, Agreement, AgreementFields, agreement_id).fields.region,
        status=find_status(invitation.fields, today),
        days=list_days(invitation.fields),
        is_stale=is_stale(desk, agreement_id, invitation.fields),
        allowed_steps=list_allowed_steps(invitation.fields, today),
    )


def _get_record(connection: Connection, number: str) -> tuple[Stored[InvitationFields], int]:
    wanted = _tidy(number)
    found = find_records(connection, Invitation, InvitationFields, number=wanted)
    if not found:
        raise UserError(f"There is no invitation {wanted}; “invite” or the invitations page gives the numbers.")
    return found[0], get_keys(connection, Invitation, found[0].id)["agreement_id"]


def _tidy(number: str) -> str:
    return number.strip().upper()


def _next_number(connection: Connection, year: int) -> str:
    prefix = f"SEL-{year}-"
    table = table_of(Invitation)
    numbers = connection.execute(select(table.c.number).where(table.c.number.startswith(prefix))).scalars()
    taken = [int(match[1]) for number in numbers if (match := re.fullmatch(re.escape(prefix) + r"(\d+)", number))]
    return f"{prefix}{max(taken, default=0) + 1:04d}"


def _close_lapsed(act: Act, agreement_id: int, today: date) -> None:
    for invitation in find_records(act.connection, Invitation, InvitationFields, agreement_id=agreement_id):
        reply_by = invitation.fields.reply_by
        if reply_by is not None and has_lapsed(invitation.fields, today):
            lapsed = {"status": InvitationStatus.EXPIRED, "expired_on": reply_by + timedelta(days=1)}
            act.update(Invitation, invitation.id, lapsed)


def _check_agreement(connection: Connection, verdict: Verdict, agreement_id: int, name: str) -> None:
    if verdict.agreement_status is not AgreementStatus.AUTHORIZED:
        raise UserError(
            f"The agreement of {name} is {verdict.agreement_status}; only an authorized one can be invited. "
            "Record its signature or its new status first."
        )
    steps = find_records(connection, AgreementStep, AgreementStepFields, agreement_id=agreement_id, track=SELECT)
    ahead = [step.fields.since for step in steps if step.fields.since is not None and step.fields.since > verdict.on]
    if verdict.granted_track == SELECT or ahead:
        since = f" from {format_date(min(ahead))} on" if ahead else ""
        raise UserError(f"{name} is in the Select track{since}; there is nothing to invite it to.")
    for invitation in find_records(connection, Invitation, InvitationFields, agreement_id=agreement_id):
        if invitation.fields.status in UNANSWERED:
            raise UserError(
                f"{name} has the open invitation {invitation.fields.number} ({invitation.fields.status}); "
                "go on with that one, or withdraw it first."
            )


def _check_requirements(verdict: Verdict, name: str, exception_reason: str | None, remedy: str) -> None:
    if verdict.status is Status.MET or exception_reason:
        return
    gaps = [row for row in verdict.requirements if not row.passes]
    listed = ", ".join(f"{row.label} ({word_measure(row)})" for row in gaps)
    raise UserError(
        f"{name} does not meet {len(gaps)} of the {len(verdict.requirements)} Select requirements on "
        f"{format_date(verdict.on)}: {listed}. {remedy}"
    )


def _freeze(desk: Desk, fields: InvitationFields, agreement_id: int, day: date) -> dict[str, object]:
    verdict = evaluate_select(desk, agreement_id, day)
    if verdict.agreement_status is not AgreementStatus.AUTHORIZED:
        raise UserError(
            f"The agreement of {verdict.partner} ({verdict.region}) is {verdict.agreement_status} on "
            f"{format_date(day)}; only an authorized one can be invited. Withdraw invitation {fields.number}."
        )
    _check_requirements(
        verdict,
        f"{verdict.partner} ({verdict.region})",
        fields.exception_reason,
        f"Close the gaps, or withdraw {fields.number} and draft an invitation with the reason for an exception.",
    )
    packet = collect_packet(desk, agreement_id, fields, on=day)
    check_printable(packet, desk.actor)
    evidence = packet.to_json()
    return {
        "approved_by": desk.actor,
        "reply_by": day + REPLY_WITHIN,
        "evidence": evidence,
        "evidence_hash": digest_text(evidence),
    }


def _grant_track(act: Act, desk: Desk, fields: InvitationFields, agreement_id: int, day: date) -> None:
    verdict = evaluate_select(desk, agreement_id, day)
    if verdict.agreement_status is not AgreementStatus.AUTHORIZED:
        raise UserError(
            f"The agreement of {verdict.partner} ({verdict.region}) is {verdict.agreement_status} on "
            f"{format_date(day)}, so it cannot enter the Select track; change its status first, or record a decline."
        )
    step = AgreementStepFields(
        since=day,
        track=SELECT,
        decided_by=fields.approved_by or desk.actor,
        reason=f"Accepted invitation {fields.number}",
    )
    act.insert(AgreementStep, step, agreement_id=agreement_id)
