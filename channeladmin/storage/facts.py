"""From rows to `Facts`, the frozen shape that the evaluation reads, a portion of partners at a time."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from channeladmin.evaluation.facts import (
    ActivityFact,
    AttestationFact,
    BookingFact,
    Facts,
    PlanFact,
    StatusStep,
    TrackStep,
)
from channeladmin.records import Activity, Agreement, AgreementStep, Booking, BusinessPlan, Partner
from channeladmin.storage.collection import paused_collection
from channeladmin.storage.reading import table_of
from channeladmin.storage.selecting import select_in, split_ids
from channeladmin.storage.sqlite.key_list import is_among
from channeladmin.storage.team_facts import load_teams

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection, Row

_PARTNERS = 500
_agreement, _partner, _step = table_of(Agreement), table_of(Partner), table_of(AgreementStep)
_plan, _activity, _booking = table_of(BusinessPlan), table_of(Activity), table_of(Booking)


def load_facts(connection: Connection, agreement_ids: Sequence[int] | None = None) -> Iterator[Facts]:
    """The facts of these agreements (None: all), by the partner's folded name, then region; gone ones are left out.

    Memory stays bounded: partners are loaded in portions, while the caller goes through them.
    """
    for portion in split_ids(_list_partners(connection, agreement_ids), _PARTNERS):
        wanted = None if agreement_ids is None else set(agreement_ids)
        with paused_collection():
            loaded = list(_load_portion(connection, portion, wanted))
        yield from loaded


def _list_partners(connection: Connection, agreement_ids: Sequence[int] | None) -> list[int]:
    query = select(_partner.c.id, _partner.c.name_key).where(_partner.c.id.in_(select(_agreement.c.partner_id)))
    if agreement_ids is None:
        return [row.id for row in connection.execute(query.order_by(_partner.c.name_key, _partner.c.id))]
    query = select(_partner.c.id, _partner.c.name_key).join(_agreement, _agreement.c.partner_id == _partner.c.id)
    found = {(row.name_key, row.id) for row in select_in(connection, query, _agreement.c.id, agreement_ids)}
    return [partner_id for _, partner_id in sorted(found)]


def _load_portion(connection: Connection, partner_ids: list[int], wanted: set[int] | None) -> Iterator[Facts]:
    query = (
        select(_agreement, _partner.c.name, _partner.c.external_ref)
        .join(_partner, _agreement.c.partner_id == _partner.c.id)
        .where(is_among(_agreement.c.partner_id, partner_ids))
        .order_by(_partner.c.name_key, _partner.c.id, _agreement.c.region, _agreement.c.id)
    )
    rows = [row for row in connection.execute(query) if wanted is None or row.id in wanted]
    ids = [row.id for row in rows]
    teams = load_teams(connection, partner_ids)
    steps = _group(_read_steps(connection, ids))
    plans = _group(_read_plans(connection, ids))
    activities = _group(_read_activities(connection, ids))
    bookings = _group(_read_bookings(connection, ids))
    for row in rows:
        changes = steps.get(row.id, ())
        yield Facts(
            agreement_id=row.id,
            partner_id=row.partner_id,
            partner=row.name,
            external_ref=row.external_ref,
            region=row.region,
            signed_on=row.signed_on,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            status_steps=tuple(step for step in changes if isinstance(step, StatusStep)),
            track_steps=tuple(step for step in changes if isinstance(step, TrackStep)),
            attestation=_build_attestation(row),
            people=teams.get(row.partner_id, ()),
            plans=plans.get(row.id, ()),
            activities=activities.get(row.id, ()),
            bookings=bookings.get(row.id, ()),
        )


def _group(pairs: Iterable[tuple[int, Any]]) -> dict[int, tuple[Any, ...]]:
    return {key: tuple(fact for _, fact in group) for key, group in groupby(pairs, key=lambda pair: pair[0])}


def _read_steps(connection: Connection, ids: list[int]) -> Iterator[tuple[int, StatusStep | TrackStep]]:
    query = (
        select(_step.c.agreement_id, _step.c.status, _step.c.track, _step.c.since)
        .where(is_among(_step.c.agreement_id, ids))
        .order_by(_step.c.agreement_id, _step.c.since.nulls_first(), _step.c.id)
    )
    for agreement_id, status, track, since in connection.execute(query).all():
        yield agreement_id, StatusStep(status, since) if track is None else TrackStep(track, since)


def _read_plans(connection: Connection, ids: list[int]) -> Iterator[tuple[int, PlanFact]]:
    columns = (
        _plan.c.id,
        _plan.c.fiscal_year,
        _plan.c.status,
        _plan.c.approved_on,
        _plan.c.partner_sponsor,
        _plan.c.partner_sponsor_signed_on,
        _plan.c.vendor_sponsor,
        _plan.c.vendor_sponsor_signed_on,
        _plan.c.committed_net_arr_cents,
    )
    query = (
        select(_plan.c.agreement_id, *columns)
        .where(is_among(_plan.c.agreement_id, ids))
        .order_by(_plan.c.agreement_id, _plan.c.fiscal_year)
    )
    for agreement_id, *values in connection.execute(query).all():
        yield agreement_id, PlanFact(*values)


def _read_activities(connection: Connection, ids: list[int]) -> Iterator[tuple[int, ActivityFact]]:
    table = _activity
    query = (
        select(table.c.agreement_id, table.c.held_on, table.c.kind, table.c.status, table.c.title)
        .where(is_among(table.c.agreement_id, ids))
        .order_by(table.c.agreement_id, table.c.held_on, table.c.id)
    )
    for agreement_id, *values in connection.execute(query).all():
        yield agreement_id, ActivityFact(*values)


def _read_bookings(connection: Connection, ids: list[int]) -> Iterator[tuple[int, BookingFact]]:
    table = _booking
    query = (
        select(table.c.agreement_id, table.c.closed_on, table.c.net_arr_cents, table.c.kind)
        .where(is_among(table.c.agreement_id, ids))
        .order_by(table.c.agreement_id, table.c.closed_on, table.c.id)
    )
    for agreement_id, *values in connection.execute(query).all():
        yield agreement_id, BookingFact(*values)


def _build_attestation(row: Row[Any]) -> AttestationFact | None:
    if row.practice is None or row.practice_attested_on is None:
        return None
    return AttestationFact(row.practice, row.practice_attested_on, row.practice_attested_by, row.practice_evidence)
