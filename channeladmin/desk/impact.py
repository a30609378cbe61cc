"""What another edition would change: the agreements whose verdict differs, and the requirements that make it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from channeladmin.desk.desk import Desk
from channeladmin.desk.evaluating import evaluate_desk
from channeladmin.evaluation.verdict import Status, Verdict


@dataclass(frozen=True, slots=True)
class RowDifference:
    """A requirement whose outcome differs; None where that edition does not ask it."""

    key: str
    before: Status | None
    after: Status | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One track of one agreement that comes out otherwise, and the rows that do."""

    before: Verdict
    after: Verdict
    rows: tuple[RowDifference, ...]


def find_impact(desk: Desk, edition_id: str, on: date | None = None) -> Iterator[Difference]:
    """The tracks whose verdict under another edition differs from that under the one in use, on a day (today).

    Tracks that only one of the two has are left out. UserError where there is no such edition.
    """
    after = {(each.agreement_id, each.track): each for each in evaluate_desk(desk, on=on, edition_id=edition_id)}
    for before in evaluate_desk(desk, on=on):
        other = after.get((before.agreement_id, before.track))
        if other is not None and other.status is not before.status:
            yield Difference(before, other, _compare_rows(before, other))


def _compare_rows(before: Verdict, after: Verdict) -> tuple[RowDifference, ...]:
    old = {row.key: row.status for row in before.requirements}
    new = {row.key: row.status for row in after.requirements}
    return tuple(
        RowDifference(key, old.get(key), new.get(key)) for key in {**old, **new} if old.get(key) is not new.get(key)
    )
