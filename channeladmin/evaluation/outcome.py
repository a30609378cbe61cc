"""What each kind of requirement hands back: the row as it stands, and how its status changes with time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from channeladmin.evaluation.change import Change
from channeladmin.evaluation.counted import Counted, NotCounted
from channeladmin.evaluation.finding import Finding, QuarterHeld
from channeladmin.evaluation.verdict import Measure, RequirementVerdict, Status


class Outcome(NamedTuple):
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
    parts: tuple[RequirementVerdict, ...] = ()
    missing: int | None = None
    unit: str | None = None


def yes_or_no(is_met: bool, *, changes: Iterable[Change], findings: tuple[Finding, ...] = ()) -> Outcome:
    """A row that is either there or not: 1 of 1, or 0 of 1."""
    return Outcome(status_of(is_met), Measure.YES_NO, 1, int(is_met), changes, findings=findings)


def status_of(is_met: bool) -> Status:
    """Met, or unmet."""
    return Status.MET if is_met else Status.UNMET
