"""A row of a partners file: a company, its agreement for a region, and the status and track of that."""

from __future__ import annotations

from typing import Any

from channeladmin.records import fold
from channeladmin.rosters.companies import match_company
from channeladmin.rosters.draft import Draft
from channeladmin.rosters.record import Record
from channeladmin.rosters.steps import plan_first_steps, plan_later_steps

_STEPS = ("status", "status_since", "track", "track_since")


def plan_partner_row(draft: Draft) -> Record:
    """Plan the company and its agreement; the row counts as what becomes of its agreement, else of the company."""
    company = _plan_company(draft)
    values = draft.pick("agreement")
    has_agreement = any(value is not None for value in values.values())
    if not has_agreement and all(draft.values.get(name) is None for name in _STEPS):
        return company
    agreement = _match_agreement(draft, company, values)
    if agreement is None:
        agreement = draft.create("agreement", values, partner_id=company.id)
        plan_first_steps(draft, agreement)
    else:
        draft.change(agreement, values)
        plan_later_steps(draft, agreement)
    return agreement


def _plan_company(draft: Draft) -> Record:
    company = match_company(draft)
    values = draft.pick("partner")
    if company is None:
        return draft.create("partner", values)
    ref = values.get("external_ref")
    if ref is None or company.values["external_ref"] is None or fold(ref) != fold(company.values["external_ref"]):
        # Found by its name, so the desk's spelling of it stays.
        values.pop("name", None)
    else:
        values.pop("external_ref", None)
    draft.change(company, values)
    return company


def _match_agreement(draft: Draft, company: Record, values: dict[str, Any]) -> Record | None:
    """The agreement of the region; without a region the company's only one. None: a new one."""
    agreements = draft.known.find("agreement", ("partner_id",), company.id)
    region = values.get("region")
    if region is not None:
        return next((each for each in agreements if each.values["region"] == region), None)
    values.pop("region", None)
    # A later row may bring one of another region.
    draft.wait_for_others()
    if len(agreements) == 1:
        return agreements[0]
    regions = ", ".join(sorted(each.values["region"] for each in agreements)) or "none"
    raise draft.refuse(
        "region", f"Give the region of the agreement; “{company.values['name']}” has these in the desk: {regions}."
    )
