"""A manager's waiver over a row: while it lasts, what is not met passes all the same, and says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from heapq import merge
from itertools import groupby
from operator import itemgetter

from channeladmin.evaluation.change import Change
from channeladmin.evaluation.days import starts_and_stops
from channeladmin.evaluation.facts import WaiverFact
from channeladmin.evaluation.verdict import Cause, Status


def find_waiver(waivers: Iterable[WaiverFact], on: date) -> WaiverFact | None:
    """The waiver that holds on a day; of several the one that lasts longest."""
    holding = [waiver for waiver in waivers if waiver.since <= on <= waiver.until]
    return max(holding, key=_by_length, default=None)


def waive(status: Status, waiver: WaiverFact | None) -> Status:
    """The status of a row under a waiver, if there is one; what is met needs none."""
    return Status.WAIVED if waiver is not None and status is not Status.MET else status


def walk_waived(status: Status, changes: Iterable[Change], waivers: Sequence[WaiverFact], on: date) -> Iterator[Change]:
    """The changes of a row under its waivers, given its status and its changes without them."""
    days = starts_and_stops(
        starts=[waiver.since for waiver in waivers], last_days=[waiver.until for waiver in waivers], after=on
    )
    held = find_waiver(waivers, on)
    now = waive(status, held)
    own: Iterable[tuple[date, Change | None]] = ((change.day, change) for change in changes)
    turns: Iterable[tuple[date, Change | None]] = ((day, None) for day in days)
    for day, made in groupby(merge(own, turns, key=itemgetter(0)), key=itemgetter(0)):
        change = next((change for _, change in made if change is not None), None)
        status = status if change is None else change.status
        holds = find_waiver(waivers, day)
        after = waive(status, holds)
        if after is not now:
            if change is not None and waive(status, held) is after:
                yield change._replace(status=after)
            else:
                turned = holds or held
                assert turned is not None  # else the row would have changed by itself
                yield Change(day, after, Cause.WAIVER, turned.granted_by)
        now, held = after, holds


def _by_length(waiver: WaiverFact) -> tuple[date, date, str, str]:
    return (waiver.until, waiver.since, waiver.reason, waiver.granted_by or "")
