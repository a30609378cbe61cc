"""Demand generation: an activity in each of the last closed fiscal quarters inside the agreement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
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

_NEVER = 50_000  # a quarter beyond the calendar
Held = Mapping[int, Sequence[ActivityFact]]
"""The activities that count, by the running number of their fiscal quarter."""


def judge_quarters(case: Case, requirement: EachQuarterRequirement, asked: int) -> Outcome:
    """How many of the quarters inside the agreement have `asked` activities; none inside: review."""
    fiscal, span = case.edition.fiscal, requirement.quarters
    held = _group_by_quarter(case.facts.activities, requirement, fiscal)
    inside = _find_inside(case.facts, fiscal)
    current = fiscal.index_of(case.on)
    need, have = _count(inside, held, range(current - span, current), asked)
    status = _rate(need, have)
    changes: Iterator[Change] | tuple[Change, ...] = ()
    if case.looks_ahead:
        changes = _find_changes(fiscal, inside, held, range(current - span, current), asked)
    quarters: tuple[QuarterHeld, ...] = ()
    if case.explains:
        quarters = tuple(
            _show_quarter(fiscal.quarter_at(index), index in inside, held.get(index, ()))
            for index in range(current - span, current)
        )
    findings = () if need else (Finding(FindingKey.NO_WHOLE_QUARTER),)
    return Outcome(status, Measure.QUARTERS, need, have, changes, quarters=quarters, findings=findings)


def _count(inside: range, held: Held, closed: range, asked: int) -> tuple[int, int]:
    """How many of the closed quarters lie inside the agreement, and how many of these have what is asked."""
    first, stop = max(closed.start, inside.start), min(closed.stop, inside.stop)
    have = sum([len(activities) >= asked for index, activities in held.items() if first <= index < stop])
    return max(0, stop - first), have


def _rate(need: int, have: int) -> Status:
    return status_of(have >= need) if need else Status.REVIEW


def _group_by_quarter(
    activities: Sequence[ActivityFact], requirement: EachQuarterRequirement, fiscal: FiscalCalendar
) -> Held:
    held: defaultdict[int, list[ActivityFact]] = defaultdict(list)
    kinds, index_of = requirement.activity_kinds, fiscal.index_of
    for activity in activities:
        held_on, kind, status, _ = activity
        if status is ActivityStatus.COMPLETED and kind in kinds:
            held[index_of(held_on)].append(activity)
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


def _find_changes(fiscal: FiscalCalendar, inside: range, held: Held, closed: range, asked: int) -> Iterator[Change]:
    now = _rate(*_count(inside, held, closed, asked))
    span = len(closed)
    for index in _find_turns(inside, held, closed.stop, span):
        status = _rate(*_count(inside, held, range(index - span, index), asked))
        first_day = fiscal.quarter_at(index).first_day
        if status is not now and first_day < date.max:  # beyond the calendar no quarter turns
            now = status
            yield Change(first_day, status, Cause.QUARTER)


def _find_turns(inside: range, held: Held, current: int, span: int) -> list[int]:
    """The quarters to come whose closed quarters differ from those of the quarter before.

    They differ only up to `span` quarters after one that has an activity, or with which the agreement begins or ends;
    beyond those every quarter is like the one before it, for good.
    """
    marks = (inside.start, inside.stop, *held) if inside else held
    return sorted({index for mark in marks for index in range(mark + 1, mark + span + 2) if index > current})
