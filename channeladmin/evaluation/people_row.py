"""A people row: distinct people with a credential, counted against the need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from channeladmin.evaluation.case import Case
from channeladmin.evaluation.change import Change
from channeladmin.evaluation.combining import LEVEL
from channeladmin.evaluation.counted import Counted, NotCounted
from channeladmin.evaluation.finding import Finding, FindingKey
from channeladmin.evaluation.headcount import Headcount, Turn
from channeladmin.evaluation.outcome import Outcome
from channeladmin.evaluation.verdict import Measure, Status
from channeladmin.program.edition import Edition
from channeladmin.program.requirement import PeopleRequirement


def judge_people(case: Case, requirement: PeopleRequirement, need: int) -> Outcome:
    """How many count, by name where names are asked for; review where people of unknown region would meet the need."""
    people = case.count_people(requirement)
    have = people.counting
    status = rate_people(need, have, people.unknown, case.edition)
    changes: Iterable[Change] = ()
    if case.looks_ahead and people.dated:
        changes = _find_changes(people, need, status, case.edition)
    return build_people(need, status, have, tuple(people.counted), tuple(people.not_counted), changes)


def build_people(
    need: int,
    status: Status,
    have: int,
    counted: tuple[Counted, ...],
    not_counted: tuple[NotCounted, ...],
    changes: Iterable[Change],
) -> Outcome:
    """The outcome of a people row, however it was counted."""
    findings: tuple[Finding, ...] = ()
    if status is Status.REVIEW:
        findings = (Finding(FindingKey.UNKNOWN_REGION_WOULD_MEET, number=need - have),)
    return Outcome(status, Measure.PEOPLE, need, have, changes, counted, not_counted, (), findings)


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
    falls = LEVEL[after] < LEVEL[before]
    return next((turn for turn in turns if (turn.after < turn.before) == falls), turns[0])


def _find_changes(people: Headcount, need: int, now: Status, edition: Edition) -> Iterator[Change]:
    heads = people.heads
    for day, group in groupby(people.find_turns(), key=attrgetter("day")):
        turns = list(group)
        for turn in turns:
            heads = heads.turn(turn)
        status = rate_people(need, heads.counting, heads.unknown, edition)
        if status is not now:
            turn = name_turn(turns, (now, status))
            yield Change(day, status, turn.cause, turn.name)
            now = status
