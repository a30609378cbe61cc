"""From rows to `Facts`, the frozen shape that the evaluation reads, a portion of partners at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from channeladmin.errors import DamagedFile
from channeladmin.evaluation.facts import AttestationFact, Facts, StatusStep, TrackStep
from channeladmin.records import Agreement, Partner
from channeladmin.storage.agreement_facts import (
    load_activities,
    load_bookings,
    load_metrics,
    load_plans,
    load_steps,
    load_waivers,
)
from channeladmin.storage.collection import paused_collection
from channeladmin.storage.reading import table_of
from channeladmin.storage.selecting import select_in, split_ids
from channeladmin.storage.sqlite.key_list import is_among
from channeladmin.storage.team_facts import TeamReader

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from sqlalchemy import Connection

    from channeladmin.program.vocabulary import PracticeKind

_PARTNERS = 2000
_agreement, _partner = table_of(Agreement), table_of(Partner)


def load_facts(connection: Connection, agreement_ids: Sequence[int] | None = None) -> Iterator[Facts]:
    """The facts of these agreements (None: all), by the partner's folded name, then region; gone ones are left out."""
    for portion in load_portions(connection, agreement_ids):
        yield from portion


def load_portions(
    connection: Connection, agreement_ids: Sequence[int] | None = None, *, with_addresses: bool = True
) -> Iterator[Sequence[Facts]]:
    """The same, portion by portion: memory stays bounded, while the caller goes through them.

    Without addresses people have none: no verdict looks at them, and each takes a look-up.
    `DamagedFile` where a record holds what is no value of its kind: no act writes that.
    """
    wanted = None if agreement_ids is None else set(agreement_ids)
    teams = TeamReader(with_addresses=with_addresses)
    for partner_ids in split_ids(_list_partners(connection, agreement_ids), _PARTNERS):
        with paused_collection():
            try:
                portion = list(_load_portion(connection, partner_ids, wanted, teams))
            except (LookupError, TypeError, ValueError) as error:
                raise DamagedFile(
                    f"The data file is damaged: a record holds what cannot be read ({error}). Nothing was changed. "
                    f"“channeladmin check” names the record, and the backup that brings it back."
                ) from error
        yield portion


def count_agreements(connection: Connection) -> int:
    """How many agreements there are."""
    return connection.execute(select(func.count()).select_from(_agreement)).scalar_one()


def _list_partners(connection: Connection, agreement_ids: Sequence[int] | None) -> list[int]:
    query = select(_partner.c.id, _partner.c.name_key).where(_partner.c.id.in_(select(_agreement.c.partner_id)))
    if agreement_ids is None:
        return [row.id for row in connection.execute(query.order_by(_partner.c.name_key, _partner.c.id))]
    query = select(_partner.c.id, _partner.c.name_key).join(_agreement, _agreement.c.partner_id == _partner.c.id)
    found = {(row.name_key, row.id) for row in select_in(connection, query, _agreement.c.id, agreement_ids)}
    return [partner_id for _, partner_id in sorted(found)]


def _load_portion(
    connection: Connection, partner_ids: list[int], wanted: set[int] | None, teams: TeamReader
) -> Iterator[Facts]:
    query = (
        select(
            _agreement.c.id,
            _agreement.c.partner_id,
            _partner.c.name,
            _partner.c.external_ref,
            _agreement.c.region,
            _agreement.c.signed_on,
            _agreement.c.starts_on,
            _agreement.c.ends_on,
            _agreement.c.practice,
            _agreement.c.practice_attested_on,
            _agreement.c.practice_attested_by,
            _agreement.c.practice_evidence,
        )
        .join(_partner, _agreement.c.partner_id == _partner.c.id)
        .where(is_among(_agreement.c.partner_id, partner_ids))
        .order_by(_partner.c.name_key, _partner.c.id, _agreement.c.region, _agreement.c.id)
    )
    rows = [row for row in connection.execute(query) if wanted is None or row.id in wanted]
    ids = [row.id for row in rows]
    people = teams.load(connection, partner_ids)
    steps, plans = load_steps(connection, ids), load_plans(connection, ids)
    activities, bookings = load_activities(connection, ids), load_bookings(connection, ids)
    metrics, waivers = load_metrics(connection, ids), load_waivers(connection, ids)
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
            status_steps=tuple([step for step in changes if isinstance(step, StatusStep)]),
            track_steps=tuple([step for step in changes if isinstance(step, TrackStep)]),
            attestation=_build_attestation(row.practice, row.practice_attested_on, *row[-2:]),
            people=people.get(row.partner_id, ()),
            plans=tuple(plans.get(row.id, ())),
            activities=tuple(activities.get(row.id, ())),
            bookings=tuple(bookings.get(row.id, ())),
            metrics=tuple(metrics.get(row.id, ())),
            waivers=tuple(waivers.get(row.id, ())),
        )


def _build_attestation(
    practice: PracticeKind | None, attested_on: date | None, attested_by: str | None, evidence: str | None
) -> AttestationFact | None:
    if practice is None or attested_on is None:
        return None
    return AttestationFact(practice, attested_on, attested_by, evidence)
