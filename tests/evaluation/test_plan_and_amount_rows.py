"""The business plan of the fiscal year, the revenue that it commits to, and what was booked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from channeladmin.evaluation.facts import BookingFact, Facts, PlanFact
from channeladmin.evaluation.finding import Finding, FindingKey
from channeladmin.evaluation.remedy import Remedy, RemedyKey
from channeladmin.evaluation.verdict import Cause, Outlook, Status
from channeladmin.program.vocabulary import BookingKind, PlanStatus
from tests.evaluation.build import EDITION, ON, facts, row

APPROVED, SIGNED = date(2022, 3, 1), date(2022, 2, 20)
TOMORROW = date(2022, 10, 11)
PLAN = PlanFact(
    plan_id=1,
    fiscal_year=2023,
    status=PlanStatus.APPROVED,
    approved_on=APPROVED,
    partner_sponsor="R. Brontë",
    partner_sponsor_signed_on=SIGNED,
    vendor_sponsor="P. Vance",
    vendor_sponsor_signed_on=SIGNED,
    committed_net_arr_cents=300_000_00,
)
OK = Finding(FindingKey.PLAN_APPROVED, day=APPROVED)
SIGNATURE = Finding(FindingKey.SPONSOR_SIGNED, day=SIGNED, text="R. Brontë")
BOOKED = EDITION.with_switches({"revenue_basis": "booked"})


def planned(**changes: object) -> Facts:
    return facts(plans=(PLAN._replace(**changes),))  # type: ignore[arg-type]  # the names are those of PlanFact


@pytest.mark.parametrize(
    ("found", "status", "findings"),
    [
        pytest.param(planned(), Status.MET, [OK, SIGNATURE], id="approved and signed"),
        pytest.param(planned(status=PlanStatus.COMPLETED), Status.MET, [OK, SIGNATURE], id="completed"),
        pytest.param(facts(), Status.UNMET, [Finding(FindingKey.NO_PLAN, text="FY23")], id="no plan"),
        pytest.param(
            planned(fiscal_year=2022), Status.UNMET, [Finding(FindingKey.NO_PLAN, text="FY23")], id="last year's plan"
        ),
        pytest.param(
            planned(status=PlanStatus.SUBMITTED),
            Status.UNMET,
            [Finding(FindingKey.PLAN_STATUS, text="submitted"), SIGNATURE],
            id="not approved",
        ),
        pytest.param(
            planned(approved_on=None),
            Status.UNMET,
            [Finding(FindingKey.PLAN_WITHOUT_APPROVAL_DAY), SIGNATURE],
            id="without the day of the approval",
        ),
        pytest.param(
            planned(approved_on=ON),
            Status.MET,
            [Finding(FindingKey.PLAN_APPROVED, day=ON), SIGNATURE],
            id="approved today",
        ),
        pytest.param(
            planned(approved_on=TOMORROW),
            Status.UNMET,
            [Finding(FindingKey.PLAN_APPROVED_LATER, day=TOMORROW), SIGNATURE],
            id="approved tomorrow",
        ),
        pytest.param(
            planned(partner_sponsor=None), Status.UNMET, [OK, Finding(FindingKey.NO_SPONSOR)], id="no sponsor named"
        ),
        pytest.param(
            planned(partner_sponsor_signed_on=None),
            Status.UNMET,
            [OK, Finding(FindingKey.SPONSOR_NOT_SIGNED, text="R. Brontë")],
            id="sponsor has not signed",
        ),
        pytest.param(
            planned(partner_sponsor_signed_on=TOMORROW),
            Status.UNMET,
            [OK, Finding(FindingKey.SPONSOR_SIGNED_LATER, day=TOMORROW, text="R. Brontë")],
            id="sponsor signs tomorrow",
        ),
        pytest.param(
            planned(vendor_sponsor=None),
            Status.MET,
            [OK, SIGNATURE, Finding(FindingKey.VENDOR_SPONSOR_MISSING)],
            id="vendor's sponsor not named: a warning",
        ),
        pytest.param(
            planned(vendor_sponsor_signed_on=TOMORROW),
            Status.MET,
            [OK, SIGNATURE, Finding(FindingKey.VENDOR_SPONSOR_MISSING, text="P. Vance")],
            id="vendor's sponsor has not signed: a warning",
        ),
    ],
)
def test_whether_the_plan_stands(found: Facts, status: Status, findings: list[Finding]) -> None:
    plan = row(found, "business_plan")
    assert (plan.status, plan.have) == (status, 1 if status is Status.MET else 0)
    assert list(plan.findings) == findings


def test_who_signs_today_has_signed() -> None:
    found = row(planned(partner_sponsor_signed_on=ON), "business_plan")
    assert found.status is Status.MET
    assert found.findings[1] == SIGNATURE._replace(day=ON)


def test_what_is_to_be_recorded_of_the_plan() -> None:
    found = planned(status=PlanStatus.DRAFT, partner_sponsor_signed_on=None)
    assert row(found, "business_plan").remedies == (
        Remedy(RemedyKey.RECORD, about=FindingKey.PLAN_STATUS),
        Remedy(RemedyKey.RECORD, about=FindingKey.SPONSOR_NOT_SIGNED),
    )


@pytest.mark.parametrize(
    ("found", "on", "outlook"),
    [
        pytest.param(
            planned(),
            ON,
            Outlook(date(2023, 1, 31), Cause.PLAN_YEAR, None, Status.UNMET, date(2023, 7, 31)),
            id="to the end of its year",
        ),
        pytest.param(
            facts(plans=(PLAN, PLAN._replace(plan_id=2, fiscal_year=2024))),
            ON,
            Outlook(date(2024, 1, 31), Cause.PLAN_YEAR, None, Status.UNMET, date(2024, 7, 31)),
            id="next year's plan is there already",
        ),
        pytest.param(
            planned(approved_on=TOMORROW, partner_sponsor_signed_on=date(2022, 11, 5)),
            ON,
            Outlook(date(2022, 11, 4), Cause.PLAN_YEAR, None, Status.MET),
            id="approved and signed later",
        ),
        pytest.param(
            planned(), date(2021, 6, 1), Outlook(date(2022, 2, 28), Cause.PLAN_YEAR, None, Status.MET), id="before it"
        ),
        pytest.param(planned(), date(2023, 2, 1), Outlook(), id="after it"),
        pytest.param(facts(), ON, Outlook(), id="no plan"),
    ],
)
def test_until_when_the_plan_stays_so(found: Facts, on: date, outlook: Outlook) -> None:
    assert row(found, "business_plan", on=on).outlook == outlook


def booking(closed: date, cents: int, kind: BookingKind = BookingKind.NEW) -> BookingFact:
    return BookingFact(closed, cents, kind)


@pytest.mark.parametrize(
    ("found", "status", "have"),
    [
        pytest.param(planned(), Status.MET, 300_000_00, id="exactly"),
        pytest.param(planned(committed_net_arr_cents=299_999_99), Status.UNMET, 299_999_99, id="a cent short"),
        pytest.param(planned(committed_net_arr_cents=None), Status.UNMET, 0, id="nothing committed"),
        pytest.param(planned(status=PlanStatus.SUBMITTED), Status.UNMET, 0, id="not approved"),
        pytest.param(planned(approved_on=TOMORROW), Status.UNMET, 0, id="approved tomorrow"),
        pytest.param(planned(partner_sponsor_signed_on=None), Status.MET, 300_000_00, id="unsigned all the same"),
        pytest.param(facts(), Status.UNMET, 0, id="no plan"),
    ],
)
def test_the_committed_revenue_decides(found: Facts, status: Status, have: int) -> None:
    amount = row(found, "program_revenue")
    assert (amount.status, amount.need, amount.have) == (status, 300_000_00, have)
    assert amount.missing == 300_000_00 - have


def test_bookings_are_shown_and_decide_nothing() -> None:
    found = replace(
        planned(committed_net_arr_cents=1_00),
        bookings=(
            booking(date(2022, 2, 1), 500_000_00),
            booking(ON, 70_00, BookingKind.GROWTH),
            booking(ON, -20_00),
            booking(ON, 9_00, BookingKind.RENEWAL),
            booking(TOMORROW, 9_00),
            booking(date(2022, 1, 31), 9_00),
        ),
    )
    amount = row(found, "program_revenue")
    assert (amount.status, amount.have) == (Status.UNMET, 1_00)
    assert amount.findings == (
        OK,
        Finding(FindingKey.COMMITTED, cents=1_00),
        Finding(FindingKey.BOOKED, cents=500_050_00),
    )
    assert amount.remedies == (Remedy(RemedyKey.AMOUNT_MISSING, cents=299_999_00),)


def test_what_is_missing_of_the_revenue() -> None:
    assert row(facts(), "program_revenue").remedies == (
        Remedy(RemedyKey.RECORD, about=FindingKey.NO_PLAN),
        Remedy(RemedyKey.AMOUNT_MISSING, cents=300_000_00),
    )
    assert row(planned(), "program_revenue").outlook.holds_until == date(2023, 1, 31)


def test_with_the_other_switch_the_booked_revenue_decides() -> None:
    found = replace(
        planned(),
        bookings=(booking(date(2022, 2, 1), 299_999_00), booking(date(2022, 12, 1), 1_00), booking(ON, 0)),
    )
    amount = row(found, "program_revenue", edition=BOOKED)
    assert (amount.status, amount.have) == (Status.UNMET, 299_999_00)
    assert [each.key for each in amount.findings] == [FindingKey.COMMITTED, FindingKey.BOOKED]
    assert amount.outlook == Outlook(date(2022, 11, 30), Cause.PLAN_YEAR, None, Status.MET)
    later = row(found, "program_revenue", edition=BOOKED, on=date(2022, 12, 1))
    assert later.status is Status.MET
    assert later.outlook == Outlook(date(2023, 1, 31), Cause.PLAN_YEAR, None, Status.UNMET, date(2023, 7, 31))
