"""What a person could come to count for in several people rows, and the fewest awards that each takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations
from math import comb
from typing import NamedTuple

from channeladmin.evaluation.case import Case
from channeladmin.evaluation.facts import AwardFact, EmploymentFact, PersonFact
from channeladmin.evaluation.judging import COUNTS, judge_awards, judge_plan
from channeladmin.evaluation.question import Question, list_places
from channeladmin.program.credential import find_family
from channeladmin.program.requirement import PeopleRequirement

Awards = tuple[str, ...]
"""Credentials to earn or to renew."""
Filled = frozenset[int]
"""The places of rows that a person counts in."""


class _Candidate(NamedTuple):
    """An award that may be worth to earn, and the rows that ask it and take its edition."""

    credential: str
    edition: str | None
    rows: Filled


class AwardOptions:
    """The rows as questions to somebody's awards, with some more; `unshared` are those of which one may be filled.

    `parts` are credentials that are asked only as parts of others.
    """

    def __init__(self, case: Case, rows: Sequence[PeopleRequirement], unshared: frozenset[int]) -> None:
        self._case, self._rows, self._unshared = case, rows, unshared
        asked = list(dict.fromkeys(key for row in rows for key in row.credentials))
        self._ways = [case.edition.get_ways(key) for key in asked]
        parts = (part for ways in self._ways for part in ways.parts)
        self.parts = frozenset(credential for part in parts for credential in part) - {*asked}
        self._questions = [Question(row, case.edition) for row in rows]
        self._asked = tuple(candidate for key in (*asked, *self._list_shared(asked)) for candidate in self._vary(key))
        self._most = sum(len(row.credentials) if row.courses == "both" else 1 for row in rows)

    def list_valid(self, person: PersonFact) -> list[AwardFact]:
        """The awards of a person that count on the day."""
        states = judge_awards(person.awards, self._case.on, None)
        return [award for award, state in zip(person.awards, states, strict=True) if state.standing == COUNTS]

    def find(self, valid: Sequence[AwardFact], spell: EmploymentFact) -> Mapping[Filled, Awards]:
        """By rows that are filled in addition, the fewest awards that it takes on top of the valid ones."""
        now = self.fill(valid, spell)
        found: dict[Filled, Awards] = {}
        for candidates in self._list_sets(valid):
            earned = [AwardFact(each.credential, self._case.on, edition=each.edition) for each in candidates]
            filled = self.fill((*valid, *earned), spell)
            shared = filled - now - self._unshared
            for gained in (shared, *(shared | {place} for place in sorted(filled & self._unshared))):
                if gained:
                    found.setdefault(gained, tuple(each.credential for each in candidates))
        return found

    def count_sets(self) -> int:
        """About how many sets of awards are tried for a person."""
        return sum(comb(len(self._asked), size) for size in range(self._most + 1))

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

    def _list_sets(self, valid: Sequence[AwardFact]) -> Iterator[tuple[_Candidate, ...]]:
        """Sets of awards that may be worth to earn, the smallest first.

        To earn several parts of a whole is never worth more than to earn the whole, save those that serve something
        else too: they are among the candidates.
        """
        held = {award.credential for award in valid}
        known = [(award.credential, self._find_rows(award.credential, award.edition)) for award in valid]
        lasts = (candidate for key in self._list_last_parts(held) for candidate in self._vary(key))
        candidates = [
            each
            for each in dict.fromkeys((*lasts, *self._asked))
            if not any(credential == each.credential and each.rows <= rows for credential, rows in known)
        ]
        for size in range(min(self._most, len(candidates)) + 1):
            yield from combinations(candidates, size)

    def _list_last_parts(self, held: set[str]) -> Iterator[str]:
        for ways in self._ways:
            missing = [part[0] for part in ways.parts if held.isdisjoint(part)]
            if len(missing) == 1:
                yield missing[0]

    def _list_shared(self, asked: Sequence[str]) -> list[str]:
        """What is not asked, and serves two of those that are: as a part, by implying them, as what existed."""
        serves = Counter(key for ways in self._ways for key in {*ways.inferred, *chain.from_iterable(ways.parts)})
        for row in self._rows:
            is_countable = row.existing_reading == "whenever_earned" or self._is_by(row)
            serves.update(row.existing if is_countable else ())
        return sorted(key for key, times in serves.items() if times > 1 and key not in asked)

    def _is_by(self, row: PeopleRequirement) -> bool:
        return row.existing_earned_by is not None and self._case.on <= row.existing_earned_by

    def _vary(self, credential: str) -> Iterable[_Candidate]:
        """An award of each edition that counts in rows where none of the others do; mostly one, without an edition."""
        editions = dict.fromkeys(
            edition for row in self._rows if _is_asked(row, credential) for edition in row.award_editions
        )
        found: list[_Candidate] = []
        for edition in (*editions, None):
            rows = self._find_rows(credential, edition)
            if not any(rows <= other.rows for other in found):
                found = [other for other in found if not other.rows < rows]
                found.append(_Candidate(credential, edition, rows))
        return found

    def _find_rows(self, credential: str, edition: str | None) -> Filled:
        return frozenset(
            place for place, row in enumerate(self._rows) if _is_asked(row, credential) and row.counts_edition(edition)
        )


def _is_asked(row: PeopleRequirement, credential: str) -> bool:
    """Whether a row asks a credential by its name, or any course of its family."""
    return credential in row.credentials or find_family(credential) in row.credentials
