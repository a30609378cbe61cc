"""A row of the preview in full: its cells beside what is stored of them, or the cells that keep it out and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView

from channeladmin.desk.held_words import advise_held
from channeladmin.desk.importing import Bucket, ImportPlan, PlannedRow
from channeladmin.desk.row_words import list_row_lines
from ui.kit.tips import plain_tip

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_LINE_HEIGHT = 35
_WIDTHS = (160, 250, 200)
_Line = tuple[str, str, str, str]
_NO_HEADS: _Line = ("", "", "", "")
_HEADS: dict[Bucket, _Line] = {
    Bucket.NEW: ("Field", "In the file", "Before", "Stored"),
    Bucket.CHANGED: ("Field", "In the file", "Before", "After"),
    Bucket.SAME: ("Field", "In the file", "", "Read as"),
}


class _Lines(QAbstractTableModel):
    """The lines of the row that is shown, below their heads."""

    def __init__(self) -> None:
        super().__init__()
        self.heads: _Line = _NO_HEADS
        self.lines: Sequence[_Line] = ()

    def show(self, heads: _Line, lines: Sequence[_Line]) -> None:
        self.beginResetModel()
        self.heads, self.lines = heads, lines
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """The lines."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """What, and three things about it."""
        return 0 if parent.isValid() else len(self.heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The heads."""
        is_head = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self.heads[section] if is_head else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text, in the tip too, where a line may be too long."""
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        text = self.lines[index.row()][index.column()]
        return text if role == Qt.ItemDataRole.DisplayRole else plain_tip(text)


class RowDetail(QTableView):
    """Four columns: what, and three things about it; those of which there is nothing to say are hidden.

    It is as high as its lines and no higher, and takes no room where there is none.
    """

    def __init__(self) -> None:
        super().__init__()
        self._lines = _Lines()
        self.setModel(self._lines)
        self.setAccessibleName("The row in full")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_LINE_HEIGHT)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, width)
        self.hide()

    def show_row(self, plan: ImportPlan | None, row: PlannedRow | None) -> None:
        """Show a row of a plan, or nothing."""
        if plan is None or row is None:
            self._fill(_NO_HEADS, [])
        elif row.errors:
            lines = [(error.column or "the row", error.value, "", error.message) for error in row.errors]
            if advice := advise_held(row):
                lines.append(("What to do", "", "", advice))
            self._fill(("Cell", "Value", "", "Why it is not taken"), lines)
        elif row.note:
            self._fill(("Row", "", "", "Note"), [(f"line {row.line}", "", "", row.note)])
        else:
            told = list_row_lines(plan, row)
            self._fill(_HEADS[row.bucket], [(line.field, line.cell, line.before, line.after) for line in told])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines that wrap otherwise are of another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fill(self, heads: _Line, lines: Sequence[_Line]) -> None:
        self._lines.show(heads, lines)
        for column in range(1, len(heads) - 1):
            self.setColumnHidden(column, not any(line[column] for line in lines))
        self.scrollToTop()
        self._fit()
        self.setVisible(bool(lines))

    def _fit(self) -> None:
        self.resizeRowsToContents()
        lines = self.verticalHeader().length()
        self.setMaximumHeight(self.horizontalHeader().sizeHint().height() + lines + 2 * self.frameWidth())
