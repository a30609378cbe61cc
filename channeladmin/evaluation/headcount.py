"""How many of a team count for one question on a day, and how that changes on the days to come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain, starmap
from typing import NamedTuple

from channeladmin.evaluation.counted import Counted, NotCounted
from channeladmin.evaluation.employment import find_spell
from channeladmin.evaluation.facts import EmploymentFact, PersonFact
from channeladmin.evaluation.judging import FULL, NOTHING, UNKNOWN, is_answered
from channeladmin.evaluation.people_days import find_days_to_come
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


class Heads(NamedTuple):
    """`counting` people count; `unknown` lack nothing but a known region."""

    counting: int
    unknown: int

    def turn(self, turn: Turn) -> Heads:
        """The heads after somebody is worth something else."""
        return Heads(
            self.counting + (turn.after == FULL) - (turn.before == FULL),
            self.unknown + (turn.after == UNKNOWN) - (turn.before == UNKNOWN),
        )


class Headcount:
    """How a team answers one question, filled in person by person.

    `counting` people count, `unknown` of the others lack nothing but a known region; `dated` are those for whom
    something begins or ends now or later, with what they are worth now. Nobody is named.
    """

    counted: Sequence[Counted] = ()
    not_counted: Sequence[NotCounted] = ()
    __slots__ = ("_turns", "counting", "dated", "on", "question", "region", "region_applies", "unknown")

    def __init__(self, question: Question, *, region: Region, on: date) -> None:
        self.question, self.region, self.on = question, region, on
        self.region_applies = question.region_applies
        self.counting = self.unknown = 0
        self.dated: list[tuple[PersonFact, Plan, int]] = []
        self._turns: Sequence[Turn] | None = None

    @property
    def heads(self) -> Heads:
        """The heads on the day."""
        return Heads(self.counting, self.unknown)

    def add(self, person: PersonFact, spell: EmploymentFact | None, plan: Plan, *, is_dated: bool) -> None:
        """Count somebody by the spell that holds on the day; `is_dated`: something of theirs begins or ends later."""
        worth = self._find_worth(person, spell, plan, self.on)
        if worth == FULL:
            self.counting += 1
        elif worth == UNKNOWN:
            self.unknown += 1
        if is_dated:
            self.dated.append((person, plan, worth))

    def find_turns(self) -> Sequence[Turn]:
        """Every change to come of what a person is worth, by day, then name."""
        if self._turns is None:
            self._turns = sorted(chain.from_iterable(starmap(self._find_turns, self.dated)))
        return self._turns

    def _find_turns(self, person: PersonFact, plan: Plan, worth: int) -> Iterator[Turn]:
        awards = person.awards
        days = find_days_to_come(person.employments, [awards[place] for place in plan.places], self.on)
        if not days:
            return
        spell = find_spell(person.employments, self.on)
        for day in sorted(days):
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
