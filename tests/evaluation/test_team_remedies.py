"""The fewest awards that meet all people rows of a track together, against every smaller set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations_with_replacement

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from channeladmin.evaluation import team_remedies
from channeladmin.evaluation.evaluate import evaluate
from channeladmin.evaluation.facts import AwardFact, EmploymentFact, Facts, PersonFact
from channeladmin.evaluation.remedy import Remedy, RemedyKey
from channeladmin.evaluation.verdict import Status
from channeladmin.program.edition import Edition
from channeladmin.program.requirement import PeopleRequirement, walk
from channeladmin.program.vocabulary import OPEN, SELECT
from tests.evaluation.build import EDITION, ON, award, facts, person, spell
from tests.evaluation.naive_programme import Programme
from tests.evaluation.random_editions import Raw, build_edition, people_editions
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
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(team_remedies, "_MOST_STEPS", 10**9)  # however long it takes
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


OPEN_TEAM = (person("Ann", "sales_core"), person("Bo", "sales_core"), person("Cy", "sa_core"))


def test_nothing_is_named_where_all_people_rows_are_met() -> None:
    assert evaluate(facts(*OPEN_TEAM), EDITION, OPEN, ON).remedies == ()
    strict = EDITION.with_switches({"sharing": "forbidden"})
    assert evaluate(facts(*OPEN_TEAM), strict, OPEN, ON).remedies == ()


def test_one_engineer_serves_two_rows() -> None:
    sellers = [person(name, "sales_professional") for name in ("Ann", "Bo", "Cy", "Di")]
    team = facts(*sellers, person("Ed", "sa_core"))
    assert show(evaluate(team, EDITION, SELECT, ON).remedies) == [(RemedyKey.EARN, "Ann", "pse")]
    strict = EDITION.with_switches({"sharing": "forbidden"})
    apart = evaluate(facts(*sellers, person("Ed", "sa_core"), person("Flo")), strict, SELECT, ON).remedies
    assert len(apart) == 3


def test_of_as_many_awards_those_of_people_who_are_there_and_then_last_parts_and_renewals() -> None:
    parts = [key for (key, *_) in EDITION.ways["pse"].parts]
    sellers = [person(name, "sales_professional") for name in ("Ann", "Bo", "Cy", "Di")]
    architects = [person("Ed", "sa_core"), person("Flo", "sa_core")]
    last = person("Zoe", *parts[:5])
    team = facts(*sellers, *architects, last)
    assert show(evaluate(team, EDITION, SELECT, ON).remedies) == [(RemedyKey.EARN, "Zoe", parts[5])]
    lapsed = person("Yu", award("pse", expires=date(2022, 6, 30)))
    assert show(evaluate(facts(*sellers, *architects, lapsed), EDITION, SELECT, ON).remedies) == [
        (RemedyKey.RENEW, "Yu", "pse")
    ]


def test_newcomers_are_told_apart_by_number() -> None:
    assert show(evaluate(facts(), EDITION, OPEN, ON).remedies) == [
        (RemedyKey.EARN, 1, "sales_core"),
        (RemedyKey.EARN, 2, "sa_core"),
    ]
    away = person("Ann", "sales_core", spells=[spell(region=None)])
    assert [each.person for each in evaluate(facts(away), EDITION, OPEN, ON).remedies] == [None, None]


def ask(*rows: tuple[list[str], int], **changes: object) -> Edition:
    asked = [
        {
            "key": f"row{place}",
            "kind": "people",
            "label": "R",
            "wording": "R",
            "need": {"open": need},
            "credentials": keys,
        }
        | changes
        for place, (keys, need) in enumerate(rows)
    ]
    return build_edition(asked, designations=[])


def test_a_part_that_serves_two_wholes_is_earned_once() -> None:
    """`q` is a part of `v` and implies `u`: with `p` and `r` held, one award closes both rows."""
    found = facts(person("Ann", "p", "r"))
    assert show(evaluate(found, ask((["v"], 1), (["u"], 1)), OPEN, ON).remedies) == [(RemedyKey.EARN, "Ann", "q")]


def test_what_existed_is_earned_where_it_counts_whenever_it_was_earned() -> None:
    """`q` is asked as what existed, and implies `u`."""
    rows = ask((["b"], 1), (["u"], 1)).model_dump(by_alias=True)["requirements"]

    def judge(reading: str, earned_by: date) -> list[tuple[RemedyKey, str | int | None, str | None]]:
        more = {"existing": ["q"], "existing_earned_by": earned_by, "existing_reading": reading}
        edition = build_edition([rows[0] | more, rows[1]], designations=[])
        return show(evaluate(facts(person("Ann")), edition, OPEN, ON).remedies)

    yesterday = date(2022, 10, 9)
    assert judge("whenever_earned", yesterday) == [(RemedyKey.EARN, "Ann", "q")]
    assert judge("earned_by_then", ON) == [(RemedyKey.EARN, "Ann", "q")]
    assert judge("earned_by_then", yesterday) == [(RemedyKey.EARN, "Ann", "b"), (RemedyKey.EARN, "Ann", "u")]


def test_rows_that_ask_one_credential_of_other_editions_take_an_award_each() -> None:
    rows = ask((["b"], 1), (["b"], 1)).model_dump(by_alias=True)["requirements"]
    for one, other, number in ((["1"], ["2"], 2), (["1", "2"], ["2", "3"], 1), ([], ["2"], 1), (["2"], [], 1)):
        edition = build_edition(
            [rows[0] | {"award_editions": one}, rows[1] | {"award_editions": other}], designations=[]
        )
        remedies = evaluate(facts(person("Ann")), edition, OPEN, ON).remedies
        assert show(remedies) == [(RemedyKey.EARN, "Ann", "b")] * number
    noted = facts(person("Ann", award("b", edition="1")))
    edition = build_edition([rows[0] | {"award_editions": ["1"]}, rows[1] | {"award_editions": ["2"]}], designations=[])
    assert show(evaluate(noted, edition, OPEN, ON).remedies) == [(RemedyKey.RENEW, "Ann", "b")]


def test_people_who_are_alike_but_for_the_edition_of_an_award_are_told_apart() -> None:
    edition = ask((["b", "p"], 1), courses="both", award_editions=["1"])
    team = facts(person("Ann", award("b", edition="2")), person("Bo", award("b", edition="1")))
    assert show(evaluate(team, edition, OPEN, ON).remedies) == [(RemedyKey.EARN, "Bo", "p")]


def test_rows_inside_all_of_others_count_and_alternatives_do_not() -> None:
    leaf = ask((["b"], 1), (["p"], 1)).model_dump(by_alias=True)["requirements"]
    whole = {"key": "whole", "label": "W", "wording": "W", "need": {"open": 1}, "of": list(leaf)}
    both = build_edition([whole | {"kind": "all_of"}], designations=[])
    assert len(evaluate(facts(), both, OPEN, ON).remedies) == 2
    either = build_edition([whole | {"kind": "any_of"}], designations=[])
    assert evaluate(facts(), either, OPEN, ON).remedies == ()
    select = build_edition(
        [
            whole
            | {
                "kind": "all_of",
                "need": {"open": 1, "select": 1},
                "of": [leaf[0] | {"need": {"open": 1, "select": 1}}, leaf[1]],
            }
        ],
        designations=[],
    )
    assert [each.credential for each in evaluate(facts(), select, SELECT, ON).remedies] == ["b"]


def test_an_award_of_another_edition_is_earned_again_also_where_one_without_a_note_would_count() -> None:
    edition = ask((["b"], 1), award_editions=["1"], unnoted_edition="counts")
    team = facts(person("Ann", award("b", edition="2")))
    assert show(evaluate(team, edition, OPEN, ON).remedies) == [(RemedyKey.RENEW, "Ann", "b")]


def test_who_works_elsewhere_may_fill_the_rows_that_ask_no_region() -> None:
    rows = ask((["b"], 1), (["p"], 2)).model_dump(by_alias=True)["requirements"]
    edition = build_edition([rows[0], rows[1] | {"region_applies": False}], designations=[])
    team = facts(person("Ann", "b", "p"), person("Bo", spells=[spell(region=None)]))
    assert show(evaluate(team, edition, OPEN, ON).remedies) == [(RemedyKey.EARN, "Bo", "p")]


def test_one_newcomer_is_better_than_two() -> None:
    both = ask((["b"], 1), (["p"], 1))
    assert show(evaluate(facts(), both, OPEN, ON).remedies) == [(RemedyKey.EARN, 1, "b"), (RemedyKey.EARN, 1, "p")]


def test_who_has_left_earns_nothing_and_hides_nobody() -> None:
    team = facts(person("Abe", spells=[spell(ends=date(2022, 6, 30))]), person("Bo", key=5))
    (step,) = evaluate(team, ask((["b"], 1)), OPEN, ON).remedies
    assert (step.person, step.person_id) == ("Bo", 5)


def test_a_row_after_one_that_asks_nothing_of_the_track_is_closed_too() -> None:
    leaf = ask((["b"], 1), (["p"], 1)).model_dump(by_alias=True)["requirements"]
    parts = [leaf[0], leaf[1] | {"need": {"open": 1, "select": 1}}]
    whole = {"key": "whole", "kind": "all_of", "label": "W", "wording": "W", "need": {"open": 1, "select": 1}}
    edition = build_edition([whole | {"of": parts}], designations=[])
    assert [each.credential for each in evaluate(facts(), edition, SELECT, ON).remedies] == ["p"]


def test_nothing_is_named_where_the_search_would_take_long() -> None:
    one = evaluate(facts(), ask((["b"], 60)), OPEN, ON)
    assert [each.number for each in one.remedies] == list(range(1, 61))
    both = evaluate(facts(), ask((["b"], 60), (["p"], 60)), OPEN, ON)
    assert both.remedies == ()
    assert [row.remedies[0].number for row in both.requirements] == [60, 60]


def test_who_is_there_goes_before_somebody_new_even_if_theirs_is_a_last_part() -> None:
    """Bo lacks one part of v. Still both earn a, rather than that and a newcomer who earns a."""
    asked: Raw = {"kind": "people", "label": "R", "wording": "R", "need": {"open": 1}}
    rows: list[Raw] = [
        {"key": "certified", "credentials": ["a"], "award_editions": ["1"], **asked},
        {"key": "own", "credentials": ["a"], "sharing": "forbidden", **asked},
        {"key": "any_region", "credentials": ["a", "v"], "sharing": "forbidden", "region_applies": False, **asked},
    ]
    edition = build_edition(rows, designations=[])
    team = facts(person("Ann", "t:x", spells=[spell(region=None)]), person("Bo", "p", "q"))
    found = evaluate(team, edition, OPEN, ON).remedies
    assert [(step.person, step.credential) for step in found] == [("Ann", "a"), ("Bo", "a")]


def test_a_course_that_a_row_asks_by_its_family_is_earned_in_the_edition_of_that_row() -> None:
    """One award, of the edition that the first row asks, serves both."""
    asked: Raw = {"kind": "people", "label": "R", "wording": "R", "need": {"open": 1}}
    rows: list[Raw] = [
        {"key": "any_course", "credentials": ["a", "t"], "award_editions": ["1"], **asked},
        {"key": "this_course", "credentials": ["p", "t:x"], **asked},
    ]
    found = evaluate(facts(person("Ann", "q")), build_edition(rows, designations=[]), OPEN, ON).remedies
    assert show(found) == [(RemedyKey.EARN, "Ann", "t:x")]
