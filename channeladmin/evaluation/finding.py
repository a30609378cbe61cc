"""What was found behind a row that does not count people, unworded."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class FindingKey(StrEnum):
    """What was found."""

    SIGNED = "signed"
    NOT_SIGNED = "not_signed"
    SIGNED_LATER = "signed_later"
    STARTS_LATER = "starts_later"
    ENDS = "ends"
    ENDED = "ended"
    AGREEMENT_STATUS = "agreement_status"
    NO_PLAN = "no_plan"
    PLAN_STATUS = "plan_status"
    PLAN_APPROVED = "plan_approved"
    PLAN_APPROVED_LATER = "plan_approved_later"
    PLAN_WITHOUT_APPROVAL_DAY = "plan_without_approval_day"
    SPONSOR_SIGNED = "sponsor_signed"
    NO_SPONSOR = "no_sponsor"
    SPONSOR_NOT_SIGNED = "sponsor_not_signed"
    SPONSOR_SIGNED_LATER = "sponsor_signed_later"
    VENDOR_SPONSOR_MISSING = "vendor_sponsor_missing"
    COMMITTED = "committed"
    BOOKED = "booked"
    SHARE = "share"
    POINTS = "points"
    POINTS_BELOW_FLOOR = "points_below_floor"
    ATTESTED = "attested"
    ATTESTED_BY = "attested_by"
    EVIDENCE = "evidence"
    ATTESTED_LATER = "attested_later"
    NOT_ATTESTED = "not_attested"
    OTHER_PRACTICE = "other_practice"
    UNKNOWN_REGION_WOULD_MEET = "unknown_region_would_meet"
    NOT_COVERED = "not_covered"
    NO_WHOLE_QUARTER = "no_whole_quarter"


class Finding(NamedTuple):
    """One thing found: `desk.wording` makes the sentence, the same one everywhere.

    `cents` and `number` are what it is about: money in cents, people as they are, units and points in hundredths; of a
    share, `cents` of `number`.
    """

    key: FindingKey
    day: date | None = None
    text: str | None = None
    cents: int | None = None
    number: int | None = None


class QuarterHeld(NamedTuple):
    """One fiscal quarter of an each-quarter row: its label and the activities that count in it."""

    label: str
    first_day: date
    last_day: date
    is_inside_agreement: bool
    activities: tuple[str, ...]
