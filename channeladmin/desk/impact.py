"""What another edition would change: the agreements whose verdict differs, and the requirements that make it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from channeladmin.desk.desk import Desk
from channeladmin.evaluation.combining import LEVEL
from channeladmin.evaluation.evaluate import Depth, evaluate_tracks
from channeladmin.evaluation.verdict import Status, Verdict
from channeladmin.progress import Progress, ignore_progress


@dataclass(frozen=True, slots=True)
class RowDifference:
    """A requirement that moves a verdict; None where that edition does not ask it."""

    key: str
    label: str
    before: Status | None
    after: Status | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One track of one agreement that comes out otherwise, and the requirements that make it so."""

    before: Verdict
    after: Verdict
    rows: tuple[RowDifference, ...]


def find_impact(
    desk: Desk, edition_id: str, on: date | None = None, progress: Progress = ignore_progress
) -> Iterator[Difference]:
    """The tracks whose verdict under another edition differs from that under the one in use, on a day (today).

    Tracks that only one of the two has are left out. UserError where there is no such edition. Progress counts
    agreements, and may cancel.
    """
    from channeladmin.storage.collection import paused_collection
    from channeladmin.storage.editions import load_active_edition, load_edition
    from channeladmin.storage.facts import count_agreements, load_facts

    day = on or desk.today()
    with desk.database.read() as connection, paused_collection():
        used, other = load_active_edition(connection), load_edition(connection, edition_id)
        total = count_agreements(connection)
        for done, facts in enumerate(load_facts(connection)):
            progress(done, total)
            later = {verdict.track: verdict for verdict in evaluate_tracks(facts, other, day, Depth.COUNTS)}
            for before in evaluate_tracks(facts, used, day, Depth.COUNTS):
                after = later.get(before.track)
                if after is not None and after.status is not before.status:
                    yield Difference(before, after, _find_movers(before, after))
    progress(total, total)


def _find_movers(before: Verdict, after: Verdict) -> tuple[RowDifference, ...]:
    """Where the verdict falls, the rows that fall as low; where it rises, those that no longer hold it down."""
    old = {row.key: row for row in before.requirements}
    new = {row.key: row for row in after.requirements}
    falls = LEVEL[after.status] < LEVEL[before.status]
    found = []
    for key in {**old, **new}:
        was = old[key].status if key in old else None
        becomes = new[key].status if key in new else None
        named, other, limit = (becomes, was, after.status) if falls else (was, becomes, before.status)
        if named is limit and (other is None or LEVEL[other] > LEVEL[limit]):
            found.append(RowDifference(key, (new.get(key) or old[key]).label, was, becomes))
    return tuple(found)
