"""Requirements made of others: all of these, so many of these, a designation; and what they hand on."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from channeladmin.evaluation.change import Change
from channeladmin.evaluation.combining import walk_parts
from channeladmin.evaluation.evaluate import evaluate
from channeladmin.evaluation.facts import ActivityFact, Facts, PersonFact
from channeladmin.evaluation.remedy import Remedy, RemedyKey
from channeladmin.evaluation.verdict import Cause, Measure, Outlook, RequirementVerdict, Status
from channeladmin.program.vocabulary import OPEN, SELECT, ActivityKind, ActivityStatus
from tests.evaluation.build import ON, award, facts, person, row, spell
from tests.evaluation.random_editions import build_edition

MET, UNMET, REVIEW, WAIVED = Status.MET, Status.UNMET, Status.REVIEW, Status.WAIVED
SOON, LATER = date(2022, 11, 30), date(2023, 5, 31)


def hold(credential: str, need: int = 1) -> dict[str, Any]:
    return {
        "key": f"row_{credential}", "kind": "people", "label": credential, "wording": credential,
        "need": {"open": need}, "credentials": [credential],
    }  # fmt: skip


def whole(kind: str, *parts: dict[str, Any], key: str = "whole", need: int = 1) -> dict[str, Any]:
    return {"key": key, "kind": kind, "label": key, "wording": key, "need": {"open": need}, "of": [*parts]}


def judge(found: Facts, asked: dict[str, Any], on: date = ON) -> RequirementVerdict:
    return row(found, "whole", on=on, track=OPEN, edition=build_edition([asked], designations=[]))


def team(*credentials: str, unknown: str = "") -> Facts:
    nowhere = [person(f"N{key}", key, spells=[spell(region=None)]) for key in unknown]
    return facts(*(person(f"P{key}", key) for key in credentials), *nowhere)


TWO_OF_THREE = whole("any_of", hold("b"), hold("p"), hold("q"), need=2)


@pytest.mark.parametrize(
    ("found", "status", "have"),
    [
        pytest.param(team(), UNMET, 0, id="none"),
        pytest.param(team("p"), UNMET, 1, id="one"),
        pytest.param(team("b", "q"), MET, 2, id="two"),
        pytest.param(team("b", "p", "q"), MET, 3, id="three"),
        pytest.param(team("b", unknown="q"), REVIEW, 1, id="one and one in review"),
        pytest.param(team(unknown="pq"), REVIEW, 0, id="two in review"),
        pytest.param(team(unknown="q"), UNMET, 0, id="one in review"),
    ],
)
def test_two_of_three(found: Facts, status: Status, have: int) -> None:
    verdict = judge(found, TWO_OF_THREE)
    assert (verdict.status, verdict.measure, verdict.need, verdict.have) == (status, Measure.PARTS, 2, have)
    assert verdict.missing == max(0, 2 - have)
    assert [each.key for each in verdict.parts] == ["row_b", "row_p", "row_q"]


@pytest.mark.parametrize(
    ("found", "status"),
    [
        pytest.param(team("b"), UNMET, id="one"),
        pytest.param(team("b", "p"), MET, id="all"),
        pytest.param(team("b", unknown="p"), REVIEW, id="one in review"),
        pytest.param(team(unknown="p"), UNMET, id="one in review and one unmet"),
    ],
)
def test_all_of_two(found: Facts, status: Status) -> None:
    verdict = judge(found, whole("all_of", hold("b"), hold("p")))
    assert (verdict.status, verdict.measure, verdict.need) == (status, Measure.YES_NO, 1)
    assert (verdict.have, verdict.missing) == ((1, 0) if status is MET else (0, 1))


NESTED = whole("any_of", whole("all_of", hold("b"), hold("p"), key="both"), hold("q"))


def test_all_of_some_inside_any_of_others() -> None:
    assert judge(team("b"), NESTED).status is UNMET
    assert judge(team("b", "p"), NESTED).status is MET
    assert judge(team("q"), NESTED).status is MET
    assert [each.status for each in judge(team("b", "p"), NESTED).parts] == [MET, UNMET]


@pytest.mark.parametrize(
    ("found", "steps"),
    [
        pytest.param(team(), [("row_q", 1)], id="the part that takes one step"),
        pytest.param(team("b"), [("row_p", 1)], id="of as many, the part that comes first"),
    ],
)
def test_the_part_of_the_fewest_steps_is_named(found: Facts, steps: list[tuple[str, int]]) -> None:
    assert [(each.part, each.number) for each in judge(found, NESTED).remedies] == steps


def test_people_courses_and_activities_are_counted_for_what_they_are() -> None:
    many = whole("any_of", hold("b", need=3), whole("all_of", hold("p"), hold("q"), key="both"))
    assert [each.part for each in judge(team(), many).remedies] == ["row_p", "row_q"]
    held = {"key": "held", "kind": "each_quarter", "label": "H", "wording": "H", "need": {"open": 2}, "quarters": 1}
    held |= {"activity_kinds": ["webinar"]}
    either = whole("any_of", held, hold("b"))
    assert [each.key for each in judge(facts(), either).remedies] == [RemedyKey.ADD_HOLDER]
    once = ActivityFact(date(2022, 7, 1), ActivityKind.WEBINAR, ActivityStatus.COMPLETED)
    assert judge(facts(activities=(once,)), either).remedies == (
        Remedy(RemedyKey.HOLD_ACTIVITY, quarter="FY23-Q2", number=1, part="held"),
    )
    amount = {"key": "sum", "kind": "amount", "label": "S", "wording": "S", "need": {"open": 9}, "basis": "booked"}
    counted = amount | {"basis": "reported", "metric": "deals"}
    by_number = whole("any_of", hold("b", need=2), counted)
    assert [each.part for each in judge(facts(), by_number).remedies] == ["sum"]
    sums = whole("any_of", hold("b", need=2), amount)
    assert judge(facts(), sums).remedies == (Remedy(RemedyKey.AMOUNT_MISSING, cents=9_00, part="sum"),)


def test_a_part_for_which_there_is_nothing_to_do_is_named_last() -> None:
    quarter = {"key": "held", "kind": "each_quarter", "label": "H", "wording": "H", "need": {"open": 1}, "quarters": 4}
    quarter |= {"activity_kinds": ["webinar"]}
    asked = whole("any_of", quarter, hold("b"))
    began_today = facts(signed_on=ON)
    assert judge(began_today, asked).status is REVIEW
    assert [each.part for each in judge(began_today, asked).remedies] == ["row_b"]


# --------------------------------------------------------------------------------------------------- outlook


def ending(key: str, on: date = SOON) -> PersonFact:
    return person(f"P{key}", award(key, expires=on))


@pytest.mark.parametrize(
    ("people", "asked", "outlook"),
    [
        pytest.param(
            [person("Pb", "b"), ending("p")],
            whole("any_of", hold("b"), hold("p")),
            Outlook(),
            id="another part stands for it",
        ),
        pytest.param(
            [ending("b", SOON), ending("p", LATER)],
            whole("any_of", hold("b"), hold("p")),
            Outlook(LATER, Cause.AWARD, "Pp", UNMET, date(2023, 10, 31)),
            id="until the last of them",
        ),
        pytest.param(
            [ending("b", SOON), ending("p", LATER)],
            whole("all_of", hold("b"), hold("p")),
            Outlook(SOON, Cause.AWARD, "Pb", UNMET, date(2023, 4, 30)),
            id="until the first of all",
        ),
        pytest.param(
            [person("Pb", award("b", LATER)), person("Pp", award("p", SOON))],
            whole("all_of", hold("b"), hold("p")),
            Outlook(date(2023, 5, 30), Cause.AWARD, "Pb", MET),
            id="met with the last of all",
        ),
        pytest.param(
            [ending("b"), person("Pp", award("p", date(2022, 12, 1)))],
            whole("any_of", hold("b"), hold("p")),
            Outlook(),
            id="one takes the place of another",
        ),
    ],
)
def test_until_when_a_whole_stays_so(people: list[PersonFact], asked: dict[str, Any], outlook: Outlook) -> None:
    assert judge(facts(*people), asked).outlook == outlook


def test_a_part_that_falls_and_comes_back_counts_again() -> None:
    """Pb counts to November and again from January to June; Pp to May."""
    again, end = date(2023, 1, 1), date(2023, 6, 30)
    team = [person("Pb", award("b", expires=SOON), award("b", again, expires=end)), ending("p", LATER)]
    found = judge(facts(*team), whole("any_of", hold("b"), hold("p")))
    assert found.outlook == Outlook(end, Cause.AWARD, "Pb", UNMET, date(2023, 10, 31))


DAY = date(2022, 12, 1)


def turn(status: Status, cause: Cause = Cause.AWARD, whose: str | None = "A") -> list[Change]:
    return [Change(DAY, status, cause, whose)]


@pytest.mark.parametrize(
    ("now", "rows", "need", "change"),
    [
        pytest.param(
            [WAIVED, UNMET, UNMET],
            [turn(MET, whose="A"), turn(MET, whose="B"), []],
            2,
            Change(DAY, MET, Cause.AWARD, "B"),
            id="what passed already does not make it pass",
        ),
        pytest.param(
            [UNMET, REVIEW, UNMET],
            [turn(REVIEW, whose="A"), turn(MET, whose="B"), []],
            1,
            Change(DAY, MET, Cause.AWARD, "B"),
            id="what is only in review does not make it met",
        ),
        pytest.param(
            [MET, MET, UNMET],
            [turn(REVIEW, whose="A"), turn(UNMET, whose="B"), []],
            1,
            Change(DAY, REVIEW, Cause.AWARD, "A"),
            id="the first that passes no longer",
        ),
        pytest.param(
            [MET, REVIEW, UNMET],
            [turn(REVIEW, whose="A"), turn(UNMET, whose="B"), turn(REVIEW, whose="C")],
            2,
            None,
            id="two hope and no third",
        ),
        pytest.param(
            [MET, REVIEW, UNMET],
            [turn(REVIEW, whose="A"), turn(UNMET, whose="B"), []],
            2,
            Change(DAY, UNMET, Cause.AWARD, "B"),
            id="the one that no longer hopes",
        ),
        pytest.param(
            [REVIEW, MET, UNMET],
            [turn(UNMET, whose="A"), turn(REVIEW, whose="B"), []],
            1,
            Change(DAY, REVIEW, Cause.AWARD, "B"),
            id="what did not pass before does not end it",
        ),
        pytest.param(
            [UNMET, UNMET],
            [turn(MET, Cause.QUARTER, None), turn(MET, Cause.WAIVER, "M")],
            None,
            Change(DAY, MET, Cause.WAIVER, "M"),
            id="a manager before the calendar",
        ),
        pytest.param(
            [UNMET, UNMET, MET],
            [turn(MET, Cause.WINDOW, None), turn(MET, Cause.WAIVER, "M"), turn(UNMET, whose="C")],
            2,
            Change(DAY, MET, Cause.WAIVER, "M"),
            id="somebody's date before the calendar's",
        ),
        pytest.param(
            [REVIEW, UNMET],
            [turn(MET, whose="A"), turn(MET, whose="B")],
            None,
            Change(DAY, MET, Cause.AWARD, "B"),
            id="where all are needed, the one that held it down",
        ),
        pytest.param(
            [REVIEW, UNMET],
            [turn(MET, whose="A"), turn(MET, whose="B")],
            2,
            Change(DAY, MET, Cause.AWARD, "B"),
            id="and where so many are needed as there are",
        ),
        pytest.param(
            [MET, MET],
            [turn(REVIEW, whose="A"), turn(UNMET, whose="B")],
            None,
            Change(DAY, UNMET, Cause.AWARD, "B"),
            id="the one that falls as low",
        ),
    ],
)
def test_who_is_named_where_several_change_on_one_day(
    now: list[Status], rows: list[list[Change]], need: int | None, change: Change | None
) -> None:
    assert next(walk_parts(now, rows, need), None) == change


def test_a_part_that_asks_nothing_of_the_track_is_no_part_there() -> None:
    parts = [hold("b") | {"need": {"open": 1, "select": 2}}, hold("p")]
    asked = whole("all_of", *parts) | {"need": {"open": 1, "select": 1}}
    edition = build_edition([asked], designations=[])
    opened, select = (evaluate(team("b"), edition, track, ON) for track in (OPEN, SELECT))
    assert [[each.key for each in verdict.requirements[0].parts] for verdict in (opened, select)] == [
        ["row_b", "row_p"],
        ["row_b"],
    ]
    assert [each.need for each in select.requirements[0].parts] == [2]
