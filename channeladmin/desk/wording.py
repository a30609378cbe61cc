"""The only place where values become words: panel, command line and letter say the same of the same thing."""

from __future__ import annotations

from datetime import date

from channeladmin.desk.finding_words import word_finding
from channeladmin.desk.plain_words import (
    format_date,
    format_hundredths,
    format_money,
    word_activity,
    word_credential,
    word_region,
)
from channeladmin.desk.remedy_words import word_awards_needed, word_remedy
from channeladmin.evaluation.counted import Counted, NotCounted, Reason
from channeladmin.evaluation.endings import Ending
from channeladmin.evaluation.facts import WaiverFact
from channeladmin.evaluation.lapse import Lapse
from channeladmin.evaluation.verdict import PASSES, Cause, Measure, Outlook, RequirementVerdict, Status, Verdict
from channeladmin.program.vocabulary import Region

__all__ = [
    "format_date",
    "format_hundredths",
    "format_money",
    "word_activity",
    "word_awards_needed",
    "word_counted",
    "word_credential",
    "word_ending",
    "word_evidence",
    "word_finding",
    "word_lapse",
    "word_measure",
    "word_not_counted",
    "word_outlook",
    "word_passing",
    "word_reason",
    "word_region",
    "word_remedy",
    "word_status",
    "word_unit",
    "word_verdict",
    "word_via",
    "word_waiver",
]

_REASONS = {
    Reason.LEFT: "left {day}",
    Reason.NOT_YET_JOINED: "joins {day}",
    Reason.NOT_YET_EARNED: "earns it only on {day}",
    Reason.REVOKED: "revoked {day}",
    Reason.EXPIRED: "expired {day}",
    Reason.WRONG_EDITION: "certified for another edition",
    Reason.OTHER_REGION: "works in {region}",
    Reason.UNKNOWN_REGION: "works in an {region}",
    Reason.USED_ELSEWHERE: "fills another row",
}
_ENDINGS = {
    Cause.AWARD: "an award{whose} ends",
    Cause.EMPLOYMENT: "the employment{whose} changes",
    Cause.AGREEMENT: "the agreement changes",
    Cause.WAIVER: "the waiver{whose} ends",
    Cause.PLAN_YEAR: "the plan year ends",
    Cause.QUARTER: "the fiscal quarter closes",
    Cause.WINDOW: "what was counted is too long ago",
}
_BEGINNINGS = {
    **_ENDINGS,
    Cause.AWARD: "an award{whose} begins",
    Cause.WAIVER: "the waiver{whose} begins",
    Cause.PLAN_YEAR: "the plan comes into force",
}
_IN_HUNDREDTHS = {Measure.UNITS: None, Measure.PERCENT: "%", Measure.POINTS: "points"}


def word_ending(ending: Ending) -> str:
    """Who will not count any more, from when on and for what."""
    rows = ", ".join(ending.rows)
    return f"{ending.person} counts by {word_via(ending.via)} until {format_date(ending.until)} ({rows})"


def word_lapse(lapse: Lapse) -> str:
    """Since when a track is not met any more, and until when it may return."""
    grace = "" if lapse.grace_until is None else f"; grace to {format_date(lapse.grace_until)}"
    return f"Not met since {format_date(lapse.failing_since)}{grace}"


def word_status(status: Status) -> str:
    """The outcome in a word: met, unmet, review."""
    return status.value


def word_verdict(verdict: Verdict) -> str:
    """The outcome of a track: "met", "met with 1 waiver"."""
    return word_passing(verdict.status, verdict.waived_count)


def word_passing(status: Status, waived: int) -> str:
    """The outcome of a track with so many waived requirements."""
    if status is not Status.MET or not waived:
        return status.value
    return f"met with {waived} waiver{'' if waived == 1 else 's'}"


def word_waiver(waiver: WaiverFact) -> str:
    """Who waived it, until when and why."""
    by = f" by {waiver.granted_by}" if waiver.granted_by else ""
    return f"Waived{by} until {format_date(waiver.until)}: {waiver.reason}"


def word_via(via: str) -> str:
    """By which award a person counts: "Sales Core", "from SA Core (inferred)", "all parts (composite)"."""
    if via == "composite":
        return "all parts (composite)"
    inferred, _, key = via.rpartition("inferred:")
    return word_credential(via) if key == via else f"{inferred}from {word_credential(key)} (inferred)"


def word_counted(counted: Counted) -> str:
    """A person who counts: name, credential, since when, until when."""
    return f"{counted.person}, {word_evidence(counted)}"


def word_evidence(counted: Counted) -> str:
    """Why a person counts, without the name."""
    until = "" if counted.until is None else f", until {format_date(counted.until)}"
    return f"{word_via(counted.via)}, {format_date(counted.earned_on)}{until}"


def word_not_counted(not_counted: NotCounted) -> str:
    """A person who does not count, and why."""
    return f"{not_counted.person}, {word_reason(not_counted)}"


def word_reason(not_counted: NotCounted) -> str:
    """Why a person does not count, without the name."""
    if not_counted.reason is Reason.NOT_YET_JOINED and not_counted.detail is None:
        return "has not joined"
    day = format_date(not_counted.detail) if isinstance(not_counted.detail, date) else ""
    return _REASONS[not_counted.reason].format(day=day, region=word_region(_region_of(not_counted))).rstrip()


def word_outlook(outlook: Outlook) -> str:
    """Until when an outcome stays as it is, what ends it, and what it becomes; "" where nothing ends it."""
    if outlook.holds_until is None or outlook.ends_by is None or outlook.becomes is None:
        return ""
    causes = _BEGINNINGS if outlook.becomes in PASSES else _ENDINGS
    cause = causes[outlook.ends_by].format(whose=f" of {outlook.whose}" if outlook.whose else "")
    grace = "" if outlook.grace_until is None else f"; grace to {format_date(outlook.grace_until)}"
    return f"until {format_date(outlook.holds_until)}, then {outlook.becomes}: {cause}{grace}"


def word_measure(row: RequirementVerdict, currency: str = "USD") -> str:
    """What is there of what is asked: "3 of 4", "5, needs 4", "$420,000 of $300,000", "4 of 4 quarters", "yes"."""
    have, need, measure = row.have, row.need, row.measure
    if measure is Measure.YES_NO:
        return "yes" if have else "no"
    if measure is Measure.CENTS:
        return f"{format_money(have, currency)} of {format_money(need, currency)}"
    if measure is Measure.QUARTERS:
        return f"{have} of {need} quarters" if need else "no whole quarter"
    if measure in _IN_HUNDREDTHS:
        return f"{format_hundredths(have)} of {format_hundredths(need, word_unit(row))}"
    return f"{have} of {need}" if have <= need else f"{have}, needs {need}"


def word_unit(row: RequirementVerdict) -> str | None:
    """What the hundredths of a row count: what its metric does, per cent, points."""
    return row.unit if row.measure is Measure.UNITS else _IN_HUNDREDTHS.get(row.measure)


def _region_of(not_counted: NotCounted) -> Region | None:
    return not_counted.detail if isinstance(not_counted.detail, Region) else None
