"""How the outcome of a row or a track changes with time if nobody acts, and what its first change tells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from channeladmin.evaluation.days import day_before
from channeladmin.evaluation.verdict import Cause, Outlook, Status
from channeladmin.program.edition import Edition

NOTHING_ENDS_IT = Outlook()


class Change(NamedTuple):
    """From `day` on the outcome is `status`; what made it so, and whose date it is (None: nobody's)."""

    day: date
    status: Status
    cause: Cause
    whose: str | None = None


def walk_days(
    days: Iterable[date], status_on: Callable[[date], Status], *, now: Status, cause: Cause
) -> Iterator[Change]:
    """The changes of an outcome over the (sorted) days that can change it."""
    for day in days:
        status = status_on(day)
        if status is not now:
            now = status
            yield Change(day, status, cause)


def build_outlook(change: Change | None, *, now: Status, edition: Edition) -> Outlook:
    """The outlook that a first change makes, with the grace that the edition shows where met lapses to unmet."""
    if change is None:
        return NOTHING_ENDS_IT
    grace_until = None
    if now is Status.MET and change.status is Status.UNMET:
        grace_until = find_grace(change.day, edition)
    return Outlook(day_before(change.day), change.cause, change.whose, change.status, grace_until)


def find_grace(failing_on: date, edition: Edition) -> date | None:
    """The last day to return to compliance after the first failing day; None where the edition shows no grace."""
    if edition.rules.grace == "none":
        return None
    fiscal = edition.fiscal
    return fiscal.quarter_at(fiscal.index_of(failing_on) + 1).last_day
