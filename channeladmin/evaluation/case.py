"""One agreement on one day under one edition: what its rows and all tracks share, worked out once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from channeladmin.evaluation.facts import Facts, PlanFact, WaiverFact
from channeladmin.evaluation.people_standing import PeopleStanding
from channeladmin.evaluation.rulebook import QuestionSet, Rulebook
from channeladmin.evaluation.team import judge_team
from channeladmin.program.people import People


class Case:
    """The facts, the edition made ready, and the day; what is asked for beside the verdict: outlooks, remedies."""

    def __init__(
        self, facts: Facts, rulebook: Rulebook, on: date, *, looks_ahead: bool = True, suggests: bool = True
    ) -> None:
        self.facts = facts
        self.rulebook = rulebook
        self.edition = rulebook.edition
        self.on = on
        self.looks_ahead = looks_ahead
        self.suggests = suggests

    @cached_property
    def _team(self) -> Sequence[PeopleStanding]:
        return self.put(self.rulebook.people)

    def put(self, asked: QuestionSet) -> Sequence[PeopleStanding]:
        """Put questions to the team."""
        return judge_team(self.facts.people, asked, region=self.facts.region, on=self.on)

    def stand_people(self, criteria: People) -> PeopleStanding:
        """Who counts by criteria of the edition, whatever is needed."""
        return self._team[self.rulebook.find_place(criteria)]

    def find_plan(self, day: date) -> PlanFact | None:
        """The plan of the fiscal year of a day."""
        year = self.edition.fiscal.year_of(day)
        return next((plan for plan in self.facts.plans if plan.fiscal_year == year), None)

    def find_waivers(self, requirement: str) -> Sequence[WaiverFact]:
        """The waivers of a requirement, whenever they hold."""
        return [waiver for waiver in self.facts.waivers if waiver.requirement == requirement]
