"""Amounts over windows and shares of one another: both ends of each window, causes, and what lacks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from channeladmin.evaluation.facts import BookingFact, Facts, MetricFact, PlanFact
from channeladmin.evaluation.finding import Finding, FindingKey
from channeladmin.evaluation.remedy import Remedy, RemedyKey
from channeladmin.evaluation.verdict import Cause, Measure, Outlook, RequirementVerdict, Status
from channeladmin.program.vocabulary import OPEN, BookingKind, PlanStatus, TrackKey
from tests.evaluation.build import ON, facts, row
from tests.evaluation.random_editions import Raw, build_edition
from tests.program.test_examples import load_example

GOLD, PLATINUM = TrackKey("gold"), TrackKey("platinum")
TIERS = load_example("atlassian-marketplace.toml")
LAST = date(9999, 12, 31)


def report(metric: str, hundredths: int, on: date = ON) -> MetricFact:
    return MetricFact(metric, on, hundredths)


def book(cents: int, on: date = ON, kind: BookingKind = BookingKind.NEW) -> BookingFact:
    return BookingFact(on, cents, kind)


def judge(
    found: Facts,
    need: int,
    *,
    on: date = ON,
    kind: str = "amount",
    month: int = 2,
    **more: Any,  # noqa: ANN401  # a file's
) -> RequirementVerdict:
    asked = {"key": "row", "kind": kind, "label": "R", "wording": "R", "need": {"open": need}} | more
    edition = build_edition([asked], designations=[], fiscal={"first_month": month})
    return row(found, "row", on=on, track=OPEN, edition=edition)


# -------------------------------------------------------------------------------------------------- windows


@pytest.mark.parametrize(
    ("entered_on", "on", "months", "is_in"),
    [
        (date(2023, 3, 1), date(2023, 3, 31), 1, True),
        (date(2023, 2, 28), date(2023, 3, 31), 1, False),
        (date(2023, 2, 28), date(2023, 3, 27), 1, True),
        (date(2024, 2, 29), date(2025, 2, 28), 12, True),
        (date(2024, 2, 29), date(2025, 3, 1), 12, False),
        (date(2024, 2, 28), date(2025, 2, 28), 12, False),
        (date(2022, 10, 11), date(2022, 10, 10), 12, False),
        (date(2022, 10, 10), date(2022, 10, 10), 12, True),
        (date.min, date(1, 6, 1), 12, True),
        (date(2022, 2, 1), date(2023, 1, 31), "fiscal_year", True),
        (date(2022, 1, 31), date(2022, 2, 1), "fiscal_year", False),
        (LAST, LAST, "fiscal_year", True),
        (date(9999, 2, 1), LAST, "fiscal_year", True),
        (date(9999, 1, 31), LAST, "fiscal_year", False),
        (date(9999, 12, 1), LAST, 1, True),
        (date(9999, 11, 30), LAST, 1, False),
    ],
)
def test_which_days_a_window_holds(entered_on: date, on: date, months: int | str, is_in: bool) -> None:
    reported: Raw = {"basis": "reported", "metric": "deals"}
    for found, basis in (
        (facts(metrics=(report("deals", 100, entered_on),)), reported),
        (facts(bookings=(book(100, entered_on),)), {"basis": "booked"}),
    ):
        assert judge(found, 1, on=on, months=months, **basis).have == (100 if is_in else 0)


@pytest.mark.parametrize(
    ("entered_on", "months", "holds_until", "cause"),
    [
        (ON, 12, date(2023, 10, 9), Cause.WINDOW),
        (date(2022, 8, 31), 2, date(2022, 10, 30), Cause.WINDOW),
        (date(2022, 9, 30), 2, date(2022, 11, 29), Cause.WINDOW),
        (date(2022, 2, 1), "fiscal_year", date(2023, 1, 31), Cause.PLAN_YEAR),
        (date(2022, 10, 1), "fiscal_year", date(2023, 1, 31), Cause.PLAN_YEAR),
    ],
)
def test_until_when_a_sum_suffices(entered_on: date, months: int | str, holds_until: date, cause: Cause) -> None:
    found = judge(facts(bookings=(book(100, entered_on),)), 1, months=months, basis="booked")
    assert found.outlook[:4] == (holds_until, cause, None, Status.UNMET)


def test_a_sum_at_the_end_of_the_calendar_holds() -> None:
    for months in (1, "fiscal_year"):
        assert judge(facts(bookings=(book(100, LAST),)), 1, on=LAST, months=months, basis="booked").outlook == Outlook()


def test_what_is_entered_later_and_changes_no_status_is_no_change() -> None:
    enough = facts(bookings=(book(100), book(5, date(2022, 11, 5))))
    assert judge(enough, 1, basis="booked").outlook.holds_until == date(2023, 1, 31)
    nothing = facts(bookings=(book(5, date(2022, 11, 5)),))
    assert judge(nothing, 1, basis="booked").outlook == Outlook()


def test_what_is_entered_later_and_corrections_change_it() -> None:
    later, correction = book(100, date(2022, 11, 5)), book(-50, date(2022, 12, 24))
    rising = judge(facts(bookings=(later,)), 1, basis="booked")
    assert rising.outlook == Outlook(date(2022, 11, 4), Cause.PLAN_YEAR, None, Status.MET)
    falling = judge(facts(bookings=(book(100), correction)), 1, basis="booked", months=12)
    assert falling.outlook == Outlook(date(2022, 12, 23), Cause.WINDOW, None, Status.UNMET, date(2023, 4, 30))


# ------------------------------------------------------------------------------------------- reported amounts


def test_a_reported_amount_counts_its_own_metric_in_its_own_unit() -> None:
    found = judge(
        facts(metrics=(report("deals", 250), report("seats", 900), report("deals", -50))),
        3,
        basis="reported",
        metric="deals",
    )
    assert (found.measure, found.unit, found.need, found.have, found.missing) == (Measure.UNITS, "deals", 300, 200, 100)
    assert (found.findings, found.remedies) == (
        (),
        (Remedy(RemedyKey.AMOUNT_MISSING, number=100, unit="deals"),),
    )
    money = judge(facts(metrics=(report("money", 250),)), 3, basis="reported", metric="money")
    assert (money.measure, money.unit) == (Measure.CENTS, None)
    assert money.remedies == (Remedy(RemedyKey.AMOUNT_MISSING, cents=50),)


def test_only_the_kinds_of_booking_that_are_asked_count() -> None:
    sales = (book(100), book(200, kind=BookingKind.GROWTH), book(400, kind=BookingKind.RENEWAL))
    found = judge(facts(bookings=sales), 4, basis="booked", booking_kinds=["new", "renewal"])
    assert found.have == 500
    assert found.findings == (Finding(FindingKey.BOOKED, cents=300),)


PLAN = PlanFact(1, 2023, PlanStatus.APPROVED, date(2022, 3, 1), None, None, None, None, 500)


@pytest.mark.parametrize(
    ("plan", "need", "remedies"),
    [
        pytest.param(PLAN, 7, (Remedy(RemedyKey.AMOUNT_MISSING, cents=200),), id="too little"),
        pytest.param(
            PLAN._replace(status=PlanStatus.DRAFT),
            5,
            (Remedy(RemedyKey.RECORD, about=FindingKey.PLAN_STATUS),),
            id="enough, and not approved",
        ),
        pytest.param(
            PLAN._replace(status=PlanStatus.DRAFT),
            7,
            (
                Remedy(RemedyKey.RECORD, about=FindingKey.PLAN_STATUS),
                Remedy(RemedyKey.AMOUNT_MISSING, cents=200),
            ),
            id="too little, and not approved",
        ),
        pytest.param(
            PLAN._replace(approved_on=None),
            5,
            (Remedy(RemedyKey.RECORD, about=FindingKey.PLAN_WITHOUT_APPROVAL_DAY),),
            id="no day",
        ),
        pytest.param(PLAN._replace(approved_on=date(2022, 10, 11)), 5, (), id="approved tomorrow"),
        pytest.param(
            PLAN._replace(committed_net_arr_cents=499), 5, (Remedy(RemedyKey.AMOUNT_MISSING, cents=1),), id="a cent"
        ),
        pytest.param(
            PLAN._replace(committed_net_arr_cents=0), 5, (Remedy(RemedyKey.AMOUNT_MISSING, cents=500),), id="zero"
        ),
        pytest.param(
            PLAN._replace(committed_net_arr_cents=None),
            5,
            (Remedy(RemedyKey.AMOUNT_MISSING, cents=500),),
            id="nothing committed",
        ),
    ],
)
def test_what_lacks_of_what_is_committed(plan: PlanFact, need: int, remedies: tuple[Remedy, ...]) -> None:
    found = judge(facts(plans=(plan,)), need, basis="committed")
    assert (found.status, found.remedies) == (Status.UNMET, remedies)


# ----------------------------------------------------------------------------------------------------- shares

SHARE: Raw = {
    "kind": "share",
    "part": {"basis": "reported", "metric": "deals", "months": 2},
    "whole": {"basis": "reported", "metric": "seats", "months": "fiscal_year"},
}


@pytest.mark.parametrize(
    ("deals", "seats", "status", "have"),
    [
        pytest.param(25, 100, Status.MET, 25_00, id="exactly"),
        pytest.param(2499, 10000, Status.UNMET, 24_99, id="a hundredth short"),
        pytest.param(24_9999, 100_0000, Status.UNMET, 24_99, id="cut off, not rounded"),
        pytest.param(0, 100, Status.UNMET, 0, id="nothing of it"),
        pytest.param(-5, 100, Status.UNMET, 0, id="less than nothing"),
        pytest.param(5, 0, Status.UNMET, 0, id="of nothing"),
        pytest.param(5, -5, Status.UNMET, 0, id="of less than nothing"),
        pytest.param(200, 100, Status.MET, 200_00, id="more than all"),
        pytest.param(1, 1, Status.MET, 100_00, id="all"),
    ],
)
def test_a_share_is_exact(deals: int, seats: int, status: Status, have: int) -> None:
    found = judge(facts(metrics=(report("deals", deals), report("seats", seats))), 25, **SHARE)
    assert (found.status, found.measure, found.need, found.have) == (status, Measure.PERCENT, 25_00, have)
    assert found.findings == (Finding(FindingKey.SHARE, text="deals", cents=deals, number=seats),)


def test_what_lacks_of_a_share() -> None:
    short = judge(facts(metrics=(report("deals", 24), report("seats", 101))), 25, **SHARE)
    assert short.remedies == (Remedy(RemedyKey.SHARE_MISSING, cents=2, unit="deals"),)
    for part, whole, missing in ((0, 1, 1), (249_976, 1_000_000, 24), (249_999, 1_000_000, 1)):
        found = judge(facts(metrics=(report("deals", part), report("seats", whole))), 25, **SHARE)
        assert found.remedies == (Remedy(RemedyKey.SHARE_MISSING, cents=missing, unit="deals"),)
    assert judge(facts(), 25, **SHARE).remedies == (Remedy(RemedyKey.RECORD, about=FindingKey.SHARE),)


def test_a_share_of_what_a_plan_commits_to_waits_for_its_approval() -> None:
    asked: dict[str, Any] = {"kind": "share", "part": {"basis": "committed"}, "whole": {"basis": "booked"}}
    draft = facts(plans=(PLAN._replace(status=PlanStatus.DRAFT),), bookings=(book(1000),))
    found = judge(draft, 50, **asked)
    assert (found.have, found.remedies) == (0, (Remedy(RemedyKey.RECORD, about=FindingKey.PLAN_STATUS),))
    assert found.findings[1:] == (Finding(FindingKey.PLAN_STATUS, text="draft"),)
    more = judge(draft, 51, **asked).remedies
    assert more[1:] == (Remedy(RemedyKey.SHARE_MISSING, cents=10),)
    none = judge(replace(draft, plans=()), 50, **asked).remedies
    assert [(each.key, each.about, each.cents) for each in none] == [
        (RemedyKey.RECORD, FindingKey.NO_PLAN, None),
        (RemedyKey.SHARE_MISSING, None, 500),
    ]
    undecided = replace(draft, plans=(PLAN._replace(committed_net_arr_cents=None),))
    assert judge(undecided, 50, **asked).remedies == (Remedy(RemedyKey.SHARE_MISSING, cents=500),)
    other = judge(draft, 50, kind="share", part={"basis": "booked"}, whole={"basis": "committed"})
    assert [each.about for each in other.remedies] == [FindingKey.PLAN_STATUS, FindingKey.SHARE]


@pytest.mark.parametrize(
    ("numbers", "outlook"),
    [
        pytest.param(
            (report("deals", 50), report("seats", 100)),
            Outlook(date(2022, 12, 9), Cause.WINDOW, None, Status.UNMET, date(2023, 4, 30)),
            id="the part leaves its window",
        ),
        pytest.param(
            (report("deals", 50, date(2023, 2, 5)), report("seats", 100), report("seats", 100, date(2023, 2, 5))),
            Outlook(date(2023, 2, 4), Cause.WINDOW, None, Status.MET),
            id="the part comes, with more of the whole",
        ),
        pytest.param(
            (report("deals", 25), report("seats", 100), report("seats", 1, date(2022, 10, 12))),
            Outlook(date(2022, 10, 11), Cause.PLAN_YEAR, None, Status.UNMET, date(2023, 1, 31)),
            id="the whole grows",
        ),
        pytest.param(
            (report("deals", 25, date(2023, 1, 1)), report("seats", 900), report("seats", 100, date(2023, 2, 1))),
            Outlook(date(2023, 1, 31), Cause.PLAN_YEAR, None, Status.MET),
            id="the whole begins anew",
        ),
        pytest.param((), Outlook(), id="nothing comes"),
    ],
)
def test_until_when_a_share_suffices(numbers: tuple[MetricFact, ...], outlook: Outlook) -> None:
    assert judge(facts(metrics=numbers), 25, **SHARE).outlook == outlook
