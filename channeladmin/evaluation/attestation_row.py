"""The dedicated practice: attested on or before the day."""

from __future__ import annotations

from collections.abc import Iterator

from channeladmin.evaluation.case import Case
from channeladmin.evaluation.change import Change
from channeladmin.evaluation.days import starts_and_stops
from channeladmin.evaluation.outcome import Outcome, yes_or_no
from channeladmin.evaluation.verdict import Cause, Finding, FindingKey, Status


def judge_attestation(case: Case) -> Outcome:
    """Whether a practice is attested; by whom and the evidence are shown, not required."""
    attestation = case.facts.attestation
    attested_on = attestation.attested_on if attestation is not None else None
    is_met = attested_on is not None and attested_on <= case.on
    days = starts_and_stops(starts=(attested_on,), after=case.on)
    changes = [Change(day, Status.MET, Cause.AGREEMENT) for day in days]
    return yes_or_no(is_met, changes=changes, findings=tuple(_find(case)))


def _find(case: Case) -> Iterator[Finding]:
    attestation = case.facts.attestation
    if attestation is None:
        yield Finding(FindingKey.NOT_ATTESTED)
        return
    key = FindingKey.ATTESTED if attestation.attested_on <= case.on else FindingKey.ATTESTED_LATER
    yield Finding(key, day=attestation.attested_on, text=attestation.kind)
    if attestation.attested_by:
        yield Finding(FindingKey.ATTESTED_BY, text=attestation.attested_by)
    if attestation.evidence:
        yield Finding(FindingKey.EVIDENCE, text=attestation.evidence)
