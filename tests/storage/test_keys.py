"""Keys grow, fit 63 bits, and repeat only for a seed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from channeladmin.storage.clock import FixedClock
from channeladmin.storage.keys import KeyMaker


class _MovingClock:
    def __init__(self) -> None:
        self.moment = datetime(2022, 10, 3, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    def today(self) -> date:
        return self.moment.date()


@given(st.lists(st.tuples(st.integers(-10_000, 10_000), st.integers(1, 5000)), min_size=1))
def test_keys_grow_even_when_the_clock_goes_back(steps: list[tuple[int, int]]) -> None:
    clock = _MovingClock()
    keys = KeyMaker(clock)
    taken: list[int] = []
    for milliseconds, count in steps:
        clock.moment += timedelta(milliseconds=milliseconds)
        taken += keys.take_range(count)
    assert all(before < after for before, after in pairwise(taken))
    assert taken[0] > 0 and taken[-1] < 2**63


def test_a_key_holds_the_milliseconds_since_2020_above_22_random_bits() -> None:
    key = KeyMaker(FixedClock(datetime(2020, 1, 1, 0, 0, 1, 500_000, tzinfo=UTC))).take()
    assert key >> 22 == 1500


def test_the_same_seed_gives_the_same_keys() -> None:
    clock = FixedClock(date(2022, 10, 3))
    first, second, other = (KeyMaker(clock, seed=seed).take_range(3) for seed in (1, 1, 2))
    assert first == second
    assert first != other


def test_a_key_can_be_asked_to_lie_above_another() -> None:
    keys = KeyMaker(FixedClock(date(2022, 10, 3)))
    assert keys.take(above=2**62) == 2**62 + 1


def test_without_a_seed_two_makers_differ() -> None:
    clock = FixedClock(date(2022, 10, 3))
    assert {KeyMaker(clock).take() for _ in range(20)} != {KeyMaker(clock).take()}
