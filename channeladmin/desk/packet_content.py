"""Everything that a Select packet says, gathered from the records and put into words: what approval freezes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from channeladmin.desk.desk import Desk
from channeladmin.desk.invitation_steps import REPLY_WITHIN
from channeladmin.desk.letter_dates import format_long_date, format_month
from channeladmin.desk.packet_basis import digest_basis
from channeladmin.desk.packet_plan import choose_plan, summarize_plan
from channeladmin.desk.packet_scorecard import build_scorecard
from channeladmin.desk.plans import PlanView, list_plans
from channeladmin.desk.select_track import check_select, evaluate_select
from channeladmin.desk.wording import format_money
from channeladmin.evaluation.verdict import Status, Verdict
from channeladmin.letters.packet import (
    Acceptance,
    BenefitGroup,
    BenefitRow,
    Benefits,
    LetterText,
    Packet,
    Seal,
)
from channeladmin.letters.prose import load_prose
from channeladmin.program.edition import Edition
from channeladmin.program.vocabulary import OPEN, SELECT, TrackKey
from channeladmin.records import Agreement, AgreementFields, InvitationFields, Partner, PartnerFields
from channeladmin.storage.reading import get_keys, get_record


@dataclass(frozen=True, slots=True)
class _Sources:
    """What the packet of one agreement is made from."""

    edition: Edition
    verdict: Verdict
    partner: PartnerFields
    agreement: AgreementFields
    plan: PlanView | None


def collect_packet(desk: Desk, agreement_id: int, invitation: InvitationFields, *, on: date) -> Packet:
    """The packet of an invitation as the records stand, evaluated and dated on a day."""
    sources = _read(desk, agreement_id, on)
    verdict = sources.verdict
    prose = load_prose(_list_values(sources, invitation, on))
    is_exception = verdict.status is not Status.MET and invitation.exception_reason is not None
    region, track = verdict.region.value, sources.edition.get_track(SELECT).label
    programme = _name_programme(sources.edition)
    scorecard = build_scorecard(
        sources.edition,
        verdict,
        summary=prose["scorecard"]["summary"],
        exception=f"Exception: {invitation.exception_reason}" if is_exception else None,
    )
    return Packet(
        number=invitation.number,
        programme=programme,
        office=f"Partner Operations, {region}",
        edition=sources.edition.id,
        partner=sources.partner.name,
        region=region,
        track=track,
        dated=format_long_date(on),
        as_of=format_long_date(on),
        reply_by=format_long_date(on + REPLY_WITHIN),
        addressee=_list_address(sources),
        signatory=_list_signatory(sources, region),
        letter=LetterText.model_validate(prose["letter"]),
        scorecard=scorecard,
        plan=summarize_plan(sources.edition, sources.plan, intro=prose["plan"]["intro"]),
        benefits=_list_benefits(sources.edition, intro=prose["benefits"]["intro"]),
        acceptance=Acceptance.model_validate(prose["acceptance"]),
        basis=_digest(sources),
    )


def find_basis(desk: Desk, agreement_id: int, *, on: date) -> str:
    """The digest of the facts that a packet of that day would rest on, without writing one."""
    return _digest(_read(desk, agreement_id, on))


def check_printable(packet: Packet, approver: str) -> None:
    """Make sure that a packet can be printed before it is frozen; UserError names what cannot."""
    from channeladmin.letters.render import render_packet

    render_packet(packet, Seal(note=approver))


def _read(desk: Desk, agreement_id: int, on: date) -> _Sources:
    edition = desk.edition
    check_select(edition)
    with desk.database.read() as connection:
        agreement = get_record(connection, Agreement, AgreementFields, agreement_id).fields
        partner_id = get_keys(connection, Agreement, agreement_id)["partner_id"]
        partner = get_record(connection, Partner, PartnerFields, partner_id).fields
    plan = choose_plan(list_plans(desk, agreement_id), edition.fiscal.year_of(on))
    return _Sources(edition, evaluate_select(desk, agreement_id, on), partner, agreement, plan)


def _digest(sources: _Sources) -> str:
    return digest_basis(sources.verdict, sources.partner, sources.agreement, sources.plan)


def _list_values(sources: _Sources, invitation: InvitationFields, on: date) -> Mapping[str, object]:
    """The values that the letter's texts may use; see the head of the template file."""
    verdict, plan = sources.verdict, sources.plan.plan.fields if sources.plan else None
    committed = plan.committed_net_arr_cents if plan else None
    signed_on = sources.agreement.signed_on
    waived = sum(row.status is Status.WAIVED for row in verdict.requirements)
    return {
        "programme": _name_programme(sources.edition),
        "partner": sources.partner.name,
        "region": verdict.region.value,
        "track": sources.edition.get_track(SELECT).label,
        "sponsor": (plan.partner_sponsor if plan else None) or "",
        "since": format_month(signed_on) if signed_on and signed_on <= on else "",
        "dated": format_long_date(on),
        "as_of": format_long_date(on),
        "reply_by": format_long_date(on + REPLY_WITHIN),
        "number": invitation.number,
        "met": verdict.met_count - waived,
        "waived": waived,
        "total": len(verdict.requirements),
        "is_complete": verdict.status is Status.MET and not verdict.waived_count,
        "has_exception": invitation.exception_reason is not None,
        "plan_year": sources.edition.fiscal.year_label(plan.fiscal_year) if plan else "",
        "committed": format_money(committed, sources.edition.currency) if committed else "",
        "manager": sources.agreement.channel_manager or "",
    }


def _name_programme(edition: Edition) -> str:
    """The programme's name without the date that tells its editions apart."""
    return edition.title.partition(",")[0]


def _list_address(sources: _Sources) -> tuple[str, ...]:
    partner, plan = sources.partner, sources.plan.plan.fields if sources.plan else None
    lines = [partner.legal_name or partner.name]
    if plan and plan.partner_sponsor:
        lines.append(f"Attn. {', '.join(filter(None, (plan.partner_sponsor, plan.partner_sponsor_title)))}")
    address = [line.strip() for line in (partner.address or "").splitlines() if line.strip()]
    lines += address
    if partner.country and partner.country.casefold() not in (address[-1].casefold() if address else ""):
        lines.append(partner.country)
    return tuple(lines)


def _list_signatory(sources: _Sources, region: str) -> tuple[str, ...]:
    manager = sources.agreement.channel_manager
    return (manager, f"Channel Manager, {region}") if manager else ("Partner Operations", region)


def _list_benefits(edition: Edition, *, intro: str) -> Benefits:
    groups, text_only = [], []
    for group in edition.benefit_groups:
        offered = [benefit for benefit in edition.benefits if benefit.group == group.key]
        if group.in_table:
            rows = tuple(
                BenefitRow(
                    label=benefit.wording,
                    open=_word_offer(benefit.offered, OPEN),
                    select=_word_offer(benefit.offered, SELECT),
                )
                for benefit in offered
            )
            groups.append(BenefitGroup(title=group.label, rows=rows))
        else:
            text_only += [benefit.wording for benefit in offered if SELECT in benefit.offered]
    return Benefits(intro=intro, groups=tuple(groups), text_only=tuple(text_only))


def _word_offer(offered: Mapping[TrackKey, str], track: TrackKey) -> str:
    if track not in offered:
        return ""
    return f"yes ({offered[track]})" if offered[track] else "yes"
