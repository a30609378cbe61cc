"""Keep joint business plans and their objectives."""

from __future__ import annotations

from dataclasses import dataclass

from channeladmin.desk.desk import Desk
from channeladmin.desk.editing import Added, add_record, delete_record, edit_record
from channeladmin.desk.refusal import FieldRefused
from channeladmin.records import BusinessPlan, BusinessPlanFields, Objective, ObjectiveFields, Stored
from channeladmin.storage.changes import Changes
from channeladmin.storage.database import Act
from channeladmin.storage.reading import find_records, get_agreement_name, get_keys, get_parents, get_record

__all__ = [
    "BusinessPlanFields",
    "ObjectiveFields",
    "PlanView",
    "add_objective",
    "add_plan",
    "delete_objective",
    "delete_plan",
    "edit_objective",
    "edit_plan",
    "list_plans",
]


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan and its objectives by quarter."""

    plan: Stored[BusinessPlanFields]
    objectives: tuple[Stored[ObjectiveFields], ...]


def list_plans(desk: Desk, agreement_id: int) -> tuple[PlanView, ...]:
    """The plans of an agreement, the latest fiscal year first."""
    with desk.database.read() as connection:
        plans = find_records(
            connection, BusinessPlan, BusinessPlanFields, order_by=("fiscal_year",), agreement_id=agreement_id
        )
        objectives = find_records(
            connection,
            Objective,
            ObjectiveFields,
            order_by=("quarter",),
            business_plan_id=[plan.id for plan in plans],
        )
        owner = get_parents(connection, Objective, "business_plan_id", objectives)
    return tuple(
        PlanView(plan, tuple(each for each in objectives if owner[each.id] == plan.id)) for plan in reversed(plans)
    )


def add_plan(desk: Desk, agreement_id: int, fields: BusinessPlanFields) -> Added:
    """A plan for a fiscal year; FieldRefused if the agreement has one for it."""
    return add_record(
        desk,
        f"Add plan {_title(desk, agreement_id, fields.fiscal_year)}",
        BusinessPlan,
        fields,
        check=lambda act: _check_year(act, agreement_id, fields, None),
        agreement_id=agreement_id,
    )


def edit_plan(desk: Desk, plan_id: int, fields: BusinessPlanFields) -> Changes | None:
    """Change a plan; FieldRefused if it would be the agreement's second one for its year."""
    agreement_id = _agreement_of(desk, plan_id)
    return edit_record(
        desk,
        f"Edit plan {_title(desk, agreement_id, fields.fiscal_year)}",
        BusinessPlan,
        plan_id,
        fields,
        check=lambda act: _check_year(act, agreement_id, fields, plan_id),
    )


def delete_plan(desk: Desk, plan_id: int) -> Changes:
    """Remove a plan with its objectives."""
    return delete_record(desk, f"Delete plan {_title_of(desk, plan_id)}", BusinessPlan, plan_id)


def add_objective(desk: Desk, plan_id: int, fields: ObjectiveFields) -> Added:
    """One more objective of a plan."""
    label = f"Add objective to plan {_title_of(desk, plan_id)}"
    return add_record(desk, label, Objective, fields, business_plan_id=plan_id)


def edit_objective(desk: Desk, objective_id: int, fields: ObjectiveFields) -> Changes | None:
    """Change an objective."""
    label = f"Edit objective of plan {_title_of_objective(desk, objective_id)}"
    return edit_record(desk, label, Objective, objective_id, fields)


def delete_objective(desk: Desk, objective_id: int) -> Changes:
    """Remove an objective."""
    label = f"Delete objective of plan {_title_of_objective(desk, objective_id)}"
    return delete_record(desk, label, Objective, objective_id)


def _check_year(act: Act, agreement_id: int, fields: BusinessPlanFields, own_id: int | None) -> None:
    for other in find_records(
        act.connection, BusinessPlan, BusinessPlanFields, agreement_id=agreement_id, fiscal_year=fields.fiscal_year
    ):
        if other.id != own_id:
            raise FieldRefused("fiscal_year", "This agreement already has a plan for that fiscal year.")


def _agreement_of(desk: Desk, plan_id: int) -> int:
    with desk.database.read() as connection:
        return get_keys(connection, BusinessPlan, plan_id)["agreement_id"]


def _title(desk: Desk, agreement_id: int, fiscal_year: int) -> str:
    with desk.database.read() as connection:
        name = get_agreement_name(connection, agreement_id)
    return f"{name} {desk.edition.fiscal.year_label(fiscal_year)}"


def _title_of(desk: Desk, plan_id: int) -> str:
    with desk.database.read() as connection:
        plan = get_record(connection, BusinessPlan, BusinessPlanFields, plan_id)
    return _title(desk, _agreement_of(desk, plan_id), plan.fields.fiscal_year)


def _title_of_objective(desk: Desk, objective_id: int) -> str:
    with desk.database.read() as connection:
        plan_id = get_keys(connection, Objective, objective_id)["business_plan_id"]
    return _title_of(desk, plan_id)
