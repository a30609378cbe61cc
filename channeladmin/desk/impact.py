"""What another edition or reading would change: whose verdict differs, and the requirements that make it."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from datetime import date

from channeladmin.desk.desk import Desk
from channeladmin.desk.switches import SwitchValue
from channeladmin.desk.tracks import word_track
from channeladmin.evaluation.combining import LEVEL
from channeladmin.evaluation.evaluate import Depth, evaluate_tracks
from channeladmin.evaluation.verdict import Status, Verdict
from channeladmin.program.vocabulary import Region
from channeladmin.progress import Progress, ignore_progress

_AS_THEY_STAND: Mapping[str, SwitchValue] = {}


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

    partner_id: int
    track: str
    before: Verdict
    after: Verdict
    rows: tuple[RowDifference, ...]


@dataclass(frozen=True, slots=True)
class ImpactRow:
    """The same as a list shows it: the names of the track and of the requirements, without the verdicts' trees."""

    agreement_id: int
    partner_id: int
    partner: str
    region: Region
    track: str
    before: Status
    after: Status
    causes: tuple[str, ...]

    @property
    def is_rise(self) -> bool:
        """Whether it would stand better than it does."""
        return LEVEL[self.after] > LEVEL[self.before]


@dataclass(frozen=True, slots=True)
class Impact:
    """All that would come out otherwise, of how many agreements."""

    rows: tuple[ImpactRow, ...]
    agreement_count: int

    @property
    def rise_count(self) -> int:
        """How many tracks would stand better."""
        return sum(row.is_rise for row in self.rows)

    @property
    def fall_count(self) -> int:
        """How many would stand worse."""
        return len(self.rows) - self.rise_count


def measure_impact(
    desk: Desk,
    edition_id: str,
    *,
    on: date | None = None,
    switches: Mapping[str, SwitchValue] = _AS_THEY_STAND,
    progress: Progress = ignore_progress,
) -> Impact:
    """The whole of `find_impact`, as light as a list needs it."""
    count = 0

    def watch(done: int, total: int) -> None:
        nonlocal count
        count = total
        progress(done, total)

    found = find_impact(desk, edition_id, on=on, switches=switches, progress=watch)
    return Impact(tuple(map(_build_row, found)), count)


def find_impact(
    desk: Desk,
    edition_id: str,
    *,
    on: date | None = None,
    switches: Mapping[str, SwitchValue] = _AS_THEY_STAND,
    progress: Progress = ignore_progress,
) -> Generator[Difference, None, None]:
    """The tracks that would come out otherwise on a day (today) if the desk went by an edition, as they are found.

    With `switches` some of its readings are decided otherwise, too; the edition may be the one in use. Tracks that only
    one of the two has are left out. UserError where there is no such edition, switch or choice. Progress counts
    agreements, and may cancel.
    """
    from channeladmin.storage.editions import load_active_edition, load_edition
    from channeladmin.storage.facts import count_agreements, load_facts

    day = on or desk.today()
    with desk.database.read() as connection:
        used, other = load_active_edition(connection), load_edition(connection, edition_id, switches)
        total = count_agreements(connection)
        for done, facts in enumerate(load_facts(connection)):
            progress(done, total)
            later = {verdict.track: verdict for verdict in evaluate_tracks(facts, other, day, Depth.COUNTS)}
            for before in evaluate_tracks(facts, used, day, Depth.COUNTS):
                after = later.get(before.track)
                if after is not None and after.status is not before.status:
                    track = word_track(other, before.track)
                    yield Difference(facts.partner_id, track, before, after, _find_movers(before, after))
    progress(total, total)


def _build_row(difference: Difference) -> ImpactRow:
    before = difference.before
    return ImpactRow(
        before.agreement_id,
        difference.partner_id,
        before.partner,
        before.region,
        difference.track,
        before.status,
        difference.after.status,
        tuple(row.label for row in difference.rows),
    )


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
