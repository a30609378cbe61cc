"""Several rows as one: the verdict of a track, a designation, all of these, so many of these; and how it changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from heapq import merge
from itertools import groupby
from operator import itemgetter

from channeladmin.evaluation.change import Change
from channeladmin.evaluation.verdict import Cause, Status

LEVEL = {Status.UNMET: 0, Status.REVIEW: 1, Status.WAIVED: 2, Status.MET: 2}
"""How good a status is, to tell a fall from a rise; what is waived passes like what is met."""
_CALENDAR = frozenset({Cause.PLAN_YEAR, Cause.QUARTER, Cause.WINDOW})
_Mover = tuple[Status, Change]


def combine(statuses: Sequence[Status], need: int | None = None) -> Status:
    """Met where `need` of the rows (None: all) pass; review where they would with those in review; else unmet."""
    if need is None:
        if Status.UNMET in statuses:
            return Status.UNMET
        return Status.REVIEW if Status.REVIEW in statuses else Status.MET
    passing = statuses.count(Status.MET) + statuses.count(Status.WAIVED)
    if passing >= need:
        return Status.MET
    return Status.REVIEW if passing + statuses.count(Status.REVIEW) >= need else Status.UNMET


def walk_parts(now: Sequence[Status], rows: Sequence[Iterable[Change]], need: int | None = None) -> Iterator[Change]:
    """The changes of what several rows are together, given the changes of each (sorted by day).

    Of the dates that fall on one day, a person's or the agreement's is named before the calendar, then the row that
    comes first.
    """
    statuses = list(now)
    status = combine(statuses, need)
    needs_all = need is None or need == len(statuses)
    # Most rows have none to come.
    tagged = [_tag(row, place) for place, row in enumerate(rows) if row]
    for _, made in groupby(merge(*tagged), key=itemgetter(0)):
        movers: list[_Mover] = []
        for _, place, change in made:
            movers.append((statuses[place], change))
            statuses[place] = change.status
        after = combine(statuses, need)
        if after is not status:
            yield _name_mover(movers, status, after, needs_all=needs_all)
            status = after


def _tag(row: Iterable[Change], place: int) -> Iterator[tuple[date, int, Change]]:
    return ((change.day, place, change) for change in row)


def _name_mover(movers: Sequence[_Mover], before: Status, after: Status, *, needs_all: bool) -> Change:
    """What falls does so by a row that falls as low, what rises by one that rises as high.

    Where all rows are needed, they rise by one that no longer holds the others down.
    """
    level = LEVEL[after]
    if level < LEVEL[before]:
        named = [change for was, change in movers if LEVEL[change.status] <= level < LEVEL[was]]
    elif needs_all:
        named = [change for was, change in movers if was is before]
    else:
        named = [change for was, change in movers if LEVEL[was] < level <= LEVEL[change.status]]
    return min(named, key=lambda change: change.cause in _CALENDAR)._replace(status=after)
