"""Whether a person's awards answer a question on a day, by which of the ways, until when; and if not, why not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import reduce
from typing import NamedTuple

from channeladmin.evaluation.counted import Reason
from channeladmin.evaluation.days import FOREVER, day_before
from channeladmin.evaluation.facts import AwardFact
from channeladmin.evaluation.question import Plan, Way

REASONS = tuple(Reason)
_PLACE = {reason: place for place, reason in enumerate(REASONS)}
_NOT_YET_EARNED = _PLACE[Reason.NOT_YET_EARNED]
_REVOKED = _PLACE[Reason.REVOKED]
_EXPIRED = _PLACE[Reason.EXPIRED]
_WRONG_EDITION = _PLACE[Reason.WRONG_EDITION]
_OTHER_REGION = _PLACE[Reason.OTHER_REGION]
_UNKNOWN_REGION = _PLACE[Reason.UNKNOWN_REGION]
COUNTS = len(REASONS)
"""The standing of who counts: beyond every reason not to."""
NOTHING, UNKNOWN, FULL = 0, 1, 2
"""What a person is worth to a row: nothing; would count if they worked in its region, which is not known; counts."""


class State(NamedTuple):
    """How near an award is to counting on a day: the higher (standing, lasting), the nearer.

    `standing` is the place of the reason among `REASONS`, or `COUNTS`. `lasting` compares equals: the ordinal of the
    last day of what is valid or was; of what is yet to come, the sooner the higher. `day` is the last day of what
    counts (`FOREVER`: no end), else the day that the reason is about.
    """

    standing: int
    lasting: int
    day: date | None


class Judged(NamedTuple):
    """The state of the awards by which a person stands nearest, the way that they open, and when it was opened."""

    standing: int
    lasting: int
    day: date | None
    via: str
    earned_on: date


def judge_awards(awards: Sequence[AwardFact], on: date, ends_on: date | None) -> list[State]:
    """The state of each award on a day; the end of the employment ends them all."""
    limit = FOREVER if ends_on is None else ends_on
    return [_judge_award(award, on, limit) for award in awards]


def judge_plan(plan: Plan, awards: Sequence[AwardFact], states: Sequence[State]) -> Judged:
    """The way that lasts longest, else the nearest miss; of several that are asked together, the weakest.

    Of ways that last as long, the one that is preferred.
    """
    judged: Judged | None = None
    for option in plan.options:
        best = _judge_way(option[0], awards, states)
        for way in option[1:]:
            best = _better(best, _judge_way(way, awards, states))
        judged = best if judged is None else _worse(judged, best)
    assert judged is not None
    return judged


def is_answered(plan: Plan, awards: Sequence[AwardFact], on: date) -> bool:
    """Whether awards hold on a day all that is asked together, by any of the ways: `judge_plan` would say `COUNTS`."""
    # Asked for every day to come of every person with an end: plain loops take half the time.
    if plan.is_any:
        return _has_one(plan.places, None, awards, on)
    for option in plan.options:
        for way in option:
            if _is_open(way, awards, on):
                break
        else:
            return False
    return True


def find_first_earned(way: Way, awards: Sequence[AwardFact]) -> date:
    """When a way was opened whose awards all count without an end: of each part by its first, of all by the last."""
    parts = way.parts
    if len(parts) == 1:
        return _find_first(parts[0][0], awards)
    return max(_find_first(part[0], awards) for part in parts)


def last_day_of(award: AwardFact) -> date:
    """The last day on which an award counts; before its first where it was revoked at once."""
    end = FOREVER if award.expires_on is None else award.expires_on
    return end if award.revoked_on is None else min(end, day_before(award.revoked_on))


def _is_open(way: Way, awards: Sequence[AwardFact], on: date) -> bool:
    for part in way.parts:
        for places in part:
            if _has_one(places, way, awards, on):
                break
        else:
            return False
    return True


def _has_one(places: Sequence[int], way: Way | None, awards: Sequence[AwardFact], on: date) -> bool:
    for place in places:
        award = awards[place]
        _, earned_on, expires_on, revoked_on, _ = award
        is_valid = earned_on <= on and (expires_on is None or expires_on >= on)
        if is_valid and (revoked_on is None or revoked_on > on) and (way is None or way.accepts(award)):
            return True
    return False


def _judge_award(award: AwardFact, on: date, limit: date) -> State:
    _, earned_on, expires_on, revoked_on, _ = award
    if earned_on > on:
        return State(_NOT_YET_EARNED, -earned_on.toordinal(), earned_on)
    if revoked_on is not None and revoked_on <= on:
        return State(_REVOKED, revoked_on.toordinal(), revoked_on)
    if expires_on is not None and expires_on < on:
        return State(_EXPIRED, expires_on.toordinal(), expires_on)
    end = min(last_day_of(award), limit)
    return State(COUNTS, end.toordinal(), end)


def _judge_way(way: Way, awards: Sequence[AwardFact], states: Sequence[State]) -> Judged:
    """All parts together: as long as the first of them to lapse, opened when the last was."""
    if len(way.parts) == 1 and len(way.parts[0]) == 1:
        return _judge_one_of(way.parts[0][0], way, awards, states)
    best_of_parts = [
        reduce(_better, [_judge_one_of(places, way, awards, states) for places in part]) for part in way.parts
    ]
    weakest = reduce(_worse, best_of_parts)
    return weakest._replace(earned_on=max(best.earned_on for best in best_of_parts))


def _judge_one_of(places: Sequence[int], way: Way, awards: Sequence[AwardFact], states: Sequence[State]) -> Judged:
    """Several awards of one credential: of two that last as long, the one that was earned first."""
    best: Judged | None = None
    for place in places:
        award, state = awards[place], states[place]
        if state.standing == COUNTS and not way.accepts(award):
            state = State(_WRONG_EDITION, state.lasting, None)
        judged = Judged(*state, way.via, award.earned_on)
        if best is None or judged[:2] > best[:2] or (judged[:2] == best[:2] and judged.earned_on < best.earned_on):
            best = judged
    assert best is not None
    return best


def _find_first(places: Sequence[int], awards: Sequence[AwardFact]) -> date:
    if len(places) == 1:
        return awards[places[0]].earned_on
    return min(awards[place].earned_on for place in places)


def _better(first: Judged, second: Judged) -> Judged:
    return second if second[:2] > first[:2] else first


def _worse(first: Judged, second: Judged) -> Judged:
    return second if second[:2] < first[:2] else first
