"""One agreement on one day under one edition: what its rows and all tracks share, worked out once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import Enum

from channeladmin.evaluation.facts import Facts, PlanFact, WaiverFact
from channeladmin.evaluation.headcount import Headcount
from channeladmin.evaluation.people_standing import PeopleStanding
from channeladmin.evaluation.rulebook import QuestionSet, Rulebook
from channeladmin.evaluation.team import count_team, judge_team
from channeladmin.program.people import People


class Depth(Enum):
    """How much of a verdict is worked out.

    `STANDING`: statuses and counts, of people without their names, and until when the verdict as a whole holds, by
    what; `COUNTS`: statuses, counts, and who counts or does not; `OUTLOOK`: that, and until when the verdict and each
    row holds; `FULL`: also findings, quarters and remedies.
    """

    STANDING = "standing"
    COUNTS = "counts"
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
        self.names_people = depth is not Depth.STANDING
        self.agreement_status = facts.status_on(on)
        self.granted_track = facts.track_on(on)
        self._team: Sequence[PeopleStanding] | None = None
        self._headcounts: Sequence[Headcount] | None = None

    def put(self, asked: QuestionSet) -> Sequence[Headcount]:
        """Put questions to the team: who counts where names are asked for, else how many."""
        judge = judge_team if self.names_people else count_team
        return judge(self.facts.people, asked, region=self.facts.region, on=self.on)

    def count_people(self, criteria: People) -> Headcount:
        """How many count by criteria of the edition, whatever is needed; who, where names are asked for."""
        if self.names_people or self._team is not None:
            return self.stand_people(criteria)
        if self._headcounts is None:
            self._headcounts = self.put(self.rulebook.people)
        return self._headcounts[self.rulebook.find_place(criteria)]

    def stand_people(self, criteria: People) -> PeopleStanding:
        """Who counts by criteria of the edition, whatever is needed."""
        if self._team is None:
            self._team = judge_team(self.facts.people, self.rulebook.people, region=self.facts.region, on=self.on)
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
