"""Plans, objectives, activities, bookings and reviews, edited as staff do."""

from __future__ import annotations

from datetime import date

import pytest

from channeladmin.desk import activities, history, plans
from channeladmin.desk.activities import ActivityFields, BookingFields, ReviewFields
from channeladmin.desk.agreements import AgreementFields
from channeladmin.desk.desk import Desk
from channeladmin.desk.partners import PartnerFields, add_partner, load_partner
from channeladmin.desk.plans import BusinessPlanFields, ObjectiveFields
from channeladmin.desk.values import ActivityKind, ActivityStatus, BookingKind, FieldRefused, Region

DAY = date(2022, 4, 5)


@pytest.fixture
def agreement_id(desk: Desk) -> int:
    """An agreement of Acme in EMEA."""
    partner = add_partner(desk, PartnerFields(name="Acme"), AgreementFields(region=Region.EMEA))
    return load_partner(desk, partner.id).agreements[0].agreement.id


def test_one_plan_per_fiscal_year_latest_first(desk: Desk, agreement_id: int) -> None:
    first = plans.add_plan(desk, agreement_id, BusinessPlanFields(fiscal_year=2022))
    plans.add_plan(desk, agreement_id, BusinessPlanFields(fiscal_year=2023, committed_net_arr_cents=42_000_000))
    assert [view.plan.fields.fiscal_year for view in plans.list_plans(desk, agreement_id)] == [2023, 2022]
    with pytest.raises(FieldRefused) as refused:
        plans.edit_plan(desk, first.id, BusinessPlanFields(fiscal_year=2023))
    assert refused.value.field == "fiscal_year"
    plans.delete_plan(desk, first.id)
    assert len(plans.list_plans(desk, agreement_id)) == 1


def test_labels_name_the_partner_and_the_year(desk: Desk, agreement_id: int) -> None:
    plan = plans.add_plan(desk, agreement_id, BusinessPlanFields(fiscal_year=2023))
    plans.add_objective(desk, plan.id, ObjectiveFields(title="Win"))
    labels = [operation.label for operation in history.list_operations(desk)]
    assert labels[:2] == ["Add objective to plan Acme (EMEA) FY23", "Add plan Acme (EMEA) FY23"]


def test_objectives_go_with_their_plan(desk: Desk, agreement_id: int) -> None:
    plan = plans.add_plan(desk, agreement_id, BusinessPlanFields(fiscal_year=2023))
    later = plans.add_objective(desk, plan.id, ObjectiveFields(title="Two", quarter=2))
    plans.add_objective(desk, plan.id, ObjectiveFields(title="One", quarter=1, weight=40))
    plans.edit_objective(desk, later.id, ObjectiveFields(title="Second", quarter=2))
    (view,) = plans.list_plans(desk, agreement_id)
    assert [each.fields.title for each in view.objectives] == ["One", "Second"]
    plans.delete_objective(desk, later.id)
    plans.delete_plan(desk, plan.id)
    history.undo(desk)
    (view,) = plans.list_plans(desk, agreement_id)
    assert [each.fields.title for each in view.objectives] == ["One"]


def test_activities_come_oldest_first(desk: Desk, agreement_id: int) -> None:
    late = ActivityFields(held_on=DAY, kind=ActivityKind.TRADE_SHOW, status=ActivityStatus.COMPLETED)
    added = activities.add_activity(desk, agreement_id, late)
    assert added.changes.label == "Add trade show to Acme (EMEA)"
    assert added.changes.agreement_ids == {agreement_id}
    early = ActivityFields(held_on=date(2022, 1, 1), kind=ActivityKind.SEMINAR)
    activities.add_activity(desk, agreement_id, early)
    assert [each.fields for each in activities.list_activities(desk, agreement_id)] == [early, late]
    activities.edit_activity(desk, added.id, early)
    activities.delete_activity(desk, added.id)
    assert len(activities.list_activities(desk, agreement_id)) == 1


def test_bookings_may_be_negative(desk: Desk, agreement_id: int) -> None:
    fields = BookingFields(closed_on=DAY, net_arr_cents=-5, kind=BookingKind.GROWTH, opportunity="O-1")
    added = activities.add_booking(desk, agreement_id, fields)
    assert activities.list_bookings(desk, agreement_id)[0].fields == fields
    activities.edit_booking(desk, added.id, BookingFields(closed_on=DAY, net_arr_cents=2**53 + 1))
    assert activities.list_bookings(desk, agreement_id)[0].fields.net_arr_cents == 2**53 + 1
    activities.delete_booking(desk, added.id)
    assert activities.list_bookings(desk, agreement_id) == ()


def test_a_review_is_by_the_acting_user_unless_named(desk: Desk, agreement_id: int) -> None:
    added = activities.add_review(desk, agreement_id, ReviewFields(reviewed_on=DAY, notes="All still there"))
    assert activities.list_reviews(desk, agreement_id)[0].fields.reviewed_by == "J. Lind"
    activities.edit_review(desk, added.id, ReviewFields(reviewed_on=DAY, reviewed_by="PHD"))
    assert activities.list_reviews(desk, agreement_id)[0].fields.reviewed_by == "PHD"
    activities.delete_review(desk, added.id)
    assert activities.list_reviews(desk, agreement_id) == ()
