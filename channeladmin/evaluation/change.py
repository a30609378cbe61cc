"""How the outcome of a row or a track changes with time if nobody acts, and the first such day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from channeladmin.evaluation.days import day_before
from channeladmin.evaluation.verdict import Cause, Outlook, Status
from channeladmin.program.edition import Edition

_CALENDAR = frozenset({Cause.PLAN_YEAR, Cause.QUARTER})
_NOTHING_ENDS_IT = Outlook()
HEIGHT = {Status.UNMET: 0, Status.REVIEW: 1, Status.MET: 2}
"""How good a status is, to tell a fall from a rise."""


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


def combine(statuses: Iterable[Status]) -> Status:
    """The verdict over several rows: unmet if any is, else review if any is, else met."""
    found = set(statuses)
    if Status.UNMET in found:
        return Status.UNMET
    return Status.REVIEW if Status.REVIEW in found else Status.MET


def find_first_change(now: Sequence[Status], rows: Sequence[Iterable[Change]]) -> Change | None:
    """The first change of the verdict over several rows, given the changes of each (sorted by day).

    Of the dates that fall on that day, a person's or the agreement's is named before the calendar, then the row that
    comes first.
    """
    statuses = list(now)
    verdict = combine(statuses)
    tagged = ([(change.day, place, change) for change in row] for place, row in enumerate(rows))
    for _, made in groupby(merge(*tagged), key=itemgetter(0)):
        movers = []
        for _, place, change in made:
            movers.append((statuses[place], change))
            statuses[place] = change.status
        status = combine(statuses)
        if status is not verdict:
            return _name_mover(movers, verdict, status)
    return None


def _name_mover(movers: Sequence[tuple[Status, Change]], before: Status, after: Status) -> Change:
    """A verdict falls by a row that falls as low, and rises by a row that no longer holds it down."""
    if HEIGHT[after] < HEIGHT[before]:
        named = [change for _, change in movers if change.status is after]
    else:
        named = [change for status, change in movers if status is before]
    return min(named, key=lambda change: change.cause in _CALENDAR)._replace(status=after)


def build_outlook(change: Change | None, *, now: Status, edition: Edition) -> Outlook:
    """The outlook that a first change makes, with the grace that the edition shows where met lapses to unmet."""
    if change is None:
        return _NOTHING_ENDS_IT
    grace_until = None
    if now is Status.MET and change.status is Status.UNMET and edition.rules.grace == "next_quarter":
        fiscal = edition.fiscal
        grace_until = fiscal.quarter_at(fiscal.index_of(change.day) + 1).last_day
    return Outlook(day_before(change.day), change.cause, change.whose, change.status, grace_until)
