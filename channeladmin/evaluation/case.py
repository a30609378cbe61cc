"""One agreement on one day under one edition: what its rows and both tracks share, worked out once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from channeladmin.evaluation.facts import Facts, PersonFact, PlanFact
from channeladmin.evaluation.holder import Holder
from channeladmin.evaluation.people_standing import PeopleStanding
from channeladmin.program.edition import Edition
from channeladmin.program.requirement import PeopleRequirement


class Case:
    """The facts, the edition and the day; `holders` are the people who have any award, as of the day, by name."""

    def __init__(self, facts: Facts, edition: Edition, on: date) -> None:
        self.facts = facts
        self.edition = edition
        self.on = on
        people = sorted(facts.people, key=_by_name)
        self.holders: Sequence[Holder] = [Holder(person, on) for person in people if person.awards]
        self._standings: dict[str, PeopleStanding] = {}

    def stand_people(self, requirement: PeopleRequirement) -> PeopleStanding:
        """Who counts in a people row, whatever it needs."""
        standing = self._standings.get(requirement.key)
        if standing is None:
            all_ways = [self.edition.ways[key] for key in requirement.credentials]
            standing = PeopleStanding(self.holders, requirement, all_ways, region=self.facts.region, on=self.on)
            self._standings[requirement.key] = standing
        return standing

    def find_plan(self, day: date) -> PlanFact | None:
        """The plan of the fiscal year of a day."""
        year = self.edition.fiscal.year_of(day)
        return next((plan for plan in self.facts.plans if plan.fiscal_year == year), None)


def _by_name(person: PersonFact) -> tuple[str, int]:
    return (person.name, person.person_id)
