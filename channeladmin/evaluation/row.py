"""A requirement judged, whatever its kind, with the requirements that it is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

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
    AgreementRequirement,
    AllOfRequirement,
    AmountRequirement,
    AttestationRequirement,
    CoverageRequirement,
    DesignationRequirement,
    EachQuarterRequirement,
    PeopleRequirement,
    PlanRequirement,
    PointsRequirement,
    Requirement,
    ShareRequirement,
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
    outcome = unshared.get(requirement.key) or _judge(case, requirement, key, unshared)
    waivers = case.find_waivers(requirement.key)
    waiver = find_waiver(waivers, case.on)
    status = waive(outcome.status, waiver)
    changes: Iterable[Change] = ()
    outlook = NOTHING_ENDS_IT
    if case.looks_ahead:
        later = iter(walk_waived(outcome.status, outcome.changes, waivers, case.on) if waivers else outcome.changes)
        first = next(later, None)
        if first is not None:
            outlook = build_outlook(first, now=status, edition=case.edition)
            changes = chain((first,), later)
    missing = outcome.need - outcome.have if outcome.missing is None else outcome.missing
    verdict = RequirementVerdict(
        key=requirement.key,
        label=requirement.label,
        wording=requirement.wording,
        line=requirement.line,
        status=status,
        measure=outcome.measure,
        need=outcome.need,
        have=outcome.have,
        missing=max(0, missing),
        counted=outcome.counted,
        not_counted=outcome.not_counted,
        quarters=outcome.quarters,
        findings=outcome.findings,
        outlook=outlook,
        parts=outcome.parts,
        unit=outcome.unit,
        waiver=waiver if status is Status.WAIVED else None,
    )
    if case.suggests and not verdict.passes:
        verdict = verdict._replace(remedies=find_remedies(case, requirement, verdict, key))
    return Row(verdict, changes)


def _judge(case: Case, requirement: Requirement, key: str, unshared: Unshared) -> Outcome:
    match requirement:
        case PeopleRequirement():
            return judge_people(case, requirement, requirement.need[key])
        case AgreementRequirement():
            return judge_agreement(case)
        case PlanRequirement():
            return judge_plan(case)
        case AmountRequirement():
            return judge_amount(case, requirement, requirement.need[key])
        case AttestationRequirement():
            return judge_attestation(case, requirement)
        case EachQuarterRequirement():
            return judge_quarters(case, requirement, requirement.need[key])
        case CoverageRequirement():
            return judge_coverage(case, requirement, requirement.need[key])
        case ShareRequirement():
            return judge_share(case, requirement, requirement.need[key])
        case PointsRequirement():
            return judge_points(case, requirement, requirement.need[key])
        case DesignationRequirement():
            asked = case.edition.list_asked(requirement.designation)
            return judge_all([judge_row(case, part, requirement.designation) for part in asked])
        case AllOfRequirement():
            return judge_all([judge_row(case, part, key, unshared) for part in requirement.of if key in part.need])
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
