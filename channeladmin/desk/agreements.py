"""Keep agreements: one contract per company and region, with the dated steps of its status and its track."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from channeladmin.desk.desk import Desk
from channeladmin.desk.editing import Added, add_record, committed, delete_record, edit_record
from channeladmin.desk.refusal import FieldRefused
from channeladmin.desk.tracks import check_track, word_track
from channeladmin.program.edition import Edition
from channeladmin.program.vocabulary import AgreementStatus, TrackKey
from channeladmin.records import Agreement, AgreementFields, AgreementStep, AgreementStepFields, Partner, Stored
from channeladmin.records import PartnerFields as _PartnerFields
from channeladmin.storage.changes import Changes
from channeladmin.storage.database import Act
from channeladmin.storage.editions import load_active_edition
from channeladmin.storage.reading import find_records, get_agreement_name, get_keys, get_parents, get_record
from channeladmin.storage.stored_keys import list_stored_tracks

__all__ = [
    "AgreementFields",
    "AgreementStepFields",
    "AgreementView",
    "add_agreement",
    "add_step",
    "delete_agreement",
    "delete_step",
    "edit_agreement",
    "edit_step",
]

SIGNING = "Agreement signed"
"""The reason of the two steps that signing takes by itself; they follow the day of signing."""


@dataclass(frozen=True, slots=True)
class AgreementView:
    """An agreement, its steps oldest first, and what they make of it today; `track_word` is the track's name."""

    agreement: Stored[AgreementFields]
    steps: tuple[Stored[AgreementStepFields], ...]
    status: AgreementStatus
    track: TrackKey | None
    track_word: str | None


def list_agreements(connection: Connection, partner_id: int, today: date) -> tuple[AgreementView, ...]:
    """The agreements of a company in the order of their regions."""
    agreements = find_records(connection, Agreement, AgreementFields, order_by=("region",), partner_id=partner_id)
    ids, edition = [agreement.id for agreement in agreements], load_active_edition(connection)
    steps = find_records(connection, AgreementStep, AgreementStepFields, order_by=("since",), agreement_id=ids)
    owner = get_parents(connection, AgreementStep, "agreement_id", steps)
    return tuple(
        _view(agreement, tuple(step for step in steps if owner[step.id] == agreement.id), today, edition)
        for agreement in agreements
    )


def add_agreement(desk: Desk, partner_id: int, fields: AgreementFields) -> Added:
    """A contract for one more region; FieldRefused if the company has one for it."""
    with desk.database.read() as connection:
        name = get_record(connection, Partner, _PartnerFields, partner_id).fields.name
    with desk.database.act(f"Add agreement {name} ({fields.region})") as act:
        agreement_id = insert_agreement(act, desk.actor, partner_id, fields)
    return Added(agreement_id, committed(act))


def insert_agreement(act: Act, actor: str, partner_id: int, fields: AgreementFields) -> int:
    """Within an act: the contract, and the steps that its signing takes."""
    _check_region(act, partner_id, fields, None)
    agreement_id = act.insert(Agreement, fields, partner_id=partner_id)
    follow_signing(act, actor, agreement_id, signed_before=None, signed_on=fields.signed_on)
    return agreement_id


def edit_agreement(desk: Desk, agreement_id: int, fields: AgreementFields) -> Changes | None:
    """Change a contract. Signing makes a prospect authorized from that day, and grants the entry track."""
    with desk.database.act(f"Edit agreement {_name(desk, agreement_id)}") as act:
        before = get_record(act.connection, Agreement, AgreementFields, agreement_id).fields
        _check_region(act, get_keys(act.connection, Agreement, agreement_id)["partner_id"], fields, agreement_id)
        act.update(Agreement, agreement_id, fields)
        follow_signing(act, desk.actor, agreement_id, signed_before=before.signed_on, signed_on=fields.signed_on)
    return act.changes


def delete_agreement(desk: Desk, agreement_id: int) -> Changes:
    """Remove a contract with its plans, activities, bookings, reviews, metrics, waivers and invitations."""
    return delete_record(desk, f"Delete agreement {_name(desk, agreement_id)}", Agreement, agreement_id)


def add_step(desk: Desk, agreement_id: int, fields: AgreementStepFields) -> Added:
    """A dated change of status or track; `decided_by` is the acting user where none is named.

    FieldRefused for a track that the edition in use does not have, unless agreements have it from an earlier one.
    """
    _check_track(desk, fields)
    signed = fields if fields.decided_by else fields.model_copy(update={"decided_by": desk.actor})
    label = f"Set {_name(desk, agreement_id)} to {fields.status or fields.track}"
    return add_record(desk, label, AgreementStep, signed, agreement_id=agreement_id)


def edit_step(desk: Desk, step_id: int, fields: AgreementStepFields) -> Changes | None:
    """Change a step; FieldRefused as for a new one."""
    _check_track(desk, fields)
    return edit_record(desk, f"Edit step of {_name_of_step(desk, step_id)}", AgreementStep, step_id, fields)


def delete_step(desk: Desk, step_id: int) -> Changes:
    """Take a step out of the agreement's course."""
    return delete_record(desk, f"Delete step of {_name_of_step(desk, step_id)}", AgreementStep, step_id)


def _view(
    agreement: Stored[AgreementFields], steps: tuple[Stored[AgreementStepFields], ...], today: date, edition: Edition
) -> AgreementView:
    status, track = AgreementStatus.PROSPECT, None
    for step in steps:
        if step.fields.since is None or step.fields.since <= today:
            status = step.fields.status or status
            track = step.fields.track or track
    return AgreementView(agreement, steps, status, track, None if track is None else word_track(edition, track))


def follow_signing(
    act: Act, actor: str, agreement_id: int, *, signed_before: date | None, signed_on: date | None
) -> None:
    """Within an act: the steps that a change of the day of signing takes."""
    if signed_before == signed_on:
        return
    steps = find_records(act.connection, AgreementStep, AgreementStepFields, agreement_id=agreement_id)
    own = [step for step in steps if step.fields.reason == SIGNING and step.fields.since == signed_before]
    if signed_on is None:
        act.delete(AgreementStep, [step.id for step in own])
    elif own:
        for each in own:
            act.update(AgreementStep, each.id, {"since": signed_on})
    else:
        course = [step.fields for step in steps]
        taken: list[AgreementStepFields] = []
        if all(step.status in (None, AgreementStatus.PROSPECT) for step in course):
            taken.append(AgreementStepFields(status=AgreementStatus.AUTHORIZED))
        if all(step.track is None for step in course):
            taken.append(AgreementStepFields(track=load_active_edition(act.connection).tracks[0].key))
        for step in taken:
            signed = step.model_copy(update={"since": signed_on, "reason": SIGNING, "decided_by": actor})
            act.insert(AgreementStep, signed, agreement_id=agreement_id)


def _check_region(act: Act, partner_id: int, fields: AgreementFields, own_id: int | None) -> None:
    for other in find_records(act.connection, Agreement, AgreementFields, partner_id=partner_id, region=fields.region):
        if other.id != own_id:
            raise FieldRefused("region", f"This partner already has an agreement for {fields.region}.")


def _check_track(desk: Desk, fields: AgreementStepFields) -> None:
    with desk.database.read() as connection:
        check_track(load_active_edition(connection), fields.track, list_stored_tracks(connection))


def _name(desk: Desk, agreement_id: int) -> str:
    with desk.database.read() as connection:
        return get_agreement_name(connection, agreement_id)


def _name_of_step(desk: Desk, step_id: int) -> str:
    with desk.database.read() as connection:
        return get_agreement_name(connection, get_keys(connection, AgreementStep, step_id)["agreement_id"])
