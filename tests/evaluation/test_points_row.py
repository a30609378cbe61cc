"""A score: caps, floors, parts of a unit, people and numbers; and until when it suffices."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from channeladmin.evaluation.evaluate import Depth, evaluate
from channeladmin.evaluation.facts import AwardFact, BookingFact, Facts, MetricFact, PersonFact
from channeladmin.evaluation.finding import Finding, FindingKey
from channeladmin.evaluation.remedy import Remedy, RemedyKey
from channeladmin.evaluation.verdict import Cause, Measure, Outlook, RequirementVerdict, Status
from channeladmin.program.vocabulary import OPEN, BookingKind, TrackKey
from tests.evaluation.build import EARNED, ON, award, facts, person, row, spell
from tests.evaluation.random_editions import build_edition
from tests.program.test_examples import load_example

CAPABILITY = load_example("microsoft-capability-score.toml")
PARTNER = TrackKey("solutions_partner")
JUNE = date(2022, 6, 1)


def report(metric: str, hundredths: int, on: date = JUNE) -> MetricFact:
    return MetricFact(metric, on, hundredths)


def score(intermediate: int, advanced: int, *numbers: MetricFact) -> RequirementVerdict:
    team = [
        PersonFact(place, f"P{place:02}", None, (spell(),), (AwardFact(key, EARNED),))
        for place, key in enumerate(["intermediate"] * intermediate + ["advanced"] * advanced)
    ]
    return row(facts(*team, metrics=numbers), "capability_score", track=PARTNER, edition=CAPABILITY)


ENOUGH = (report("net_customer_adds", 5_00), report("deployments", 6_00))


def test_seventy_points_with_nothing_in_one_metric_fail() -> None:
    """15 of customers, 20 of people, 15 of experts, 20 of deployments: 70, and none of usage."""
    found = score(20, 9, report("net_customer_adds", 5_00), report("deployments", 4_00))
    assert (found.status, found.measure, found.need, found.have) == (Status.UNMET, Measure.POINTS, 70_00, 70_00)
    assert found.missing == 1_00
    assert found.findings == (
        Finding(FindingKey.POINTS, text="Net customer adds", number=15_00, cents=15_00),
        Finding(FindingKey.POINTS, text="Intermediate certifications", number=20_00, cents=20_00),
        Finding(FindingKey.POINTS, text="Advanced certifications", number=15_00, cents=15_00),
        Finding(FindingKey.POINTS, text="Deployments", number=20_00, cents=30_00),
        Finding(FindingKey.POINTS, text="Usage growth", number=0, cents=20_00),
        Finding(FindingKey.POINTS_BELOW_FLOOR, text="Usage growth", number=1_00),
    )
    assert found.remedies == (Remedy(RemedyKey.SCORE_POINTS, number=1_00),)


def test_seventy_points_with_one_in_each_metric_pass() -> None:
    found = score(20, 9, report("net_customer_adds", 5_00), report("deployments", 3_00), report("usage_growth", 10_00))
    assert (found.status, found.have, found.missing, found.remedies) == (Status.MET, 70_00, 0, ())


@pytest.mark.parametrize(
    ("numbers", "people", "have"),
    [
        pytest.param((), (19, 0), 19_00, id="a person is a point"),
        pytest.param((), (21, 0), 20_00, id="at most the cap"),
        pytest.param((), (0, 7), 14_98, id="advanced are 2.14 each"),
        pytest.param((), (0, 8), 15_00, id="to fifteen"),
        pytest.param((report("net_customer_adds", 1_99),), (0, 0), 3_00, id="whole customers only"),
        pytest.param((report("usage_growth", 3_00),), (0, 0), 1_50, id="usage by parts of a unit"),
        pytest.param((report("usage_growth", 3),), (0, 0), 1, id="cut off at hundredths"),
        pytest.param((report("usage_growth", -3_00),), (0, 0), 0, id="less than nothing is nothing"),
        pytest.param((report("usage_growth", 3_00, date(2021, 10, 10)),), (0, 0), 0, id="a year and a day ago"),
        pytest.param((report("usage_growth", 3_00, date(2021, 10, 11)),), (0, 0), 1_50, id="a year ago"),
        pytest.param((report("usage_growth", 3_00, date(2022, 10, 11)),), (0, 0), 0, id="tomorrow"),
    ],
)
def test_what_gives_how_many_points(numbers: tuple[MetricFact, ...], people: tuple[int, int], have: int) -> None:
    assert score(*people, *numbers).have == have


def metric(key: str, **changes: Any) -> dict[str, Any]:  # noqa: ANN401  # as a file would give it
    return {"key": key, "label": key.title(), "points": 1, "cap": 5} | changes


TEAM = {"people": {"credentials": ["p"]}}
DEALS = {"quantity": {"basis": "reported", "metric": "deals", "months": 2}}
BOOKED = {"quantity": {"basis": "booked", "months": "fiscal_year"}}


def judge(found: Facts, need: float, *metrics: dict[str, Any], on: date = ON, **changes: Any) -> RequirementVerdict:  # noqa: ANN401  # as a file would give it
    asked = {"key": "score", "kind": "points", "label": "S", "wording": "S", "need": {"open": need}, "metrics": metrics}
    return row(found, "score", on=on, track=OPEN, edition=build_edition([asked], designations=[], **changes))


def test_people_of_unknown_region_make_it_a_review() -> None:
    team = facts(person("Ann", "p"), person("Bo", "p", spells=[spell(region=None)]))
    assert judge(team, 2, metric("team", **TEAM)).status is Status.REVIEW
    assert judge(team, 3, metric("team", **TEAM)).status is Status.UNMET
    assert judge(team, 2, metric("team", **TEAM), rules={"unknown_region": "unmet"}).status is Status.UNMET
    floor = metric("team", **TEAM, floor=2)
    assert judge(team, 1, floor).status is Status.REVIEW


def test_what_is_missing_is_the_score_or_what_the_floors_lack() -> None:
    found = facts(person("Ann", "p"), metrics=(report("deals", 4_00, ON),))
    both = (metric("team", **TEAM, floor=3), metric("deals", **DEALS, floor=5))
    assert (judge(found, 2, *both).missing, judge(found, 9, *both).missing) == (3_00, 4_00)


DAY = date(2022, 10, 31)


@pytest.mark.parametrize(
    ("found", "outlook"),
    [
        pytest.param(
            facts(person("Ann", award("p", expires=DAY)), metrics=(report("deals", 1_00, date(2022, 10, 1)),)),
            Outlook(DAY, Cause.AWARD, "Ann", Status.UNMET, date(2023, 4, 30)),
            id="an award ends",
        ),
        pytest.param(
            facts(person("Ann", "p"), metrics=(report("deals", 1_00, date(2022, 8, 31)),)),
            Outlook(date(2022, 10, 30), Cause.WINDOW, None, Status.UNMET, date(2023, 1, 31)),
            id="a number leaves the window",
        ),
        pytest.param(
            facts(person("Ann", "p"), metrics=(report("deals", 1_00, date(2022, 11, 5)),)),
            Outlook(date(2022, 11, 4), Cause.WINDOW, None, Status.MET),
            id="a number enters it",
        ),
        pytest.param(
            facts(
                person("Ann", award("p", date(2022, 10, 31))),
                metrics=(report("deals", 2_00, date(2022, 8, 31)),),
            ),
            Outlook(date(2022, 10, 30), Cause.WINDOW, None, Status.UNMET, date(2023, 1, 31)),
            id="not by the person who comes on the same day",
        ),
        pytest.param(
            facts(
                person("Ann", "p", spells=[spell(ends=date(2022, 10, 30))]),
                metrics=(report("deals", 1_00, date(2022, 8, 31)),),
            ),
            Outlook(date(2022, 10, 30), Cause.EMPLOYMENT, "Ann", Status.UNMET, date(2023, 1, 31)),
            id="somebody's date before the calendar's",
        ),
        pytest.param(facts(person("Ann", "p"), person("Bo", "p")), Outlook(), id="nothing ends it"),
    ],
)
def test_until_when_it_suffices(found: Facts, outlook: Outlook) -> None:
    assert judge(found, 2, metric("team", **TEAM), metric("deals", **DEALS)).outlook == outlook


def test_of_two_numbers_the_one_that_moved_names_the_cause() -> None:
    """On 1 February the fiscal year turns, and a deal of 1 December leaves the two months."""
    sale = BookingFact(date(2022, 10, 1), 3_00, BookingKind.NEW)
    metrics = (metric("deals", **DEALS), metric("sales", **BOOKED))
    year = judge(facts(bookings=(sale,)), 3, *metrics)
    assert year.outlook == Outlook(date(2023, 1, 31), Cause.PLAN_YEAR, None, Status.UNMET, date(2023, 7, 31))
    deal = facts(
        bookings=(sale._replace(closed_on=date(2023, 2, 1)),), metrics=(report("deals", 5_00, date(2022, 12, 1)),)
    )
    both = judge(deal, 5, *metrics, on=date(2022, 12, 1))
    assert both.outlook == Outlook(date(2023, 1, 31), Cause.WINDOW, None, Status.UNMET, date(2023, 7, 31))


def test_a_floor_that_is_reached_is_not_named() -> None:
    found = judge(facts(person("Ann", "p")), 5, metric("team", **TEAM, floor=1))
    assert [each.key for each in found.findings] == [FindingKey.POINTS]


def test_people_are_whole_and_nothing_is_nothing_where_parts_of_a_unit_count() -> None:
    found = judge(
        facts(person("Ann", "p")), 5, metric("team", **TEAM, is_partial=True), metric("d", **DEALS, is_partial=True)
    )
    assert found.have == 1_00


def test_without_a_look_ahead_there_is_no_outlook() -> None:
    asked = {"key": "score", "kind": "points", "label": "S", "wording": "S", "need": {"open": 1}}
    edition = build_edition([asked | {"metrics": [metric("team", **TEAM)]}], designations=[])
    found = facts(person("Ann", award("p", expires=DAY)))
    verdict = evaluate(found, edition, OPEN, ON, Depth.COUNTS)
    assert (verdict.requirements[0].status, verdict.requirements[0].outlook) == (Status.MET, Outlook())
