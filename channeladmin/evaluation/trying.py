"""What would be if: facts with changes that nobody has recorded, for the same evaluation to read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from channeladmin.evaluation.employment import find_spell
from channeladmin.evaluation.facts import (
    ActivityFact,
    AttestationFact,
    AwardFact,
    BookingFact,
    EmploymentFact,
    Facts,
    MetricFact,
    PersonFact,
    PlanFact,
    StatusStep,
    TrackStep,
    WaiverFact,
)
from channeladmin.evaluation.tried import (
    ApprovePlan,
    AttestPractice,
    CloseBooking,
    EarnAward,
    HoldActivity,
    JoinCompany,
    LeaveCompany,
    ReportMetric,
    SignAgreement,
    Tried,
    WorkHere,
)
from channeladmin.program.edition import Edition
from channeladmin.program.vocabulary import ActivityStatus, AgreementStatus, PlanStatus


def try_changes(facts: Facts, tried: Iterable[Tried], edition: Edition) -> Facts:
    """The facts after these changes, one after the other; the facts themselves stay as they are.

    KeyError for a person who is not there.
    """
    for change in tried:
        facts = _try(facts, change, edition)
    return facts


def _try(facts: Facts, change: Tried, edition: Edition) -> Facts:
    match change:
        case JoinCompany():
            spell = EmploymentFact(change.starts_on, None, facts.region)
            newcomer = PersonFact(change.key, change.name, change.email, (spell,), ())
            after = replace(facts, people=(*facts.people, newcomer))
        case EarnAward() | LeaveCompany() | WorkHere():
            after = replace(facts, people=_change_person(facts, change))
        case SignAgreement():
            after = _sign(facts, change, edition)
        case ApprovePlan():
            after = replace(facts, plans=_approve(facts.plans, change, edition.fiscal.year_of(change.on)))
        case AttestPractice():
            after = replace(facts, attestation=AttestationFact(change.kind, change.on))
        case HoldActivity():
            held = ActivityFact(change.on, change.kind, ActivityStatus.COMPLETED, change.title)
            after = replace(facts, activities=(*facts.activities, held))
        case CloseBooking():
            after = replace(facts, bookings=(*facts.bookings, BookingFact(change.on, change.cents, change.kind)))
        case ReportMetric():
            entry = MetricFact(change.metric, change.on, change.amount_hundredths)
            after = replace(facts, metrics=(*facts.metrics, entry))
        case _:
            waiver = WaiverFact(change.requirement, change.since, change.until, change.reason)
            after = replace(facts, waivers=(*facts.waivers, waiver))
    return after


def _sign(facts: Facts, change: SignAgreement, edition: Edition) -> Facts:
    """Signing authorizes where nothing but a prospect was ever recorded, and grants the entry track where none was."""
    statuses, tracks = facts.status_steps, facts.track_steps
    if all(step.status is AgreementStatus.PROSPECT for step in statuses):
        authorized = StatusStep(AgreementStatus.AUTHORIZED, change.on)
        statuses = tuple(sorted((*statuses, authorized), key=lambda step: step.since or date.min))
    if not tracks:
        tracks = (TrackStep(edition.tracks[0].key, change.on),)
    return replace(facts, signed_on=change.on, status_steps=statuses, track_steps=tracks)


def _change_person(facts: Facts, change: EarnAward | LeaveCompany | WorkHere) -> tuple[PersonFact, ...]:
    if all(person.person_id != change.person_id for person in facts.people):
        raise KeyError(change.person_id)
    return tuple(
        _change(person, change, facts) if person.person_id == change.person_id else person for person in facts.people
    )


def _change(person: PersonFact, change: EarnAward | LeaveCompany | WorkHere, facts: Facts) -> PersonFact:
    if isinstance(change, EarnAward):
        award = AwardFact(change.credential, change.earned_on, edition=change.edition)
        return person._replace(awards=(*person.awards, award))
    now = find_spell(person.employments, change.on if isinstance(change, WorkHere) else change.last_day)
    if now is None:
        return person
    if isinstance(change, WorkHere):
        changed = now._replace(region=facts.region)
    else:
        changed = now._replace(ends_on=change.last_day)
    return person._replace(employments=tuple(changed if spell is now else spell for spell in person.employments))


def _approve(plans: tuple[PlanFact, ...], change: ApprovePlan, year: int) -> tuple[PlanFact, ...]:
    known = next((plan for plan in plans if plan.fiscal_year == year), None)
    plan = known or PlanFact(0, year, PlanStatus.DRAFT, None, None, None, None, None, None)
    approved = plan._replace(
        status=PlanStatus.APPROVED,
        approved_on=change.on,
        partner_sponsor=change.sponsor or plan.partner_sponsor or "–",
        partner_sponsor_signed_on=plan.partner_sponsor_signed_on or change.on,
        committed_net_arr_cents=(
            plan.committed_net_arr_cents if change.committed_cents is None else change.committed_cents
        ),
    )
    return (*(plan for plan in plans if plan is not known), approved)
