"""What an import would do: every row in one of five buckets, and the writes that follow; nothing is stored here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from channeladmin.progress import Progress, ignore_progress
from channeladmin.rosters.checking import CellError, CheckedRow, say_about
from channeladmin.rosters.columns import Kind
from channeladmin.rosters.contract_rows import ActivityRows, BookingRows, MetricRows, plan_plan_row
from channeladmin.rosters.draft import Change, Draft, RowHeld, RowRefused, Terms, say_field
from channeladmin.rosters.known import FIELDS, Known, Record, Snapshot
from channeladmin.rosters.leavers import Leaver, find_leavers
from channeladmin.rosters.partner_rows import plan_partner_row
from channeladmin.rosters.reader import RawTable
from channeladmin.rosters.roster_rows import RosterRows, Settled, find_nameless
from channeladmin.rosters.similar import Hint, find_similar
from channeladmin.rosters.writes import PlannedWrites, build_writes, keep_last

_TELL_EVERY = 500


class Bucket(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Counts:
    """The rows by bucket; `rows` is the sum of the five."""

    rows: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    duplicates: int = 0
    rejected: int = 0


class FieldChange(NamedTuple):
    """One field before and after, as values (dates, words, cents); `column` is the file's canonical name for it."""

    record: str
    column: str
    before: Any
    after: Any


class PlannedRow(NamedTuple):
    """A row with its bucket, whom it is about, and, if it is a changed one, all that it changes and adds.

    `note` says why there is nothing to do for a row whatever it holds.
    """

    table: RawTable
    row: int
    line: int
    bucket: Bucket
    about: str
    changes: tuple[FieldChange, ...] = ()
    errors: tuple[CellError, ...] = ()
    note: str = ""

    @property
    def source(self) -> str:
        """The file's name."""
        return self.table.source

    @property
    def cells(self) -> tuple[str, ...]:
        """The texts as they stand in the file."""
        return self.table.rows[self.row - 1].cells


class Overwritten(NamedTuple):
    """A stored record that loses a value to a row of a file."""

    source: str
    line: int
    table: str
    id: int


@dataclass(frozen=True, slots=True)
class RowPlan:
    """All rows in the order of the files, their counts and errors, sentences worth a look, and the writes.

    `hints` are possible duplicates, `leavers` people whom the file lacks, `overwritten` what loses a stored value.
    New records carry negative stand-ins for their keys; see `channeladmin.rosters.writes.give_keys`.
    """

    rows: tuple[PlannedRow, ...]
    counts: Counts
    errors: tuple[CellError, ...]
    warnings: tuple[str, ...]
    writes: PlannedWrites = field(repr=False)
    hints: tuple[Hint, ...] = ()
    leavers: tuple[Leaver, ...] = ()
    overwritten: tuple[Overwritten, ...] = ()


class RowGroup(NamedTuple):
    """The rows of one kind of file."""

    terms: Terms
    rows: Sequence[CheckedRow]


def plan_rows(groups: Sequence[RowGroup], snapshot: Snapshot, *, progress: Progress = ignore_progress) -> RowPlan:
    """Match every row with what is stored and with the rows before it; pure but for `progress`, which may stop it.

    Of several rows that give one field different values the last speaks; today says which employment is current. What
    the rows of one group add is there for those of the next.
    """
    known = Known(snapshot)
    total = sum(len(group.rows) for group in groups)
    planning = _Planning(known, lambda number: progress(number, total))
    outcomes = [planning.plan(group) for group in groups]
    kept = keep_last(planning.changes)
    by_row: dict[int, list[Change]] = {}
    for change in kept:
        by_row.setdefault(change.row, []).append(change)
    ends = ((group.terms.kind, end) for group, found in zip(groups, outcomes, strict=True) for end in found)
    planned = tuple(
        end if isinstance(end, PlannedRow) else _plan_row(kind, end, by_row.get(number, ()))
        for number, (kind, end) in enumerate(ends, start=1)
    )
    progress(total, total)
    hints = find_similar(known)
    return RowPlan(
        planned,
        _count(planned),
        tuple(error for row in planned for error in row.errors),
        (*planning.warnings, *find_nameless(known), *(hint.sentence for hint in hints)),
        build_writes(known, kept),
        hints,
        tuple(leaver for group in groups for leaver in _find_leavers(known, group)),
        tuple(_list_overwritten([row for group in groups for row in group.rows], kept)),
    )


class _Planning:
    """Plans the groups one after the other; rows are numbered through all of them."""

    def __init__(self, known: Known, tell: Callable[[int], None]) -> None:
        self._known, self._tell = known, tell
        self._number = 0
        self.changes: list[Change] = []
        self.warnings: list[str] = []

    def plan(self, group: RowGroup) -> list[_Outcome | PlannedRow]:
        """What becomes of every row of a group."""
        known, planner = self._known, _build_planner(group.terms.kind, group.rows)
        known.forget_names()
        outcomes: list[_Outcome | PlannedRow] = []
        for number, row in enumerate(group.rows, start=self._number + 1):
            if number % _TELL_EVERY == 0:
                self._tell(number)
            if row.skipped:
                outcomes.append(_Outcome(row, ""))
                continue
            if row.errors:
                outcomes.append(_Outcome(row, say_about(row.values), row.errors))
                continue
            settled = planner.settle(known, row, number)
            if settled is not None:
                bucket = Bucket.NEW if settled.is_new else Bucket.SAME
                outcomes.append(PlannedRow(row.table, row.row, row.line, bucket, settled.about))
                continue
            outcomes.append(self._draft(planner, Draft(known, row, number, group.terms)))
        self._number += len(group.rows)
        return outcomes

    def _draft(self, planner: _Planner, draft: Draft) -> _Outcome:
        row, about = draft.row, say_about(draft.values)
        try:
            main = planner.plan(draft)
        except RowHeld as held:
            return _Outcome(row, about, held.errors, is_held=True)
        except RowRefused as refused:
            return _Outcome(row, about, refused.errors)
        self.changes += draft.take()
        self.warnings += draft.warnings
        return _Outcome(row, about, main=main, made=draft.created, replaced=draft.replaced)


def _find_leavers(known: Known, group: RowGroup) -> tuple[Leaver, ...]:
    return find_leavers(known, group.rows, group.terms.today) if group.terms.kind.key == "roster" else ()


_NOTHING: Mapping[int, Any] = {}


class _Outcome(NamedTuple):
    row: CheckedRow
    about: str
    errors: tuple[CellError, ...] = ()
    is_held: bool = False
    main: Record | None = None
    made: Sequence[Record] = ()
    replaced: Mapping[int, Any] = _NOTHING


def _settle_nothing(known: Known, row: CheckedRow, number: int) -> None:
    del known, row, number


class _Planner(NamedTuple):
    """`plan` gives the record that a row counts as; `settle` what a row comes to that takes no draft, else None."""

    plan: Callable[[Draft], Record]
    settle: Callable[[Known, CheckedRow, int], Settled | None] = _settle_nothing


def _build_planner(kind: Kind, rows: Sequence[CheckedRow]) -> _Planner:
    if kind.key == "roster":
        people = RosterRows()
        return _Planner(people.plan, people.settle)
    return _Planner(_PLANNERS[kind.key](rows))


_PLANNERS: Mapping[str, Callable[[Sequence[CheckedRow]], Callable[[Draft], Record]]] = {
    "partners": lambda _: plan_partner_row,
    "plans": lambda _: plan_plan_row,
    "bookings": lambda rows: BookingRows(rows).plan,
    "activities": lambda rows: ActivityRows(rows).plan,
    "metrics": lambda _: MetricRows().plan,
}


def _plan_row(kind: Kind, outcome: _Outcome, changes: Sequence[Change]) -> PlannedRow:
    row = outcome.row
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
            shown += _show_made(kind, record, outcome.replaced.get(record.id))
    return PlannedRow(row.table, row.row, row.line, bucket, outcome.about, tuple(shown), outcome.errors, row.skipped)


def _show_made(kind: Kind, record: Record, replaced: object) -> Iterator[FieldChange]:
    """What a record adds to others that were there before: a step, an address, a spell at a company."""
    values = record.values
    if record.table == "agreement_step":
        name = "status" if values["status"] is not None else "track"
        yield FieldChange(record.table, name, replaced, values[name])
        if values["since"] is not None:
            yield FieldChange(record.table, f"{name}_since", None, values["since"])
        return
    for column in kind.columns_of(FIELDS[record.table]):
        # An address fills two columns; it is told once.
        if column.name != "other_emails" and values.get(column.field) is not None:
            yield FieldChange(record.table, column.name, None, values[column.field])


def _list_overwritten(rows: Sequence[CheckedRow], changes: Sequence[Change]) -> Iterator[Overwritten]:
    for change in changes:
        if change.record.stored is not None and change.before is not None:
            row = rows[change.row - 1]
            yield Overwritten(row.source, row.line, change.record.table, change.record.id)


def _count(rows: Sequence[PlannedRow]) -> Counts:
    found = Counter(row.bucket for row in rows)
    return Counts(
        len(rows),
        found[Bucket.NEW],
        found[Bucket.CHANGED],
        found[Bucket.SAME],
        found[Bucket.DUPLICATE],
        found[Bucket.REJECTED],
    )
