"""A team as rows that do not share see it: how many people are worth the same to every row, and what that fills."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from channeladmin.evaluation.judging import FULL, NOTHING, UNKNOWN
from channeladmin.evaluation.matching import match_slots
from channeladmin.evaluation.people_row import rate_people
from channeladmin.evaluation.verdict import Status
from channeladmin.program.edition import Edition

Kind = tuple[int, ...]
"""What somebody is worth to each row."""


class Crowd:
    """Who is of which kind may change from day to day; a crowd that was rated before is not matched again.

    How many slots of a row can be filled hangs on how many people of each kind there are, not on who they are, and of
    one kind no more matter than there are slots.
    """

    def __init__(self, needs: Sequence[int], worths: Sequence[Mapping[int, int]], edition: Edition) -> None:
        self._needs, self._edition = needs, edition
        everyone = dict.fromkeys(person for row in worths for person in row)
        self._kinds = {person: tuple(row.get(person, NOTHING) for row in worths) for person in everyone}
        self._sizes = Counter(self._kinds.values())
        self._rated: dict[frozenset[tuple[Kind, int]], Sequence[Status]] = {}

    def turn(self, person_id: int, place: int, worth: int) -> None:
        """From now on somebody is worth something else to the row at a place."""
        kind = self._kinds[person_id]
        self._sizes[kind] -= 1
        self._kinds[person_id] = kind = (*kind[:place], worth, *kind[place + 1 :])
        self._sizes[kind] += 1

    def rate(self) -> Sequence[Status]:
        """The status of every row."""
        slots = sum(self._needs)
        sizes = frozenset((kind, min(size, slots)) for kind, size in self._sizes.items() if size)
        if sizes not in self._rated:
            self._rated[sizes] = self._rate([kind for kind, size in sizes for _ in range(size)])
        return self._rated[sizes]

    def _rate(self, crowd: Sequence[Kind]) -> Sequence[Status]:
        filled, possible = (
            match_slots(
                self._needs,
                [
                    [person for person, kind in enumerate(crowd) if kind[place] >= least]
                    for place in range(len(self._needs))
                ],
            )
            for least in (FULL, UNKNOWN)
        )
        return [
            rate_people(need, len(counting), len(hoped) - len(counting), self._edition)
            for need, counting, hoped in zip(self._needs, filled, possible, strict=True)
        ]
