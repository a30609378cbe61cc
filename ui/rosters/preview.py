"""The preview of an import as a table: every row of the files, what will happen to it, and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from channeladmin.desk.importing import Bucket, ImportPlan, PlannedRow
from channeladmin.desk.row_words import RowLine, list_row_lines
from ui.kit.chips import PILL_ROLE, Pill, Tone
from ui.kit.tips import plain_tip

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_HEADS = ("File", "Line", "About", "What happens", "Why, or what changes")
_DONE_HEADS = ("File", "Line", "About", "What happened", "Why, or what changed")
FATE = 3
PILLS = {
    Bucket.NEW: Pill("new", Tone.MET),
    Bucket.CHANGED: Pill("changed", Tone.REVIEW, has_mark=False),
    Bucket.SAME: Pill("same", Tone.NEUTRAL),
    Bucket.DUPLICATE: Pill("held: duplicate", Tone.REVIEW),
    Bucket.REJECTED: Pill("rejected", Tone.UNMET),
}


class PreviewModel(QAbstractTableModel):
    """The planned rows, all of them or those of one bucket."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[PlannedRow] = ()
        self._plan: ImportPlan | None = None
        self.bucket: Bucket | None = None
        self.is_report = False
        """Whether it has happened."""

    def show(self, plan: ImportPlan | None, bucket: Bucket | None) -> None:
        """Show the rows of a bucket (None: all)."""
        self.beginResetModel()
        self.bucket, self._plan = bucket, plan
        self._rows = () if plan is None else plan.rows if bucket is None else plan.rows.choose(bucket)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """The rows shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """The heads."""
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The heads, at the left."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads = _DONE_HEADS if self.is_report else _HEADS
        return heads[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text, and a pill for what happens."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if role == PILL_ROLE and column == FATE:
            return PILLS[row.bucket]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tell(row, column)
        return self._write(row, column) if role == Qt.ItemDataRole.DisplayRole else None

    def find_row(self, at: int) -> PlannedRow | None:
        """A row that is shown, or nothing."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def _write(self, row: PlannedRow, column: int) -> str:
        if column == len(_HEADS) - 1:
            return " · ".join(explain_row(self._plan, row))
        return (row.source, str(row.line), row.about, PILLS[row.bucket].text)[column]

    def _tell(self, row: PlannedRow, column: int) -> str | None:
        if column == len(_HEADS) - 1:
            return plain_tip("\n".join(explain_row(self._plan, row, with_cells=True))) or None
        return plain_tip(row.source) if column == 0 else None


def explain_row(plan: ImportPlan | None, row: PlannedRow, *, with_cells: bool = False) -> tuple[str, ...]:
    """Why a row is not taken, cell by cell; else what is stored of it, `with_cells` also what the file has instead."""
    if row.errors:
        return tuple(f"{error.column}: {error.message}" if error.column else error.message for error in row.errors)
    if row.note or plan is None or row.bucket is Bucket.SAME:
        return (row.note,) if row.note else ()
    lines = [line for line in list_row_lines(plan, row) if line.is_stored]
    added = [line for line in lines if not line.before and line.after != row.about]
    changed = [line for line in lines if line.before]
    words = [f"{line.field} {line.after}{_say_cell(line, with_cells)}" for line in added]
    words[:1] = [f"adds {word}" for word in words[:1]]
    return (*words, *(f"{line.field}: {line.before} → {line.after}{_say_cell(line, with_cells)}" for line in changed))


def _say_cell(line: RowLine, with_cells: bool) -> str:
    return f" (in the file: {line.cell})" if with_cells and line.cell and line.cell != line.after else ""
