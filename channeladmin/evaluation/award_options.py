"""What a person could come to count for in several people rows, and the fewest awards that each takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from channeladmin.evaluation.case import Case
from channeladmin.evaluation.facts import AwardFact, EmploymentFact, PersonFact
from channeladmin.evaluation.judging import COUNTS, judge_awards, judge_plan
from channeladmin.evaluation.question import Question, list_places
from channeladmin.program.requirement import PeopleRequirement

Awards = tuple[str, ...]
"""Credentials to earn or to renew."""
Filled = frozenset[int]
"""The places of rows that a person counts in."""


class AwardOptions:
    """The rows as questions to somebody's awards, with some more; `unshared` are those of which one may be filled.

    `parts` are credentials that are asked only as parts of others.
    """

    def __init__(self, case: Case, rows: Sequence[PeopleRequirement], unshared: frozenset[int]) -> None:
        self._case, self._rows, self._unshared = case, rows, unshared
        asked = {key for row in rows for key in row.credentials}
        parts = (part for key in asked for part in case.edition.get_ways(key).parts)
        self.parts = frozenset(credential for part in parts for credential in part) - asked
        self._questions = [Question(row, case.edition) for row in rows]
        self._editions = {key: row.award_editions[0] for row in rows if row.award_editions for key in row.credentials}

    def list_valid(self, person: PersonFact, spell: EmploymentFact) -> list[AwardFact]:
        """The awards of an employed person that count on the day."""
        states = judge_awards(person.awards, self._case.on, spell.ends_on)
        return [award for award, state in zip(person.awards, states, strict=True) if state.standing == COUNTS]

    def find(self, valid: Sequence[AwardFact], spell: EmploymentFact) -> Mapping[Filled, Awards]:
        """By rows that are filled in addition, the fewest awards that it takes on top of the valid ones."""
        now = self.fill(valid, spell)
        found: dict[Filled, Awards] = {}
        for awards in self._list_sets(valid):
            earned = [AwardFact(key, self._case.on, edition=self._editions.get(key)) for key in awards]
            filled = self.fill((*valid, *earned), spell)
            shared = filled - now - self._unshared
            for gained in (shared, *(shared | {place} for place in sorted(filled & self._unshared))):
                if gained:
                    found.setdefault(gained, awards)
        return found

    def fill(self, awards: Sequence[AwardFact], spell: EmploymentFact) -> Filled:
        """The rows that somebody employed counts in."""
        case = self._case
        places = list_places([award.credential for award in awards])
        states = judge_awards(awards, case.on, None)
        filled = set()
        for place, question in enumerate(self._questions):
            if question.region_applies and spell.region is not case.facts.region:
                continue
            plan = question.plan(places)
            if plan is not None and judge_plan(plan, awards, states).standing == COUNTS:
                filled.add(place)
        return frozenset(filled)

    def _list_sets(self, valid: Sequence[AwardFact]) -> Iterator[Awards]:
        """Sets of awards that may be worth to earn, the smallest first.

        To earn two parts or more of a whole is never worth more than to earn the whole, save where each of the parts
        is asked for itself: then it is among what is asked.
        """
        held = {award.credential for award in valid}
        candidates = [
            key for key in dict.fromkeys(self._list_candidates(held)) if key not in held or key in self._editions
        ]
        most = sum(len(row.credentials) if row.courses == "both" else 1 for row in self._rows)
        for size in range(min(most, len(candidates)) + 1):
            yield from combinations(candidates, size)

    def _list_candidates(self, held: set[str]) -> Iterator[str]:
        all_ways = [self._case.edition.get_ways(key) for row in self._rows for key in row.credentials]
        for ways in all_ways:
            missing = [part[0] for part in ways.parts if held.isdisjoint(part)]
            if len(missing) == 1:
                yield missing[0]
        for ways in all_ways:
            yield ways.credential
        for ways in all_ways:
            yield from ways.inferred
