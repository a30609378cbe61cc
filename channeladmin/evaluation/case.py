"""One agreement on one day under one edition: what its rows and all tracks share, worked out once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import Enum

from channeladmin.evaluation.facts import Facts, PlanFact, WaiverFact
from channeladmin.evaluation.people_standing import PeopleStanding
from channeladmin.evaluation.rulebook import QuestionSet, Rulebook
from channeladmin.evaluation.team import judge_team
from channeladmin.program.people import People


class Depth(Enum):
    """How much of a verdict is worked out; each takes more time than the one before.

    `COUNTS`: statuses, counts, and who counts or does not; `VERDICT`: also until when the verdict as a whole holds;
    `OUTLOOK`: also until when each row; `FULL`: also findings, quarters and remedies.
    """

    COUNTS = "counts"
    VERDICT = "verdict"
    OUTLOOK = "outlook"
    FULL = "full"


class Case:
    """The facts, the edition made ready, and the day; `depth` is what is asked for beside the counts and the names."""

    def __init__(self, facts: Facts, rulebook: Rulebook, on: date, depth: Depth = Depth.FULL) -> None:
        self.facts = facts
        self.rulebook = rulebook
        self.edition = rulebook.edition
        self.on = on
        self.looks_ahead = depth is not Depth.COUNTS
        self.dates_rows = depth in (Depth.OUTLOOK, Depth.FULL)
        self.explains = depth is Depth.FULL
        self.agreement_status = facts.status_on(on)
        self.granted_track = facts.track_on(on)
        self._team: Sequence[PeopleStanding] | None = None

    def put(self, asked: QuestionSet) -> Sequence[PeopleStanding]:
        """Put questions to the team."""
        return judge_team(self.facts.people, asked, region=self.facts.region, on=self.on)

    def stand_people(self, criteria: People) -> PeopleStanding:
        """Who counts by criteria of the edition, whatever is needed."""
        if self._team is None:
            self._team = self.put(self.rulebook.people)
        return self._team[self.rulebook.find_place(criteria)]

    def find_plan(self, day: date) -> PlanFact | None:
        """The plan of the fiscal year of a day."""
        plans = self.facts.plans
        if not plans:
            return None
        year = self.edition.fiscal.year_of(day)
        return next((plan for plan in plans if plan.fiscal_year == year), None)

    def find_waivers(self, requirement: str) -> Sequence[WaiverFact]:
        """The waivers of a requirement, whenever they hold."""
        return [waiver for waiver in self.facts.waivers if waiver.requirement == requirement]
