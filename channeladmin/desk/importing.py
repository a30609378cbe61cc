"""Bring files into the desk: read, plan (a preview that stores nothing), apply as one act that undo takes back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from channeladmin.desk.backups import BackupReason, back_up_before
from channeladmin.errors import UserError
from channeladmin.progress import Progress, ignore_progress
from channeladmin.rosters.checking import CellChecker, CellError, CheckedRow
from channeladmin.rosters.columns import KINDS, Kind, get_kind
from channeladmin.rosters.draft import Terms
from channeladmin.rosters.import_plan import ImportOptions, ImportPlan
from channeladmin.rosters.known import KIND_TABLES
from channeladmin.rosters.mapping import MapOptions, check_needs, map_columns
from channeladmin.rosters.parsing import StoredKeys
from channeladmin.rosters.plan import Bucket, Counts, FieldChange, PlannedRow, plan_rows
from channeladmin.rosters.reader import RawRow, RawTable, ReadOptions, preview_source, read_source
from channeladmin.rosters.writes import give_keys
from channeladmin.storage.backup_state import has_records
from channeladmin.storage.snapshot import find_last_operation, load_snapshot
from channeladmin.storage.stored_keys import list_stored_metrics, list_stored_tracks

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from channeladmin.desk.desk import Desk
    from channeladmin.storage.changes import Changes

__all__ = [
    "KIND_KEYS",
    "Bucket",
    "CellError",
    "Counts",
    "FieldChange",
    "ImportOptions",
    "ImportPlan",
    "ImportReport",
    "PlannedRow",
    "RawRow",
    "RawTable",
    "ReadOptions",
    "apply_import",
    "list_columns",
    "plan_import",
    "preview_source",
    "read_source",
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


def plan_import(
    desk: Desk, kind: str, sources: Sequence[Path], options: ImportOptions, progress: Progress = ignore_progress
) -> ImportPlan:
    """Read the files and work out what they would do; nothing is stored.

    UserError for a file that holds no table, a field or column that is not there, a column that is missing.
    """
    what = get_kind(kind)
    if not sources:
        raise UserError("Name the file to import.")
    edition = desk.edition
    with desk.database.read() as connection:
        stored = StoredKeys(list_stored_tracks(connection), list_stored_metrics(connection))
    checker = CellChecker(edition, dates=options.dates, stored=stored)
    _check_constants(what, options, checker)
    tables = tuple(_read(sources, options))
    rows: list[CheckedRow] = []
    header_errors: list[CellError] = []
    for table in tables:
        mapping = map_columns(table, what, MapOptions(options.maps, options.sets, options.clear))
        check_needs(mapping, what, table.source)
        header_errors += (
            CellError(table.source, 0, table.header_row, title, "", message) for title, message in mapping.unknown
        )
        rows += checker.check_rows(table, mapping)
    with desk.database.read() as connection:
        based_on = find_last_operation(connection)
        snapshot = load_snapshot(connection, KIND_TABLES[kind])
    terms = Terms(what, desk.today(), edition.tracks[0].key)
    plan = plan_rows(terms, rows, snapshot, progress=progress)
    warnings = tuple(f"{table.source}: {warning}" for table in tables for warning in table.warnings)
    return ImportPlan(
        kind,
        tuple(table.source for table in tables),
        tables,
        plan,
        tuple(header_errors),
        (*warnings, *plan.warnings),
        options.strict,
        based_on,
    )


def apply_import(desk: Desk, plan: ImportPlan, progress: Progress = ignore_progress) -> ImportReport:
    """Store what was planned, as one act; nothing at all where something fails or `progress` stops it.

    A desk that holds records is backed up first, unless its newest backup holds it as it is; `progress` tells of the
    backup in thousandths, then of the rows. UserError if the desk has changed since it was planned, or if a row is
    rejected and the plan is strict; EnvironmentProblem if the backup cannot be made.
    """
    if plan.strict and plan.counts.rejected:
        raise UserError(_refuse_strictly(plan))
    if not plan.plan.writes:
        with desk.database.read() as connection:
            _check_fresh(connection, plan, None)
        return ImportReport(plan.counts, plan.errors, plan.warnings, None)
    with desk.database.read() as connection:
        _check_fresh(connection, plan, None)
        is_backup_needed = has_records(connection)
    if is_backup_needed:
        back_up_before(desk, BackupReason.BEFORE_IMPORT, progress=progress)
    total = len(plan.plan.writes)
    progress(0, total)
    with desk.database.act(plan.label) as act:
        _check_fresh(act.connection, plan, act.operation_id)
        writes = give_keys(plan.plan.writes, act.new_ids)
        for start in range(0, total, _PORTION):
            act.write_many(writes[start : start + _PORTION])
            progress(min(start + _PORTION, total), total)
    return ImportReport(plan.counts, plan.errors, plan.warnings, act.changes)


def _read_options(options: ImportOptions) -> ReadOptions:
    return ReadOptions(
        options.encoding,
        options.delimiter,
        options.quote,
        header_row=options.header_row,
        sheet=options.sheet,
        fills=options.fills,
    )


def _read(sources: Sequence[Path], options: ImportOptions) -> Iterator[RawTable]:
    names = Counter(path.name for path in sources)
    for path in sources:
        table = read_source(path, _read_options(options))
        # Two files of one name are told apart by their folders.
        yield table if names[path.name] == 1 else replace(table, source=str(path))


def _check_constants(kind: Kind, options: ImportOptions, checker: CellChecker) -> None:
    for name, text in options.sets.items():
        column = kind.fields.get(name)
        problem = None if column is None else checker.find_problem(column, text)
        if problem is not None:
            raise UserError(f"{name} cannot be set to that for every row: {problem}")


def _check_fresh(connection: Connection, plan: ImportPlan, operation_id: int | None) -> None:
    if find_last_operation(connection, before=operation_id) != plan.based_on:
        raise UserError("The desk has changed since this import was worked out. Nothing was stored; start it again.")


def _refuse_strictly(plan: ImportPlan) -> str:
    first = next(row for row in plan.rows if row.bucket is Bucket.REJECTED)
    error = first.errors[0]
    where = f"{error.source}, line {error.line}{f', {error.column}' if error.column else ''}"
    return (
        f"{plan.counts.rejected} of {plan.counts.rows} rows are rejected, so nothing was imported (strict). "
        f"First: {where}: {error.message}"
    )
