"""Whether a person holds a credential on a day, by which of the ways, until when; and if not, why not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import reduce
from typing import NamedTuple

from channeladmin.evaluation.days import FOREVER, day_before
from channeladmin.evaluation.facts import AwardFact
from channeladmin.evaluation.holder import Holder
from channeladmin.evaluation.verdict import Reason
from channeladmin.program.requirement import PeopleRequirement
from channeladmin.program.vocabulary import Region
from channeladmin.program.ways import Ways

REASONS = tuple(Reason)
_PLACE = {reason: place for place, reason in enumerate(REASONS)}
_NOT_YET_EARNED = _PLACE[Reason.NOT_YET_EARNED]
_REVOKED = _PLACE[Reason.REVOKED]
EXPIRED = _PLACE[Reason.EXPIRED]
_WRONG_EDITION = _PLACE[Reason.WRONG_EDITION]
OTHER_REGION = _PLACE[Reason.OTHER_REGION]
UNKNOWN_REGION = _PLACE[Reason.UNKNOWN_REGION]
COUNTS = len(REASONS)
"""The standing of who counts: beyond every reason not to."""
NOTHING, UNKNOWN, FULL = 0, 1, 2
"""What a person is worth to a row: nothing; would count if they worked in its region, which is not known; counts."""


class Judged(NamedTuple):
    """How near a person is to holding a credential: the higher (standing, lasting), the nearer.

    `standing` is the place of the reason among `REASONS`, or `COUNTS`. `lasting` compares equals: the ordinal of the
    last day of what is valid or was; of what is yet to come, the sooner the higher. `day` is the last day of what
    counts (`FOREVER`: no end), else the day that the reason is about.
    """

    standing: int
    lasting: int
    via: str
    earned_on: date
    day: date | None

    @property
    def worth(self) -> int:
        """`FULL`, `UNKNOWN` or `NOTHING`."""
        if self.standing == COUNTS:
            return FULL
        return UNKNOWN if self.standing == UNKNOWN_REGION else NOTHING


def judge(
    holder: Holder, requirement: PeopleRequirement, all_ways: Sequence[Ways], *, region: Region, on: date
) -> Judged | None:
    """How a person stands to a row on a day; None where they never held what it asks.

    `all_ways` are those of the row's credentials, in its order; `holder` is as of the same day.
    """
    if holder.spell is None:
        return _judge_absent(holder, requirement, all_ways)
    best: Judged | None = None
    for ways in all_ways:
        judged = judge_ways(holder, ways, on, requirement.award_editions)
        if requirement.courses == "both":
            if judged is None:
                return None
            best = judged if best is None else _worse(best, judged)
        elif judged is not None:
            best = judged if best is None else _better(best, judged)
    if best is None or best.standing < COUNTS or not requirement.region_applies or holder.spell.region is region:
        return best
    return best._replace(standing=UNKNOWN_REGION if holder.spell.region is None else OTHER_REGION)


def judge_ways(holder: Holder, ways: Ways, on: date, editions: Sequence[str] = ()) -> Judged | None:
    """The way that lasts longest (direct before inferred before composite), else the nearest miss; None: never held.

    The end of the employment ends every way. `editions`: those of which a direct award counts (empty: any).
    """
    awards = holder.awards
    if ways.awards.isdisjoint(awards):
        return None
    ends_on = holder.spell.ends_on if holder.spell is not None else None
    limit = FOREVER if ends_on is None else ends_on
    best: Judged | None = None
    if ways.credential in awards:
        best = _judge_awards(awards[ways.credential], on, limit, ways.credential, editions)
    for key in ways.inferred:
        if key in awards:
            judged = _judge_awards(awards[key], on, limit, f"inferred:{key}", ())
            best = judged if best is None else _better(best, judged)
    if ways.parts:
        whole = _judge_parts(holder, ways.parts, on, limit)
        if whole is not None:
            best = whole if best is None else _better(best, whole)
    return best


def last_day_of(award: AwardFact) -> date:
    """The last day on which an award counts; before its first where it was revoked at once."""
    end = FOREVER if award.expires_on is None else award.expires_on
    return end if award.revoked_on is None else min(end, day_before(award.revoked_on))


def _judge_absent(holder: Holder, requirement: PeopleRequirement, all_ways: Sequence[Ways]) -> Judged | None:
    held = [holder.has_ever_held(ways) for ways in all_ways]
    if not (all(held) if requirement.courses == "both" else any(held)):
        return None
    assert holder.absence is not None
    return Judged(_PLACE[holder.absence.reason], 0, "", date.min, holder.absence.day)


def _judge_awards(awards: Sequence[AwardFact], on: date, limit: date, via: str, editions: Sequence[str]) -> Judged:
    best = _judge_award(awards[0], on, limit, via, editions)
    for award in awards[1:]:
        judged = _judge_award(award, on, limit, via, editions)
        # Of two that last as long, the one that was earned first.
        if (judged.standing, judged.lasting, best.earned_on) > (best.standing, best.lasting, judged.earned_on):
            best = judged
    return best


def _judge_award(award: AwardFact, on: date, limit: date, via: str, editions: Sequence[str]) -> Judged:
    earned_on, revoked_on, expires_on = award.earned_on, award.revoked_on, award.expires_on
    if earned_on > on:
        return Judged(_NOT_YET_EARNED, -earned_on.toordinal(), via, earned_on, earned_on)
    if revoked_on is not None and revoked_on <= on:
        return Judged(_REVOKED, revoked_on.toordinal(), via, earned_on, revoked_on)
    if expires_on is not None and expires_on < on:
        return Judged(EXPIRED, expires_on.toordinal(), via, earned_on, expires_on)
    end = min(last_day_of(award), limit)
    if editions and award.edition not in editions:
        return Judged(_WRONG_EDITION, end.toordinal(), via, earned_on, None)
    return Judged(COUNTS, end.toordinal(), via, earned_on, end)


def _judge_parts(holder: Holder, parts: Sequence[Sequence[str]], on: date, limit: date) -> Judged | None:
    """All parts together: as long as the first of them to lapse, earned when the last was."""
    awards = holder.awards
    if any(map(awards.keys().isdisjoint, parts)):
        return None
    best_of_parts = []
    for part in parts:
        judged = [_judge_awards(awards[key], on, limit, "composite", ()) for key in part if key in awards]
        best_of_parts.append(reduce(_better, judged))
    return reduce(_worse, best_of_parts)._replace(earned_on=max(best.earned_on for best in best_of_parts))


def _better(first: Judged, second: Judged) -> Judged:
    return second if (second.standing, second.lasting) > (first.standing, first.lasting) else first


def _worse(first: Judged, second: Judged) -> Judged:
    return second if (second.standing, second.lasting) < (first.standing, first.lasting) else first
