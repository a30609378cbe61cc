"""Bring files into the desk: read, plan (a preview that stores nothing), apply as one act that undo takes back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from channeladmin.desk.backups import BackupReason, back_up_before
from channeladmin.desk.import_checking import CheckedFiles, check_files
from channeladmin.desk.import_lessons import check_same_companies, find_same_to_keep, list_profiles_to_keep
from channeladmin.desk.import_profiles import store_aliases, store_profile
from channeladmin.desk.import_reading import (
    Asked,
    FilesRead,
    Preview,
    SourceFile,
    keep_told,
    map_files,
    map_kinds,
    preview_files,
    read_files,
    read_sources,
    say_rest,
    try_sources,
)
from channeladmin.desk.import_same import store_same
from channeladmin.errors import UserError
from channeladmin.progress import Progress, enter_stage, ignore_progress
from channeladmin.rosters.checked_rows import CellError, Held, HeldFor
from channeladmin.rosters.import_plan import ImportOptions, ImportPlan, Lessons
from channeladmin.rosters.kinds import KINDS, get_kind
from channeladmin.rosters.leavers import Leaver
from channeladmin.rosters.mapping import ColumnMap, refuse_missing
from channeladmin.rosters.older import find_newest_days, warn_of_older
from channeladmin.rosters.plan import RowGroup, RowPlan, plan_rows
from channeladmin.rosters.planned_rows import Bucket, Counts, FieldChange, PlannedRow, PlannedRows
from channeladmin.rosters.reader import (
    AS_FOUND,
    TABLE_SUFFIXES,
    RawRow,
    RawTable,
    ReadOptions,
    preview_source,
    read_source,
)
from channeladmin.rosters.same import Taken
from channeladmin.rosters.similar import Hint
from channeladmin.rosters.todo import TodoItem, list_todo
from channeladmin.rosters.writes import count_rows, give_keys, split_writes
from channeladmin.storage.backup_state import has_records
from channeladmin.storage.collection import paused_collection
from channeladmin.storage.last_changes import list_last_changes
from channeladmin.storage.snapshot import find_last_operation

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from channeladmin.desk.desk import Desk
    from channeladmin.storage.act import Act
    from channeladmin.storage.changes import Changes

__all__ = [
    "AS_FOUND",
    "KIND_KEYS",
    "TABLE_SUFFIXES",
    "Asked",
    "Bucket",
    "CellError",
    "ColumnMap",
    "Counts",
    "FieldChange",
    "FilesRead",
    "Held",
    "HeldFor",
    "Hint",
    "ImportOptions",
    "ImportPlan",
    "ImportReport",
    "Leaver",
    "PlannedRow",
    "PlannedRows",
    "Preview",
    "RawRow",
    "RawTable",
    "ReadOptions",
    "SourceFile",
    "Taken",
    "TodoItem",
    "apply_import",
    "keep_told",
    "list_columns",
    "list_fields",
    "map_files",
    "map_kinds",
    "plan_files",
    "plan_import",
    "preview_files",
    "preview_source",
    "read_files",
    "read_source",
    "read_sources",
    "say_rest",
    "try_sources",
]

KIND_KEYS = tuple(KINDS)

_PORTION = 10_000
"""Rows written between two words about the progress."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or (`changes` None) that there was nothing to store."""

    counts: Counts
    errors: tuple[CellError, ...]
    warnings: tuple[str, ...]
    changes: Changes | None

    @property
    def operation_id(self) -> int | None:
        """The operation that undo takes back; None where nothing was stored."""
        return None if self.changes is None else self.changes.operation_id


def list_columns(kind: str) -> tuple[str, ...]:
    """The canonical columns of a kind of file."""
    return tuple(column.name for column in get_kind(kind).columns)


def list_fields(kind: str) -> tuple[str, ...]:
    """Every field that a column may fill: the canonical ones, and those that are read and not written."""
    return tuple(get_kind(kind).fields)


def plan_import(
    desk: Desk, kind: str, sources: Sequence[Path], options: ImportOptions, progress: Progress = ignore_progress
) -> ImportPlan:
    """Read the files and work out what they would do; nothing is stored.

    UserError for a file that holds no table, a field or column that is not there, a column that is missing, a name that
    is said to stand for a company which neither the desk nor a file has.
    """
    read = read_files(desk, kind, sources, options)
    plan = plan_files(desk, [read], progress)
    check_same_companies(read, plan.plan.writes)
    return plan


def plan_files(desk: Desk, reads: Sequence[FilesRead], progress: Progress = ignore_progress) -> ImportPlan:
    """Work out what files would do that were read and mapped together; UserError as `plan_import`.

    What the files of one kind add is there for those of the next.
    """
    for read in reads:
        for source, group in read.missing:
            raise refuse_missing(source, group, get_kind(read.kind), (wanted for wanted, _ in read.wanted))
    with paused_collection():
        return _plan(desk, reads, progress)


def _plan(desk: Desk, reads: Sequence[FilesRead], progress: Progress) -> ImportPlan:
    scene = reads[0].scene
    checked = [check_files(desk, read) for read in reads]
    plan = plan_rows([each.group for each in checked], scene.snapshot, progress=progress)
    orders = {place: number for each in checked for place, number in each.open_orders.items()}
    unused = sorted(frozenset.intersection(*(each.same.unused for each in checked)))
    warnings = [warning for each in checked for warning in each.warnings]
    warnings += (f"“{name}” stands in no row." for name in unused)
    return ImportPlan(
        tuple(table.source for read in reads for table in read.tables),
        tuple(table for read in reads for table in read.tables),
        plan,
        tuple(error for each in checked for error in each.header_errors),
        (*warnings, *plan.warnings, *_warn_of_older(desk, [each.group for each in checked], plan)),
        any(read.options.strict for read in reads),
        scene.based_on,
        list_todo(plan.errors, orders, (each for read in reads for each in read.wanted)),
        Lessons(
            tuple(list_profiles_to_keep(reads)),
            scene.learnt,
            find_same_to_keep(reads, _list_taken(checked, is_told=True), plan),
        ),
        tuple(mapping for read in reads for mapping in read.mappings),
        tuple(sentence for each in checked for sentence in each.known_as),
        _list_taken(checked, is_told=False),
        scene.companies,
    )


def _list_taken(checked: Sequence[CheckedFiles], *, is_told: bool) -> tuple[Taken, ...]:
    return tuple(dict.fromkeys(taken for each in checked for taken in each.same.list_taken(is_told=is_told)))


def _warn_of_older(desk: Desk, groups: Sequence[RowGroup], plan: RowPlan) -> Iterator[str]:
    if not plan.overwritten:
        return
    with desk.database.read() as connection:
        moments = list_last_changes(connection, ((each.table, each.id) for each in plan.overwritten))
    changed_on = {record: moment.astimezone().date() for record, moment in moments.items()}
    exported = {source: day for group in groups for source, day in group.terms.exported.items()}
    rows = chain.from_iterable(group.rows for group in groups)
    yield from warn_of_older(plan.overwritten, changed_on, exported, find_newest_days(rows, desk.today()))


def apply_import(desk: Desk, plan: ImportPlan, progress: Progress = ignore_progress) -> ImportReport:
    """Store what was planned, as one act; nothing at all where something fails or `progress` stops it.

    A desk that holds records is backed up first, unless its newest backup holds it as it is. `progress` tells of the
    backup in thousandths, then of the rows, then that the standings are worked out, each by its name. UserError if the
    desk has changed since it was planned, or if a row is rejected and the plan is strict; EnvironmentProblem if the
    backup cannot be made.
    """
    if plan.strict and plan.counts.rejected:
        raise UserError(_refuse_strictly(plan))
    if not plan.plan.writes and plan.lessons == Lessons():
        with desk.database.read() as connection:
            _check_fresh(connection, plan, None)
        return ImportReport(plan.counts, plan.errors, plan.warnings, None)
    with desk.database.read() as connection:
        _check_fresh(connection, plan, None)
        is_backup_needed = has_records(connection)
    if is_backup_needed:
        enter_stage(progress, "backing up")
        back_up_before(desk, BackupReason.BEFORE_IMPORT, progress=progress)
    done, total = 0, count_rows(plan.plan.writes)
    enter_stage(progress, "writing")
    progress(0, total)
    with paused_collection(), desk.database.act(plan.label) as act:
        _check_fresh(act.connection, plan, act.operation_id)
        _remember(act, plan.lessons)
        writes = give_keys(plan.plan.writes, act.new_ids)
        for portion in split_writes(writes, _PORTION):
            act.write_many(portion)
            done += count_rows(portion)
            progress(done, total)
        # At the end of the act; nobody counts that.
        enter_stage(progress, "sealing and working out standings")
    return ImportReport(plan.counts, plan.errors, plan.warnings, act.changes)


def _remember(act: Act, lessons: Lessons) -> None:
    for profile in lessons.profiles:
        store_profile(act, profile)
    if lessons.aliases:
        store_aliases(act, lessons.aliases)
    if lessons.same:
        store_same(act, lessons.same)


def _check_fresh(connection: Connection, plan: ImportPlan, operation_id: int | None) -> None:
    if find_last_operation(connection, before=operation_id) != plan.based_on:
        raise UserError("The desk has changed since this import was worked out. Nothing was stored; start it again.")


def _refuse_strictly(plan: ImportPlan) -> str:
    first = plan.rows.choose(Bucket.REJECTED)[0]
    error = first.errors[0]
    where = f"{error.source}, line {error.line}{f', {error.column}' if error.column else ''}"
    return (
        f"{plan.counts.rejected} of {plan.counts.rows} rows are rejected, so nothing was imported (strict). "
        f"First: {where}: {error.message}"
    )
