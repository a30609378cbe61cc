"""One sum as a share of another."""

from __future__ import annotations

from datetime import date

from channeladmin.evaluation.amount_row import find_unit
from channeladmin.evaluation.case import Case
from channeladmin.evaluation.change import Change, walk_days
from channeladmin.evaluation.finding import Finding, FindingKey
from channeladmin.evaluation.outcome import Outcome, status_of
from channeladmin.evaluation.plan_row import find_approval
from channeladmin.evaluation.sums import find_cause, find_sum_days, moves, sum_on
from channeladmin.evaluation.verdict import Measure, Status
from channeladmin.program.quantity import Quantity
from channeladmin.program.requirement import ShareRequirement


def judge_share(case: Case, requirement: ShareRequirement, need: int) -> Outcome:
    """The share in hundredths of a per cent, cut off; of nothing (or less) it is none."""
    part, whole = requirement.part, requirement.whole

    def share_on(day: date) -> int:
        total = sum_on(case, whole, day)
        return max(0, sum_on(case, part, day) * 100_00 // total) if total > 0 else 0

    wanted, have = need * 100, share_on(case.on)
    days = {*find_sum_days(case, part), *find_sum_days(case, whole)} if case.looks_ahead else ()
    status = status_of(have >= wanted)
    changes = walk_days(
        sorted(days), lambda day: status_of(share_on(day) >= wanted), now=status, cause=find_cause(whole)
    )
    found = Finding(
        FindingKey.SHARE,
        text=find_unit(case, whole),
        cents=sum_on(case, part, case.on),
        number=sum_on(case, whole, case.on),
    )
    findings: tuple[Finding, ...] = (found,)
    if case.explains and "committed" in (part.basis, whole.basis):
        findings += tuple(find_approval(case))
    named = (_name_cause(case, part, change) for change in changes)
    return Outcome(status, Measure.PERCENT, wanted, have, named, findings=findings)


def _name_cause(case: Case, part: Quantity, change: Change) -> Change:
    """The part speaks where it moved the way the share did, else the whole."""
    is_parts = moves(case, part, change.day, down=change.status is Status.UNMET)
    return change._replace(cause=find_cause(part)) if is_parts else change
