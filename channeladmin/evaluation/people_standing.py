"""How a team answers one question: who counts and who does not on a day, and how that changes on the days to come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, starmap
from typing import NamedTuple

from channeladmin.evaluation.counted import Counted, NotCounted, Reason
from channeladmin.evaluation.days import FOREVER, starts_and_stops
from channeladmin.evaluation.employment import find_spell
from channeladmin.evaluation.facts import EmploymentFact, PersonFact
from channeladmin.evaluation.judging import (
    COUNTS,
    FULL,
    NOTHING,
    REASONS,
    UNKNOWN,
    State,
    is_answered,
    judge_plan,
    last_day_of,
)
from channeladmin.evaluation.question import Plan, Question
from channeladmin.evaluation.verdict import Cause
from channeladmin.program.vocabulary import Region


class Turn(NamedTuple):
    """From `day` on a person is worth something else to the row; the name and key put the turns of a day in order."""

    day: date
    name: str
    person_id: int
    before: int
    after: int
    cause: Cause


class PeopleStanding:
    """Everyone who ever held what a question asks, filled in by name.

    `unknown_count` of those who are not counted lack nothing but a known region; `dated` are those for whom something
    begins or ends now or later, with what they are worth now.
    """

    __slots__ = (
        "_turns",
        "counted",
        "dated",
        "not_counted",
        "on",
        "question",
        "region",
        "region_applies",
        "unknown_count",
    )

    def __init__(self, question: Question, *, region: Region, on: date) -> None:
        self.question, self.region, self.on = question, region, on
        self.region_applies = question.region_applies
        self.counted: list[Counted] = []
        self.not_counted: list[NotCounted] = []
        self.unknown_count = 0
        self.dated: list[tuple[PersonFact, Plan, int]] = []
        self._turns: Sequence[Turn] | None = None

    def place(self, person: PersonFact, spell: EmploymentFact, plan: Plan, states: Sequence[State]) -> int:
        """Count an employed person or say why not, by the state of their awards; what they are worth."""
        judged = judge_plan(plan, person.awards, states)
        person_id, name, email, _, _ = person
        if judged.standing < COUNTS:
            self.not_counted.append(NotCounted(person_id, name, email, REASONS[judged.standing], judged.day))
            return NOTHING
        if spell.region is self.region or not self.region_applies:
            until = None if judged.day is FOREVER else judged.day
            self.counted.append(Counted(person_id, name, email, judged.via, judged.earned_on, until))
            return FULL
        return self.leave_out(person, spell.region)

    def leave_out(self, person: PersonFact, region: Region | None) -> int:
        """Somebody who would count, were it not for where they work; what they are worth."""
        reason, worth = Reason.OTHER_REGION, NOTHING
        if region is None:
            reason, worth = Reason.UNKNOWN_REGION, UNKNOWN
            self.unknown_count += 1
        self.not_counted.append(NotCounted(person.person_id, person.name, person.email, reason, region))
        return worth

    def find_worths(self) -> Mapping[int, int]:
        """What each person is worth now, by key: first those who count, in their order, then the others by name."""
        worths = {counted.person_id: FULL for counted in self.counted}
        for each in self.not_counted:
            worths[each.person_id] = UNKNOWN if each.reason is Reason.UNKNOWN_REGION else NOTHING
        return worths

    def find_turns(self) -> Sequence[Turn]:
        """Every change to come of what a person is worth, by day, then name."""
        if self._turns is None:
            self._turns = sorted(chain.from_iterable(starmap(self._find_turns, self.dated)))
        return self._turns

    def _find_turns(self, person: PersonFact, plan: Plan, worth: int) -> Iterator[Turn]:
        days = _find_days(person, plan, self.on)
        if not days:
            return
        spell = find_spell(person.employments, self.on)
        for day in days:
            later = find_spell(person.employments, day)
            after = self._find_worth(person, later, plan, day)
            if after != worth:
                # A spell that gives way to another, or to none, is what speaks first.
                cause = Cause.AWARD if later is spell else Cause.EMPLOYMENT
                yield Turn(day, person.name, person.person_id, worth, after, cause)
            worth, spell = after, later

    def _find_worth(self, person: PersonFact, spell: EmploymentFact | None, plan: Plan, day: date) -> int:
        if spell is None or not is_answered(plan, person.awards, day):
            return NOTHING
        if spell.region is self.region or not self.region_applies:
            return FULL
        return UNKNOWN if spell.region is None else NOTHING


def _find_days(person: PersonFact, plan: Plan, on: date) -> Sequence[date]:
    """The days to come on which an employment of a person begins or is over, or an award that the plan looks at."""
    # Most have none, and this is asked for everybody and every row.
    starts, last_days = [], []
    for starts_on, ends_on, _ in person.employments:
        if starts_on is not None and starts_on > on:
            starts.append(starts_on)
        if ends_on is not None and ends_on >= on:
            last_days.append(ends_on)
    awards = person.awards
    for place in plan.places:
        award = awards[place]
        if award.earned_on > on:
            starts.append(award.earned_on)
        last_day = last_day_of(award)
        if on <= last_day < FOREVER:
            last_days.append(last_day)
    return starts_and_stops(starts=starts, last_days=last_days, after=on) if starts or last_days else ()
