"""What is known about one agreement, frozen, in the shape that the evaluation reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from channeladmin.program.vocabulary import (
    ActivityKind,
    ActivityStatus,
    AgreementStatus,
    BookingKind,
    PlanStatus,
    PracticeKind,
    Region,
    TrackKey,
)


class StatusStep(NamedTuple):
    """A change of the agreement's status; `since` None holds always."""

    status: AgreementStatus
    since: date | None


class TrackStep(NamedTuple):
    """A change of the granted track; `since` None holds always."""

    track: TrackKey
    since: date | None


class EmploymentFact(NamedTuple):
    """One spell of a person at the company; both days count, None is open; region None is unknown."""

    starts_on: date | None
    ends_on: date | None
    region: Region | None


class AwardFact(NamedTuple):
    """A credential earned; `expires_on` is the last day that counts, `revoked_on` the first that does not."""

    credential: str
    earned_on: date
    expires_on: date | None = None
    revoked_on: date | None = None
    edition: str | None = None


class PersonFact(NamedTuple):
    """Everyone ever employed at the company, with every award of theirs."""

    person_id: int
    name: str
    email: str | None
    employments: tuple[EmploymentFact, ...]
    awards: tuple[AwardFact, ...]


class PlanFact(NamedTuple):
    """The joint business plan of one fiscal year; money in cents."""

    plan_id: int
    fiscal_year: int
    status: PlanStatus
    approved_on: date | None
    partner_sponsor: str | None
    partner_sponsor_signed_on: date | None
    vendor_sponsor: str | None
    vendor_sponsor_signed_on: date | None
    committed_net_arr_cents: int | None


class ActivityFact(NamedTuple):
    """An activity held, planned or cancelled."""

    held_on: date
    kind: ActivityKind
    status: ActivityStatus
    title: str | None = None


class BookingFact(NamedTuple):
    """A deal closed; cents may be negative (a correction)."""

    closed_on: date
    net_arr_cents: int
    kind: BookingKind


class AttestationFact(NamedTuple):
    """The dedicated practice as attested."""

    kind: PracticeKind
    attested_on: date
    attested_by: str | None = None
    evidence: str | None = None


class MetricFact(NamedTuple):
    """A number reported under a metric of the programme, in hundredths of its unit (cents where that is money)."""

    metric: str
    reported_on: date
    amount_hundredths: int


class WaiverFact(NamedTuple):
    """A requirement that a manager waived; both days count."""

    requirement: str
    since: date
    until: date
    reason: str
    granted_by: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """One agreement and all that hangs on it. Steps are in the order they take effect (undated first)."""

    agreement_id: int
    partner_id: int
    partner: str
    external_ref: str | None
    region: Region
    signed_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    status_steps: tuple[StatusStep, ...] = ()
    track_steps: tuple[TrackStep, ...] = ()
    attestation: AttestationFact | None = None
    people: tuple[PersonFact, ...] = ()
    plans: tuple[PlanFact, ...] = ()
    activities: tuple[ActivityFact, ...] = ()
    bookings: tuple[BookingFact, ...] = ()
    metrics: tuple[MetricFact, ...] = ()
    waivers: tuple[WaiverFact, ...] = ()

    def status_on(self, day: date) -> AgreementStatus:
        """The status that holds on a day: the latest step on or before it, else prospect."""
        status = AgreementStatus.PROSPECT
        for step in self.status_steps:
            if step.since is None or step.since <= day:
                status = step.status
        return status

    def track_on(self, day: date) -> TrackKey | None:
        """The track granted on a day, or None where none was."""
        track = None
        for step in self.track_steps:
            if step.since is None or step.since <= day:
                track = step.track
        return track
