"""The cells of files that were read and mapped, each as what it means, before their rows are matched with the desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from channeladmin.desk.import_reading import FilesRead
from channeladmin.errors import UserError
from channeladmin.rosters.checked_rows import CellError, CheckedRows
from channeladmin.rosters.checking import CellChecker
from channeladmin.rosters.columns import Kind
from channeladmin.rosters.draft import Terms
from channeladmin.rosters.export_day import find_export_day
from channeladmin.rosters.import_plan import ImportOptions
from channeladmin.rosters.kinds import get_kind
from channeladmin.rosters.plan import RowGroup
from channeladmin.rosters.reader import RawTable
from channeladmin.rosters.same import SameNames

if TYPE_CHECKING:
    from channeladmin.desk.desk import Desk

__all__ = ["CheckedFiles", "check_files"]


class CheckedFiles(NamedTuple):
    """The rows of one kind of file, every cell parsed, and what there is to say of the files."""

    group: RowGroup
    header_errors: list[CellError]
    warnings: list[str]
    known_as: list[str]
    open_orders: Mapping[tuple[str, str], int]
    same: SameNames


def check_files(desk: Desk, read: FilesRead) -> CheckedFiles:
    """Read every cell of the files; UserError for a constant that no row can have."""
    what, options = get_kind(read.kind), read.options
    checker = CellChecker(desk.edition, dates=options.dates, stored=read.scene.stored)
    _check_constants(what, options, checker)
    same = SameNames(options.same, read.scene.usable_same)
    tables: list[CheckedRows] = []
    header_errors: list[CellError] = []
    warnings: list[str] = []
    known_as: list[str] = []
    for table, layout, mapping in zip(read.tables, read.layouts, read.mappings, strict=True):
        header_errors += (
            CellError(table.source, 0, table.header_row, title, "", message) for title, message in mapping.unknown
        )
        checked = checker.check_rows(table, mapping, layout.dates)
        tables.append(layout.fold(same.apply(checked)))
        known_as += (f"{table.source}: {sentence}" for sentence in filter(None, [layout.sentence]))
        warnings += (f"{table.source}: {sentence}" for sentence in (*mapping.guesses, *table.warnings))
    exported = _list_exported(read.tables, options, desk.today())
    terms = Terms(what, desk.today(), desk.edition.tracks[0].key, exported, same.employers)
    warnings += checker.warnings
    return CheckedFiles(RowGroup(terms, tables), header_errors, warnings, known_as, checker.open_orders, same)


def _list_exported(tables: Sequence[RawTable], options: ImportOptions, today: date) -> dict[str, date]:
    """By file the day whose state it tells: as told, else as its name says."""
    days = {table.source: options.exported_on or find_export_day(table.source, today) for table in tables}
    return {source: day for source, day in days.items() if day is not None}


def _check_constants(kind: Kind, options: ImportOptions, checker: CellChecker) -> None:
    for name, text in options.sets.items():
        column = kind.fields.get(name)
        problem = None if column is None else checker.find_problem(column, text)
        if problem is not None:
            raise UserError(f"{name} cannot be set to that for every row: {problem}")
