"""What a crowd fills is what its people, each matched for themselves, fill."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from channeladmin.evaluation.crowd import Crowd
from channeladmin.evaluation.matching import match_slots
from channeladmin.evaluation.people_row import rate_people
from channeladmin.evaluation.verdict import Status
from tests.evaluation.build import EDITION

NEEDS = st.lists(st.integers(1, 3), min_size=3, max_size=3)
WORTHS = st.lists(st.dictionaries(st.integers(0, 8), st.integers(0, 2)), min_size=3, max_size=3)
TURNS = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 2), st.integers(0, 2)), max_size=6)


def rate_everyone(needs: Sequence[int], worths: Sequence[Mapping[int, int]]) -> list[Status]:
    """Each person matched for themselves."""
    filled, possible = (
        match_slots(needs, [[person for person, worth in row.items() if worth >= least] for row in worths])
        for least in (2, 1)
    )
    return [
        rate_people(need, len(now), len(hoped) - len(now), EDITION)
        for need, now, hoped in zip(needs, filled, possible, strict=True)
    ]


@given(NEEDS, WORTHS, TURNS)
def test_a_crowd_fills_what_its_people_fill(
    needs: list[int], worths: list[dict[int, int]], turns: list[tuple[int, int, int]]
) -> None:
    crowd = Crowd(needs, worths, EDITION)
    assert crowd.rate() == rate_everyone(needs, worths)
    known = set().union(*worths)
    for person, place, worth in (turn for turn in turns if turn[0] in known):
        crowd.turn(person, place, worth)
        worths[place][person] = worth
        assert crowd.rate() == rate_everyone(needs, worths)
