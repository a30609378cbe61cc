"""A requirement judged, whatever its kind, with the requirements that it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from channeladmin.evaluation.agreement_row import judge_agreement
from channeladmin.evaluation.amount_row import judge_amount
from channeladmin.evaluation.attestation_row import judge_attestation
from channeladmin.evaluation.case import Case
from channeladmin.evaluation.change import NOTHING_ENDS_IT, Change, build_outlook
from channeladmin.evaluation.combining import combine, walk_parts
from channeladmin.evaluation.coverage_row import judge_coverage
from channeladmin.evaluation.outcome import Outcome
from channeladmin.evaluation.people_row import judge_people
from channeladmin.evaluation.plan_row import judge_plan
from channeladmin.evaluation.points_row import judge_points
from channeladmin.evaluation.quarters_row import judge_quarters
from channeladmin.evaluation.remedies import find_remedies
from channeladmin.evaluation.share_row import judge_share
from channeladmin.evaluation.verdict import Measure, RequirementVerdict, Status
from channeladmin.evaluation.waiving import find_waiver, waive, walk_waived
from channeladmin.program.requirement import (
    AllOfRequirement,
    AnyOfRequirement,
    DesignationRequirement,
    Requirement,
)

Unshared = Mapping[str, Outcome]
"""The outcomes of those people rows of a track whose people may fill one row only, by key."""
_SHARED: Unshared = {}


class Row(NamedTuple):
    """A requirement's verdict, and the changes of its status to come (read once)."""

    verdict: RequirementVerdict
    changes: Iterable[Change]


def judge_row(case: Case, requirement: Requirement, key: str, unshared: Unshared = _SHARED) -> Row:
    """What a requirement comes to for the track or the designation with this key."""
    outcome = unshared.get(requirement.key) or _JUDGES[requirement.kind](case, requirement, key, unshared)
    status, measure, need, have, changes, counted, not_counted, quarters, findings, parts, missing, unit = outcome
    waiver = None
    if case.facts.waivers:
        waivers = case.find_waivers(requirement.key)
        if waivers and case.looks_ahead:
            changes = walk_waived(status, changes, waivers, case.on)
        held = find_waiver(waivers, case.on)
        waived = waive(status, held)
        status, waiver = waived, held if waived is Status.WAIVED else None
    outlook = NOTHING_ENDS_IT
    if changes and case.dates_rows:
        later = iter(changes)
        first = next(later, None)
        changes = () if first is None else chain((first,), later)
        outlook = build_outlook(first, now=status, edition=case.edition)
    verdict = RequirementVerdict(
        requirement.key,
        requirement.label,
        requirement.wording,
        requirement.line,
        status,
        measure,
        need,
        have,
        max(0, need - have) if missing is None else max(0, missing),
        counted,
        not_counted,
        quarters,
        findings,
        (),
        outlook,
        parts,
        unit,
        waiver,
    )
    if case.explains and not verdict.passes:
        verdict = verdict._replace(remedies=find_remedies(case, requirement, verdict, key))
    return Row(verdict, changes)


def _judge_designation(case: Case, requirement: DesignationRequirement) -> Outcome:
    asked = case.edition.list_asked(requirement.designation)
    return judge_all([judge_row(case, part, requirement.designation) for part in asked])


def _judge_all_of(case: Case, requirement: AllOfRequirement, key: str, unshared: Unshared) -> Outcome:
    return judge_all([judge_row(case, part, key, unshared) for part in requirement.of if key in part.need])


def _judge_any_of(case: Case, requirement: AnyOfRequirement, key: str) -> Outcome:
    parts = [judge_row(case, part, key) for part in requirement.of if key in part.need]
    return judge_some(parts, requirement.need[key])


def judge_all(parts: Sequence[Row]) -> Outcome:
    """Several rows that must all pass: yes or no."""
    statuses = [part.verdict.status for part in parts]
    status = combine(statuses)
    changes = walk_parts(statuses, [part.changes for part in parts])
    is_met = status is Status.MET
    return Outcome(status, Measure.YES_NO, 1, int(is_met), changes, parts=tuple(part.verdict for part in parts))


def judge_some(parts: Sequence[Row], need: int) -> Outcome:
    """Several rows of which `need` must pass."""
    statuses = [part.verdict.status for part in parts]
    passing = sum(part.verdict.passes for part in parts)
    changes = walk_parts(statuses, [part.changes for part in parts], need)
    return Outcome(
        combine(statuses, need),
        Measure.PARTS,
        need,
        passing,
        changes,
        parts=tuple(part.verdict for part in parts),
    )


_JUDGES: Mapping[str, Callable[[Case, Any, str, Unshared], Outcome]] = {
    "agreement": lambda case, _asked, _key, _unshared: judge_agreement(case),
    "people": lambda case, asked, key, _: judge_people(case, asked, asked.need[key]),
    "coverage": lambda case, asked, key, _: judge_coverage(case, asked, asked.need[key]),
    "plan": lambda case, _asked, _key, _unshared: judge_plan(case),
    "amount": lambda case, asked, key, _: judge_amount(case, asked, asked.need[key]),
    "share": lambda case, asked, key, _: judge_share(case, asked, asked.need[key]),
    "points": lambda case, asked, key, _: judge_points(case, asked, asked.need[key]),
    "attestation": lambda case, asked, _key, _unshared: judge_attestation(case, asked),
    "each_quarter": lambda case, asked, key, _: judge_quarters(case, asked, asked.need[key]),
    "designation": lambda case, asked, _key, _unshared: _judge_designation(case, asked),
    "all_of": _judge_all_of,
    "any_of": lambda case, asked, key, _: _judge_any_of(case, asked, key),
}
"""One function for each kind of the closed set."""
