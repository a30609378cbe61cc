"""The verdict tree: the one answer that panel, board, command line and letter all render."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from channeladmin.evaluation.counted import Counted, NotCounted
from channeladmin.evaluation.facts import WaiverFact
from channeladmin.evaluation.finding import Finding, QuarterHeld
from channeladmin.evaluation.remedy import Remedy
from channeladmin.program.vocabulary import AgreementStatus, Region, TrackKey


class Status(StrEnum):
    """The outcome of a requirement, and of a track (there: unmet, review, met)."""

    MET = "met"
    UNMET = "unmet"
    REVIEW = "review"
    WAIVED = "waived"


PASSES = frozenset({Status.MET, Status.WAIVED})
"""What does not stand in the way of a verdict."""


class Measure(StrEnum):
    """What need, have and missing are counted in; units, per cent and points in hundredths, money in cents."""

    PEOPLE = "people"
    YES_NO = "yes_no"
    CENTS = "cents"
    QUARTERS = "quarters"
    CREDENTIALS = "credentials"
    UNITS = "units"
    PERCENT = "percent"
    POINTS = "points"
    PARTS = "parts"


class Cause(StrEnum):
    """What ends a verdict: somebody's date (award, employment, agreement, waiver) or the calendar."""

    AWARD = "award"
    EMPLOYMENT = "employment"
    AGREEMENT = "agreement"
    WAIVER = "waiver"
    PLAN_YEAR = "plan_year"
    QUARTER = "quarter"
    WINDOW = "window"


class Outlook(NamedTuple):
    """The last day on which an outcome stays as it is if nobody acts, and what ends it; None: nothing does.

    `grace_until`: where it lapses from met to unmet, the last day to return (shown, never enforced).
    """

    holds_until: date | None = None
    ends_by: Cause | None = None
    whose: str | None = None
    becomes: Status | None = None
    grace_until: date | None = None


class RequirementVerdict(NamedTuple):
    """One requirement of a track on a day; need, have and missing in `measure`.

    `wording` is the programme's own label as the page prints it, `line` its line there; `unit` what a number counts
    (None: money or what the measure says); `parts` the requirements that it is made of; `waiver` what lets it pass
    where it is waived.
    """

    key: str
    label: str
    wording: str
    line: int | None
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
    parts: tuple[RequirementVerdict, ...] = ()
    unit: str | None = None
    waiver: WaiverFact | None = None

    @property
    def passes(self) -> bool:
        """Whether it is met, or waived."""
        return self.status in PASSES

    @property
    def needs_waiver(self) -> bool:
        """Whether it passes by a waiver only: its own, or that of a part that it cannot do without."""
        if self.status is not Status.MET:
            return self.status is Status.WAIVED
        if not self.parts:
            return False
        needing = sum(part.needs_waiver for part in self.parts)
        if self.measure is Measure.PARTS:
            return self.have - needing < self.need
        return needing > 0


class Verdict(NamedTuple):
    """One track of one agreement on a day; `remedies` are the fewest awards that close all its people rows."""

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
    remedies: tuple[Remedy, ...] = ()

    @property
    def met_count(self) -> int:
        """How many requirements are met or waived."""
        return sum(1 for row in self.requirements if row.passes)

    @property
    def waived_count(self) -> int:
        """How many requirements pass by a waiver only, of their own or of a part."""
        return sum(row.needs_waiver for row in self.requirements)

    @property
    def first_gap(self) -> RequirementVerdict | None:
        """The first requirement that neither is met nor waived, or None."""
        return next((row for row in self.requirements if not row.passes), None)
