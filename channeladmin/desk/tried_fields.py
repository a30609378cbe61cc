"""What is entered for each change that can be tried, validated with the sentences of the records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from pydantic import BaseModel, Field

from channeladmin.evaluation.tried import (
    ApprovePlan,
    AttestPractice,
    CloseBooking,
    EarnAward,
    HoldActivity,
    JoinCompany,
    LeaveCompany,
    ReportMetric,
    SignAgreement,
    Tried,
    WaiveRequirement,
    WorkHere,
)
from channeladmin.program.vocabulary import ActivityKind, BookingKind, PracticeKind
from channeladmin.records import WaiverFields
from channeladmin.records.columns import MAX_CENTS
from channeladmin.records.text import KeyName, OptionalEmail, OptionalText, RequiredText

__all__ = [
    "ApprovedFields",
    "AttestedFields",
    "BookedFields",
    "EarnedFields",
    "HeldFields",
    "JoinedFields",
    "LeftFields",
    "MovedFields",
    "ReportedFields",
    "SignedFields",
    "WaiverFields",
    "build_tried",
    "show_tried",
]


class JoinedFields(BaseModel):
    """Somebody new; an address is needed only to keep it."""

    name: RequiredText
    email: OptionalEmail = None
    starts_on: date


class EarnedFields(BaseModel):
    """An award."""

    person_id: int
    credential: RequiredText
    earned_on: date
    edition: OptionalText = None


class LeftFields(BaseModel):
    """The end of an employment."""

    person_id: int
    last_day: date


class MovedFields(BaseModel):
    """The region of an employment."""

    person_id: int
    on: date


class SignedFields(BaseModel):
    """The day of signing."""

    on: date


class ApprovedFields(BaseModel):
    """The plan of the day's fiscal year."""

    on: date
    committed_cents: int | None = Field(default=None, ge=0, le=MAX_CENTS)
    sponsor: OptionalText = None


class AttestedFields(BaseModel):
    """The dedicated practice."""

    kind: PracticeKind
    on: date


class HeldFields(BaseModel):
    """An activity."""

    kind: ActivityKind
    on: date
    title: OptionalText = None


class BookedFields(BaseModel):
    """A deal."""

    net_arr_cents: int = Field(ge=-MAX_CENTS, le=MAX_CENTS)
    on: date
    kind: BookingKind = BookingKind.NEW


class ReportedFields(BaseModel):
    """A number under a metric."""

    metric: KeyName
    amount_hundredths: int = Field(ge=-MAX_CENTS, le=MAX_CENTS)
    on: date


_MADE_OF: Mapping[type[BaseModel], Callable[..., Tried]] = {
    EarnedFields: EarnAward,
    LeftFields: LeaveCompany,
    MovedFields: WorkHere,
    SignedFields: SignAgreement,
    ApprovedFields: ApprovePlan,
    AttestedFields: AttestPractice,
    HeldFields: HoldActivity,
    ReportedFields: ReportMetric,
}
"""Those whose fields are the change's own."""


def build_tried(fields: BaseModel, key: int = 0) -> Tried:
    """The change that was entered; `key` (negative) is that of somebody new."""
    if isinstance(fields, JoinedFields):
        return JoinCompany(key, fields.name, fields.starts_on, fields.email)
    if isinstance(fields, BookedFields):
        return CloseBooking(fields.net_arr_cents, fields.on, fields.kind)
    if isinstance(fields, WaiverFields):
        return WaiveRequirement(fields.requirement, fields.since, fields.until, fields.reason)
    return _MADE_OF[type(fields)](**fields.model_dump())


def show_tried(change: Tried) -> dict[str, object]:
    """The values of a change under the names of its fields, to be entered otherwise."""
    values = {name: getattr(change, name) for name in change.__dataclass_fields__ if name != "key"}
    if isinstance(change, CloseBooking):
        values["net_arr_cents"] = values.pop("cents")
    return values
