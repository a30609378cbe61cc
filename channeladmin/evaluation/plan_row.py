"""The joint business plan of the fiscal year: approved, its sponsor named and signed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from channeladmin.evaluation.case import Case
from channeladmin.evaluation.change import Change, walk_days
from channeladmin.evaluation.days import starts_and_stops
from channeladmin.evaluation.facts import PlanFact
from channeladmin.evaluation.finding import Finding, FindingKey
from channeladmin.evaluation.outcome import Outcome, status_of, yes_or_no
from channeladmin.evaluation.verdict import Cause, Status
from channeladmin.program.vocabulary import PlanStatus

_AGREED = frozenset({PlanStatus.APPROVED, PlanStatus.COMPLETED})


def judge_plan(case: Case) -> Outcome:
    """Whether the plan of the day's fiscal year is approved and signed; a missing vendor sponsor is a warning."""
    is_met = _stands_on(case, case.on)
    return yes_or_no(
        is_met,
        changes=_find_changes(case, status_of(is_met)) if case.looks_ahead and case.facts.plans else (),
        findings=tuple(_find(case)) if case.explains else (),
    )


def _find_changes(case: Case, now: Status) -> Iterator[Change]:
    signed = [plan.partner_sponsor_signed_on for plan in case.facts.plans]
    days = sorted({*find_plan_days(case), *starts_and_stops(starts=signed, after=case.on)})
    return walk_days(days, lambda day: status_of(_stands_on(case, day)), now=now, cause=Cause.PLAN_YEAR)


def is_approved(plan: PlanFact, on: date) -> bool:
    """Whether a plan is approved or completed, and was approved by that day."""
    return plan.status in _AGREED and plan.approved_on is not None and plan.approved_on <= on


def find_plan_days(case: Case) -> list[date]:
    """The days to come on which a plan is approved, or its fiscal year begins or is over."""
    fiscal, plans = case.edition.fiscal, case.facts.plans
    return starts_and_stops(
        starts=[*(plan.approved_on for plan in plans), *(fiscal.first_day(plan.fiscal_year) for plan in plans)],
        last_days=[fiscal.last_day(plan.fiscal_year) for plan in plans],
        after=case.on,
    )


def find_approval(case: Case) -> Iterator[Finding]:
    """What there is to say about the approval of the plan of the day's fiscal year."""
    plan = case.find_plan(case.on)
    if plan is None:
        label = case.edition.fiscal.year_label(case.edition.fiscal.year_of(case.on))
        yield Finding(FindingKey.NO_PLAN, text=label)
    elif plan.status not in _AGREED:
        yield Finding(FindingKey.PLAN_STATUS, text=plan.status)
    elif plan.approved_on is None:
        yield Finding(FindingKey.PLAN_WITHOUT_APPROVAL_DAY)
    else:
        key = FindingKey.PLAN_APPROVED if plan.approved_on <= case.on else FindingKey.PLAN_APPROVED_LATER
        yield Finding(key, day=plan.approved_on)


def _stands_on(case: Case, day: date) -> bool:
    plan = case.find_plan(day)
    return (
        plan is not None
        and is_approved(plan, day)
        and plan.partner_sponsor is not None
        and _is_by(plan.partner_sponsor_signed_on, day)
    )


def _is_by(signed_on: date | None, day: date) -> bool:
    return signed_on is not None and signed_on <= day


def _find(case: Case) -> Iterator[Finding]:
    yield from find_approval(case)
    plan = case.find_plan(case.on)
    if plan is None:
        return
    signed_on = plan.partner_sponsor_signed_on
    if plan.partner_sponsor is None:
        yield Finding(FindingKey.NO_SPONSOR)
    elif signed_on is None:
        yield Finding(FindingKey.SPONSOR_NOT_SIGNED, text=plan.partner_sponsor)
    else:
        key = FindingKey.SPONSOR_SIGNED if signed_on <= case.on else FindingKey.SPONSOR_SIGNED_LATER
        yield Finding(key, day=signed_on, text=plan.partner_sponsor)
    if plan.vendor_sponsor is None or not _is_by(plan.vendor_sponsor_signed_on, case.on):
        yield Finding(FindingKey.VENDOR_SPONSOR_MISSING, text=plan.vendor_sponsor)
