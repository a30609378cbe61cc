"""Since when a track that was met is met no more, and until when the edition would wait for it to return."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from channeladmin.evaluation.change import find_grace
from channeladmin.evaluation.days import day_before
from channeladmin.evaluation.evaluate import Depth, evaluate
from channeladmin.evaluation.facts import Facts
from channeladmin.evaluation.upcoming import list_turns
from channeladmin.evaluation.verdict import Status
from channeladmin.program.edition import Edition
from channeladmin.program.vocabulary import TrackKey

_FEWEST_LOOKS = 24
_MOST_JUDGED = 40_000
"""People that are judged, each time that they are."""


class Lapse(NamedTuple):
    """The first day on which a track was no longer met, and the last day to return (None: no grace is shown)."""

    failing_since: date
    grace_until: date | None


def find_lapse(facts: Facts, edition: Edition, track: TrackKey, on: date) -> Lapse | None:
    """The lapse of a track that is not met on a day; None where it is met, never was, or failed too long ago.

    The bigger the team, the fewer turns are looked back on, so that the answer comes in a moment: with a hundred people
    some hundred of them.
    """
    if evaluate(facts, edition, track, on, Depth.COUNTS).status is Status.MET:
        return None
    most = max(_FEWEST_LOOKS, _MOST_JUDGED // (len(facts.people) + 1))
    for day in sorted(list_turns(facts, edition, on), reverse=True)[:most]:
        if evaluate(facts, edition, track, day_before(day), Depth.COUNTS).status is Status.MET:
            return Lapse(day, find_grace(day, edition))
    return None
