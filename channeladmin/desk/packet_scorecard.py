"""The scorecard of a packet: the verdict tree's Select rows in the words of a letter; nothing is counted again."""

from __future__ import annotations

from collections.abc import Iterator

from channeladmin.desk.wording import (
    format_date,
    format_hundredths,
    format_money,
    word_activity,
    word_counted,
    word_credential,
    word_finding,
    word_measure,
    word_not_counted,
    word_status,
    word_unit,
    word_waiver,
)
from channeladmin.evaluation.counted import Reason
from channeladmin.evaluation.finding import FindingKey
from channeladmin.evaluation.verdict import Measure, RequirementVerdict, Status, Verdict
from channeladmin.letters.packet import Scorecard, ScoreRow
from channeladmin.program.edition import Edition
from channeladmin.program.requirement import AmountRequirement, EachQuarterRequirement, PeopleRequirement, Requirement

# What the vendor still owes is no business of the partner's.
_INTERNAL = frozenset({FindingKey.VENDOR_SPONSOR_MISSING})
_NO_LONGER_THERE = frozenset({Reason.LEFT, Reason.NOT_YET_JOINED})


def build_scorecard(edition: Edition, verdict: Verdict, *, summary: str, exception: str | None) -> Scorecard:
    """All rows of the verdict, and until when it holds."""
    asked = {requirement.key: requirement for requirement in edition.get_track(verdict.track).requirements}
    return Scorecard(
        summary=summary,
        exception=exception,
        rows=tuple(_build_row(edition, asked[row.key], row) for row in verdict.requirements),
        notes=tuple(_list_notes(verdict)),
    )


def _build_row(edition: Edition, requirement: Requirement, row: RequirementVerdict) -> ScoreRow:
    return ScoreRow(
        label=row.label,
        note=_word_note(requirement),
        asked=_word_amount(row, row.need, edition.currency),
        held=_word_amount(row, row.have, edition.currency),
        mark=row.status.value,
        evidence=tuple(_list_evidence(row, edition.currency)),
    )


def _word_note(requirement: Requirement) -> str:
    if isinstance(requirement, PeopleRequirement):
        joined = " or " if requirement.courses == "either" else " and "
        return joined.join(word_credential(key) for key in requirement.credentials)
    if isinstance(requirement, AmountRequirement):
        return "committed in the plan" if requirement.basis == "committed" else "booked in the fiscal year"
    if isinstance(requirement, EachQuarterRequirement):
        return "in each of the last closed quarters"
    return ""


def _word_amount(row: RequirementVerdict, amount: int, currency: str) -> str:
    match row.measure:
        case Measure.CENTS:
            return format_money(amount, currency)
        case Measure.YES_NO:
            return "yes" if amount else "no"
        case Measure.QUARTERS:
            return f"{amount} quarter" if amount == 1 else f"{amount} quarters"
        case Measure.UNITS | Measure.PERCENT | Measure.POINTS:
            return format_hundredths(amount, word_unit(row))
    return str(amount)


def _list_evidence(row: RequirementVerdict, currency: str) -> Iterator[str]:
    """Who counts, what was held in which quarter, what was found; for a row that is not met also who falls short.

    Of what a row is made of, each part with its own evidence after it.
    """
    if row.waiver is not None:
        yield word_waiver(row.waiver)
    for counted in row.counted:
        yield word_counted(counted)
    for quarter in row.quarters:
        if quarter.is_inside_agreement:
            yield f"{quarter.label}: {', '.join(map(word_activity, quarter.activities)) or 'none'}"
    for finding in row.findings:
        if finding.key not in _INTERNAL:
            yield word_finding(finding, currency)
    if row.status is not Status.MET:
        for person in row.not_counted:
            if person.reason not in _NO_LONGER_THERE:
                yield f"Not counted: {word_not_counted(person)}"
    for part in row.parts:
        yield f"{part.label}: {word_status(part.status)} ({word_measure(part, currency)})"
        yield from _list_evidence(part, currency)


def _list_notes(verdict: Verdict) -> Iterator[str]:
    """Until when each row stays met, the nearest day first; rows that nothing ends are left out."""
    ends = [
        (row.outlook.holds_until, row.label)
        for row in verdict.requirements
        if row.status is Status.MET and row.outlook.holds_until is not None
    ]
    if ends:
        listed = "; ".join(f"{label} until {format_date(day)}" for day, label in sorted(ends))
        yield f"If nothing changes, what is met stays met as follows: {listed}."
