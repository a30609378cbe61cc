"""What each kind of requirement hands back: the row as it stands, and how its status changes with time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from channeladmin.evaluation.change import Change
from channeladmin.evaluation.verdict import (
    Counted,
    Finding,
    FindingKey,
    Measure,
    NotCounted,
    QuarterHeld,
    Remedy,
    RemedyKey,
    Status,
)

_GAPS = frozenset(
    {
        FindingKey.NOT_SIGNED,
        FindingKey.ENDED,
        FindingKey.AGREEMENT_STATUS,
        FindingKey.NO_PLAN,
        FindingKey.PLAN_STATUS,
        FindingKey.PLAN_WITHOUT_APPROVAL_DAY,
        FindingKey.NO_SPONSOR,
        FindingKey.SPONSOR_NOT_SIGNED,
        FindingKey.NOT_ATTESTED,
    }
)


@dataclass(slots=True)
class Outcome:
    """A row judged; need and have in `measure`. `changes` are those to come, by day, worked out as they are read."""

    status: Status
    measure: Measure
    need: int
    have: int
    changes: Iterable[Change] = ()
    counted: tuple[Counted, ...] = ()
    not_counted: tuple[NotCounted, ...] = ()
    quarters: tuple[QuarterHeld, ...] = ()
    findings: tuple[Finding, ...] = ()
    remedies: tuple[Remedy, ...] = ()


def yes_or_no(is_met: bool, *, changes: Iterable[Change], findings: tuple[Finding, ...]) -> Outcome:
    """A row that is either there or not: 1 of 1, or 0 of 1 with what has to be recorded."""
    return Outcome(
        status_of(is_met),
        Measure.YES_NO,
        need=1,
        have=int(is_met),
        changes=changes,
        findings=findings,
        remedies=() if is_met else record_gaps(findings),
    )


def record_gaps(findings: Iterable[Finding]) -> tuple[Remedy, ...]:
    """A step for each finding that recording something settles (what is dated later settles itself)."""
    return tuple(Remedy(RemedyKey.RECORD, about=finding.key) for finding in findings if finding.key in _GAPS)


def status_of(is_met: bool) -> Status:
    """Met, or unmet."""
    return Status.MET if is_met else Status.UNMET
