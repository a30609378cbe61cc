"""The clocks agree with themselves."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from channeladmin.storage.clock import FixedClock, SystemClock


def test_a_fixed_clock_stands_at_noon_of_its_day() -> None:
    clock = FixedClock(date(2022, 10, 3))
    assert clock.now() == datetime(2022, 10, 3, 12, tzinfo=UTC)
    assert clock.today() == date(2022, 10, 3)


def test_a_fixed_clock_at_a_moment_keeps_the_day_of_its_own_zone() -> None:
    moment = datetime(2022, 10, 3, 1, tzinfo=timezone(timedelta(hours=9)))
    clock = FixedClock(moment)
    assert clock.today() == date(2022, 10, 3)
    assert clock.now() == datetime(2022, 10, 2, 16, tzinfo=UTC)


def test_the_system_clock_is_aware_and_tells_the_local_day() -> None:
    clock = SystemClock()
    before = clock.today()
    assert clock.now().tzinfo is UTC
    assert before <= clock.now().astimezone().date() <= clock.today()
