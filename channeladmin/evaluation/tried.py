"""The changes that may be tried on an agreement without recording them: a closed set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from channeladmin.program.vocabulary import ActivityKind, BookingKind, PracticeKind


@dataclass(frozen=True, slots=True)
class JoinCompany:
    """Somebody new works for the partner in the agreement's region; `key` is negative, `email` is for keeping."""

    key: int
    name: str
    starts_on: date
    email: str | None = None


@dataclass(frozen=True, slots=True)
class EarnAward:
    """A person (by id, or the key of somebody new) earns a credential."""

    person_id: int
    credential: str
    earned_on: date
    edition: str | None = None


@dataclass(frozen=True, slots=True)
class LeaveCompany:
    """A person's present employment ends; the day is the last."""

    person_id: int
    last_day: date


@dataclass(frozen=True, slots=True)
class WorkHere:
    """A person's present employment turns out to be in the agreement's region."""

    person_id: int
    on: date


@dataclass(frozen=True, slots=True)
class SignAgreement:
    """The agreement is signed; a prospect becomes authorized."""

    on: date


@dataclass(frozen=True, slots=True)
class ApprovePlan:
    """The plan of the day's fiscal year is approved and signed; `committed_cents` None leaves what it commits to."""

    on: date
    committed_cents: int | None = None
    sponsor: str | None = None


@dataclass(frozen=True, slots=True)
class AttestPractice:
    """A dedicated practice is attested."""

    kind: PracticeKind
    on: date


@dataclass(frozen=True, slots=True)
class HoldActivity:
    """An activity is completed."""

    kind: ActivityKind
    on: date
    title: str | None = None


@dataclass(frozen=True, slots=True)
class CloseBooking:
    """A deal closes."""

    cents: int
    on: date
    kind: BookingKind = BookingKind.NEW


@dataclass(frozen=True, slots=True)
class ReportMetric:
    """A number is reported, in hundredths of its unit."""

    metric: str
    amount_hundredths: int
    on: date


@dataclass(frozen=True, slots=True)
class WaiveRequirement:
    """A requirement is waived for some time; both days count."""

    requirement: str
    since: date
    until: date
    reason: str


Tried = (
    JoinCompany
    | EarnAward
    | LeaveCompany
    | WorkHere
    | SignAgreement
    | ApprovePlan
    | AttestPractice
    | HoldActivity
    | CloseBooking
    | ReportMetric
    | WaiveRequirement
)
