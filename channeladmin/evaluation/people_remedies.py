"""The steps that close the open slots of a people row: one for each, the cheapest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from channeladmin.evaluation.case import Case
from channeladmin.evaluation.counted import Reason
from channeladmin.evaluation.employment import find_spell
from channeladmin.evaluation.facts import AwardFact, PersonFact
from channeladmin.evaluation.judging import COUNTS, REASONS, Judged, judge_awards, judge_plan
from channeladmin.evaluation.question import Question, list_places
from channeladmin.evaluation.remedy import Remedy, RemedyKey
from channeladmin.evaluation.verdict import RequirementVerdict
from channeladmin.program.people import People
from channeladmin.program.requirement import PeopleRequirement

_CONFIRM, _RENEW, _LAST, _MOVE, _RETURN = range(5)
_RENEWED = frozenset({Reason.EXPIRED, Reason.WRONG_EDITION})

_NOBODY = PersonFact(0, "", None, (), ())


class _Step(NamedTuple):
    """A step and how cheap it is: the lower the rank, the cheaper."""

    rank: int
    remedy: Remedy


def find_people_steps(case: Case, requirement: PeopleRequirement, row: RequirementVerdict) -> Iterator[Remedy]:
    """A person's step for each open slot, as far as there are such people; then how many more have to earn it."""
    reasons = {each.person_id: each.reason for each in row.not_counted}
    counted = {each.person_id for each in row.counted}
    steps = []
    for person in sorted(case.facts.people, key=lambda person: (person.name, person.person_id)):
        if person.person_id not in counted:
            step = _find_step(case, requirement, person, reasons.get(person.person_id))
            if step is not None:
                steps.append(step)
    steps.sort(key=lambda step: step.rank)  # stable: those that are as cheap stay by name
    yield from (step.remedy for step in steps[: row.missing])
    more = row.missing - len(steps)
    if more > 0:
        for credential in _find_fewest(case, requirement):
            yield Remedy(RemedyKey.ADD_HOLDER, credential=credential, number=more)


def _find_fewest(case: Case, requirement: PeopleRequirement) -> Sequence[str]:
    """What somebody new would have to earn: the first credential, or as many as it takes where all are asked."""
    asked = requirement.credentials
    sets = (each for size in range(1, len(asked)) for each in combinations(asked, size))
    return next((each for each in sets if _would_count(case, requirement, _NOBODY, each)), asked)


def _find_step(case: Case, requirement: PeopleRequirement, person: PersonFact, reason: Reason | None) -> _Step | None:
    spell = find_spell(person.employments, case.on)
    if reason is Reason.UNKNOWN_REGION:
        return _Step(_CONFIRM, _name(RemedyKey.CONFIRM_REGION, person))
    if reason is Reason.OTHER_REGION and spell is not None:
        return _Step(_MOVE, _name(RemedyKey.WORK_HERE, person)._replace(region=spell.region))
    if reason is Reason.LEFT and _holds(case, requirement, person):
        return _Step(_RETURN, _name(RemedyKey.COME_BACK, person))
    if reason is Reason.USED_ELSEWHERE or spell is None:
        return None
    if requirement.region_applies and spell.region is not case.facts.region:
        return None
    return _find_award(case, requirement, person, reason)


def _find_award(case: Case, requirement: PeopleRequirement, person: PersonFact, reason: Reason | None) -> _Step | None:
    """The one award that a person has to renew, or to earn as the last of several."""
    held = {award.credential for award in person.awards if award.earned_on <= case.on}
    renewed = _list_lapsed(case, requirement, person) if reason in _RENEWED else ()
    last = _find_last(case, requirement, person)
    for rank, credential in (*((_RENEW, each) for each in renewed), *((_LAST, each) for each in last)):
        if _would_count(case, requirement, person, (credential,)):
            key = RemedyKey.RENEW if credential in held else RemedyKey.EARN_LAST
            return _Step(rank, _name(key, person)._replace(credential=credential))
    return None


def _list_lapsed(case: Case, requirement: PeopleRequirement, person: PersonFact) -> Sequence[str]:
    """What a person held or holds and does not count by: first that which is nearest to counting."""
    states = judge_awards(person.awards, case.on, None)
    lapsed = {
        award.credential
        for award, state in zip(person.awards, states, strict=True)
        if state.standing in (COUNTS, REASONS.index(Reason.EXPIRED))
    }
    judged = _judge(case, requirement, person)
    assert judged is not None  # they held it
    nearest = judged.via.removeprefix("inferred:")
    asked = [case.edition.get_ways(key) for key in requirement.credentials]
    renewable = {key for ways in asked for key in (*ways.match(lapsed), *lapsed.intersection(ways.inferred))}
    return sorted(renewable, key=lambda key: (key != nearest, key))


def _would_count(case: Case, requirement: PeopleRequirement, person: PersonFact, credentials: Sequence[str]) -> bool:
    """Whether a person would count by their awards if they earned these too today."""
    edition = next(iter(requirement.award_editions), None)
    earned = [AwardFact(credential, case.on, edition=edition) for credential in credentials]
    return _holds(case, requirement, person._replace(awards=(*person.awards, *earned)))


def _find_last(case: Case, requirement: PeopleRequirement, person: PersonFact) -> Sequence[str]:
    """What may be the only part that lacks to one of the credentials; or, where several are asked, the only course."""
    states = judge_awards(person.awards, case.on, None)
    valid = {award.credential for award, state in zip(person.awards, states, strict=True) if state.standing == COUNTS}
    asked = requirement.credentials
    lasts = [last for key in asked for last in _find_last_part(case.edition.get_ways(key).parts, valid)]
    return [*lasts, *asked] if requirement.courses == "both" and len(asked) > 1 else lasts


def _find_last_part(parts: Sequence[Sequence[str]], valid: set[str]) -> Sequence[str]:
    missing = [part[0] for part in parts if valid.isdisjoint(part)]
    return missing if len(missing) == 1 and len(parts) > 1 else ()


def _holds(case: Case, criteria: People, person: PersonFact) -> bool:
    """Whether the awards alone would count on the day."""
    judged = _judge(case, criteria, person)
    return judged is not None and judged.standing == COUNTS


def _judge(case: Case, criteria: People, person: PersonFact) -> Judged | None:
    plan = Question(criteria, case.edition).plan(list_places([award.credential for award in person.awards]))
    return None if plan is None else judge_plan(plan, person.awards, judge_awards(person.awards, case.on, None))


def _name(key: RemedyKey, person: PersonFact) -> Remedy:
    return Remedy(key, person_id=person.person_id, person=person.name)
