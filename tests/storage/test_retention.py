"""The rule by which backups are thinned: nothing of the last days, then days, weeks and months."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from channeladmin.storage.retention import ALL_FOR, MOST_KEPT, choose_kept

START = datetime(2022, 1, 31, 9, tzinfo=UTC)
_gaps = st.one_of(st.integers(1, 60), st.integers(60, 3000), st.integers(3000, 60_000))


def _build_times(gaps: list[int]) -> list[datetime]:
    times, at = [], START
    for minutes in gaps:
        at += timedelta(minutes=minutes)
        times.append(at)
    return times


times_made = st.lists(_gaps, min_size=1, max_size=120).map(_build_times)
later = st.integers(0, 200_000).map(lambda minutes: timedelta(minutes=minutes))


@given(times_made, later)
def test_the_newest_stays_and_no_more_than_the_rule_says(times: list[datetime], age: timedelta) -> None:
    now = times[-1] + age
    kept = choose_kept(times, now)
    assert times[-1] in kept
    assert {at for at in times if at > now - ALL_FOR} <= kept <= set(times)
    assert sum(at <= now - ALL_FOR for at in kept) <= MOST_KEPT


@given(times_made, later)
def test_what_is_kept_is_kept_again(times: list[datetime], age: timedelta) -> None:
    now = times[-1] + age
    kept = choose_kept(times, now)
    assert choose_kept(kept, now) == kept


@given(times_made, later)
def test_thinning_after_each_backup_keeps_what_thinning_once_would(times: list[datetime], age: timedelta) -> None:
    kept: frozenset[datetime] = frozenset()
    for at in times:
        kept = choose_kept({*kept, at}, at)
    now = times[-1] + age
    assert choose_kept(kept, now) == choose_kept(times, now)


def test_years_of_work() -> None:
    times = [START + timedelta(hours=8 * number) for number in range(3 * 365 * 2)]
    kept = sorted(choose_kept(times, times[-1]), reverse=True)
    ages = [(times[-1] - at).days for at in kept]
    assert len(kept) == 6 + MOST_KEPT
    assert ages[:6] == [0, 0, 0, 1, 1, 1]
    assert ages[6:18] == list(range(2, 14)), "the newest of each day"
    weeks, months = [16, 23, 30, 37, 44, 51, 58, 65, 72], [61, 91, 122, 152, 183, 214, 244, 275, 305, 336]
    assert ages[18:] == sorted(weeks + months), "of each week, and of each month"
    assert choose_kept([], START) == frozenset()
