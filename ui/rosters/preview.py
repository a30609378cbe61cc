"""The preview of an import as a table: every row of the files, what will happen to it, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from channeladmin.desk.importing import Bucket, FieldChange, PlannedRow, PlannedRows
from channeladmin.desk.wording import format_date, format_money
from ui.kit.chips import PILL_ROLE, Pill, Tone
from ui.kit.tips import plain_tip

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_HEADS = ("File", "Line", "About", "What happens", "Why, or what changes")
_DONE_HEADS = ("File", "Line", "About", "What happened", "Why, or what changed")
_MONEY = frozenset({"net_arr", "committed_net_arr", "q1", "q2", "q3", "q4"})
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
        self._heads: Mapping[str, Sequence[str]] = {}
        self.bucket: Bucket | None = None
        self.is_report = False
        """Whether it has happened."""

    def show(
        self, rows: PlannedRows | None, bucket: Bucket | None, heads: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        """Show the rows of a bucket (None: all); `heads` are the columns of each file, blank where none is taken."""
        self.beginResetModel()
        self.bucket, self._heads = bucket, heads or {}
        self._rows = () if rows is None else rows if bucket is None else rows.choose(bucket)
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
        row = self._rows[index.row()]
        if role == PILL_ROLE and index.column() == FATE:
            return PILLS[row.bucket]
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == len(_HEADS) - 1:
            return plain_tip("\n".join(self._explain(row))) or None
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == 0:
            return plain_tip(row.source)
        if role == Qt.ItemDataRole.DisplayRole:
            return (row.source, str(row.line), row.about, PILLS[row.bucket].text, " · ".join(self._explain(row)))[
                index.column()
            ]
        return None

    def find_row(self, at: int) -> tuple[PlannedRow | None, Sequence[str]]:
        """A row that is shown with the fields that its columns fill, or nothing."""
        if not 0 <= at < len(self._rows):
            return None, ()
        return self._rows[at], self._heads.get(self._rows[at].source, ())

    def _explain(self, row: PlannedRow) -> tuple[str, ...]:
        return explain_row(row, self._heads.get(row.source, ()))


def explain_row(row: PlannedRow, heads: Sequence[str] = ()) -> tuple[str, ...]:
    """Why a row is not taken, cell by cell; else the fields that it changes, or under which heads it adds what."""
    if row.errors:
        return tuple(f"{error.column}: {error.message}" if error.column else error.message for error in row.errors)
    if row.bucket is Bucket.NEW:
        told = [f"{name} {text}" for name, text in list_cells(row, heads) if text != row.about]
        return (f"adds {told[0]}", *told[1:]) if told else ()
    if row.note:
        return (row.note,)
    return tuple(f"{name}: {before} → {after}" for name, before, after in list_changes(row))


def list_cells(row: PlannedRow, heads: Sequence[str]) -> list[tuple[str, str]]:
    """The fields that the cells of a row fill, with their texts; of several for one field all."""
    found: dict[str, str] = {}
    for head, cell in zip(heads, row.cells, strict=False):
        if head and cell.strip():
            found[head] = f"{found[head]} {cell.strip()}" if head in found else cell.strip()
    return [(head.replace("_", " "), text) for head, text in found.items()]


def list_changes(row: PlannedRow) -> list[tuple[str, str, str]]:
    """The fields that a row changes, each before and after, as they are written."""
    return [_word_change(change) for change in row.changes]


def _word_change(change: FieldChange) -> tuple[str, str, str]:
    before, after = (_write(change.column, value) for value in (change.before, change.after))
    return change.column.replace("_", " "), before, after


def _write(column: str, value: object) -> str:
    if value is None or value == ():
        return "nothing"
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value)
    return format_money(value) if column in _MONEY and isinstance(value, int) else str(value)
