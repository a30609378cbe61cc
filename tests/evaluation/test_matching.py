"""Maximum matching of people and slots."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from channeladmin.evaluation.matching import match_slots


def fill_by_brute_force(needs: Sequence[int], candidates: Sequence[Sequence[int]]) -> int:
    """The most slots that any way of giving each person one row, or none, fills."""
    people = sorted({person for row in candidates for person in row})
    options = [[None, *(row for row, may in enumerate(candidates) if person in may)] for person in people]
    return max(sum(min(need, chosen.count(row)) for row, need in enumerate(needs)) for chosen in product(*options))


_candidates = st.lists(st.lists(st.integers(1, 6), unique=True, max_size=6), min_size=1, max_size=4)


@given(_candidates, st.lists(st.integers(1, 4), min_size=4, max_size=4))
def test_as_many_slots_as_possible_are_filled(candidates: list[list[int]], needs: list[int]) -> None:
    needs = needs[: len(candidates)]
    filled = match_slots(needs, candidates)
    assert sum(map(len, filled)) == fill_by_brute_force(needs, candidates)
    assert all(len(people) <= need for people, need in zip(filled, needs, strict=True))
    assert all(people <= set(may) for people, may in zip(filled, candidates, strict=True))
    everyone = [person for people in filled for person in people]
    assert len(everyone) == len(set(everyone))


def test_a_greedy_choice_gives_way() -> None:
    """Person 1 comes first in both rows and is the only one for the second."""
    assert match_slots([1, 1], [[1, 2], [1]]) == [{2}, {1}]


def test_the_earlier_row_is_served_where_not_all_can_be() -> None:
    assert match_slots([1, 1], [[1], [1]]) == [{1}, set()]


def test_the_preferred_person_is_taken() -> None:
    assert match_slots([1, 0], [[2, 1], [1]]) == [{2}, set()]
