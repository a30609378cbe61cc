"""What was found behind a row, in words."""

from __future__ import annotations

from channeladmin.desk.plain_words import format_date, format_hundredths, format_money, word_credential
from channeladmin.evaluation.finding import Finding, FindingKey

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
    FindingKey.OTHER_PRACTICE: "{practice} is attested, another kind is asked",
    FindingKey.POINTS: "{text}: {points} of at most {most} points",
    FindingKey.POINTS_BELOW_FLOOR: "{text} needs at least {points} points",
    FindingKey.NOT_COVERED: "Nobody holds {credential}",
    FindingKey.NO_WHOLE_QUARTER: "No whole fiscal quarter lies inside the agreement yet",
}
_PRACTICES = {
    "sales": "A sales practice",
    "services": "A services practice",
    "both": "A sales and services practice",
}


def word_finding(finding: Finding, currency: str = "USD") -> str:
    """What was found behind a row, as a short sentence without its full stop."""
    key, text, number, cents = finding.key, finding.text or "", finding.number or 0, finding.cents or 0
    if key is FindingKey.VENDOR_SPONSOR_MISSING:
        if finding.text is None:
            return "Warning: the vendor's sponsor is not named"
        return f"Warning: {finding.text}, the vendor's sponsor, has not signed"
    if key is FindingKey.UNKNOWN_REGION_WOULD_MEET:
        return f"{_count_people(number)} of unknown region would meet it"
    if key is FindingKey.SHARE:
        return f"{_amount(cents, finding.text, currency)} of {_amount(number, finding.text, currency)}"
    return _FINDINGS[key].format(
        day=format_date(finding.day) if finding.day else "",
        text=text,
        a_text=f"{'an' if text[:1] in 'aeiou' else 'a'} {text}" if text in ("outline", "draft") else text,
        money=format_money(cents, currency),
        practice=_PRACTICES.get(text, text),
        points=format_hundredths(number),
        most=format_hundredths(cents),
        credential=word_credential(text) if key is FindingKey.NOT_COVERED else "",
    )


def _amount(hundredths: int, unit: str | None, currency: str) -> str:
    return format_money(hundredths, currency) if unit is None else format_hundredths(hundredths, unit)


def _count_people(number: int) -> str:
    return "One person" if number == 1 else f"{number} people"
