"""Demand generation: an activity in each of the last closed fiscal quarters inside the agreement."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from channeladmin.evaluation.case import Case
from channeladmin.evaluation.change import Change
from channeladmin.evaluation.facts import ActivityFact, Facts
from channeladmin.evaluation.finding import Finding, FindingKey, QuarterHeld
from channeladmin.evaluation.outcome import Outcome, status_of
from channeladmin.evaluation.verdict import Cause, Measure, Status
from channeladmin.program.fiscal import FiscalCalendar, FiscalQuarter
from channeladmin.program.requirement import EachQuarterRequirement
from channeladmin.program.vocabulary import ActivityStatus

_NEVER = 40_000  # a quarter beyond the calendar
Held = Mapping[int, Sequence[ActivityFact]]
"""The activities that count, by the running number of their fiscal quarter."""


def judge_quarters(case: Case, requirement: EachQuarterRequirement, asked: int) -> Outcome:
    """How many of the quarters inside the agreement have `asked` activities; none inside: review."""
    fiscal, span = case.edition.fiscal, requirement.quarters
    held = _group_by_quarter(case.facts.activities, requirement, fiscal)
    inside = _find_inside(case.facts, fiscal)
    current = fiscal.index_of(case.on)
    closed = range(current - span, current)
    missed = sum(index in inside and len(held.get(index, ())) < asked for index in closed)
    need = sum(index in inside for index in closed)

    def status_in(index: int) -> Status:
        counts = [len(held.get(before, ())) for before in range(index - span, index) if before in inside]
        return status_of(min(counts) >= asked) if counts else Status.REVIEW

    status = status_in(current)
    return Outcome(
        status,
        Measure.QUARTERS,
        need=need,
        have=need - missed,
        changes=_walk(fiscal, _find_turns(inside, held, current, span), status_in, status),
        quarters=tuple(
            _show_quarter(fiscal.quarter_at(index), index in inside, held.get(index, ())) for index in closed
        ),
        findings=() if need else (Finding(FindingKey.NO_WHOLE_QUARTER),),
    )


def _group_by_quarter(
    activities: Sequence[ActivityFact], requirement: EachQuarterRequirement, fiscal: FiscalCalendar
) -> Held:
    held: dict[int, list[ActivityFact]] = {}
    for activity in activities:
        if activity.status is ActivityStatus.COMPLETED and activity.kind in requirement.activity_kinds:
            held.setdefault(fiscal.index_of(activity.held_on), []).append(activity)
    return held


def _find_inside(facts: Facts, fiscal: FiscalCalendar) -> range:
    """The quarters by whose first day the agreement began, and before whose last it does not end."""
    begins_on = facts.starts_on or facts.signed_on
    if begins_on is None:
        return range(0)
    first = fiscal.index_of(begins_on)
    first += fiscal.quarter_at(first).first_day < begins_on
    if facts.ends_on is None:
        return range(first, _NEVER)
    last = fiscal.index_of(facts.ends_on)
    return range(first, last + (fiscal.quarter_at(last).last_day <= facts.ends_on))


def _show_quarter(quarter: FiscalQuarter, is_inside: bool, activities: Sequence[ActivityFact]) -> QuarterHeld:
    ordered = sorted(activities, key=lambda activity: (activity.held_on, activity.kind, activity.title or ""))
    titles = tuple(activity.title or activity.kind.value for activity in ordered)
    return QuarterHeld(quarter.label, quarter.first_day, quarter.last_day, is_inside, titles)


def _find_turns(inside: range, held: Held, current: int, span: int) -> list[int]:
    """The quarters to come whose closed quarters differ from those of the quarter before.

    They differ only up to `span` quarters after one that has an activity, or with which the agreement begins or ends;
    beyond those every quarter is like the one before it, for good.
    """
    marks = (inside.start, inside.stop, *held) if inside else held
    return sorted({index for mark in marks for index in range(mark + 1, mark + span + 2) if index > current})


def _walk(
    fiscal: FiscalCalendar, turns: Sequence[int], status_in: Callable[[int], Status], now: Status
) -> Iterator[Change]:
    for index in turns:
        status = status_in(index)
        first_day = fiscal.quarter_at(index).first_day
        if status is not now and first_day < date.max:  # beyond the calendar no quarter turns
            now = status
            yield Change(first_day, status, Cause.QUARTER)
