"""The revenue target: what the approved plan of the fiscal year commits to, or what was booked in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from channeladmin.evaluation.case import Case
from channeladmin.evaluation.change import walk_days
from channeladmin.evaluation.days import starts_and_stops
from channeladmin.evaluation.outcome import Outcome, record_gaps, status_of
from channeladmin.evaluation.plan_row import find_approval, find_plan_days, is_approved
from channeladmin.evaluation.verdict import Cause, Finding, FindingKey, Measure, Remedy, RemedyKey
from channeladmin.program.requirement import AmountRequirement
from channeladmin.program.vocabulary import BookingKind, TrackKey


def judge_amount(case: Case, requirement: AmountRequirement, track: TrackKey) -> Outcome:
    """NetARR in cents against the need; what was booked is a finding also where it does not decide."""
    need = requirement.need[track] * 100
    is_booked = requirement.basis == "booked"
    sum_on = _sum_booked if is_booked else _sum_committed
    have = sum_on(case, case.on)
    is_met = have >= need
    changes = walk_days(
        _find_booking_days(case) if is_booked else find_plan_days(case),
        lambda day: status_of(sum_on(case, day) >= need),
        now=status_of(is_met),
        cause=Cause.PLAN_YEAR,
    )
    findings = tuple(_find(case, is_booked=is_booked))
    missing = Remedy(RemedyKey.AMOUNT_MISSING, cents=need - have)
    remedies = () if is_met else (*record_gaps(findings), missing)
    return Outcome(
        status_of(is_met), Measure.CENTS, need=need, have=have, changes=changes, findings=findings, remedies=remedies
    )


def _sum_committed(case: Case, day: date) -> int:
    plan = case.find_plan(day)
    if plan is None or not is_approved(plan, day):
        return 0
    return plan.committed_net_arr_cents or 0


def _sum_booked(case: Case, day: date) -> int:
    """New and growth bookings of the fiscal year so far; renewals are not NetARR."""
    fiscal = case.edition.fiscal
    first_day = fiscal.first_day(fiscal.year_of(day))
    return sum(
        booking.net_arr_cents
        for booking in case.facts.bookings
        if booking.kind is not BookingKind.RENEWAL and first_day <= booking.closed_on <= day
    )


def _find_booking_days(case: Case) -> list[date]:
    fiscal = case.edition.fiscal
    closed = [booking.closed_on for booking in case.facts.bookings]
    return starts_and_stops(
        starts=closed, last_days=[fiscal.last_day(fiscal.year_of(day)) for day in closed], after=case.on
    )


def _find(case: Case, *, is_booked: bool) -> Iterator[Finding]:
    if not is_booked:
        yield from find_approval(case)
    plan = case.find_plan(case.on)
    if plan is not None and plan.committed_net_arr_cents is not None:
        yield Finding(FindingKey.COMMITTED, cents=plan.committed_net_arr_cents)
    yield Finding(FindingKey.BOOKED, cents=_sum_booked(case, case.on))
