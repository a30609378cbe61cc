"""Who counts today and soon will not: the awards and employments that end within some days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from channeladmin.evaluation.counted import Counted
from channeladmin.evaluation.verdict import RequirementVerdict, Verdict

SOON_DAYS = 90


class Ending(NamedTuple):
    """A person who counts until a day, by which credential, and the labels of the rows that lose them then."""

    until: date
    person: str
    person_id: int
    via: str
    rows: tuple[str, ...]


def list_endings(verdict: Verdict, within_days: int = SOON_DAYS) -> tuple[Ending, ...]:
    """Everyone who counts in a row of a track and whose date falls within so many days; by day, then name."""
    found: dict[tuple[date, str, int, str], list[str]] = {}
    for row in _walk(verdict.requirements):
        for counted in row.counted:
            if counted.until is not None and ends_soon(counted, verdict.on, within_days):
                key = (counted.until, counted.person, counted.person_id, counted.via)
                found.setdefault(key, []).append(row.label)
    return tuple(Ending(*key, tuple(found[key])) for key in sorted(found))


def ends_soon(counted: Counted, on: date, within_days: int = SOON_DAYS) -> bool:
    """Whether a person who counts will not any more within so many days."""
    return counted.until is not None and counted.until - on <= timedelta(days=within_days)


def _walk(rows: Iterable[RequirementVerdict]) -> Iterator[RequirementVerdict]:
    for row in rows:
        yield row
        yield from _walk(row.parts)
