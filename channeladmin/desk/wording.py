"""The only place where values become words: panel, command line and letter say the same of the same thing."""

from __future__ import annotations

from datetime import date
from functools import cache

from channeladmin.evaluation.counted import Counted, NotCounted, Reason
from channeladmin.evaluation.finding import Finding, FindingKey
from channeladmin.evaluation.remedy import Remedy, RemedyKey
from channeladmin.evaluation.verdict import Cause, Measure, Outlook, RequirementVerdict, Status
from channeladmin.program.loading import list_shipped, load_shipped
from channeladmin.program.vocabulary import ActivityKind, Region

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SHORT_NAMES = {"pse": "PSE", "sa_core": "SA Core"}
_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}

_FINDINGS = {
    FindingKey.SIGNED: "Signed {day}",
    FindingKey.NOT_SIGNED: "No signature is recorded",
    FindingKey.SIGNED_LATER: "Signed only on {day}",
    FindingKey.STARTS_LATER: "Starts only on {day}",
    FindingKey.ENDS: "Runs until {day}",
    FindingKey.ENDED: "Ended {day}",
    FindingKey.AGREEMENT_STATUS: "The agreement is not authorized: its status is {text}",
    FindingKey.NO_PLAN: "No plan is recorded for {text}",
    FindingKey.PLAN_STATUS: "The plan is not approved: it is {a_text}",
    FindingKey.PLAN_APPROVED: "Approved {day}",
    FindingKey.PLAN_APPROVED_LATER: "Approved only on {day}",
    FindingKey.PLAN_WITHOUT_APPROVAL_DAY: "The day of the approval is not recorded",
    FindingKey.SPONSOR_SIGNED: "{text} signed {day}",
    FindingKey.NO_SPONSOR: "No executive sponsor of the partner is named",
    FindingKey.SPONSOR_NOT_SIGNED: "{text} has not signed",
    FindingKey.SPONSOR_SIGNED_LATER: "{text} signs only on {day}",
    FindingKey.COMMITTED: "Committed in the plan: {money}",
    FindingKey.BOOKED: "Booked this year: {money}",
    FindingKey.ATTESTED: "{practice}, attested {day}",
    FindingKey.ATTESTED_LATER: "{practice}, attested only on {day}",
    FindingKey.ATTESTED_BY: "Attested by {text}",
    FindingKey.EVIDENCE: "Evidence: {text}",
    FindingKey.NOT_ATTESTED: "No dedicated practice is attested",
    FindingKey.NO_WHOLE_QUARTER: "No whole fiscal quarter lies inside the agreement yet",
}
_PRACTICES = {
    "sales": "A sales practice",
    "services": "A services practice",
    "both": "A sales and services practice",
}
_RECORD = {
    FindingKey.NOT_SIGNED: "Record the day on which the agreement was signed",
    FindingKey.ENDED: "Renew the agreement",
    FindingKey.AGREEMENT_STATUS: "Have the agreement authorized",
    FindingKey.NO_PLAN: "Agree and record a business plan for the year",
    FindingKey.PLAN_STATUS: "Have the business plan approved",
    FindingKey.PLAN_WITHOUT_APPROVAL_DAY: "Record the day on which the plan was approved",
    FindingKey.NO_SPONSOR: "Name the partner's executive sponsor in the plan",
    FindingKey.SPONSOR_NOT_SIGNED: "Record the signature of the partner's sponsor",
    FindingKey.NOT_ATTESTED: "Record the attestation of the practice",
}
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
_REMEDIES = {
    RemedyKey.ADD_HOLDER: "{more} {credential}",
    RemedyKey.EARN_LAST: "{person} takes {credential}, the last part",
    RemedyKey.CONFIRM_REGION: "Confirm the region in which {person} works",
    RemedyKey.RENEW: "{person} renews {credential}",
    RemedyKey.AMOUNT_MISSING: "{money} of NetARR is missing",
    RemedyKey.HOLD_ACTIVITY: "Record a completed activity of {quarter}, if one was held",
}
_ENDINGS = {
    Cause.AWARD: "an award{whose} ends",
    Cause.EMPLOYMENT: "the employment{whose} changes",
    Cause.AGREEMENT: "the agreement changes",
    Cause.PLAN_YEAR: "the plan year ends",
    Cause.QUARTER: "the fiscal quarter closes",
}
_BEGINNINGS = {
    **_ENDINGS,
    Cause.AWARD: "an award{whose} begins",
    Cause.PLAN_YEAR: "the plan comes into force",
}


def format_date(day: date) -> str:
    """A day as people read it, the same in every locale: 12 Mar 2022."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def format_money(cents: int, currency: str = "USD") -> str:
    """An amount with its currency: $300,000; cents only where there are any."""
    units, rest = divmod(abs(cents), 100)
    amount = f"{units:,}.{rest:02d}" if rest else f"{units:,}"
    symbol = _SYMBOLS.get(currency, f"{currency} ")
    return f"{'-' if cents < 0 else ''}{symbol}{amount}"


def word_status(status: Status) -> str:
    """The outcome in a word: met, unmet, review."""
    return status.value


def word_region(region: Region | None) -> str:
    """A region as lists show it; "unknown region" where it is not known."""
    return "unknown region" if region is None else region.value


@cache
def word_credential(key: str) -> str:
    """The name of a credential, as short as staff say it; of one that no shipped edition knows, its key in words."""
    if key in _SHORT_NAMES:
        return _SHORT_NAMES[key]
    found = (load_shipped(edition_id).find_credential(key) for edition_id in list_shipped())
    label = next((credential.label for credential in found if credential is not None), None)
    return label if label is not None else key.replace("_", " ").replace(":", ": ").capitalize()


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


def word_finding(finding: Finding, currency: str = "USD") -> str:
    """What was found behind a row, as a short sentence without its full stop."""
    if finding.key is FindingKey.VENDOR_SPONSOR_MISSING:
        if finding.text is None:
            return "Warning: the vendor's sponsor is not named"
        return f"Warning: {finding.text}, the vendor's sponsor, has not signed"
    if finding.key is FindingKey.UNKNOWN_REGION_WOULD_MEET:
        return f"{_count_people(finding.number or 0)} of unknown region would meet it"
    text = finding.text or ""
    return _FINDINGS[finding.key].format(
        day=format_date(finding.day) if finding.day else "",
        text=text,
        a_text=f"{'an' if text[:1] in 'aeiou' else 'a'} {text}" if text in ("outline", "draft") else text,
        money=format_money(finding.cents or 0, currency),
        practice=_PRACTICES.get(text, text),
    )


def word_remedy(remedy: Remedy, currency: str = "USD") -> str:
    """One step that helps to close a gap."""
    if remedy.key is RemedyKey.RECORD:
        return _RECORD[remedy.about] if remedy.about is not None else "Record what is missing"
    more = remedy.number or 1
    return _REMEDIES[remedy.key].format(
        person=remedy.person,
        credential=word_credential(remedy.credential) if remedy.credential else "",
        money=format_money(remedy.cents or 0, currency),
        quarter=remedy.quarter,
        more="One more person earns" if more == 1 else f"{more} more people earn",
    )


def word_outlook(outlook: Outlook) -> str:
    """Until when an outcome stays as it is, what ends it, and what it becomes; "" where nothing ends it."""
    if outlook.holds_until is None or outlook.ends_by is None or outlook.becomes is None:
        return ""
    causes = _BEGINNINGS if outlook.becomes is Status.MET else _ENDINGS
    cause = causes[outlook.ends_by].format(whose=f" of {outlook.whose}" if outlook.whose else "")
    grace = "" if outlook.grace_until is None else f"; grace to {format_date(outlook.grace_until)}"
    return f"until {format_date(outlook.holds_until)}, then {outlook.becomes}: {cause}{grace}"


def word_measure(row: RequirementVerdict, currency: str = "USD") -> str:
    """What is there of what is asked: "3 of 4", "5, needs 4", "$420,000 of $300,000", "4 of 4 quarters", "yes"."""
    match row.measure:
        case Measure.YES_NO:
            return "yes" if row.have else "no"
        case Measure.CENTS:
            return f"{format_money(row.have, currency)} of {format_money(row.need, currency)}"
        case Measure.QUARTERS:
            return f"{row.have} of {row.need} quarters" if row.need else "no whole quarter"
        case Measure.PEOPLE:
            return f"{row.have} of {row.need}" if row.have <= row.need else f"{row.have}, needs {row.need}"


def word_activity(title: str) -> str:
    """An activity as a quarter lists it: its title, or its kind in words."""
    return title.replace("_", " ") if title in set(ActivityKind) else title


def _region_of(not_counted: NotCounted) -> Region | None:
    return not_counted.detail if isinstance(not_counted.detail, Region) else None


def _count_people(number: int) -> str:
    return "One person" if number == 1 else f"{number} people"
