"""Keep partner companies: add, edit, look at, remove."""

from __future__ import annotations

from dataclasses import dataclass

from channeladmin.desk.agreements import AgreementView, insert_agreement, list_agreements
from channeladmin.desk.backups import BackupReason, back_up_before
from channeladmin.desk.desk import Desk
from channeladmin.desk.editing import Added, committed, delete_record, edit_record
from channeladmin.desk.refusal import FieldRefused
from channeladmin.progress import Progress, ignore_progress
from channeladmin.records import (
    Agreement,
    AgreementFields,
    Employment,
    EmploymentFields,
    Partner,
    PartnerFields,
    Stored,
    fold,
)
from channeladmin.storage.changes import Changes
from channeladmin.storage.database import Act
from channeladmin.storage.reading import find_records, get_record

__all__ = ["PartnerFields", "PartnerView", "add_partner", "delete_partner", "edit_partner", "load_partner"]


@dataclass(frozen=True, slots=True)
class PartnerView:
    """A company with its agreements in the order of their regions' names."""

    partner: Stored[PartnerFields]
    agreements: tuple[AgreementView, ...]


def load_partner(desk: Desk, partner_id: int) -> PartnerView:
    """A company and its agreements as they stand today; UserError if it is gone."""
    with desk.database.read() as connection:
        partner = get_record(connection, Partner, PartnerFields, partner_id)
        return PartnerView(partner, list_agreements(connection, partner_id, desk.today()))


def add_partner(desk: Desk, fields: PartnerFields, agreement: AgreementFields | None = None) -> Added:
    """A new company, with its first agreement where one is given; FieldRefused if name or reference is taken."""
    with desk.database.act(f"Add partner {fields.name}") as act:
        _check_unique(act, fields, None)
        partner_id = act.insert(Partner, fields)
        if agreement is not None:
            insert_agreement(act, desk.actor, partner_id, agreement)
    return Added(partner_id, committed(act))


def edit_partner(desk: Desk, partner_id: int, fields: PartnerFields) -> Changes | None:
    """Change a company; FieldRefused if name or reference belongs to another."""
    return edit_record(
        desk,
        f"Edit partner {fields.name}",
        Partner,
        partner_id,
        fields,
        check=lambda act: _check_unique(act, fields, partner_id),
    )


def delete_partner(desk: Desk, partner_id: int, *, progress: Progress = ignore_progress) -> Changes:
    """Remove a company with its agreements and employments; its people stay.

    Where it has any of them the desk is backed up first, unless its newest backup holds it as it is.
    """
    name = load_partner(desk, partner_id).partner.fields.name
    with desk.database.read() as connection:
        takes_along = any(
            find_records(connection, model, fields, partner_id=partner_id)
            for model, fields in ((Agreement, AgreementFields), (Employment, EmploymentFields))
        )
    if takes_along:
        back_up_before(desk, BackupReason.BEFORE_DELETING, progress=progress)
    return delete_record(desk, f"Delete partner {name}", Partner, partner_id)


def _check_unique(act: Act, fields: PartnerFields, own_id: int | None) -> None:
    for other in find_records(act.connection, Partner, PartnerFields, name_key=fold(fields.name)):
        if other.id != own_id:
            raise FieldRefused("name", f"There is already a partner named {other.fields.name}.")
    if fields.external_ref is None:
        return
    for other in find_records(act.connection, Partner, PartnerFields, external_ref_key=fold(fields.external_ref)):
        if other.id != own_id:
            raise FieldRefused("external_ref", f"This reference belongs to {other.fields.name}.")
