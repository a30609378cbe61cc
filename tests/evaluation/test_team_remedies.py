"""The fewest awards that meet all people rows of a track together, against every smaller set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations_with_replacement

from hypothesis import given, settings
from hypothesis import strategies as st

from channeladmin.evaluation.evaluate import evaluate
from channeladmin.evaluation.facts import AwardFact, EmploymentFact, Facts, PersonFact
from channeladmin.evaluation.remedy import Remedy, RemedyKey
from channeladmin.evaluation.verdict import Status
from channeladmin.program.edition import Edition
from channeladmin.program.requirement import PeopleRequirement, walk
from channeladmin.program.vocabulary import OPEN, SELECT
from tests.evaluation.build import EDITION, ON, award, facts, person, spell
from tests.evaluation.naive_programme import Programme
from tests.evaluation.random_editions import build_edition, people_editions
from tests.evaluation.strategies import days, desks_of
from tests.evaluation.test_properties import shuffle

Earned = tuple[int, str, str | None]
"""Who, what, and of which edition."""
_FIRST_NEWCOMER = 1000


def list_editions(edition: Edition, credential: str) -> list[str | None]:
    """Those of which a new award may be worth something else."""
    rows = [part for row in edition.requirements for part in walk(row) if isinstance(part, PeopleRequirement)]
    family = credential.partition(":")[0]
    asking = [row for row in rows if {credential, family} & {*row.credentials}]
    return [None, *sorted({each for row in asking for each in row.award_editions})]


def earn(found: Facts, earned: Sequence[Earned], on: date) -> Facts:
    """The desk after these awards; whoever is not there joins."""
    people = {person.person_id: person for person in found.people}
    for who, credential, edition in earned:
        spells = (EmploymentFact(None, None, found.region),)
        known = people.setdefault(who, PersonFact(who, "New", None, spells, ()))
        people[who] = known._replace(awards=(*known.awards, AwardFact(credential, on, edition=edition)))
    return replace(found, people=tuple(people.values()))


def is_closed(found: Facts, edition: Edition, on: date) -> bool:
    """By the plain evaluation."""
    return Programme(edition, found, on).judge_track(OPEN)[0] is Status.MET


def list_ways(found: Facts, edition: Edition, remedies: Sequence[Remedy]) -> Iterator[list[Earned]]:
    """The remedies as awards, of every edition that each may be of."""
    ways: list[list[Earned]] = [[]]
    for step in remedies:
        assert step.credential is not None
        who = step.person_id if step.person_id is not None else _FIRST_NEWCOMER + (step.number or 0)
        ways = [
            [*way, (who, step.credential, each)] for way in ways for each in list_editions(edition, step.credential)
        ]
    yield from ways


def list_everything(found: Facts, edition: Edition, newcomers: int) -> list[Earned]:
    """Every award that anybody could earn."""
    people = [person.person_id for person in found.people] + [_FIRST_NEWCOMER + 1 + new for new in range(newcomers)]
    keys = [credential.key for credential in edition.credentials]
    return [(who, key, each) for who in people for key in keys for each in list_editions(edition, key)]


@settings(max_examples=60)
@given(st.data(), days)
def test_they_close_all_people_rows_and_no_smaller_set_does(data: st.DataObject, on: date) -> None:
    edition = data.draw(people_editions())
    found = replace(data.draw(desks_of(edition, max_people=2)), waivers=())
    remedies = evaluate(found, edition, OPEN, on).remedies
    assert any(is_closed(earn(found, way, on), edition, on) for way in list_ways(found, edition, remedies))
    newcomers = {step.number for step in remedies if step.person_id is None}
    everything = list_everything(found, edition, min(2, len(remedies)))
    for size in range(len(remedies)):
        if len(everything) ** size > 6_000:
            return
        for earned in combinations_with_replacement(everything, size):
            assert not is_closed(earn(found, earned, on), edition, on), (remedies, earned)
    if newcomers and len(everything) ** len(remedies) <= 6_000:
        fewer = [each for each in everything if each[0] < _FIRST_NEWCOMER + len(newcomers)]
        for earned in combinations_with_replacement(fewer, len(remedies)):
            assert not is_closed(earn(found, earned, on), edition, on), (remedies, earned)


@given(st.data(), days, st.integers())
def test_they_do_not_depend_on_the_order_of_records(data: st.DataObject, on: date, seed: int) -> None:
    edition = data.draw(people_editions())
    found = data.draw(desks_of(edition))
    assert evaluate(shuffle(found, seed), edition, OPEN, on).remedies == evaluate(found, edition, OPEN, on).remedies


def show(remedies: Sequence[Remedy]) -> list[tuple[RemedyKey, str | int | None, str | None]]:
    return [(each.key, each.person or each.number, each.credential) for each in remedies]
