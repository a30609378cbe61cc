"""The dedicated practice: attested on or before the day."""

from __future__ import annotations

from collections.abc import Iterator

from channeladmin.evaluation.case import Case
from channeladmin.evaluation.change import Change
from channeladmin.evaluation.finding import Finding, FindingKey
from channeladmin.evaluation.outcome import Outcome, yes_or_no
from channeladmin.evaluation.verdict import Cause, Status
from channeladmin.program.requirement import AttestationRequirement


def judge_attestation(case: Case, requirement: AttestationRequirement) -> Outcome:
    """Whether a practice of the kinds asked is attested; by whom and the evidence are shown, not required."""
    attestation = case.facts.attestation
    is_asked = attestation is not None and attestation.kind in requirement.practices
    attested_on = attestation.attested_on if attestation is not None and is_asked else None
    is_met = attested_on is not None and attested_on <= case.on
    changes: tuple[Change, ...] = ()
    if case.looks_ahead and attested_on is not None and attested_on > case.on:
        changes = (Change(attested_on, Status.MET, Cause.AGREEMENT),)
    findings = tuple(_find(case, is_asked=is_asked)) if case.explains else ()
    return yes_or_no(is_met, changes=changes, findings=findings)


def _find(case: Case, *, is_asked: bool) -> Iterator[Finding]:
    attestation = case.facts.attestation
    if attestation is None:
        yield Finding(FindingKey.NOT_ATTESTED)
        return
    if not is_asked:
        yield Finding(FindingKey.OTHER_PRACTICE, text=attestation.kind)
        return
    key = FindingKey.ATTESTED if attestation.attested_on <= case.on else FindingKey.ATTESTED_LATER
    yield Finding(key, day=attestation.attested_on, text=attestation.kind)
    if attestation.attested_by:
        yield Finding(FindingKey.ATTESTED_BY, text=attestation.attested_by)
    if attestation.evidence:
        yield Finding(FindingKey.EVIDENCE, text=attestation.evidence)
