"""Take records out of the desk as files that the import takes again, and the rows that an import rejected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from channeladmin.errors import UserError
from channeladmin.rosters.columns import Reading
from channeladmin.rosters.kinds import KINDS, get_kind
from channeladmin.rosters.known import FIELDS, KIND_TABLES
from channeladmin.rosters.planned_rows import FieldChange, PlannedRow
from channeladmin.rosters.rejected_rows import list_rejected
from channeladmin.rosters.tables import ExportScene, list_export_rows
from channeladmin.rosters.values import show_value
from channeladmin.rosters.writing import write_table
from channeladmin.storage.snapshot import load_snapshot

if TYPE_CHECKING:
    from channeladmin.desk.desk import Desk
    from channeladmin.rosters.import_plan import ImportPlan

__all__ = ["export_kind", "export_list", "export_rejected", "export_report"]


def export_kind(desk: Desk, kind: str, out: Path, *, lossless: bool = False) -> int:
    """Write all records of a kind to a .csv or .xlsx file and return the number of rows.

    Formula-safe unless `lossless`. People without an employment are in no company's roster, and so not in it.
    """
    what = get_kind(kind)
    _refuse_data_file(desk, out)
    with desk.database.read() as connection:
        snapshot = load_snapshot(connection, KIND_TABLES[kind])
    scene = ExportScene(snapshot, desk.today(), desk.edition.fiscal)
    money = [column.name for column in what.columns if column.reads is Reading.MONEY]
    columns = [column.name for column in what.columns]
    return write_table(out, columns, list_export_rows(what, scene), money=money, lossless=lossless)


def export_list(desk: Desk, titles: Sequence[str], rows: Iterable[Sequence[str]], out: Path) -> int:
    """Write a list as staff see it, all of it text, to a .csv or .xlsx file and return the number of rows."""
    _refuse_data_file(desk, out)
    return write_table(out, titles, rows)


def _refuse_data_file(desk: Desk, out: Path) -> None:
    if out.resolve() == desk.path.resolve():
        raise UserError("That is the data file itself; name another file.")


def export_rejected(plan: ImportPlan, out: Path, *, lossless: bool = False) -> int:
    """Write the rejected and held rows as their file has them, with its line and why; returns their number.

    Once corrected they are imported as the file itself: no cell of theirs is altered. Guarded as any export unless
    `lossless`. Rows of several files stand under the columns of all of them.
    """
    titles, rows = list_rejected(plan.tables, plan.rows, _say_why)
    return write_table(out, titles, rows, lossless=lossless)


def export_report(plan: ImportPlan, out: Path) -> int:
    """Write what became of every row: its file and line, whom it is about, its bucket, and what was stored or why not.

    What was stored stands as a file would write it, before and after.
    """
    return write_table(out, ["source", "line", "about", "bucket", "changes", "why"], _list_reported(plan))


def _list_reported(plan: ImportPlan) -> Iterator[Sequence[object]]:
    for row in plan.rows:
        changes = "; ".join(map(_say_change, plan.stored.list_changes(row)))
        yield row.source, row.line, row.about, row.bucket.value, changes, _say_why(row) or row.note


def _say_change(change: FieldChange) -> str:
    field = _find_field(change.record, change.column)
    before, after = ("" if each is None else show_value(field, each) for each in (change.before, change.after))
    return f"{change.column}: {before} -> {after}"


@cache
def _find_field(table: str, name: str) -> str:
    """The field of a record that a column fills, whose name says what its numbers are; else the column."""
    columns = (column for kind in KINDS.values() for column in kind.columns_of(FIELDS[table]))
    return next((column.field for column in columns if column.name == name), name)


def _say_why(row: PlannedRow) -> str:
    return " ".join(f"{error.column}: {error.message}" if error.column else error.message for error in row.errors)
