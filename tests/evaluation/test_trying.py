"""What would be if: the same evaluation over facts with changes that nobody recorded."""

from __future__ import annotations

from datetime import date

import pytest

from channeladmin.evaluation.evaluate import evaluate
from channeladmin.evaluation.facts import (
    EmploymentFact,
    Facts,
    MetricFact,
    PersonFact,
    PlanFact,
    StatusStep,
    TrackStep,
    WaiverFact,
)
from channeladmin.evaluation.tried import (
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
from channeladmin.evaluation.trying import try_changes
from channeladmin.evaluation.verdict import Status
from channeladmin.program.vocabulary import (
    OPEN,
    SELECT,
    ActivityKind,
    AgreementStatus,
    BookingKind,
    PlanStatus,
    PracticeKind,
    Region,
)
from tests.evaluation.build import EDITION, ON, facts, person, row, spell

APAC = [spell(region=Region.APAC)]


def after(found: Facts, *tried: Tried) -> Facts:
    return try_changes(found, tried, EDITION)


def test_a_person_earns_what_was_missing_and_the_facts_stay_as_they_were() -> None:
    team = facts(person("Ann", "sales_core", key=1), person("Bo", key=2))
    tried = after(team, EarnAward(2, "pse", ON))
    assert row(tried, "professional_services").counted[0].person == "Bo"
    assert row(team, "professional_services").have == 0


def test_somebody_new_joins_and_earns() -> None:
    tried = after(
        facts(), JoinCompany(-1, "New", date(2022, 1, 1)), EarnAward(-1, "pse", ON), EarnAward(-1, "sales_core", ON)
    )
    assert [row(tried, key).have for key in ("professional_services", "sales_verified")] == [1, 1]


def test_an_award_of_an_edition() -> None:
    tried = after(facts(person("Bo", key=2)), EarnAward(2, "pse", ON, edition="2021"))
    assert tried.people[0].awards[0].edition == "2021"


def test_who_leaves_counts_to_the_last_day() -> None:
    tried = after(facts(person("Ann", "pse", key=1)), LeaveCompany(1, ON))
    assert row(tried, "professional_services").have == 1
    assert row(tried, "professional_services", on=date(2022, 10, 11)).have == 0


def test_who_is_not_employed_on_the_day_stays_as_they_are() -> None:
    gone = facts(person("Ann", "pse", key=1, spells=[spell(ends=date(2022, 1, 1))]))
    assert after(gone, LeaveCompany(1, ON)) == gone
    assert after(gone, WorkHere(1, ON)) == gone


def test_who_works_elsewhere_turns_out_to_work_here() -> None:
    elsewhere = facts(person("Ann", "pse", key=1, spells=APAC), person("Bo", "pse", key=2, spells=APAC))
    tried = after(elsewhere, WorkHere(1, ON))
    assert [counted.person for counted in row(tried, "professional_services").counted] == ["Ann"]


def test_only_the_present_spell_is_changed() -> None:
    spells = [spell(ends=date(2021, 1, 1), region=Region.APAC), spell(date(2022, 1, 1), region=None)]
    tried = after(facts(person("Ann", "pse", key=1, spells=spells)), WorkHere(1, ON))
    assert [each.region for each in tried.people[0].employments] == [Region.APAC, Region.EMEA]


def test_a_person_who_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError, match=r"^17$"):
        after(facts(), EarnAward(17, "pse", ON))


@pytest.mark.parametrize(
    ("steps", "status"),
    [
        ((), AgreementStatus.AUTHORIZED),
        ((StatusStep(AgreementStatus.DENIED, None),), AgreementStatus.DENIED),
    ],
)
def test_signing_makes_a_prospect_authorized(steps: tuple[StatusStep, ...], status: AgreementStatus) -> None:
    tried = after(facts(signed_on=None, status_steps=steps), SignAgreement(ON))
    assert (tried.signed_on, tried.status_on(ON), tried.track_on(ON)) == (ON, status, OPEN)


def test_signing_is_one_step_among_those_of_other_days() -> None:
    later = StatusStep(AgreementStatus.PROSPECT, date(2022, 12, 1))
    granted = (TrackStep(SELECT, None),)
    tried = after(facts(signed_on=None, status_steps=(later,), track_steps=granted), SignAgreement(ON))
    assert tried.status_steps == (StatusStep(AgreementStatus.AUTHORIZED, ON), later)
    assert tried.track_steps == granted


def test_a_plan_is_approved_signed_and_committed() -> None:
    tried = after(facts(), ApprovePlan(ON, 300_000_00, "R. Brontë"))
    assert [row(tried, key).status for key in ("business_plan", "program_revenue")] == [Status.MET, Status.MET]
    assert tried.plans[0].partner_sponsor == "R. Brontë"


def test_what_a_plan_has_already_is_kept() -> None:
    signed = date(2022, 3, 1)
    plan = PlanFact(9, 2023, PlanStatus.DRAFT, None, "A. Sponsor", signed, None, None, 5_00)
    other = plan._replace(plan_id=8, fiscal_year=2022)
    tried = after(facts(plans=(plan, other)), ApprovePlan(ON))
    assert set(tried.plans) == {other, plan._replace(status=PlanStatus.APPROVED, approved_on=ON)}


def test_without_a_name_a_sponsor_is_taken_for_granted() -> None:
    tried = after(facts(), ApprovePlan(ON))
    assert row(tried, "business_plan").status is Status.MET
    assert tried.plans == (PlanFact(0, 2023, PlanStatus.APPROVED, ON, "–", ON, None, None, None),)


def test_things_that_are_held_closed_reported_and_attested() -> None:
    tried = after(
        facts(),
        HoldActivity(ActivityKind.WEBINAR, date(2022, 6, 1), "CI"),
        CloseBooking(5_00, ON, BookingKind.GROWTH),
        ReportMetric("revenue", 7_00, ON),
        AttestPractice(PracticeKind.SALES, ON),
    )
    assert row(tried, "demand_generation").have == 1
    assert [(each.net_arr_cents, each.kind) for each in tried.bookings] == [(5_00, BookingKind.GROWTH)]
    assert tried.metrics == (MetricFact("revenue", ON, 7_00),)
    assert row(tried, "dedicated_practice").status is Status.MET


def test_a_waiver_is_tried_like_any_other_change() -> None:
    tried = after(facts(), WaiveRequirement("professional_services", ON, ON, "soon"))
    assert row(tried, "professional_services").status is Status.WAIVED
    assert evaluate(tried, EDITION, SELECT, ON).waived_count == 1
    assert evaluate(tried, EDITION, OPEN, ON).waived_count == 0


def test_signing_leaves_the_status_to_steps_that_say_more_than_prospect() -> None:
    later = StatusStep(AgreementStatus.SUSPENDED, date(2023, 1, 1))
    steps = (StatusStep(AgreementStatus.PROSPECT, ON), later)
    tried = after(facts(signed_on=None, status_steps=steps), SignAgreement(ON))
    assert tried.status_steps == steps


def test_what_is_tried_is_there_as_it_was_given() -> None:
    spring = date(2022, 4, 1)
    tried = after(
        facts(signed_on=None, status_steps=()),
        JoinCompany(-1, "Ann", spring, "ann@new.example"),
        HoldActivity(ActivityKind.WEBINAR, ON, "Pipelines"),
        WaiveRequirement("business_plan", spring, ON, "A new team"),
        SignAgreement(ON),
    )
    assert tried.people == (PersonFact(-1, "Ann", "ann@new.example", (EmploymentFact(spring, None, Region.EMEA),), ()),)
    assert [activity.title for activity in tried.activities] == ["Pipelines"]
    assert tried.waivers == (WaiverFact("business_plan", spring, ON, "A new team"),)
    assert tried.status_steps == (StatusStep(AgreementStatus.AUTHORIZED, ON),)


def test_signing_comes_after_the_prospect_that_always_was_and_grants_the_entry_track() -> None:
    steps = (StatusStep(AgreementStatus.PROSPECT, None),)
    tried = after(facts(signed_on=None, status_steps=steps), SignAgreement(ON))
    assert tried.status_steps == (*steps, StatusStep(AgreementStatus.AUTHORIZED, ON))
    assert tried.status_on(ON) is AgreementStatus.AUTHORIZED
    assert tried.track_steps == (TrackStep(OPEN, ON),)
