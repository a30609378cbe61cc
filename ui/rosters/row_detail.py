"""A row of the preview in full: its fields before and after, or the cells that keep it out and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from channeladmin.desk.held_words import advise_held
from channeladmin.desk.importing import Bucket, PlannedRow
from ui.kit.tips import plain_tip
from ui.rosters.preview import list_cells, list_changes

_LINES = 4
_LINE_HEIGHT = 35


class RowDetail(QTableWidget):
    """Three columns: what, and two things about it."""

    def __init__(self) -> None:
        super().__init__(0, 3)
        self.setAccessibleName("The row in full")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_LINE_HEIGHT)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setColumnWidth(0, 180)
        self.setColumnWidth(1, 260)
        self.setFixedHeight((_LINES + 1) * _LINE_HEIGHT + 2)

    def show_row(self, row: PlannedRow | None, heads: Sequence[str]) -> None:
        """Show a row; `heads` are the fields that its columns fill, blank where none is."""
        if row is None:
            self._fill(("Row", "", ""), [])
        elif row.errors:
            lines = [(error.column or "the row", error.value, error.message) for error in row.errors]
            if advice := advise_held(row):
                lines.append(("What to do", "", advice))
            self._fill(("Cell", "Value", "Why it is not taken"), lines)
        elif row.bucket is Bucket.CHANGED:
            self._fill(("Field", "Before", "After"), list_changes(row))
        elif row.note:
            self._fill(("Row", "", "Note"), [(f"line {row.line}", "", row.note)])
        else:
            is_new = row.bucket is Bucket.NEW
            head = ("Field", "", "Added") if is_new else ("Field", "", "As it is already")
            self._fill(head, [(name, "", text) for name, text in list_cells(row, heads)])

    def _fill(self, heads: Sequence[str], lines: Sequence[tuple[str, str, str]]) -> None:
        self.setHorizontalHeaderLabels(list(heads))
        self.setColumnHidden(1, not heads[1])
        self.setRowCount(len(lines))
        for at, line in enumerate(lines):
            for column, text in enumerate(line):
                item = QTableWidgetItem(text)
                item.setToolTip(plain_tip(text))
                self.setItem(at, column, item)
        self.resizeRowsToContents()
