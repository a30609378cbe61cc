"""What hangs on an agreement itself: steps, plans, activities, bookings, metrics, waivers; by agreement, in order.

Words are read as the data file holds them: looking them up here takes a fifth of the time.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Text, select, type_coerce

from channeladmin.evaluation.facts import (
    ActivityFact,
    BookingFact,
    MetricFact,
    PlanFact,
    StatusStep,
    TrackStep,
    WaiverFact,
)
from channeladmin.program.vocabulary import ActivityKind, ActivityStatus, AgreementStatus, BookingKind, PlanStatus
from channeladmin.records import Activity, AgreementStep, Booking, BusinessPlan, MetricEntry, Waiver
from channeladmin.storage.reading import table_of
from channeladmin.storage.sqlite.key_list import is_among

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from enum import StrEnum

    from sqlalchemy import ColumnElement, Connection

Word = TypeVar("Word", bound="StrEnum")


def _words(words: type[Word]) -> dict[str, Word]:
    return {word.value: word for word in words}


_STATUSES, _PLAN_STATUSES = _words(AgreementStatus), _words(PlanStatus)
_ACTIVITY_KINDS, _ACTIVITY_STATUSES, _BOOKING_KINDS = _words(ActivityKind), _words(ActivityStatus), _words(BookingKind)
_step, _plan = table_of(AgreementStep).c, table_of(BusinessPlan).c
_activity, _booking = table_of(Activity).c, table_of(Booking).c
_entry, _waiver = table_of(MetricEntry).c, table_of(Waiver).c


def load_steps(connection: Connection, ids: list[int]) -> Mapping[int, list[StatusStep | TrackStep]]:
    """The changes of status and track in the order in which they take effect, undated first."""
    columns = (_stored(_step.status), _stored(_step.track), _step.since)
    found: defaultdict[int, list[StatusStep | TrackStep]] = defaultdict(list)
    for agreement_id, status, track, since in _read(
        connection, ids, _step.agreement_id, columns, (_step.since.nulls_first(), _step.id)
    ):
        found[agreement_id].append(TrackStep(track, since) if status is None else StatusStep(_STATUSES[status], since))
    return found


def load_plans(connection: Connection, ids: list[int]) -> Mapping[int, list[PlanFact]]:
    """The joint business plans, by fiscal year."""
    columns = (
        _plan.id,
        _plan.fiscal_year,
        _stored(_plan.status),
        _plan.approved_on,
        _plan.partner_sponsor,
        _plan.partner_sponsor_signed_on,
        _plan.vendor_sponsor,
        _plan.vendor_sponsor_signed_on,
        _plan.committed_net_arr_cents,
    )
    found: defaultdict[int, list[PlanFact]] = defaultdict(list)
    for agreement_id, plan_id, year, status, *rest in _read(
        connection, ids, _plan.agreement_id, columns, (_plan.fiscal_year,)
    ):
        found[agreement_id].append(PlanFact(plan_id, year, _PLAN_STATUSES[status], *rest))
    return found


def load_activities(connection: Connection, ids: list[int]) -> Mapping[int, list[ActivityFact]]:
    """The activities, in the order in which they were entered."""
    columns = (_activity.held_on, _stored(_activity.kind), _stored(_activity.status), _activity.title)
    found: defaultdict[int, list[ActivityFact]] = defaultdict(list)
    for agreement_id, held_on, kind, status, title in _read(
        connection, ids, _activity.agreement_id, columns, (_activity.id,)
    ):
        found[agreement_id].append(ActivityFact(held_on, _ACTIVITY_KINDS[kind], _ACTIVITY_STATUSES[status], title))
    return found


def load_bookings(connection: Connection, ids: list[int]) -> Mapping[int, list[BookingFact]]:
    """The bookings, in the order in which they were entered."""
    columns = (_booking.closed_on, _booking.net_arr_cents, _stored(_booking.kind))
    found: defaultdict[int, list[BookingFact]] = defaultdict(list)
    for agreement_id, closed_on, cents, kind in _read(connection, ids, _booking.agreement_id, columns, (_booking.id,)):
        found[agreement_id].append(BookingFact(closed_on, cents, _BOOKING_KINDS[kind]))
    return found


def load_metrics(connection: Connection, ids: list[int]) -> Mapping[int, list[MetricFact]]:
    """The numbers reported under metrics, in the order in which they were entered."""
    columns = (_entry.metric, _entry.reported_on, _entry.amount_hundredths)
    found: defaultdict[int, list[MetricFact]] = defaultdict(list)
    for agreement_id, *values in _read(connection, ids, _entry.agreement_id, columns, (_entry.id,)):
        found[agreement_id].append(MetricFact(*values))
    return found


def load_waivers(connection: Connection, ids: list[int]) -> Mapping[int, list[WaiverFact]]:
    """The waivers, in the order in which they were granted."""
    columns = (_waiver.requirement, _waiver.since, _waiver.until, _waiver.reason, _waiver.granted_by)
    found: defaultdict[int, list[WaiverFact]] = defaultdict(list)
    for agreement_id, *values in _read(connection, ids, _waiver.agreement_id, columns, (_waiver.id,)):
        found[agreement_id].append(WaiverFact(*values))
    return found


def _read(
    connection: Connection,
    ids: list[int],
    parent: ColumnElement[int],
    columns: Sequence[ColumnElement[Any]],
    order: Sequence[ColumnElement[Any]],
) -> Sequence[Any]:
    """The rows, each with its agreement before the columns."""
    return connection.execute(select(parent, *columns).where(is_among(parent, ids)).order_by(parent, *order)).all()


def _stored(word: ColumnElement[Any]) -> ColumnElement[str]:
    return type_coerce(word, Text)
