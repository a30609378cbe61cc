"""A verdict for programs, as the contract of the command line has it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from channeladmin.desk.values import Outlook, Remedy, RequirementVerdict, Verdict

_IN_HUNDREDTHS = frozenset({"cents", "units", "percent", "points"})
_COUNTED_IN_HUNDREDTHS = frozenset({"amount_missing", "score_points"})


def describe(verdict: Verdict, *, with_remedies: bool) -> dict[str, Any]:
    """One evaluation; `waivers`, `parts` and `unit` are there only where there are any."""
    document: dict[str, Any] = {
        "partner": verdict.partner,
        "external_ref": verdict.external_ref,
        "region": verdict.region.value,
        "track": verdict.track,
        "granted_track": verdict.granted_track,
        "status": verdict.agreement_status.value,
        "verdict": verdict.status.value,
        **_describe_outlook(verdict.outlook),
        "requirements": [_describe_requirement(row) for row in verdict.requirements],
    }
    if with_remedies:
        document["remedies"] = [
            _describe_remedy(row, remedy) for row in verdict.requirements for remedy in row.remedies
        ]
        document["awards"] = [
            {"person": remedy.person, "newcomer": remedy.number, "credential": remedy.credential}
            for remedy in verdict.remedies
        ]
    return document


def _describe_requirement(row: RequirementVerdict) -> dict[str, Any]:
    document: dict[str, Any] = {
        "key": row.key,
        "label": row.label,
        "status": row.status.value,
        "need": _amount(row, row.need),
        "have": _amount(row, row.have),
        "missing": _amount(row, row.missing),
        "counted": [
            {"person": who.person, "email": who.email, "via": who.via, "until": _day(who.until)} for who in row.counted
        ],
        "not_counted": [
            {"person": who.person, "email": who.email, "reason": who.reason.value} for who in row.not_counted
        ],
        **_describe_outlook(row.outlook),
    }
    if row.unit is not None:
        document["unit"] = row.unit
    if row.waiver is not None:
        waiver = row.waiver
        document["waiver"] = {"until": _day(waiver.until), "reason": waiver.reason, "granted_by": waiver.granted_by}
    if row.parts:
        document["parts"] = [_describe_requirement(part) for part in row.parts]
    return document


def _describe_remedy(row: RequirementVerdict, remedy: Remedy) -> dict[str, Any]:
    from channeladmin.desk.wording import word_remedy

    hundredths = remedy.number if remedy.key.value in _COUNTED_IN_HUNDREDTHS and remedy.cents is None else remedy.cents
    return {
        "requirement": row.key,
        "part": remedy.part,
        "step": remedy.key.value,
        "person": remedy.person,
        "credential": remedy.credential,
        "region": remedy.region.value if remedy.region else None,
        "amount": None if hundredths is None else hundredths / 100,
        "unit": remedy.unit,
        "quarter": remedy.quarter,
        "number": None if remedy.key.value in _COUNTED_IN_HUNDREDTHS else remedy.number,
        "text": word_remedy(remedy),
    }


def _describe_outlook(outlook: Outlook) -> dict[str, str | None]:
    return {
        "holds_until": _day(outlook.holds_until),
        "ends_by": outlook.ends_by.value if outlook.ends_by else None,
    }


def _amount(row: RequirementVerdict, amount: int) -> int | float:
    """Counts as they are; what is kept in hundredths (money, units, per cent, points) in whole units."""
    return amount / 100 if row.measure.value in _IN_HUNDREDTHS else amount


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
