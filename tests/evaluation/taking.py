"""Takes the steps that a verdict names, so that a test can see whether they help."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

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
)
from channeladmin.evaluation.finding import FindingKey
from channeladmin.evaluation.remedy import Remedy, RemedyKey
from channeladmin.program.edition import Edition
from channeladmin.program.requirement import Requirement, walk
from channeladmin.program.vocabulary import ActivityStatus, AgreementStatus, PlanStatus
from tests.evaluation.naive_programme import Programme

_NEW_PEOPLE = count(1000)


def take_steps(facts: Facts, edition: Edition, requirement: Requirement, steps: Iterable[Remedy], on: date) -> Facts:
    """The desk after the steps of a requirement's row; those of a part are for the part."""
    parts: Mapping[str, Requirement] = {part.key: part for row in edition.requirements for part in walk(row)}
    newcomers: dict[tuple[str, int], int] = {}
    for step in steps:
        asked = requirement if step.part is None else parts[step.part]
        if step.key in (RemedyKey.ADD_HOLDER, RemedyKey.COVER_MORE):
            facts = _add_holders(facts, edition, asked, step, on, newcomers)
        elif step.person_id is not None:
            facts = replace(facts, people=tuple(_take(person, facts, asked, step, on) for person in facts.people))
        else:
            facts = _change(facts, edition, asked, step, on)
    return facts


def name_edition(asked: Any) -> str | None:  # noqa: ANN401  # whatever asks people
    """The first edition that a requirement takes."""
    editions = getattr(asked, "award_editions", ())
    return editions[0] if editions else None


def _add_holders(
    facts: Facts,
    edition: Edition,
    asked: Any,  # noqa: ANN401  # as above
    step: Remedy,
    on: date,
    newcomers: dict[tuple[str, int], int],
) -> Facts:
    """Where several credentials are asked of one person, the steps for each are the same people's."""
    assert step.credential is not None
    for number in range(step.number or 1):
        credential = step.credential
        if step.key is RemedyKey.COVER_MORE:
            covered = Programme(edition, facts, on).list_covered(asked)
            free = [key for key in asked.credentials if key not in ("t", *covered)]
            credential = f"t:new{next(_NEW_PEOPLE)}" if "t" in asked.credentials else free[0]
        award = AwardFact(credential, on, edition=name_edition(asked))
        known = newcomers.get((asked.key, number)) if step.key is RemedyKey.ADD_HOLDER else None
        if known is not None and getattr(asked, "courses", None) == "both":
            people = [
                person._replace(awards=(*person.awards, award)) if person.person_id == known else person
                for person in facts.people
            ]
        else:
            newcomers[asked.key, number] = key = next(_NEW_PEOPLE)
            people = [*facts.people, PersonFact(key, "New", None, (EmploymentFact(on, None, facts.region),), (award,))]
        facts = replace(facts, people=tuple(people))
    return facts


def _take(person: PersonFact, facts: Facts, asked: Requirement, step: Remedy, on: date) -> PersonFact:
    if person.person_id != step.person_id:
        return person
    if step.key in (RemedyKey.CONFIRM_REGION, RemedyKey.WORK_HERE):
        spells = [
            spell._replace(region=facts.region)
            if (spell.starts_on or date.min) <= on <= (spell.ends_on or date.max)
            else spell
            for spell in person.employments
        ]
        return person._replace(employments=tuple(spells))
    if step.key is RemedyKey.COME_BACK:
        return person._replace(employments=(*person.employments, EmploymentFact(on, on, facts.region)))
    assert step.key in (RemedyKey.RENEW, RemedyKey.EARN_LAST)
    assert step.credential is not None
    held = any(award.credential == step.credential and award.earned_on <= on for award in person.awards)
    assert held == (step.key is RemedyKey.RENEW)
    award = AwardFact(step.credential, on, edition=name_edition(asked))
    return person._replace(awards=(*person.awards, award))


def _change(facts: Facts, edition: Edition, asked: Any, step: Remedy, on: date) -> Facts:  # noqa: ANN401  # as above
    match step.key:
        case RemedyKey.HOLD_ACTIVITY:
            current = edition.fiscal.index_of(on)
            quarters = [edition.fiscal.quarter_at(index) for index in range(current - 41, current)]
            quarter = next(each for each in reversed(quarters) if each.label == step.quarter)
            held = ActivityFact(quarter.last_day, asked.activity_kinds[0], ActivityStatus.COMPLETED)
            return replace(facts, activities=(*facts.activities, *[held] * (step.number or 0)))
        case RemedyKey.AMOUNT_MISSING:
            assert (step.cents is None) == (step.unit is not None)
            return add_amount(facts, edition, asked, step.cents if step.cents is not None else step.number or 0, on)
        case RemedyKey.SHARE_MISSING:
            return add_amount(facts, edition, asked.part, step.cents or 0, on)
    assert step.key is RemedyKey.RECORD
    return _record(facts, edition, asked, step, on)


def add_amount(facts: Facts, edition: Edition, asked: Any, hundredths: int, on: date) -> Facts:  # noqa: ANN401  # as above
    """So much more of a quantity."""
    if asked.basis == "committed":
        year = edition.fiscal.year_of(on)
        plans = [
            plan._replace(committed_net_arr_cents=(plan.committed_net_arr_cents or 0) + hundredths)
            if plan.fiscal_year == year
            else plan
            for plan in facts.plans
        ]
        return replace(facts, plans=tuple(plans))
    if asked.basis == "booked":
        return replace(facts, bookings=(*facts.bookings, BookingFact(on, hundredths, asked.booking_kinds[0])))
    return replace(facts, metrics=(*facts.metrics, MetricFact(asked.metric, on, hundredths)))


def _record(facts: Facts, edition: Edition, asked: Any, step: Remedy, on: date) -> Facts:  # noqa: ANN401  # as above
    year = edition.fiscal.year_of(on)

    def plan(**changes: object) -> Facts:
        changed = [each._replace(**changes) if each.fiscal_year == year else each for each in facts.plans]  # type: ignore[arg-type]  # named as the fields are
        return replace(facts, plans=tuple(changed))

    signed: dict[str, object] = {"partner_sponsor_signed_on": on}
    approved: dict[str, object] = {"status": PlanStatus.APPROVED, "approved_on": on}
    match step.about:
        case FindingKey.NOT_SIGNED:
            after = replace(facts, signed_on=on)
        case FindingKey.ENDED:
            after = replace(facts, ends_on=on)
        case FindingKey.AGREEMENT_STATUS:
            after = replace(facts, status_steps=(*facts.status_steps, StatusStep(AgreementStatus.AUTHORIZED, on)))
        case FindingKey.NO_PLAN:
            made = PlanFact(1, year, PlanStatus.APPROVED, on, "Ann", on, None, None, None)
            after = replace(facts, plans=(*facts.plans, made))
        case FindingKey.PLAN_STATUS | FindingKey.PLAN_WITHOUT_APPROVAL_DAY:
            after = plan(**approved)
        case FindingKey.NO_SPONSOR:
            after = plan(partner_sponsor="Ann", **signed)
        case FindingKey.SPONSOR_NOT_SIGNED:
            after = plan(**signed)
        case _:
            assert step.about in (FindingKey.NOT_ATTESTED, FindingKey.OTHER_PRACTICE)
            after = replace(facts, attestation=AttestationFact(asked.practices[0], on))
    return after


SETTLES_ITSELF = frozenset(
    {
        FindingKey.SIGNED_LATER,
        FindingKey.STARTS_LATER,
        FindingKey.PLAN_APPROVED_LATER,
        FindingKey.SPONSOR_SIGNED_LATER,
        FindingKey.ATTESTED_LATER,
    }
)
"""What is dated later, so that no step is named for it."""
