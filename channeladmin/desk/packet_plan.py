"""The plan summary of a packet: the joint business plan in the words of a letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from channeladmin.desk.plans import PlanView
from channeladmin.desk.wording import format_date, format_money
from channeladmin.letters.packet import Labelled, PlanObjective, PlanQuarter, PlanSummary
from channeladmin.program.edition import Edition
from channeladmin.program.vocabulary import PlanStatus
from channeladmin.records import BusinessPlanFields, ObjectiveFields

_GOALS = (
    ("New logos", "new_logo_goal"),
    ("Growth", "growth_goal"),
    ("Services", "services_goal"),
    ("Marketing", "marketing_plan"),
    ("Training and enablement", "enablement_plan"),
    ("Commitment", "commitment"),
    ("Capability", "capability"),
    ("Coverage", "coverage"),
    ("Competition", "competition"),
)


def choose_plan(plans: Sequence[PlanView], fiscal_year: int) -> PlanView | None:
    """The plan of the fiscal year; where there is none the latest before it, else the next one."""
    years = {view.plan.fields.fiscal_year: view for view in plans}
    before = [year for year in years if year <= fiscal_year]
    if before:
        return years[max(before)]
    return years[min(years)] if years else None


def summarize_plan(edition: Edition, view: PlanView | None, *, intro: str) -> PlanSummary:
    """Sponsors, fiscal year, committed NetARR by quarter, objectives and goals; blanks are left out."""
    if view is None:
        return PlanSummary(subtitle="", intro=intro)
    plan = view.plan.fields
    label = edition.fiscal.year_label(plan.fiscal_year)
    return PlanSummary(
        subtitle=f"{label}, {plan.status}",
        intro=intro,
        facts=tuple(Labelled(label=name, text=text) for name, text in _list_facts(edition, plan, label)),
        quarters=tuple(_list_quarters(edition, plan, label)),
        objectives=tuple(_build_objective(objective.fields) for objective in view.objectives),
        goals=tuple(Labelled(label=name, text=text) for name, column in _GOALS if (text := getattr(plan, column))),
    )


def _list_facts(edition: Edition, plan: BusinessPlanFields, label: str) -> Iterator[tuple[str, str]]:
    if plan.title:
        yield "Title", plan.title
    first, last = edition.fiscal.first_day(plan.fiscal_year), edition.fiscal.last_day(plan.fiscal_year)
    yield "Fiscal year", f"{label}, {format_date(first)} to {format_date(last)}"
    yield "State", _word_state(plan)
    if plan.partner_sponsor:
        yield (
            "Partner’s sponsor",
            _join(plan.partner_sponsor, plan.partner_sponsor_title, _on("signed", plan.partner_sponsor_signed_on)),
        )
    if plan.vendor_sponsor:
        yield f"{edition.vendor}’s sponsor", _join(plan.vendor_sponsor, _on("signed", plan.vendor_sponsor_signed_on))
    if plan.committed_net_arr_cents is not None:
        yield "Committed NetARR", format_money(plan.committed_net_arr_cents, edition.currency)
    if plan.kickoff_on:
        yield "Kick-off", format_date(plan.kickoff_on)


def _word_state(plan: BusinessPlanFields) -> str:
    if plan.approved_on is None:
        return plan.status.value
    by = f" by {plan.approved_by}" if plan.approved_by else ""
    approved = f"approved {format_date(plan.approved_on)}{by}"
    return approved if plan.status is PlanStatus.APPROVED else f"{plan.status}, {approved}"


def _list_quarters(edition: Edition, plan: BusinessPlanFields, label: str) -> Iterator[PlanQuarter]:
    for number in range(1, 5):
        cents: int | None = getattr(plan, f"q{number}_cents")
        review: date | None = getattr(plan, f"q{number}_review_on")
        if cents is not None or review is not None:
            yield PlanQuarter(
                label=f"{label}-Q{number}",
                committed="–" if cents is None else format_money(cents, edition.currency),
                review=format_date(review) if review else "",
            )


def _build_objective(objective: ObjectiveFields) -> PlanObjective:
    return PlanObjective(
        title=objective.title,
        quarter=f"Q{objective.quarter}" if objective.quarter else "year",
        target=objective.target or "",
        actual=objective.actual or "",
        weight="" if objective.weight is None else f"{objective.weight} %",
    )


def _on(done: str, day: date | None) -> str | None:
    return f"{done} {format_date(day)}" if day else None


def _join(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)
