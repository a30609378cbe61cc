"""A sum against a target: what the plan commits to, what was booked, or what was reported."""

from __future__ import annotations

from collections.abc import Iterator

from channeladmin.evaluation.case import Case
from channeladmin.evaluation.change import Change, walk_days
from channeladmin.evaluation.finding import Finding, FindingKey
from channeladmin.evaluation.outcome import Outcome, status_of
from channeladmin.evaluation.plan_row import find_approval
from channeladmin.evaluation.sums import find_cause, find_sum_days, sum_on
from channeladmin.evaluation.verdict import Measure, Status
from channeladmin.program.quantity import Quantity
from channeladmin.program.requirement import AmountRequirement

_NET_ARR = Quantity(basis="booked")


def judge_amount(case: Case, requirement: AmountRequirement, need: int) -> Outcome:
    """The sum against `need` whole units; what was booked is a finding also where the commitment decides."""
    wanted = need * 100
    have = sum_on(case, requirement, case.on)
    is_met = have >= wanted
    unit = find_unit(case, requirement)
    return Outcome(
        status_of(is_met),
        Measure.CENTS if unit is None else Measure.UNITS,
        wanted,
        have,
        _find_changes(case, requirement, wanted, status_of(is_met)) if case.looks_ahead else (),
        findings=tuple(_find(case, requirement)) if case.explains else (),
        unit=unit,
    )


def _find_changes(case: Case, requirement: AmountRequirement, wanted: int, now: Status) -> Iterator[Change]:
    return walk_days(
        find_sum_days(case, requirement),
        lambda day: status_of(sum_on(case, requirement, day) >= wanted),
        now=now,
        cause=find_cause(requirement),
    )


def find_unit(case: Case, quantity: Quantity) -> str | None:
    """What a quantity counts; None: money."""
    if quantity.metric is None:
        return None
    return next((metric.unit for metric in case.edition.metrics if metric.key == quantity.metric), None)


def _find(case: Case, requirement: AmountRequirement) -> Iterator[Finding]:
    if requirement.basis == "reported":
        return
    if requirement.basis == "committed":
        yield from find_approval(case)
    plan = case.find_plan(case.on)
    if plan is not None and plan.committed_net_arr_cents is not None:
        yield Finding(FindingKey.COMMITTED, cents=plan.committed_net_arr_cents)
    yield Finding(FindingKey.BOOKED, cents=sum_on(case, _NET_ARR, case.on))
