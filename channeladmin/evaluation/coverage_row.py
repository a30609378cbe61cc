"""A coverage row: what the people of a team hold together, whoever holds it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby

from channeladmin.evaluation.case import Case
from channeladmin.evaluation.change import Change
from channeladmin.evaluation.counted import Counted, NotCounted
from channeladmin.evaluation.days import FOREVER
from channeladmin.evaluation.finding import Finding, FindingKey
from channeladmin.evaluation.headcount import Headcount, Heads
from channeladmin.evaluation.judging import REASONS
from channeladmin.evaluation.outcome import Outcome
from channeladmin.evaluation.people_row import name_turn
from channeladmin.evaluation.rulebook import QuestionSet
from channeladmin.evaluation.verdict import Measure, Status
from channeladmin.program.people import People
from channeladmin.program.requirement import CoverageRequirement

_NEARNESS = {reason: place for place, reason in enumerate(REASONS)}
_Heads = Mapping[str, Heads]
"""By credential of the set."""


def judge_coverage(case: Case, requirement: CoverageRequirement, need: int) -> Outcome:
    """How many different credentials of the set the team holds; all that must be included count as missing too.

    Where names are asked for, `counted` is for each credential the person who holds it longest; `not_counted` those
    who hold none of the set. Review where people of unknown region would cover enough.
    """
    standings = _stand(case, requirement)
    heads = {key: standing.heads for key, standing in standings.items()}
    status = _rate(case, requirement, need, heads)
    covered = [key for key in standings if heads[key].counting]
    lacking = [key for key in requirement.including if key not in covered]
    return Outcome(
        status,
        Measure.CREDENTIALS,
        need,
        len(covered),
        _find_changes(case, requirement, need, standings, heads, status) if case.looks_ahead else (),
        counted=tuple(_choose(standings[key].counted) for key in covered) if case.names_people else (),
        not_counted=tuple(_find_others(standings.values())),
        findings=tuple(Finding(FindingKey.NOT_COVERED, text=key) for key in lacking),
        missing=max(need - len(covered), len(lacking)),
    )


def _stand(case: Case, requirement: CoverageRequirement) -> Mapping[str, Headcount]:
    """By credential of the set; of a family, by its courses that anybody in the team ever held.

    An award of the family alone names no course, and covers none.
    """
    held = dict.fromkeys(award.credential for person in case.facts.people for award in person.awards)
    keys = []
    for asked in requirement.credentials:
        ways = case.edition.get_ways(asked)
        keys += sorted(key for key in ways.match(held) if key != asked) if ways.is_family else [asked]
    keys = list(dict.fromkeys(keys))
    criteria = [People(credentials=(key,), region_applies=requirement.region_applies) for key in keys]
    return dict(zip(keys, case.put(QuestionSet(criteria, case.edition)), strict=True))


def _rate(case: Case, requirement: CoverageRequirement, need: int, heads: _Heads) -> Status:
    if _suffices(requirement, need, {key for key, each in heads.items() if each.counting}):
        return Status.MET
    hoped = {key for key, each in heads.items() if any(each)}
    if case.edition.rules.unknown_region == "review" and _suffices(requirement, need, hoped):
        return Status.REVIEW
    return Status.UNMET


def _suffices(requirement: CoverageRequirement, need: int, covered: set[str]) -> bool:
    return len(covered) >= need and covered.issuperset(requirement.including)


def _choose(counted: Sequence[Counted]) -> Counted:
    return max(counted, key=lambda each: each.until or FOREVER)


def _find_others(standings: Collection[Headcount]) -> Iterator[NotCounted]:
    """Who holds none of it now: each once, with the reason by which they are nearest to it."""
    counted = {each.person_id for standing in standings for each in standing.counted}
    others: dict[int, NotCounted] = {}
    for standing in standings:
        for each in standing.not_counted:
            known = others.get(each.person_id)
            if each.person_id not in counted and (known is None or _NEARNESS[each.reason] > _NEARNESS[known.reason]):
                others[each.person_id] = each
    yield from sorted(others.values(), key=lambda each: (each.person, each.person_id))


def _find_changes(
    case: Case,
    requirement: CoverageRequirement,
    need: int,
    standings: Mapping[str, Headcount],
    heads: _Heads,
    now: Status,
) -> Iterator[Change]:
    turned = dict(heads)
    tagged = sorted((turn, key) for key, standing in standings.items() for turn in standing.find_turns())
    for day, group in groupby(tagged, key=lambda entry: entry[0].day):
        turns = list(group)
        for turn, key in turns:
            turned[key] = turned[key].turn(turn)
        status = _rate(case, requirement, need, turned)
        if status is not now:
            turn = name_turn([turn for turn, _ in turns], (now, status))
            yield Change(day, status, turn.cause, turn.name)
            now = status
