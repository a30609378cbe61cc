"""Who of a team counts for one question on a day, by name, and who does not, and why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from operator import itemgetter

from channeladmin.evaluation.counted import Counted, NotCounted, Reason
from channeladmin.evaluation.days import FOREVER
from channeladmin.evaluation.facts import EmploymentFact, PersonFact
from channeladmin.evaluation.headcount import Headcount
from channeladmin.evaluation.judging import COUNTS, FULL, NOTHING, REASONS, UNKNOWN, State, judge_plan
from channeladmin.evaluation.question import Plan, Question
from channeladmin.program.vocabulary import Region

_BY_DAY = itemgetter(4)  # when a Counted earned it


class PeopleStanding(Headcount):
    """Everyone who ever held what a question asks, filled in by name."""

    __slots__ = ("counted", "not_counted")

    def __init__(self, question: Question, *, region: Region, on: date) -> None:
        super().__init__(question, region=region, on=on)
        self.counted: list[Counted] = []
        self.not_counted: list[NotCounted] = []

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
            self.unknown += 1
        self.not_counted.append(NotCounted(person.person_id, person.name, person.email, reason, region))
        return worth

    def close(self) -> None:
        """Everyone has been placed: those who count stand in the order in which they earned it, then by name."""
        self.counted.sort(key=_BY_DAY)  # stable: those of one day stay by name
        self.counting = len(self.counted)

    def find_worths(self) -> Mapping[int, int]:
        """What each person is worth now, by key: first those who count, in their order, then the others by name."""
        worths = {counted.person_id: FULL for counted in self.counted}
        for each in self.not_counted:
            worths[each.person_id] = UNKNOWN if each.reason is Reason.UNKNOWN_REGION else NOTHING
        return worths
