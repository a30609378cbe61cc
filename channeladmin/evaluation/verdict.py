"""The verdict tree: the one answer that panel, board, command line and letter all render."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from channeladmin.program.vocabulary import AgreementStatus, Region, TrackKey


class Status(StrEnum):
    """The outcome of a requirement, and of a track (there: unmet, review, met)."""

    MET = "met"
    UNMET = "unmet"
    REVIEW = "review"


class Measure(StrEnum):
    """What need, have and missing are counted in."""

    PEOPLE = "people"
    YES_NO = "yes_no"
    CENTS = "cents"
    QUARTERS = "quarters"


class Reason(StrEnum):
    """Why a holder of a credential does not count; the first that applies, in this order."""

    LEFT = "left"
    NOT_YET_JOINED = "not_yet_joined"
    NOT_YET_EARNED = "not_yet_earned"
    REVOKED = "revoked"
    EXPIRED = "expired"
    WRONG_EDITION = "wrong_edition"
    OTHER_REGION = "other_region"
    UNKNOWN_REGION = "unknown_region"
    USED_ELSEWHERE = "used_elsewhere"


class Cause(StrEnum):
    """What ends a verdict: somebody's date (award, employment, agreement) or the calendar."""

    AWARD = "award"
    EMPLOYMENT = "employment"
    AGREEMENT = "agreement"
    PLAN_YEAR = "plan_year"
    QUARTER = "quarter"


@dataclass(frozen=True, slots=True)
class Outlook:
    """The last day on which an outcome stays as it is if nobody acts, and what ends it; None: nothing does.

    `grace_until`: where it lapses from met to unmet, the last day to return (shown, never enforced).
    """

    holds_until: date | None = None
    ends_by: Cause | None = None
    whose: str | None = None
    becomes: Status | None = None
    grace_until: date | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A person who fills a slot: by which credential, since when and until when it lasts (None: no end)."""

    person_id: int
    person: str
    email: str | None
    via: str
    earned_on: date
    until: date | None


@dataclass(frozen=True, slots=True)
class NotCounted:
    """A person who holds or held a credential of the row and does not count, and why.

    `detail` is the date or the region that the reason is about (left on, expires on, works in), for the reader.
    """

    person_id: int
    person: str
    email: str | None
    reason: Reason
    detail: date | Region | None = None


@dataclass(frozen=True, slots=True)
class QuarterHeld:
    """One fiscal quarter of an each-quarter row: its label and the activities that count in it."""

    label: str
    first_day: date
    last_day: date
    is_inside_agreement: bool
    activities: tuple[str, ...]


class FindingKey(StrEnum):
    """What was found behind a row that does not count people."""

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
    ATTESTED = "attested"
    ATTESTED_BY = "attested_by"
    EVIDENCE = "evidence"
    ATTESTED_LATER = "attested_later"
    NOT_ATTESTED = "not_attested"
    UNKNOWN_REGION_WOULD_MEET = "unknown_region_would_meet"
    NO_WHOLE_QUARTER = "no_whole_quarter"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, unworded: `desk.wording` makes the sentence, the same one everywhere."""

    key: FindingKey
    day: date | None = None
    text: str | None = None
    cents: int | None = None
    number: int | None = None


class RemedyKey(StrEnum):
    """A step that would help to close a gap."""

    ADD_HOLDER = "add_holder"
    EARN_LAST = "earn_last"
    CONFIRM_REGION = "confirm_region"
    RENEW = "renew"
    AMOUNT_MISSING = "amount_missing"
    HOLD_ACTIVITY = "hold_activity"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Remedy:
    """One step, unworded, cheapest first in a row: the person and credential, amount or quarter it is about.

    `about` is the finding that a `record` step would settle.
    """

    key: RemedyKey
    person_id: int | None = None
    person: str | None = None
    credential: str | None = None
    cents: int | None = None
    quarter: str | None = None
    number: int | None = None
    about: FindingKey | None = None


@dataclass(frozen=True, slots=True)
class RequirementVerdict:
    """One requirement of a track on a day; need, have and missing in `measure`.

    `wording` is the programme's own label as the page prints it, `line` its line there.
    """

    key: str
    label: str
    wording: str
    line: int
    status: Status
    measure: Measure
    need: int
    have: int
    missing: int
    counted: tuple[Counted, ...] = ()
    not_counted: tuple[NotCounted, ...] = ()
    quarters: tuple[QuarterHeld, ...] = ()
    findings: tuple[Finding, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    outlook: Outlook = Outlook()


@dataclass(frozen=True, slots=True)
class Verdict:
    """One track of one agreement on a day."""

    agreement_id: int
    partner: str
    external_ref: str | None
    region: Region
    track: TrackKey
    on: date
    edition: str
    agreement_status: AgreementStatus
    granted_track: TrackKey | None
    status: Status
    requirements: tuple[RequirementVerdict, ...]
    outlook: Outlook

    @property
    def met_count(self) -> int:
        """How many requirements are met."""
        return sum(1 for row in self.requirements if row.status is Status.MET)

    @property
    def first_gap(self) -> RequirementVerdict | None:
        """The first requirement that is not met, or None."""
        return next((row for row in self.requirements if row.status is not Status.MET), None)
