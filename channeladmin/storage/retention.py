"""Which of the backups that the app makes by itself are kept as they grow old."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ALL_FOR = timedelta(days=2)
"""So long every backup is kept."""


def _day(at: datetime) -> object:
    return at.date()


def _week(at: datetime) -> object:
    return at.isocalendar()[:2]


def _month(at: datetime) -> object:
    return at.year, at.month


_RULES: tuple[tuple[int, Callable[[datetime], object]], ...] = ((12, _day), (9, _week), (10, _month))
MOST_KEPT = sum(count for count, _ in _RULES)
"""How many are kept beyond the first days."""


def choose_kept(times: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """All of the last 2 days, then the newest of each of 12 days, 9 weeks and 10 months that have one.

    `times` are aware, in the time of the place whose days and weeks are meant. The newest is kept whatever its age.
    """
    kept: list[datetime] = []
    left = [count for count, _ in _RULES]
    newest_first = sorted(set(times), reverse=True)
    for at in newest_first:
        if at > now - ALL_FOR:
            kept.append(at)
            continue
        for number, (_, period) in enumerate(_RULES):
            if left[number] and (not kept or period(at) != period(kept[-1])):
                left[number] -= 1
                kept.append(at)
                break
    return frozenset(kept)
