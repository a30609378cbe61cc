"""Who soon will not count any more; since when a track is met no more, and how long it may return."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from channeladmin.evaluation import lapse
from channeladmin.evaluation.counted import Counted
from channeladmin.evaluation.endings import Ending, ends_soon, list_endings
from channeladmin.evaluation.evaluate import Depth, evaluate
from channeladmin.evaluation.facts import (
    ActivityFact,
    BookingFact,
    EmploymentFact,
    Facts,
    MetricFact,
    PlanFact,
    StatusStep,
    WaiverFact,
)
from channeladmin.evaluation.lapse import Lapse, find_lapse
from channeladmin.evaluation.upcoming import list_turns
from channeladmin.evaluation.verdict import Status
from channeladmin.program.vocabulary import (
    OPEN,
    SELECT,
    ActivityKind,
    ActivityStatus,
    AgreementStatus,
    BookingKind,
    PlanStatus,
)
from tests.evaluation.build import EDITION, ON, award, facts, person, spell
from tests.evaluation.random_editions import build_edition, random_editions
from tests.evaluation.strategies import FIRST, days, desks_of
from tests.program.test_later_editions import LATEST

IN_90, IN_91 = ON + timedelta(days=90), ON + timedelta(days=91)


@pytest.mark.parametrize(
    ("until", "is_soon"),
    [(None, False), (ON, True), (IN_90, True), (IN_91, False), (date.max, False)],
)
def test_ninety_days_are_soon(until: date | None, is_soon: bool) -> None:
    assert ends_soon(Counted(1, "Ann", None, "pse", ON, until), ON) == is_soon


def test_endings_name_the_rows_that_lose_somebody_by_day_then_name() -> None:
    team = facts(
        person("Zoe", award("pse", expires=ON)),
        person("Bo", award("sa_core", expires=IN_90)),
        person("Ann", award("sales_core", expires=IN_90), award("pse", expires=IN_91)),
        person("Cy", "pse", spells=[spell(ends=date(2022, 12, 1))]),
        person("Di", "sales_core"),
    )
    endings = list_endings(evaluate(team, EDITION, SELECT, ON))
    assert [(each.until, each.person, each.via, each.rows) for each in endings] == [
        (ON, "Zoe", "pse", ("Solution architect verified", "Professional services certified")),
        (date(2022, 12, 1), "Cy", "pse", ("Solution architect verified", "Professional services certified")),
        (IN_90, "Ann", "sales_core", ("Sales verified",)),
        (IN_90, "Bo", "inferred:sa_core", ("Sales verified",)),
        (IN_90, "Bo", "sa_core", ("Solution architect verified",)),
    ]
    assert [each.person for each in list_endings(evaluate(team, EDITION, SELECT, ON), within_days=0)] == ["Zoe"]


def test_endings_look_into_what_a_row_is_made_of() -> None:
    found = facts(person("Ann", award("pse", expires=IN_90), key=5))
    endings = list_endings(evaluate(found, LATEST, SELECT, ON))
    assert (
        Ending(
            IN_90,
            "Ann",
            5,
            "pse",
            ("Professional services engineers", "Professional services engineers of the designation"),
        )
        in endings
    )


TEAM = (person("Ann", "sales_core"), person("Bo", award("sa_core", expires=date(2022, 6, 30))))


@pytest.mark.parametrize(
    ("found", "on", "lapse"),
    [
        pytest.param(facts(*TEAM), date(2022, 6, 30), None, id="still met"),
        pytest.param(facts(*TEAM), date(2022, 7, 1), Lapse(date(2022, 7, 1), date(2022, 10, 31)), id="its first day"),
        pytest.param(facts(*TEAM), ON, Lapse(date(2022, 7, 1), date(2022, 10, 31)), id="a while ago"),
        pytest.param(facts(person("Ann", "sales_core")), ON, None, id="never met"),
        pytest.param(facts(), ON, None, id="nothing at all"),
        pytest.param(facts(signed_on=None, status_steps=()), ON, None, id="not a fact"),
        pytest.param(
            facts(*TEAM, person("Cy", award("sa_core", date(2022, 8, 1), expires=date(2022, 8, 31)))),
            ON,
            Lapse(date(2022, 9, 1), date(2023, 1, 31)),
            id="the last time counts",
        ),
        pytest.param(
            facts(
                *TEAM,
                waivers=tuple(
                    WaiverFact(key, date(2022, 7, 1), date(2022, 9, 30), "x")
                    for key in ("solution_architect_verified", "sales_verified")
                ),
            ),
            ON,
            Lapse(date(2022, 10, 1), date(2023, 1, 31)),
            id="a waiver bridged it",
        ),
        pytest.param(
            facts(
                TEAM[0],
                TEAM[1]._replace(employments=(EmploymentFact(None, date(2022, 3, 31), TEAM[1].employments[0].region),)),
            ),
            ON,
            Lapse(date(2022, 4, 1), date(2022, 7, 31)),
            id="somebody left",
        ),
        pytest.param(
            facts(
                person("Ann", "sales_core"),
                person("Bo", "sa_core"),
                status_steps=(StatusStep(AgreementStatus.AUTHORIZED, None), StatusStep(AgreementStatus.ENDED, ON)),
            ),
            ON,
            Lapse(ON, date(2023, 1, 31)),
            id="today",
        ),
    ],
)
def test_since_when_it_is_met_no_more(found: Facts, on: date, lapse: Lapse | None) -> None:
    assert find_lapse(found, EDITION, OPEN, on) == lapse


def test_a_lapse_into_review_is_one_and_grace_may_not_be_shown() -> None:
    strict = EDITION.with_switches({"grace": "none"})
    spells = [spell(ends=date(2022, 6, 30)), spell(date(2022, 7, 1), region=None)]
    found = facts(person("Ann", "sales_core"), person("Bo", "sa_core", spells=spells))
    assert find_lapse(found, strict, OPEN, ON) == Lapse(date(2022, 7, 1), None)


def test_a_quarter_or_a_window_that_turns_is_a_turn() -> None:
    row = {"key": "row", "kind": "amount", "label": "R", "wording": "R", "need": {"open": 1}}
    edition = build_edition([row | {"basis": "reported", "metric": "deals", "months": 2}], designations=[])
    found = Facts(1, 1, "Acme", None, facts().region, metrics=(MetricFact("deals", date(2022, 6, 30), 100),))
    assert sorted(list_turns(found, edition, ON)) == [date(2022, 6, 30), date(2022, 8, 1), date(2022, 8, 30)]
    assert find_lapse(found, edition, OPEN, ON) == Lapse(date(2022, 8, 30), date(2023, 1, 31))
    assert list_turns(found, edition, date(2022, 6, 29)) == set()
    yearly = build_edition([row | {"basis": "reported", "metric": "deals"}], designations=[])
    assert find_lapse(found, yearly, OPEN, date(2023, 3, 1)) == Lapse(date(2023, 2, 1), date(2023, 7, 31))


@settings(max_examples=15)
@given(st.data(), days)
def test_a_lapse_is_the_last_day_on_which_it_fell(data: st.DataObject, on: date) -> None:
    edition = data.draw(random_editions(most=2))
    found = data.draw(desks_of(edition, max_people=2))
    lapse = find_lapse(found, edition, OPEN, on)

    def is_met(day: date) -> bool:
        return evaluate(found, edition, OPEN, day, Depth.COUNTS).status is Status.MET

    days_back = [on - timedelta(days=count) for count in range((on - FIRST).days + 2)]
    fell = next((day for day in days_back if not is_met(day) and is_met(day - timedelta(days=1))), None)
    expected = None if is_met(on) else fell
    assert (None if lapse is None else lapse.failing_since) == expected


def test_the_longest_look_back_over_quarters_lapses_in_its_quarter() -> None:
    """The only quarter inside the agreement leaves forty closed ones with the forty-first after it."""
    row = {"key": "row", "kind": "each_quarter", "label": "R", "wording": "R", "need": {"open": 1}, "quarters": 40}
    edition = build_edition([row | {"activity_kinds": ["webinar"]}], designations=[])
    held = ActivityFact(date(2000, 3, 1), ActivityKind.WEBINAR, ActivityStatus.COMPLETED)
    found = facts(signed_on=date(2000, 1, 31), ends_on=date(2000, 4, 30), activities=(held,))
    assert find_lapse(found, edition, OPEN, date(2010, 4, 30)) is None
    assert find_lapse(found, edition, OPEN, date(9999, 1, 1)) == Lapse(date(2010, 5, 1), date(2010, 10, 31))


def test_a_plan_of_a_year_long_after_its_approval_ends_with_its_year() -> None:
    plan = PlanFact(1, 2040, PlanStatus.APPROVED, date(2022, 1, 1), "Ann", date(2022, 1, 1), None, None, None)
    row = {"key": "row", "kind": "plan", "label": "R", "wording": "R", "need": {"open": 1}}
    edition = build_edition([row], designations=[])
    lapse = find_lapse(facts(plans=(plan,)), edition, OPEN, date(2050, 1, 1))
    assert lapse == Lapse(date(2040, 2, 1), date(2040, 7, 31))


def test_only_so_many_turns_are_looked_back_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """The third turn back is that of June: July's first day, then the quarter of August, then a booking's day."""
    found = facts(*TEAM, bookings=(BookingFact(ON, 1, BookingKind.NEW),))
    expected = Lapse(date(2022, 7, 1), date(2022, 10, 31))
    monkeypatch.setattr(lapse, "_MOST_JUDGED", 0)
    for most, answer in ((2, None), (3, expected)):
        monkeypatch.setattr(lapse, "_FEWEST_LOOKS", most)
        assert find_lapse(found, EDITION, OPEN, ON) == answer
