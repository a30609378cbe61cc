"""Who counts in a people row and who does not, on a day and on the days to come, whatever the row needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from channeladmin.evaluation.days import FOREVER, starts_and_stops
from channeladmin.evaluation.holder import Holder
from channeladmin.evaluation.judging import (
    COUNTS,
    NOTHING,
    OTHER_REGION,
    REASONS,
    UNKNOWN_REGION,
    Judged,
    judge,
    last_day_of,
)
from channeladmin.evaluation.verdict import Cause, Counted, NotCounted, Reason
from channeladmin.program.requirement import PeopleRequirement
from channeladmin.program.vocabulary import Region
from channeladmin.program.ways import Ways


class Turn(NamedTuple):
    """From `day` on a person is worth something else to the row; the name and key put the turns of a day in order."""

    day: date
    name: str
    person_id: int
    before: int
    after: int
    cause: Cause


class PeopleStanding:
    """Everyone who ever held what the row asks, judged; `holders` come by name.

    `counted` are in the order in which they earned it, `not_counted` by name; `unknown_count` of these lack nothing
    but a known region.
    """

    def __init__(
        self,
        holders: Sequence[Holder],
        requirement: PeopleRequirement,
        all_ways: Sequence[Ways],
        *,
        region: Region,
        on: date,
    ) -> None:
        self._requirement, self._all_ways, self._region, self._on = requirement, all_ways, region, on
        self._dated: Sequence[tuple[Holder, int, Sequence[date]]] | None = None
        self._turns: Sequence[Turn] | None = None
        self.judged: list[tuple[Holder, Judged]] = []
        self.unknown_count = 0
        counted, not_counted = [], []
        for holder in holders:
            judged = judge(holder, requirement, all_ways, region=region, on=on)
            if judged is None:
                continue
            self.judged.append((holder, judged))
            if judged.standing == COUNTS:
                counted.append(_count(holder, judged))
            else:
                self.unknown_count += judged.standing == UNKNOWN_REGION
                not_counted.append(_not_count(holder, judged))
        counted.sort(key=attrgetter("earned_on"))  # stable: those of one day stay by name
        self.counted = tuple(counted)
        self.not_counted = tuple(not_counted)

    def find_dated(self) -> Sequence[tuple[Holder, int, Sequence[date]]]:
        """Those for whom something begins or ends later: what they are worth now, and the days."""
        if self._dated is None:
            found = ((holder, judged.worth, self._find_days(holder)) for holder, judged in self.judged)
            self._dated = [entry for entry in found if entry[2]]
        return self._dated

    def find_turns(self) -> Sequence[Turn]:
        """Every change to come of what a person is worth, by day, then name."""
        if self._turns is None:
            self._turns = sorted(turn for entry in self.find_dated() for turn in self._find_turns(*entry))
        return self._turns

    def _find_days(self, holder: Holder) -> Sequence[date]:
        """Written out, because it is asked of everyone and mostly finds nothing."""
        on, awards = self._on, holder.awards
        starts: list[date] = []
        last_days: list[date] = []
        for spell in holder.person.employments:
            if spell.starts_on is not None and spell.starts_on > on:
                starts.append(spell.starts_on)
            if spell.ends_on is not None and spell.ends_on >= on:
                last_days.append(spell.ends_on)
        for ways in self._all_ways:
            for key in ways.awards.intersection(awards):
                for award in awards[key]:
                    if award.earned_on > on:
                        starts.append(award.earned_on)
                    if award.expires_on is not None or award.revoked_on is not None:
                        last_days.append(last_day_of(award))
        return starts_and_stops(starts=starts, last_days=last_days, after=on) if starts or last_days else ()

    def _find_turns(self, holder: Holder, worth: int, days: Sequence[date]) -> Iterator[Turn]:
        spell = holder.spell
        for day in days:
            later = holder.on_day(day)
            judged = judge(later, self._requirement, self._all_ways, region=self._region, on=day)
            after = NOTHING if judged is None else judged.worth
            if after != worth:
                # A spell that gives way to another, or to none, is what speaks first.
                cause = Cause.AWARD if later.spell is spell else Cause.EMPLOYMENT
                yield Turn(day, holder.person.name, holder.person.person_id, worth, after, cause)
            worth, spell = after, later.spell


def _count(holder: Holder, judged: Judged) -> Counted:
    person = holder.person
    until = None if judged.day is FOREVER else judged.day
    return Counted(person.person_id, person.name, person.email, judged.via, judged.earned_on, until)


def _not_count(holder: Holder, judged: Judged) -> NotCounted:
    person = holder.person
    detail: date | Region | None = judged.day
    if judged.standing in (OTHER_REGION, UNKNOWN_REGION):
        detail = holder.spell.region if holder.spell is not None else None
    return NotCounted(person.person_id, person.name, person.email, REASONS[judged.standing], detail)


def use_elsewhere(counted: Counted) -> NotCounted:
    """Someone who would count, but fills a slot of another row."""
    return NotCounted(counted.person_id, counted.person, counted.email, Reason.USED_ELSEWHERE)
