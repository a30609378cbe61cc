"""What would close the gap of a people row: the steps that name a person first, cheapest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from channeladmin.evaluation.case import Case
from channeladmin.evaluation.holder import Holder
from channeladmin.evaluation.judging import COUNTS, EXPIRED, UNKNOWN_REGION, judge_ways
from channeladmin.evaluation.verdict import Remedy, RemedyKey
from channeladmin.program.requirement import PeopleRequirement
from channeladmin.program.ways import Ways


def find_remedies(case: Case, requirement: PeopleRequirement, missing: int) -> tuple[Remedy, ...]:
    """Confirm a region, renew what lapsed, earn or renew a last part; last the number of people that are missing."""
    judged = case.stand_people(requirement).judged
    confirm = [
        Remedy(RemedyKey.CONFIRM_REGION, person_id=holder.person.person_id, person=holder.person.name)
        for holder, how in judged
        if how.standing == UNKNOWN_REGION
    ]
    renew = [
        Remedy(
            RemedyKey.RENEW,
            person_id=holder.person.person_id,
            person=holder.person.name,
            credential=how.via.removeprefix("inferred:"),
        )
        for holder, how in judged
        if how.standing == EXPIRED and how.via != "composite"
    ]
    add = Remedy(RemedyKey.ADD_HOLDER, credential=requirement.credentials[0], number=missing)
    return (*confirm, *renew, *_find_last_parts(case, requirement), add)


def _find_last_parts(case: Case, requirement: PeopleRequirement) -> Iterator[Remedy]:
    all_ways = [case.edition.ways[key] for key in requirement.credentials]
    for holder in case.holders:
        if holder.spell is None or (requirement.region_applies and holder.spell.region is not case.facts.region):
            continue
        for ways in all_ways:
            last = _find_last_part(case, holder, ways)
            if last is not None:
                person = holder.person
                key = RemedyKey.RENEW if last in holder.awards else RemedyKey.EARN_LAST
                yield Remedy(key, person_id=person.person_id, person=person.name, credential=last)
                break


def _find_last_part(case: Case, holder: Holder, ways: Ways) -> str | None:
    """The one part that a person lacks who holds all others and not the whole."""
    if len(ways.parts) < 2 or sum(map(holder.awards.keys().isdisjoint, ways.parts)) > 1:
        return None  # two parts or more were never earned: spares the look at most people
    whole = judge_ways(holder, ways, case.on)
    if whole is not None and whole.standing == COUNTS:
        return None
    missing = [part[0] for part in ways.parts if not _holds_part(case, holder, part)]
    return missing[0] if len(missing) == 1 else None


def _holds_part(case: Case, holder: Holder, part: Sequence[str]) -> bool:
    ways = Ways(part[0], tuple(part[1:]), (), frozenset(part))
    judged = judge_ways(holder, ways, case.on)
    return judged is not None and judged.standing == COUNTS
