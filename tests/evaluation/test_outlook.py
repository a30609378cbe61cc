"""Until when a row and a track stay as they are: whose date it is, and what it becomes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from channeladmin.evaluation.case import Case
from channeladmin.evaluation.change import Change, walk_days
from channeladmin.evaluation.combining import combine, walk_parts
from channeladmin.evaluation.evaluate import evaluate, next_change_on
from channeladmin.evaluation.facts import (
    ActivityFact,
    AttestationFact,
    BookingFact,
    Facts,
    MetricFact,
    PersonFact,
    PlanFact,
    StatusStep,
    TrackStep,
    WaiverFact,
)
from channeladmin.evaluation.quarters_row import judge_quarters
from channeladmin.evaluation.rulebook import get_rulebook
from channeladmin.evaluation.verdict import Cause, Outlook, Status
from channeladmin.program.requirement import EachQuarterRequirement
from channeladmin.program.vocabulary import (
    OPEN,
    SELECT,
    ActivityKind,
    ActivityStatus,
    AgreementStatus,
    BookingKind,
    PlanStatus,
    PracticeKind,
    Region,
)
from tests.evaluation.build import AUTHORIZED, EDITION, ON, award, facts, person, row, spell
from tests.evaluation.random_editions import build_edition

TODAY_ENDS, SOON, LATER = ON, date(2022, 11, 30), date(2023, 5, 31)
GRACE_SOON = date(2023, 4, 30)
MET, UNMET, REVIEW = Status.MET, Status.UNMET, Status.REVIEW


@pytest.mark.parametrize(
    ("team", "outlook"),
    [
        pytest.param(
            [person("Ann", "sales_core"), person("Bo", award("sales_core", expires=SOON))],
            Outlook(SOON, Cause.AWARD, "Bo", UNMET, GRACE_SOON),
            id="an award ends",
        ),
        pytest.param(
            [person("Ann", "sales_core"), person("Bo", award("sales_core", revoked=SOON))],
            Outlook(date(2022, 11, 29), Cause.AWARD, "Bo", UNMET, GRACE_SOON),
            id="an award is revoked",
        ),
        pytest.param(
            [person("Ann", "sales_core", spells=[spell(ends=ON)]), person("Bo", "sales_core")],
            Outlook(ON, Cause.EMPLOYMENT, "Ann", UNMET, date(2023, 1, 31)),
            id="an employment ends today",
        ),
        pytest.param(
            [person("Ann", award("sales_core", expires=SOON), spells=[spell(ends=SOON)]), person("Bo", "sales_core")],
            Outlook(SOON, Cause.EMPLOYMENT, "Ann", UNMET, GRACE_SOON),
            id="the employment speaks where both end",
        ),
        pytest.param(
            [
                person("Ann", "sales_core", spells=[spell(ends=SOON), spell(date(2022, 12, 1))]),
                person("Bo", "sales_core"),
            ],
            Outlook(),
            id="the next spell follows at once",
        ),
        pytest.param(
            [
                person("Ann", "sales_core", spells=[spell(ends=SOON), spell(date(2022, 12, 1), region=Region.APAC)]),
                person("Bo", "sales_core"),
            ],
            Outlook(SOON, Cause.EMPLOYMENT, "Ann", UNMET, GRACE_SOON),
            id="moves to another region",
        ),
        pytest.param(
            [
                person("Ann", "sales_core", spells=[spell(ends=SOON), spell(date(2022, 12, 1), region=None)]),
                person("Bo", "sales_core"),
            ],
            Outlook(SOON, Cause.EMPLOYMENT, "Ann", REVIEW),
            id="moves to an unknown region",
        ),
        pytest.param(
            [person("Ann", award("sales_core", expires=SOON), award("sa_core")), person("Bo", "sales_core")],
            Outlook(),
            id="another award takes over",
        ),
        pytest.param(
            [
                person("Ann", award("sales_core", expires=SOON), award("sales_core", SOON, expires=LATER)),
                person("Bo", "sales_core"),
            ],
            Outlook(LATER, Cause.AWARD, "Ann", UNMET, date(2023, 10, 31)),
            id="a recertification to come takes over",
        ),
        pytest.param(
            [
                person("Ann", award("sales_core", expires=SOON)),
                person("Bo", award("sales_core", expires=LATER)),
                person("Cy", "sales_core"),
            ],
            Outlook(LATER, Cause.AWARD, "Bo", UNMET, date(2023, 10, 31)),
            id="the one too many may go",
        ),
        pytest.param(
            [
                person("Cy", award("sales_core", expires=SOON)),
                person("Bo", award("sales_core", expires=SOON)),
                person("Ann", award("sales_core", date(2022, 12, 1))),
            ],
            Outlook(SOON, Cause.AWARD, "Bo", UNMET, GRACE_SOON),
            id="of one day the first by name that falls",
        ),
        pytest.param(
            [person("Ann", "sales_core"), person("Bo", award("sales_core", SOON))],
            Outlook(date(2022, 11, 29), Cause.AWARD, "Bo", MET),
            id="an award to come",
        ),
        pytest.param(
            [person("Ann", "sales_core"), person("Bo", "sales_core", spells=[spell(SOON)])],
            Outlook(date(2022, 11, 29), Cause.EMPLOYMENT, "Bo", MET),
            id="an employment to come",
        ),
        pytest.param(
            [person("Ann", "sales_core"), person("Bo", "sales_core", spells=[spell(SOON, region=None)])],
            Outlook(date(2022, 11, 29), Cause.EMPLOYMENT, "Bo", REVIEW),
            id="somebody of unknown region to come",
        ),
        pytest.param([person("Bo", award("sales_core", SOON))], Outlook(), id="too few even with those who come"),
    ],
)
def test_people_rows(team: list[PersonFact], outlook: Outlook) -> None:
    assert row(facts(*team), "sales_verified", track=OPEN).outlook == outlook


def test_who_comes_may_lift_a_row_to_review_with_those_of_unknown_region() -> None:
    team = [person(name, "sales_core") for name in ("Ann", "Bo")]
    nowhere = person("Cy", "sales_core", spells=[spell(region=None)])
    found = row(facts(*team, nowhere, person("Di", award("sales_core", SOON))), "sales_verified")
    assert found.status is UNMET
    assert found.outlook == Outlook(date(2022, 11, 29), Cause.AWARD, "Di", REVIEW)


def test_grace_is_a_switch() -> None:
    found = facts(person("Ann", award("sales_core", expires=SOON)), person("Bo", "sales_core"))
    harsh = EDITION.with_switches({"grace": "none"})
    assert row(found, "sales_verified", track=OPEN, edition=harsh).outlook.grace_until is None


OPEN_TEAM = (person("Ann", "sales_core"), person("Bo", award("sa_core", expires=SOON)))


@pytest.mark.parametrize(
    ("found", "outlook"),
    [
        pytest.param(
            facts(*OPEN_TEAM), Outlook(SOON, Cause.AWARD, "Bo", UNMET, GRACE_SOON), id="met until the first row falls"
        ),
        pytest.param(
            facts(*OPEN_TEAM, ends_on=SOON),
            Outlook(SOON, Cause.AGREEMENT, None, UNMET, GRACE_SOON),
            id="of one day the first row",
        ),
        pytest.param(facts(*OPEN_TEAM, status_steps=()), Outlook(), id="a row that stays unmet keeps the track unmet"),
        pytest.param(
            facts(
                person("Ann", "sales_core"),
                person("Bo", award("sa_core", LATER)),
                status_steps=(StatusStep(AgreementStatus.AUTHORIZED, SOON),),
            ),
            Outlook(date(2023, 5, 30), Cause.AWARD, "Bo", MET),
            id="unmet until the last row rises",
        ),
        pytest.param(
            facts(
                person("Ann", "sales_core"),
                person("Bo", "sa_core", spells=[spell(SOON, region=None)]),
                person("Cy", "sa_core", spells=[spell(SOON, region=None)]),
            ),
            Outlook(date(2022, 11, 29), Cause.EMPLOYMENT, "Bo", REVIEW),
            id="unmet until it is for review",
        ),
    ],
)
def test_tracks(found: Facts, outlook: Outlook) -> None:
    assert evaluate(found, EDITION, OPEN, ON).outlook == outlook


DAY, NEXT = date(2022, 11, 1), date(2022, 12, 1)


@pytest.mark.parametrize(
    ("now", "rows", "first"),
    [
        pytest.param([MET], [[]], None, id="nothing changes"),
        pytest.param(
            [MET, MET],
            [[Change(DAY, UNMET, Cause.QUARTER)], [Change(DAY, UNMET, Cause.AWARD, "Ann")]],
            Change(DAY, UNMET, Cause.AWARD, "Ann"),
            id="a person speaks before the calendar",
        ),
        pytest.param(
            [MET, MET],
            [[Change(DAY, REVIEW, Cause.AWARD, "Ann")], [Change(DAY, UNMET, Cause.QUARTER)]],
            Change(DAY, UNMET, Cause.QUARTER),
            id="the row that falls as low as the verdict",
        ),
        pytest.param(
            [UNMET, REVIEW],
            [[Change(DAY, MET, Cause.PLAN_YEAR)], []],
            Change(DAY, REVIEW, Cause.PLAN_YEAR),
            id="the row that no longer holds it down",
        ),
        pytest.param(
            [UNMET, MET],
            [
                [Change(DAY, MET, Cause.AGREEMENT), Change(NEXT, UNMET, Cause.AGREEMENT)],
                [Change(DAY, UNMET, Cause.QUARTER)],
            ],
            None,
            id="one rises as another falls",
        ),
        pytest.param(
            [UNMET, UNMET],
            [[Change(DAY, MET, Cause.AGREEMENT)], [Change(NEXT, REVIEW, Cause.AWARD, "Ann")]],
            Change(NEXT, REVIEW, Cause.AWARD, "Ann"),
            id="the last one to rise",
        ),
    ],
)
def test_the_first_change_of_several_rows(now: list[Status], rows: list[list[Change]], first: Change | None) -> None:
    assert next(walk_parts(now, rows), None) == first


def test_the_verdict_over_no_rows_is_met() -> None:
    assert combine([]) is MET


PLAN = PlanFact(1, 2023, PlanStatus.DRAFT, None, None, None, None, None, None)
BARE = facts(signed_on=None, status_steps=AUTHORIZED)
OCTOBER = date(2022, 10, 20)


@pytest.mark.parametrize(
    ("changes", "day"),
    [
        pytest.param({}, date(2022, 11, 1), id="the quarter turns"),
        pytest.param({"signed_on": OCTOBER}, OCTOBER, id="signed"),
        pytest.param({"starts_on": OCTOBER}, OCTOBER, id="starts"),
        pytest.param({"ends_on": OCTOBER}, date(2022, 10, 21), id="the day after its last"),
        pytest.param({"ends_on": ON}, date(2022, 10, 11), id="ends today"),
        pytest.param({"signed_on": ON}, date(2022, 11, 1), id="what began today is over"),
        pytest.param({"status_steps": (StatusStep(AgreementStatus.ENDED, OCTOBER),)}, OCTOBER, id="a status"),
        pytest.param({"track_steps": (TrackStep(SELECT, OCTOBER),)}, OCTOBER, id="a track"),
        pytest.param({"attestation": AttestationFact(PracticeKind.BOTH, OCTOBER)}, OCTOBER, id="an attestation"),
        pytest.param({"people": (person("Ann", spells=[spell(OCTOBER)]),)}, OCTOBER, id="somebody joins"),
        pytest.param({"people": (person("Ann", spells=[spell(None, OCTOBER)]),)}, date(2022, 10, 21), id="leaves"),
        pytest.param({"people": (person("Ann", award("pse", OCTOBER)),)}, OCTOBER, id="earns"),
        pytest.param({"people": (person("Ann", award("pse", expires=OCTOBER)),)}, date(2022, 10, 21), id="expires"),
        pytest.param({"people": (person("Ann", award("pse", revoked=OCTOBER)),)}, OCTOBER, id="is revoked"),
        pytest.param({"plans": (PLAN._replace(approved_on=OCTOBER),)}, OCTOBER, id="approved"),
        pytest.param({"plans": (PLAN._replace(partner_sponsor_signed_on=OCTOBER),)}, OCTOBER, id="partner signs"),
        pytest.param({"plans": (PLAN._replace(vendor_sponsor_signed_on=OCTOBER),)}, OCTOBER, id="vendor signs"),
        pytest.param(
            {"activities": (ActivityFact(OCTOBER, ActivityKind.WEBINAR, ActivityStatus.PLANNED),)},
            OCTOBER,
            id="is held",
        ),
        pytest.param({"bookings": (BookingFact(OCTOBER, 1, BookingKind.NEW),)}, OCTOBER, id="closes"),
    ],
)
def test_the_next_day_on_which_anything_behind_a_verdict_changes(changes: dict[str, object], day: date) -> None:
    found = replace(BARE, **changes)  # type: ignore[arg-type]  # the names are those of Facts
    assert next_change_on(found, EDITION, ON) == day


def test_after_the_last_quarter_of_the_calendar_nothing_changes() -> None:
    assert next_change_on(BARE, EDITION, date.max) is None
    assert next_change_on(replace(BARE, ends_on=date.max), EDITION, date(9999, 11, 2)) == date.max


@pytest.mark.parametrize("day", [date.min, date(1, 2, 1), date(9999, 11, 30), date.max])
def test_the_ends_of_the_calendar_can_be_evaluated(day: date) -> None:
    found = facts(person("Ann", "pse", award("sales_core", date.min, revoked=date.min)), ends_on=date.max)
    for track in (OPEN, SELECT):
        assert evaluate(found, EDITION, track, day).on == day


@pytest.mark.parametrize(
    ("found", "day"),
    [
        pytest.param(
            facts(bookings=(BookingFact(date(2021, 10, 11), 1, BookingKind.NEW),)), date(2022, 10, 11), id="a booking"
        ),
        pytest.param(facts(metrics=(MetricFact("deals", date(2022, 8, 15), 1),)), date(2022, 10, 15), id="a number"),
        pytest.param(
            facts(waivers=(WaiverFact("row", date(2022, 10, 12), SOON, "x"),)), date(2022, 10, 12), id="a waiver begins"
        ),
        pytest.param(
            facts(waivers=(WaiverFact("row", ON, date(2022, 10, 12), "x"),)), date(2022, 10, 13), id="a waiver ends"
        ),
    ],
)
def test_windows_and_waivers_are_next_changes_too(found: Facts, day: date) -> None:
    row = {"kind": "amount", "label": "R", "wording": "R", "need": {"open": 1}, "basis": "booked"}
    edition = build_edition([row | {"key": "row", "months": 12}, row | {"key": "other", "months": 2}], designations=[])
    assert next_change_on(found, edition, ON) == day


def test_days_on_which_a_status_stays_as_it_is_are_no_changes() -> None:
    statuses = [MET, UNMET, UNMET, UNMET, MET, MET]
    days = [date(2022, 11, day) for day in range(1, 7)]
    changes = walk_days(days, dict(zip(days, statuses, strict=True)).__getitem__, now=MET, cause=Cause.WINDOW)
    assert list(changes) == [Change(days[1], UNMET, Cause.WINDOW), Change(days[4], MET, Cause.WINDOW)]


def test_a_quarter_that_turns_and_changes_nothing_is_no_change() -> None:
    """One quarter has an activity: unmet until it closes, met for a quarter, then unmet for good."""
    held = ActivityFact(date(2022, 8, 1), ActivityKind.WEBINAR, ActivityStatus.COMPLETED)
    leaf = {"key": "row", "kind": "each_quarter", "label": "R", "wording": "R", "need": {"open": 1}, "quarters": 1}
    edition = build_edition([leaf | {"activity_kinds": ["webinar"]}], designations=[])
    case = Case(facts(activities=(held,)), get_rulebook(edition), ON)
    asked = edition.requirements[0]
    assert isinstance(asked, EachQuarterRequirement)
    changes = [(change.day, change.status) for change in judge_quarters(case, asked, 1).changes]
    assert changes == [(date(2022, 11, 1), MET), (date(2023, 2, 1), UNMET)]


def test_rows_that_are_met_one_after_the_other_and_never_together_keep_the_verdict_unmet() -> None:
    asked = [
        {"key": key, "kind": "people", "label": key, "wording": key, "need": {"open": 1}, "credentials": [key]}
        for key in ("p", "q")
    ]
    edition = build_edition(asked, designations=[])
    first = award("p", date(2022, 11, 1), expires=SOON)
    ann = person("Ann", first, award("q", date(2022, 12, 15)))
    verdict = evaluate(facts(ann), edition, OPEN, ON)
    assert [(row.status, row.outlook.becomes) for row in verdict.requirements] == [(UNMET, MET), (UNMET, MET)]
    assert verdict.outlook == Outlook()
    longer = person("Ann", first._replace(expires_on=LATER), award("q", date(2022, 12, 15)))
    assert evaluate(facts(longer), edition, OPEN, ON).outlook.holds_until == date(2022, 12, 14)
