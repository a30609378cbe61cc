"""Waive a requirement of an agreement for some time and for a reason; a manager decides, the desk records it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from channeladmin.desk.editing import Added, add_record, delete_record, edit_record
from channeladmin.desk.refusal import FieldRefused
from channeladmin.desk.wording import format_date
from channeladmin.errors import UserError
from channeladmin.evaluation.facts import WaiverFact
from channeladmin.program.named import name_requirements
from channeladmin.records import Agreement, AgreementFields, Partner, PartnerFields, Stored, Waiver, WaiverFields, fold
from channeladmin.storage.editions import load_active_edition
from channeladmin.storage.reading import find_records, get_agreement_name, get_keys, get_parents, get_record

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

    from channeladmin.desk.desk import Desk
    from channeladmin.program.vocabulary import Region
    from channeladmin.storage.changes import Changes

__all__ = [
    "WaiverFields",
    "WaiverState",
    "WaiverView",
    "delete_waiver",
    "edit_waiver",
    "end_waiver",
    "find_waiver",
    "get_waiver",
    "grant_waiver",
    "list_waivers",
    "name_requirements",
]


class WaiverState(StrEnum):
    """Whether a waiver holds on a day."""

    AHEAD = "ahead"
    IN_FORCE = "in_force"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class WaiverView:
    """A waiver with whose it is, how the edition in use calls its requirement, and how it stands today."""

    waiver: Stored[WaiverFields]
    agreement_id: int
    partner_id: int
    partner: str
    external_ref: str | None
    region: Region
    label: str
    state: WaiverState


def list_waivers(desk: Desk, agreement_id: int | None = None) -> tuple[WaiverView, ...]:
    """The waivers of an agreement (None: of all, by partner and region), the earliest first."""
    where = {} if agreement_id is None else {"agreement_id": agreement_id}
    with desk.database.read() as connection:
        found = find_records(connection, Waiver, WaiverFields, order_by=("since",), **where)
        views = _build_views(connection, found, desk.today())
    if agreement_id is None:
        views.sort(key=lambda view: (fold(view.partner), view.region))
    return tuple(views)


def get_waiver(desk: Desk, waiver_id: int) -> WaiverView:
    """One waiver; UserError if it is gone."""
    with desk.database.read() as connection:
        waiver = get_record(connection, Waiver, WaiverFields, waiver_id)
        [view] = _build_views(connection, [waiver], desk.today())
    return view


def find_waiver(desk: Desk, agreement_id: int, fact: WaiverFact) -> Stored[WaiverFields] | None:
    """The waiver of an agreement that a verdict shows; None if it was changed or taken back meanwhile."""
    with desk.database.read() as connection:
        found = find_records(connection, Waiver, WaiverFields, agreement_id=agreement_id, requirement=fact.requirement)
    return next((each for each in found if WaiverFact(**each.fields.model_dump()) == fact), None)


def grant_waiver(desk: Desk, agreement_id: int, fields: WaiverFields) -> Added:
    """Waive a requirement of the edition in use; `granted_by` is the acting user where nobody is named.

    FieldRefused names the requirements that there are.
    """
    with desk.database.read() as connection:
        name = get_agreement_name(connection, agreement_id)
    check_requirement(desk, fields)
    signed = fields if fields.granted_by else fields.model_copy(update={"granted_by": desk.actor})
    label = f"Waive {name_requirements(desk.edition)[fields.requirement]} for {name}"
    return add_record(desk, label, Waiver, signed, agreement_id=agreement_id)


def edit_waiver(desk: Desk, waiver_id: int, fields: WaiverFields) -> Changes | None:
    """Change a waiver; FieldRefused for another requirement that the edition in use does not have."""
    if fields.requirement != get_waiver(desk, waiver_id).waiver.fields.requirement:
        check_requirement(desk, fields)
    return edit_record(desk, f"Edit waiver of {_name(desk, waiver_id)}", Waiver, waiver_id, fields)


def end_waiver(desk: Desk, waiver_id: int, on: date) -> Changes | None:
    """Let a waiver end with a day, the last that counts; UserError for one before it begins or after its end."""
    fields = get_waiver(desk, waiver_id).waiver.fields
    if on < fields.since:
        raise UserError(f"This waiver begins only on {format_date(fields.since)}; delete it, or give a later day.")
    if on > fields.until:
        raise UserError(
            f"This waiver ends on {format_date(fields.until)} already; grant another for the days after it."
        )
    ended = fields.model_copy(update={"until": on})
    return edit_record(desk, f"End waiver of {_name(desk, waiver_id)}", Waiver, waiver_id, ended)


def delete_waiver(desk: Desk, waiver_id: int) -> Changes:
    """Take a waiver back as if it had never been granted; history keeps it."""
    return delete_record(desk, f"Delete waiver of {_name(desk, waiver_id)}", Waiver, waiver_id)


def _build_views(connection: Connection, waivers: Collection[Stored[WaiverFields]], today: date) -> list[WaiverView]:
    labels = name_requirements(load_active_edition(connection))
    agreement_of = get_parents(connection, Waiver, "agreement_id", waivers)
    agreements = find_records(connection, Agreement, AgreementFields, id=set(agreement_of.values()))
    regions = {agreement.id: agreement.fields.region for agreement in agreements}
    partner_of = get_parents(connection, Agreement, "partner_id", agreements)
    owners = find_records(connection, Partner, PartnerFields, id=set(partner_of.values()))
    partners = {partner.id: partner.fields for partner in owners}
    views = []
    for waiver in waivers:
        agreement_id = agreement_of[waiver.id]
        partner_id, requirement = partner_of[agreement_id], waiver.fields.requirement
        views.append(
            WaiverView(
                waiver=waiver,
                agreement_id=agreement_id,
                partner_id=partner_id,
                partner=partners[partner_id].name,
                external_ref=partners[partner_id].external_ref,
                region=regions[agreement_id],
                label=labels.get(requirement) or requirement.replace("_", " "),
                state=_find_state(waiver.fields, today),
            )
        )
    return views


def _find_state(fields: WaiverFields, today: date) -> WaiverState:
    if fields.since > today:
        return WaiverState.AHEAD
    return WaiverState.IN_FORCE if today <= fields.until else WaiverState.OVER


def check_requirement(desk: Desk, fields: WaiverFields) -> None:
    """FieldRefused where the edition in use has no such requirement."""
    edition = desk.edition
    known = name_requirements(edition)
    if fields.requirement not in known:
        sentence = f"“{fields.requirement}” is not a requirement of the programme {edition.id}; use {', '.join(known)}."
        raise FieldRefused("requirement", sentence)


def _name(desk: Desk, waiver_id: int) -> str:
    with desk.database.read() as connection:
        return get_agreement_name(connection, get_keys(connection, Waiver, waiver_id)["agreement_id"])
