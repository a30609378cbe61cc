"""What an import would do: every row in one of five buckets, and the writes that follow; nothing is stored here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, NamedTuple

from channeladmin.progress import Progress, ignore_progress
from channeladmin.rosters.checked_rows import CellError, CheckedRow, CheckedRows, say_about
from channeladmin.rosters.columns import Kind
from channeladmin.rosters.contract_rows import ActivityRows, BookingRows, MetricRows, plan_plan_row
from channeladmin.rosters.draft import Change, Draft, RowHeld, RowRefused, RowWaits, Terms, say_field
from channeladmin.rosters.future_awards import find_future_awards
from channeladmin.rosters.known import Known, Snapshot
from channeladmin.rosters.leavers import Leaver, find_leavers
from channeladmin.rosters.newcomer_gaps import find_nameless, find_regionless
from channeladmin.rosters.partner_rows import plan_partner_row
from channeladmin.rosters.planned_rows import Bucket, Counts, FieldChange, PlannedRow, PlannedRows, Settled
from channeladmin.rosters.record import Record
from channeladmin.rosters.roster_rows import RosterRows
from channeladmin.rosters.similar import Hint, find_similar
from channeladmin.rosters.stored_rows import Ends, StoredRows, show_made
from channeladmin.rosters.writes import PlannedWrites, build_writes, keep_last

_TELL_EVERY = 500
_MOST_LOOKS = 8


class Overwritten(NamedTuple):
    """A stored record that loses a value to a row of a file."""

    source: str
    line: int
    table: str
    id: int


@dataclass(frozen=True, slots=True)
class RowPlan:
    """All rows in the order of the files, their counts and errors, sentences worth a look, and the writes.

    `stored` tells of each row what its cells are beside what is stored of them; `hints` are possible duplicates,
    `leavers` people whom the file lacks, `overwritten` what loses a stored value.
    New records carry negative stand-ins for their keys; see `channeladmin.rosters.writes.give_keys`.
    """

    rows: PlannedRows
    counts: Counts
    errors: tuple[CellError, ...]
    warnings: tuple[str, ...]
    writes: PlannedWrites = field(repr=False)
    stored: StoredRows = field(repr=False)
    hints: tuple[Hint, ...] = ()
    leavers: tuple[Leaver, ...] = ()
    overwritten: tuple[Overwritten, ...] = ()


class RowGroup(NamedTuple):
    """The rows of one kind of file, table by table."""

    terms: Terms
    tables: Sequence[CheckedRows]

    @property
    def rows(self) -> Iterator[CheckedRow]:
        """All of them."""
        return chain.from_iterable(self.tables)


def plan_rows(groups: Sequence[RowGroup], snapshot: Snapshot, *, progress: Progress = ignore_progress) -> RowPlan:
    """Match every row with what is stored and with the rows before it; pure but for `progress`, which may stop it.

    Of several rows that give one field different values the last speaks; today says which employment is current. What
    the rows of one group add is there for those of the next.
    """
    known = Known(snapshot)
    tables = [rows for group in groups for rows in group.tables]
    total = sum(map(len, tables))
    planning = _Planning(known, lambda number: progress(number, total))
    for group in groups:
        planning.plan(group)
    planning.plan_waiting()
    kept = keep_last(planning.changes)
    ends = list(_end(planning.outcomes, kept))
    planned = PlannedRows([rows.places for rows in tables], ends)
    progress(total, total)
    hints, writes = find_similar(known), build_writes(known, kept)
    sources = [(group.terms.kind, rows) for group in groups for rows in group.tables]
    stored = StoredRows(sources, Ends(ends, planning.made, planning.made_late), writes, snapshot)
    said = (*planning.warnings, *find_nameless(known), *find_regionless(known))
    return RowPlan(
        planned,
        planned.count_buckets(),
        tuple(planned.list_errors()),
        (*said, *_list_future(stored, groups), *(hint.sentence for hint in hints)),
        writes,
        stored,
        hints,
        tuple(leaver for group in groups for leaver in _find_leavers(known, group)),
        tuple(_list_overwritten(planned, kept)),
    )


def _list_future(stored: StoredRows, groups: Sequence[RowGroup]) -> Iterator[str]:
    return find_future_awards(stored, groups[0].terms.today) if groups else iter(())


class _Planning:
    """Plans the groups one after the other; rows are numbered through all of them.

    `made` says by row, counted from 0, how many records were made up to it, where its draft has made some; `made_late`,
    of a row that had to wait, between which numbers of records are its own.
    """

    def __init__(self, known: Known, tell: Callable[[int], None]) -> None:
        self._known, self._tell = known, tell
        self.outcomes: list[_Outcome | Settled] = []
        self.changes: list[Change] = []
        self.warnings: list[str] = []
        self.made: dict[int, int] = {}
        self.made_late: dict[int, tuple[int, int]] = {}
        self._waiting: list[_Waiting] = []

    def plan(self, group: RowGroup) -> None:
        """Find what becomes of every row of a group."""
        planner = _build_planner(group, self._known)
        self._known.forget_names()
        for rows in group.tables:
            for at in range(len(rows)):
                number = len(self.outcomes) + 1
                if number % _TELL_EVERY == 0:
                    self._tell(number)
                done = _end_early(group.terms.kind, rows.told[at]) if at in rows.told else None
                self.outcomes.append(
                    done
                    or planner.settle(rows, at, number)
                    or self._draft(planner, Draft(self._known, rows[at], number, group.terms))
                    or self._put_off(_Waiting(planner, group.terms, rows[at], number))
                )

    def plan_waiting(self) -> None:
        """Find what becomes of the rows that may be about what others bring, now that those are there.

        One may let in another, a few times over.
        """
        for _ in range(_MOST_LOOKS):
            rest: list[_Waiting] = []
            for waiting in self._waiting:
                planner, terms, row, number = waiting
                if number % _TELL_EVERY == 0:
                    self._tell(number)
                draft = Draft(self._known, row, number, terms, is_last=True)
                end = self.outcomes[number - 1] = self._draft(planner, draft) or self.outcomes[number - 1]
                if isinstance(end, _Outcome) and end.errors:
                    rest.append(waiting)
            if len(rest) == len(self._waiting):
                return
            self._waiting = rest

    def _put_off(self, waiting: _Waiting) -> _Outcome:
        self._waiting.append(waiting)
        return _Outcome(waiting.terms.kind, waiting.row, "")

    def _draft(self, planner: _Planner, draft: Draft) -> _Outcome | Settled | None:
        """What becomes of a row; None where it is planned again when all others are, as one is that is not refused for
        good.
        """
        row, about = draft.row, say_about(draft.values)
        try:
            main = planner.plan(draft)
        except RowWaits:
            return None
        except RowHeld as held:
            return _Outcome(draft.kind, row, about, held.errors, is_held=True)
        except RowRefused as refused:
            if not (draft.is_last or refused.is_final):
                return None
            return _Outcome(draft.kind, row, about, refused.errors)
        taken = draft.take()
        if draft.created:
            self._note_made(draft)
        self.changes += taken
        self.warnings += draft.warnings
        if main in draft.created and not taken:
            return Settled(Bucket.NEW, about)
        return _Outcome(draft.kind, row, about, main=main, made=draft.created, replaced=draft.replaced)

    def _note_made(self, draft: Draft) -> None:
        first, last = draft.created[0], draft.created[-1]
        if draft.is_last:
            self.made_late[draft.number - 1] = (-first.id - 1, -last.id)
        else:
            self.made[draft.number - 1] = -last.id


def _find_leavers(known: Known, group: RowGroup) -> tuple[Leaver, ...]:
    return find_leavers(known, group.rows, group.terms.today) if group.terms.kind.key == "roster" else ()


_NOTHING: Mapping[int, Any] = {}


class _Outcome(NamedTuple):
    kind: Kind
    row: CheckedRow
    about: str
    errors: tuple[CellError, ...] = ()
    is_held: bool = False
    main: Record | None = None
    made: Sequence[Record] = ()
    replaced: Mapping[int, Any] = _NOTHING


class _Waiting(NamedTuple):
    planner: _Planner
    terms: Terms
    row: CheckedRow
    number: int


def _end_early(kind: Kind, row: CheckedRow) -> _Outcome | None:
    """What a row comes to of which the cells alone say that nothing is stored of it."""
    if row.skipped:
        return _Outcome(kind, row, "")
    return _Outcome(kind, row, say_about(row.values), row.errors) if row.errors else None


def _settle_nothing(rows: CheckedRows, at: int, number: int) -> None:
    del rows, at, number


class _Planner(NamedTuple):
    """`plan` gives the record that a row counts as; `settle` what a row comes to that takes no draft, else None."""

    plan: Callable[[Draft], Record]
    settle: Callable[[CheckedRows, int, int], Settled | None] = _settle_nothing


def _build_planner(group: RowGroup, known: Known) -> _Planner:
    key = group.terms.kind.key
    if key == "roster":
        people = RosterRows(known)
        return _Planner(people.plan, people.settle)
    return _Planner(_PLANNERS[key](group))


_PLANNERS: Mapping[str, Callable[[RowGroup], Callable[[Draft], Record]]] = {
    "partners": lambda _: plan_partner_row,
    "plans": lambda _: plan_plan_row,
    "bookings": lambda group: BookingRows(group.rows).plan,
    "activities": lambda group: ActivityRows(group.rows).plan,
    "metrics": lambda _: MetricRows().plan,
}


def _end(outcomes: Iterable[_Outcome | Settled], kept: Iterable[Change]) -> Iterator[PlannedRow | Settled]:
    """Every row with what is kept of its changes."""
    by_row: dict[int, list[Change]] = {}
    for change in kept:
        by_row.setdefault(change.row, []).append(change)
    for number, outcome in enumerate(outcomes, start=1):
        yield outcome if isinstance(outcome, Settled) else _plan_row(outcome, by_row.get(number, ()))


def _plan_row(outcome: _Outcome, changes: Sequence[Change]) -> PlannedRow:
    kind, row = outcome.kind, outcome.row
    if outcome.errors:
        bucket = Bucket.DUPLICATE if outcome.is_held else Bucket.REJECTED
    elif outcome.main is not None and outcome.main in outcome.made:
        bucket = Bucket.NEW
    elif outcome.made or changes:
        bucket = Bucket.CHANGED
    else:
        bucket = Bucket.SAME
    shown = [
        FieldChange(each.record.table, say_field(kind, each.record.table, each.field), each.before, each.after)
        for each in changes
    ]
    if bucket is Bucket.CHANGED:
        for record in outcome.made:
            replaced = outcome.replaced.get(record.id)
            shown += show_made(kind, record.table, record.values, replaced=replaced)
    return PlannedRow(row.table, row.row, row.line, bucket, outcome.about, tuple(shown), outcome.errors, row.skipped)


def _list_overwritten(rows: PlannedRows, changes: Sequence[Change]) -> Iterator[Overwritten]:
    for change in changes:
        if change.record.stored is not None and change.before is not None:
            row = rows[change.row - 1]
            yield Overwritten(row.source, row.line, change.record.table, change.record.id)
