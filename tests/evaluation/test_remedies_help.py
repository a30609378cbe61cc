"""Remedies, taken: they meet the row, and fewer of them would not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from channeladmin.evaluation.case import Depth
from channeladmin.evaluation.evaluate import evaluate
from channeladmin.evaluation.facts import AwardFact, EmploymentFact, Facts, PersonFact
from channeladmin.evaluation.finding import FindingKey
from channeladmin.evaluation.remedy import RemedyKey
from channeladmin.evaluation.verdict import RequirementVerdict
from channeladmin.program.edition import Edition
from channeladmin.program.requirement import CoverageRequirement, PeopleRequirement, Requirement, ShareRequirement
from channeladmin.program.requirement import walk as walk_parts
from channeladmin.program.vocabulary import OPEN, SELECT, TrackKey
from tests.evaluation.naive_programme import Programme
from tests.evaluation.random_editions import KINDS, people_editions, random_editions
from tests.evaluation.strategies import days, desks_of
from tests.evaluation.taking import SETTLES_ITSELF, name_edition, take_steps

APART = frozenset({"b", "p", "t", "t:x", "t:y"})
"""Credentials of which none stands for another, so that each that is covered is a step of its own."""


def allow_sharing(edition: Edition) -> Edition:
    """The same, but that everybody may fill several rows."""
    raw = edition.model_dump(by_alias=True)
    raw["rules"]["sharing"] = "allowed"

    def allow(rows: object) -> None:
        assert isinstance(rows, list | tuple)
        for row in rows:
            if row["kind"] == "people":
                row["sharing"] = None
            allow(row.get("of", ()))

    allow(raw["requirements"])
    return Edition.model_validate(raw)


def walk(row: RequirementVerdict) -> Iterator[RequirementVerdict]:
    yield row
    for part in row.parts:
        yield from walk(part)


def find_row(facts: Facts, edition: Edition, track: TrackKey, key: str, on: date) -> RequirementVerdict:
    verdict = evaluate(facts, edition, track, on, Depth.COUNTS)
    return next(row for row in verdict.requirements if row.key == key)


def can_be_taken(row: RequirementVerdict, requirement: Requirement, edition: Edition) -> bool:
    """Not what settles itself later, points (of which metric is free), quarters before it began, sums in each other."""
    if row.passes or any(finding.key in SETTLES_ITSELF for part in walk(row) for finding in part.findings):
        return False
    if any(step.key is RemedyKey.SCORE_POINTS for step in row.remedies):
        return False
    shares = [part for top in edition.requirements for part in walk_parts(top) if isinstance(part, ShareRequirement)]
    is_share = any(step.key is RemedyKey.SHARE_MISSING for step in row.remedies)
    if is_share and (row.parts or any(share.part.metric == share.whole.metric for share in shares)):
        return False
    if any(step.about is FindingKey.SHARE for step in row.remedies):
        return False
    covering = [part for part in walk_parts(requirement) if isinstance(part, CoverageRequirement)]
    if any(not APART.issuperset(part.credentials) for part in covering):
        return False
    return bool(row.remedies) and all(part.need for part in walk(row))


@given(st.data(), days)
def test_taking_the_steps_of_a_row_meets_it(data: st.DataObject, on: date) -> None:
    edition = allow_sharing(data.draw(random_editions([*KINDS, "amount", "coverage", "each_quarter"])))
    facts = data.draw(desks_of(edition))
    for track in (OPEN, SELECT):
        verdict = evaluate(facts, edition, track, on)
        for row, requirement in zip(verdict.requirements, edition.list_asked(track), strict=True):
            if not can_be_taken(row, requirement, edition):
                continue
            after = take_steps(facts, edition, requirement, row.remedies, on)
            assert find_row(after, edition, track, row.key, on).passes
            if row.parts:
                continue
            for place in range(len(row.remedies)):
                fewer = (*row.remedies[:place], *row.remedies[place + 1 :])
                assert not find_row(
                    take_steps(facts, edition, requirement, fewer, on), edition, track, row.key, on
                ).passes


@given(st.data(), days)
def test_a_people_row_takes_a_step_for_each_open_slot_and_newcomers_only_where_nobody_else_can(
    data: st.DataObject, on: date
) -> None:
    edition = allow_sharing(data.draw(people_editions(most=1)))
    facts = data.draw(desks_of(edition))
    verdict = evaluate(facts, edition, OPEN, on)
    row = next(each for top in verdict.requirements for each in walk(top) if not each.parts)
    requirement = edition.find_requirement(row.key)
    assert isinstance(requirement, PeopleRequirement)
    if row.passes:
        assert row.remedies == ()
        return
    people = [step for step in row.remedies if step.person_id is not None]
    more = [step for step in row.remedies if step.key is RemedyKey.ADD_HOLDER]
    assert len({step.person_id for step in people}) == len(people)
    numbers = {step.number for step in more}
    assert len(numbers) == (1 if more else 0)
    assert len(people) + sum(step or 0 for step in numbers) == row.missing
    able = [person for person in facts.people if can_be_brought(person, facts, edition, requirement, on)]
    assert len(people) == min(row.missing, len(able))
    assert {step.person_id for step in people} <= {person.person_id for person in able}


def can_be_brought(person: PersonFact, facts: Facts, edition: Edition, asked: PeopleRequirement, on: date) -> bool:
    """Whether somebody who does not count would, after one step of the kinds that name a person."""
    plain = Programme(edition, facts, on)
    if plain.counts(person, asked):
        return False
    here = person._replace(employments=(EmploymentFact(None, None, facts.region),))
    regions = plain.find_regions(person)
    if plain.counts(here, asked):  # only where they work is in the way
        return bool(regions) or any(spell.ends_on is not None and spell.ends_on < on for spell in person.employments)
    if not regions or (asked.region_applies and facts.region not in regions):
        return False
    ended = {
        award.credential
        for award in person.awards
        if award.earned_on <= on and (award.revoked_on is None or award.revoked_on > on)
    }
    renewed = {
        key
        for key in ended
        for own in asked.credentials
        if key == own or key in edition.get_ways(own).inferred or key.startswith(f"{own}:")
    }
    parts = {(own, part[0]) for own in asked.credentials for part in edition.get_ways(own).parts}
    asks_several = asked.courses == "both" and len(asked.credentials) > 1
    if asks_several:
        renewed |= {part for _, part in parts} | set(asked.credentials)

    def would_count(key: str, only: PeopleRequirement) -> bool:
        award = AwardFact(key, on, edition=name_edition(asked))
        return plain.counts(here._replace(awards=(*person.awards, award)), only)

    if any(would_count(key, asked) for key in renewed):
        return True
    alone = {"existing": (), "existing_earned_by": None}
    return not asks_several and any(
        would_count(part, asked.model_copy(update={**alone, "credentials": (own,)})) for own, part in parts
    )
