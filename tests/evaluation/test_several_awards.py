"""Of several awards of one person: which one speaks, in whatever order they are recorded."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from channeladmin.evaluation.counted import Reason
from channeladmin.evaluation.facts import AwardFact
from channeladmin.evaluation.remedy import RemedyKey
from channeladmin.evaluation.verdict import Cause, Outlook, RequirementVerdict, Status
from channeladmin.program.vocabulary import OPEN, Region
from tests.evaluation.build import ON, award, facts, person, row, spell
from tests.evaluation.random_editions import build_edition

MAY, JUNE, SOON, LATER = date(2022, 5, 31), date(2022, 6, 30), date(2022, 11, 30), date(2023, 5, 31)


def judge(*awards: AwardFact, leaves: date | None = SOON, credential: str = "p", **more: object) -> RequirementVerdict:
    """A row that asks the credential of Ann, who leaves; the same in both orders of her awards."""
    asked = {"key": "row", "kind": "people", "label": "R", "wording": "R", "need": {"open": 1}}
    edition = build_edition([asked | {"credentials": [credential]} | more], designations=[])
    found = [
        row(facts(person("Ann", *order, spells=[spell(ends=leaves)])), "row", track=OPEN, edition=edition)
        for order in (awards, awards[::-1])
    ]
    assert found[0] == found[1]
    return found[0]


@pytest.mark.parametrize("leaves", [SOON, None])
def test_of_two_that_last_as_long_the_one_that_was_earned_first(leaves: date | None) -> None:
    found = judge(award("p", JUNE), award("p", MAY), leaves=leaves)
    assert [(each.earned_on, each.until) for each in found.counted] == [(MAY, leaves)]
    assert found.findings == ()


def test_of_two_the_one_that_lasts_longer() -> None:
    found = judge(award("p", MAY, expires=date(2022, 10, 31)), award("p", JUNE))
    assert [(each.earned_on, each.until) for each in found.counted] == [(JUNE, SOON)]


@pytest.mark.parametrize(
    ("awards", "reason", "detail"),
    [
        ((award("p", revoked=MAY), award("p", revoked=JUNE)), Reason.REVOKED, JUNE),
        ((award("p", SOON), award("p", LATER)), Reason.NOT_YET_EARNED, SOON),
        ((award("p", expires=MAY), award("p", expires=JUNE)), Reason.EXPIRED, JUNE),
        ((award("p", revoked=JUNE), award("p", SOON)), Reason.REVOKED, JUNE),
    ],
)
def test_of_two_that_do_not_count_the_one_that_is_nearest(
    awards: tuple[AwardFact, ...], reason: Reason, detail: date
) -> None:
    assert [(each.reason, each.detail) for each in judge(*awards).not_counted] == [(reason, detail)]


def test_of_two_of_other_editions_either() -> None:
    found = judge(award("p", edition="2"), award("p", MAY, edition="3"), award_editions=["1"])
    assert [(each.reason, each.detail) for each in found.not_counted] == [(Reason.WRONG_EDITION, None)]


def test_all_parts_are_earned_with_the_last_of_them_also_where_somebody_leaves() -> None:
    found = judge(award("a", MAY), award("p", JUNE), credential="w")
    assert [(each.via, each.earned_on, each.until) for each in found.counted] == [("composite", JUNE, SOON)]


def test_who_leaves_and_whose_region_is_unknown_is_hoped_for_until_then() -> None:
    team = facts(person("Ann", "pse", spells=[spell(ends=SOON, region=None)]))
    found = row(team, "professional_services")
    assert found.status is Status.REVIEW
    assert found.outlook == Outlook(SOON, Cause.EMPLOYMENT, "Ann", Status.UNMET)


def test_a_second_spell_that_begins_during_an_open_one_speaks_from_then_on() -> None:
    spells = [spell(), spell(date(2022, 12, 1), region=Region.APAC)]
    found = row(facts(person("Ann", "pse", spells=spells)), "professional_services", on=ON)
    assert found.outlook == Outlook(SOON, Cause.EMPLOYMENT, "Ann", Status.UNMET, date(2023, 4, 30))


@pytest.mark.parametrize(
    ("credential", "awards", "day"),
    [
        ("a", (award("a", LATER), award("b", SOON)), SOON),
        ("a", (award("a", SOON), award("b", LATER)), SOON),
        ("w", (award("a", SOON), award("p", LATER)), LATER),
        ("w", (award("a", LATER), award("p", SOON)), LATER),
    ],
)
def test_what_is_yet_to_come_counts_from_the_sooner_of_two_ways_and_the_later_of_two_parts(
    credential: str, awards: tuple[AwardFact, ...], day: date
) -> None:
    [ann] = judge(*awards, leaves=None, credential=credential).not_counted
    assert (ann.reason, ann.detail) == (Reason.NOT_YET_EARNED, day)


def test_of_two_of_another_edition_that_which_lasts_longer_is_renewed() -> None:
    for longer, shorter in (("p", "b"), ("b", "p")):
        awards = (award(longer, MAY, expires=LATER), award(shorter, MAY, expires=SOON))
        found = judge(*awards, leaves=None, credentials=["p", "b"], award_editions=["x"])
        assert [(step.key, step.credential) for step in found.remedies] == [(RemedyKey.RENEW, longer)]


def test_of_two_courses_that_end_together_the_one_asked_first_is_named() -> None:
    found = judge(award("b", MAY, expires=SOON), award("p", MAY, expires=SOON), credentials=["p", "b"], courses="both")
    assert [each.via for each in found.counted] == ["p"]


def test_the_only_part_of_a_whole_may_be_held_by_either_of_two() -> None:
    known: list[dict[str, Any]] = [{"key": "a", "implied_by": ["b"]}, {"key": "b"}, {"key": "w", "composed_of": ["a"]}]
    labelled = [{"label": each["key"], **each} for each in known]
    asked = {"key": "row", "kind": "people", "label": "R", "wording": "R", "need": {"open": 1}, "credentials": ["w"]}
    edition = build_edition([asked], designations=[], credentials=labelled)
    for over, valid in (("a", "b"), ("b", "a")):
        ann = person("Ann", award(over, expires=MAY), award(valid, JUNE))
        (counted,) = row(facts(ann), "row", track=OPEN, edition=edition).counted
        assert (counted.via, counted.earned_on) == ("composite", JUNE)
