"""Changes that are tried, in words; who can be chosen for one; what the suggested awards become."""

from __future__ import annotations

from datetime import date

import pytest

from channeladmin.desk.tried_awards import build_awards
from channeladmin.desk.tried_fields import BookedFields, JoinedFields, WaiverFields, build_tried, show_tried
from channeladmin.desk.tried_words import find_open_quarter_day, name_people, word_tried
from channeladmin.desk.trying import (
    ApprovePlan,
    AttestPractice,
    CloseBooking,
    EarnAward,
    HoldActivity,
    JoinCompany,
    LeaveCompany,
    ReportMetric,
    SignAgreement,
    Tried,
    WaiveRequirement,
    WorkHere,
)
from channeladmin.evaluation.facts import ActivityFact, EmploymentFact, Facts, PersonFact
from channeladmin.evaluation.remedy import Remedy, RemedyKey
from channeladmin.program.loading import load_shipped
from channeladmin.program.vocabulary import ActivityKind, ActivityStatus, BookingKind, PracticeKind, Region

ON = date(2022, 10, 10)
TO = date(2022, 12, 31)


def _facts(*people: PersonFact, held_on: tuple[date, ...] = ()) -> Facts:
    activities = tuple(ActivityFact(day, ActivityKind.WEBINAR, ActivityStatus.COMPLETED) for day in held_on)
    return Facts(1, 2, "Acme", None, Region.EMEA, people=people, activities=activities)


def _person(key: int, name: str, ends_on: date | None = None) -> PersonFact:
    return PersonFact(key, name, f"p{key}@x.example", (EmploymentFact(None, ends_on, Region.EMEA),), ())


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (JoinCompany(-1, "Mei", ON), "Mei joins on 10 Oct 2022"),
        (EarnAward(1, "pse", ON), "Eva earns PSE on 10 Oct 2022"),
        (EarnAward(9, "pse", ON), "Somebody earns PSE on 10 Oct 2022"),
        (LeaveCompany(1, TO), "Eva leaves; last day 31 Dec 2022"),
        (WorkHere(1, ON), "Eva works in the agreement's region"),
        (SignAgreement(ON), "The agreement is signed on 10 Oct 2022"),
        (ApprovePlan(ON), "The plan for FY23 is approved on 10 Oct 2022"),
        (ApprovePlan(ON, 30_000_000), "The plan for FY23 is approved on 10 Oct 2022, committing $300,000"),
        (AttestPractice(PracticeKind.BOTH, ON), "A sales and services practice is attested on 10 Oct 2022"),
        (HoldActivity(ActivityKind.TRADE_SHOW, ON), "Trade show is held on 10 Oct 2022 (FY23-Q3)"),
        (CloseBooking(5_000_050, ON, BookingKind.GROWTH), "A growth booking of $50,000.50 closes on 10 Oct 2022"),
        (ReportMetric("services_registrations", 850, ON), "Services registrations: 8.5 reported on 10 Oct 2022"),
        (
            WaiveRequirement("psp_engineers", ON, TO, "New"),
            "Professional services engineers of the designation is waived until 31 Dec 2022: New",
        ),
        (WaiveRequirement("of_another_edition", ON, TO, "New"), "of another edition is waived until 31 Dec 2022: New"),
    ],
)
def test_every_change_has_its_words(change: Tried, words: str) -> None:
    assert word_tried(change, {1: "Eva"}, load_shipped("2025-08")) == words


def test_who_is_there_can_be_chosen_and_namesakes_are_told_apart() -> None:
    facts = _facts(_person(1, "Eva"), _person(2, "Mei"), _person(3, "Mei"), _person(4, "Omar", date(2022, 1, 1)))
    assert name_people(facts, ON) == {1: "Eva", 2: "Mei (p2@x.example)", 3: "Mei (p3@x.example)"}
    assert name_people(facts)[4] == "Omar"


def test_an_activity_begins_in_the_oldest_quarter_that_has_none() -> None:
    edition = load_shipped("2022-10-03")
    assert find_open_quarter_day(_facts(held_on=(date(2021, 9, 1),)), edition, ON) == date(2022, 1, 31)
    held = (date(2021, 9, 1), date(2021, 12, 1), date(2022, 3, 1), date(2022, 6, 1))
    assert find_open_quarter_day(_facts(held_on=held), edition, ON) == ON


def test_suggested_awards_come_with_who_is_new_and_the_edition_that_is_asked() -> None:
    remedies = [
        Remedy(RemedyKey.EARN, person_id=7, person="Eva", credential="sales_core"),
        Remedy(RemedyKey.EARN, credential="pse", number=1),
        Remedy(RemedyKey.EARN, credential="sa_core", number=1),
        Remedy(RemedyKey.EARN, credential="sa_core", number=2),
    ]
    tried = (JoinCompany(-1, "Mei", ON),)
    assert build_awards(remedies, load_shipped("2022-10-24"), ON, tried) == [
        EarnAward(7, "sales_core", ON),
        JoinCompany(-2, "Somebody new 2", ON),
        EarnAward(-2, "pse", ON, "2021"),
        EarnAward(-2, "sa_core", ON),
        JoinCompany(-3, "Somebody new 3", ON),
        EarnAward(-3, "sa_core", ON),
    ]


@pytest.mark.parametrize(
    ("fields", "change"),
    [
        (JoinedFields(name=" Mei ", email="mei@x.example", starts_on=ON), JoinCompany(-4, "Mei", ON, "mei@x.example")),
        (BookedFields(net_arr_cents=100, on=ON), CloseBooking(100, ON)),
        (
            WaiverFields(requirement="pse", since=ON, until=TO, reason="New"),
            WaiveRequirement("pse", ON, TO, "New"),
        ),
    ],
)
def test_what_was_entered_can_be_entered_anew(
    fields: JoinedFields | BookedFields | WaiverFields, change: Tried
) -> None:
    assert build_tried(fields, -4) == change
    assert build_tried(type(fields).model_validate(show_tried(change)), -4) == change
