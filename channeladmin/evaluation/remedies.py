"""The fewest steps that would meet a requirement, each naming a person or a thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from channeladmin.evaluation.case import Case
from channeladmin.evaluation.finding import Finding, FindingKey
from channeladmin.evaluation.people_remedies import find_people_steps
from channeladmin.evaluation.remedy import Remedy, RemedyKey
from channeladmin.evaluation.verdict import RequirementVerdict
from channeladmin.program.requirement import (
    AllOfRequirement,
    AmountRequirement,
    AnyOfRequirement,
    CoverageRequirement,
    DesignationRequirement,
    EachQuarterRequirement,
    PeopleRequirement,
    PointsRequirement,
    Requirement,
    ShareRequirement,
)

_GAPS = frozenset(
    {
        FindingKey.NOT_SIGNED,
        FindingKey.ENDED,
        FindingKey.AGREEMENT_STATUS,
        FindingKey.NO_PLAN,
        FindingKey.PLAN_STATUS,
        FindingKey.PLAN_WITHOUT_APPROVAL_DAY,
        FindingKey.NO_SPONSOR,
        FindingKey.SPONSOR_NOT_SIGNED,
        FindingKey.NOT_ATTESTED,
        FindingKey.OTHER_PRACTICE,
    }
)

_BY_NUMBER = frozenset({RemedyKey.ADD_HOLDER, RemedyKey.COVER_MORE, RemedyKey.HOLD_ACTIVITY})


def find_remedies(case: Case, requirement: Requirement, row: RequirementVerdict, key: str) -> tuple[Remedy, ...]:
    """The steps for a row that does not pass, the cheapest first; `key` is that of the track or designation."""
    return tuple(_find(case, requirement, row, key))


def record_gaps(findings: Iterable[Finding]) -> Iterator[Remedy]:
    """A step for each finding that recording something settles (what is dated later settles itself)."""
    return (Remedy(RemedyKey.RECORD, about=finding.key) for finding in findings if finding.key in _GAPS)


def _find(case: Case, requirement: Requirement, row: RequirementVerdict, key: str) -> Iterator[Remedy]:
    match requirement:
        case PeopleRequirement():
            yield from find_people_steps(case, requirement, row)
        case EachQuarterRequirement():
            yield from _find_quarters(row, requirement.need[key])
        case CoverageRequirement():
            yield from _find_courses(requirement, row)
        case ShareRequirement():
            yield from _find_share(case, requirement, row)
        case PointsRequirement():
            yield Remedy(RemedyKey.SCORE_POINTS, number=row.missing)
        case AmountRequirement():
            yield from record_gaps(row.findings)
            yield from _find_amount(requirement, row)
        case AnyOfRequirement():
            yield from _find_alternatives(row)
        case AllOfRequirement() | DesignationRequirement():
            for part in row.parts:
                yield from _of_part(part)
        case _:
            yield from record_gaps(row.findings)


def _find_amount(requirement: AmountRequirement, row: RequirementVerdict) -> Iterator[Remedy]:
    """What lacks; where the plan that commits to it is not approved yet, what will lack all the same."""
    missing = row.missing
    if requirement.basis == "committed":
        promised = [finding.cents or 0 for finding in row.findings if finding.key is FindingKey.COMMITTED]
        missing = row.need - sum(promised)
    if missing > 0:
        named = Remedy(RemedyKey.AMOUNT_MISSING, cents=missing)
        yield named if row.unit is None else named._replace(cents=None, number=missing, unit=row.unit)


def _find_quarters(row: RequirementVerdict, asked: int) -> Iterator[Remedy]:
    for quarter in row.quarters:
        missing = asked - len(quarter.activities)
        if quarter.is_inside_agreement and missing > 0:
            yield Remedy(RemedyKey.HOLD_ACTIVITY, quarter=quarter.label, number=missing)


def _find_courses(requirement: CoverageRequirement, row: RequirementVerdict) -> Iterator[Remedy]:
    lacking = [finding.text for finding in row.findings if finding.key is FindingKey.NOT_COVERED]
    for credential in lacking:
        yield Remedy(RemedyKey.ADD_HOLDER, credential=credential, number=1)
    more = row.missing - len(lacking)
    if more > 0:
        yield Remedy(RemedyKey.COVER_MORE, credential=requirement.credentials[0], number=more)


def _find_share(case: Case, requirement: ShareRequirement, row: RequirementVerdict) -> Iterator[Remedy]:
    """How much more of the part there must be where the whole stays as it is."""
    yield from record_gaps(row.findings)
    found = row.findings[0]
    part, whole = found.cents or 0, found.number or 0
    if whole <= 0:
        yield Remedy(RemedyKey.RECORD, about=FindingKey.SHARE)
        return
    if requirement.part.basis == "committed":
        plan = case.find_plan(case.on)
        part = plan.committed_net_arr_cents or 0 if plan is not None else 0
    missing = -(-row.need * whole // 100_00) - part
    if missing > 0:
        yield Remedy(RemedyKey.SHARE_MISSING, cents=missing, unit=found.text)


def _find_alternatives(row: RequirementVerdict) -> Iterator[Remedy]:
    """The parts that take the fewest steps, as many as are needed; last those for which there is nothing to do."""
    open_parts = sorted(
        (part for part in row.parts if not part.passes), key=lambda part: (not part.remedies, _count(part.remedies))
    )
    for part in open_parts[: row.missing]:
        yield from _of_part(part)


def _count(steps: Iterable[Remedy]) -> int:
    """So many people, courses or activities are so many steps; an amount is one, whatever it is."""
    return sum(step.number or 1 if step.key in _BY_NUMBER else 1 for step in steps)


def _of_part(part: RequirementVerdict) -> Iterator[Remedy]:
    return (step if step.part is not None else step._replace(part=part.key) for step in part.remedies)
