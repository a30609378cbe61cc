"""The steps that close a gap, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from channeladmin.desk.plain_words import format_hundredths, format_money, word_credential, word_region
from channeladmin.evaluation.finding import FindingKey
from channeladmin.evaluation.remedy import Remedy, RemedyKey

_RECORD = {
    FindingKey.NOT_SIGNED: "Record the day on which the agreement was signed",
    FindingKey.ENDED: "Renew the agreement",
    FindingKey.AGREEMENT_STATUS: "Have the agreement authorized",
    FindingKey.NO_PLAN: "Agree and record a business plan for the year",
    FindingKey.PLAN_STATUS: "Have the business plan approved",
    FindingKey.PLAN_WITHOUT_APPROVAL_DAY: "Record the day on which the plan was approved",
    FindingKey.NO_SPONSOR: "Name the partner's executive sponsor in the plan",
    FindingKey.SPONSOR_NOT_SIGNED: "Record the signature of the partner's sponsor",
    FindingKey.OTHER_PRACTICE: "Have a practice of the kind that is asked attested",
    FindingKey.SHARE: "Record what the share is measured by",
    FindingKey.NOT_ATTESTED: "Record the attestation of the practice",
}
_REMEDIES = {
    RemedyKey.ADD_HOLDER: "{more} {credential}",
    RemedyKey.EARN_LAST: "{person} takes {credential}, the last part",
    RemedyKey.CONFIRM_REGION: "Confirm the region in which {person} works",
    RemedyKey.RENEW: "{person} renews {credential}",
    RemedyKey.AMOUNT_MISSING: "{money} of NetARR is missing",
    RemedyKey.EARN: "{person} earns {credential}",
    RemedyKey.WORK_HERE: "{person} holds it, but works in {region}",
    RemedyKey.COME_BACK: "{person} holds it, but has left",
    RemedyKey.COVER_MORE: "{more_of} more of {credential} covered",
    RemedyKey.SHARE_MISSING: "{money} more of the part would make the share",
    RemedyKey.SCORE_POINTS: "{hundredths} more points",
    RemedyKey.HOLD_ACTIVITY: "Record {activity} of {quarter}, if {held} held",
}


def word_remedy(remedy: Remedy, currency: str = "USD") -> str:
    """One step that helps to close a gap."""
    if remedy.key is RemedyKey.RECORD:
        return _RECORD[remedy.about] if remedy.about is not None else "Record what is missing"
    more = remedy.number or 1
    hundredths = remedy.number or 0
    if remedy.key is RemedyKey.AMOUNT_MISSING and remedy.unit is not None:
        return f"{format_hundredths(hundredths, remedy.unit)} more"
    return _REMEDIES[remedy.key].format(
        person=remedy.person or f"Somebody new ({more})",
        credential=word_credential(remedy.credential) if remedy.credential else "",
        money=_word_amount(remedy, currency),
        quarter=remedy.quarter,
        more="One more person earns" if more == 1 else f"{more} more people earn",
        more_of="One" if more == 1 else f"{more}",
        hundredths=format_hundredths(hundredths),
        region=word_region(remedy.region),
        activity="a completed activity" if more == 1 else f"{more} more completed activities",
        held="one was" if more == 1 else "they were",
    )


def word_awards_needed(remedies: Iterable[Remedy]) -> tuple[tuple[str, str], ...]:
    """Who earns what, of the fewest awards of a track: a line for each person, those who are new and alike in one."""
    known: dict[int, list[Remedy]] = {}
    new: dict[int, list[Remedy]] = {}
    for remedy in remedies:
        owner, key = (new, remedy.number or 1) if remedy.person_id is None else (known, remedy.person_id)
        owner.setdefault(key, []).append(remedy)
    lines = [(mine[0].person or "", ", ".join(_word_award(each) for each in mine)) for mine in known.values()]
    alike = Counter(", ".join(_word_award(each) for each in mine) for mine in new.values())
    for awards, count in alike.items():
        lines.append(("Somebody new", awards) if count == 1 else (f"{count} new people", f"{awards}, each of them"))
    return tuple(lines)


def _word_award(remedy: Remedy) -> str:
    name = word_credential(remedy.credential) if remedy.credential else ""
    return f"{name} (renewed)" if remedy.key is RemedyKey.RENEW else name


def _word_amount(remedy: Remedy, currency: str) -> str:
    if remedy.unit is not None:
        return format_hundredths(remedy.cents or 0, remedy.unit)
    return format_money(remedy.cents or 0, currency)
