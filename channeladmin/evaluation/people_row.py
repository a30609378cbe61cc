"""A people row: distinct people with a credential, counted against the need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from channeladmin.evaluation.case import Case
from channeladmin.evaluation.change import HEIGHT, Change
from channeladmin.evaluation.judging import FULL, NOTHING, UNKNOWN
from channeladmin.evaluation.outcome import Outcome
from channeladmin.evaluation.people_remedies import find_remedies
from channeladmin.evaluation.people_standing import PeopleStanding, Turn
from channeladmin.evaluation.verdict import Counted, Finding, FindingKey, Measure, NotCounted, Status
from channeladmin.program.edition import Edition
from channeladmin.program.requirement import PeopleRequirement
from channeladmin.program.vocabulary import TrackKey


def judge_people(case: Case, requirement: PeopleRequirement, track: TrackKey) -> Outcome:
    """Everyone who counts and everyone who does not; review where people of unknown region would meet the need."""
    standing = case.stand_people(requirement)
    need, have = requirement.need[track], len(standing.counted)
    status = rate_people(need, have, standing.unknown_count, case.edition)
    return build_people(
        case,
        requirement,
        need=need,
        status=status,
        counted=standing.counted,
        not_counted=standing.not_counted,
        changes=_find_changes(standing, need, status, case.edition),
    )


def build_people(
    case: Case,
    requirement: PeopleRequirement,
    *,
    need: int,
    status: Status,
    counted: tuple[Counted, ...],
    not_counted: tuple[NotCounted, ...],
    changes: Iterable[Change],
) -> Outcome:
    """The outcome of a people row, however it was counted."""
    findings: tuple[Finding, ...] = ()
    if status is Status.REVIEW:
        findings = (Finding(FindingKey.UNKNOWN_REGION_WOULD_MEET, number=need - len(counted)),)
    return Outcome(
        status,
        Measure.PEOPLE,
        need=need,
        have=len(counted),
        changes=changes,
        counted=counted,
        not_counted=not_counted,
        findings=findings,
        remedies=() if status is Status.MET else find_remedies(case, requirement, need - len(counted)),
    )


def rate_people(need: int, have: int, unknown: int, edition: Edition) -> Status:
    """Met by those who count; else review where those of unknown region would meet it with them."""
    if have >= need:
        return Status.MET
    if have + unknown >= need and edition.rules.unknown_region == "review":
        return Status.REVIEW
    return Status.UNMET


def name_turn(turns: Sequence[Turn], day_changes: tuple[Status, Status]) -> Turn:
    """Of the turns of one day, the first by name that moved the way the status did (else the first)."""
    before, after = day_changes
    falls = HEIGHT[after] < HEIGHT[before]
    return next((turn for turn in turns if (turn.after < turn.before) == falls), turns[0])


def _find_changes(standing: PeopleStanding, need: int, now: Status, edition: Edition) -> Iterator[Change]:
    have, unknown = len(standing.counted), standing.unknown_count
    if _is_settled(standing, need, now):
        return
    for day, group in groupby(standing.find_turns(), key=attrgetter("day")):
        turns = list(group)
        for turn in turns:
            have += (turn.after == FULL) - (turn.before == FULL)
            unknown += (turn.after == UNKNOWN) - (turn.before == UNKNOWN)
        status = rate_people(need, have, unknown, edition)
        if status is not now:
            turn = name_turn(turns, (now, status))
            yield Change(day, status, turn.cause, turn.name)
            now = status


def _is_settled(standing: PeopleStanding, need: int, now: Status) -> bool:
    """Whether the people for whom anything begins or ends later are too few to change the status: spares the work."""
    dated = standing.find_dated()
    if not dated:
        return True
    leaving = sum(1 for _, worth, _ in dated if worth == FULL)
    coming = sum(1 for _, worth, _ in dated if worth == NOTHING)
    have, unknown = len(standing.counted), standing.unknown_count
    if now is Status.MET:
        return have - leaving >= need
    return now is Status.UNMET and have + unknown + coming < need
