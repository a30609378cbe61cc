"""The history: every act with who and when, its rows before and after, and its undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from channeladmin.desk.changed_fields import ChangedField, list_changed_fields
from channeladmin.desk.history import OperationKind, OperationRow, UndoReport, list_operations, list_row_changes
from channeladmin.desk.wording import format_date
from ui.history.report import ReportView
from ui.history.trimming import TrimQuestion
from ui.history.undoing import Undoing
from ui.kit.buttons import make_button
from ui.kit.empty import EmptyState
from ui.kit.record_table import Column, RecordModel, RecordTable
from ui.kit.text import make_label
from ui.session import DeskSession

if TYPE_CHECKING:
    from channeladmin.desk.values import Changes

LISTED_ROWS = 2_000
"""An act of more rows than this is not listed field by field."""


def _word_moment(row: OperationRow) -> str:
    local = row.at.astimezone()
    return f"{format_date(local.date())}, {local:%H:%M}"


def _word_state(row: OperationRow) -> str:
    if row.is_undone:
        return "undone"
    return "" if row.kind is OperationKind.ACT else "cannot be undone"


_ACTS: tuple[Column[OperationRow], ...] = (
    Column("label", "What", lambda row: row.label, 360),
    Column("actor", "Who", lambda row: row.actor, 140),
    Column("at", "When", _word_moment, 150, has_figures=True),
    Column("row_count", "Rows", lambda row: f"{row.row_count:,}", 72, is_number=True, has_figures=True),
    Column("state", "", _word_state, 110),
)
_FIELDS: tuple[Column[ChangedField], ...] = (
    Column("record", "Record", lambda line: line.record, 260),
    Column("field", "Field", lambda line: line.field, 150),
    Column("before", "Before", lambda line: line.before, 200),
    Column("after", "After", lambda line: line.after, 200),
)


class HistoryPage(QWidget):
    """Acts above, the chosen one's fields below."""

    described = Signal(str)

    def __init__(self, session: DeskSession, undoing: Undoing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._undoing = undoing
        self._acts: dict[int, OperationRow] = {}
        self._lines: list[ChangedField] = []
        self._is_stale = True
        self.model: RecordModel[OperationRow] = RecordModel(
            _ACTS, find=self._find_acts, get=self._get_acts, sort="at", descending=True, parent=self
        )
        self.table = RecordTable(self.model, "History")
        self.fields: RecordModel[ChangedField] = RecordModel(
            _FIELDS, find=self._find_lines, get=self._get_lines, sort="record", parent=self
        )
        self.details = RecordTable(self.fields, "What the act changed")
        self.about = make_label("", "muted", wraps=True)
        self.undo_button = make_button("Undo this act", self._on_undo_asked, icon="undo-2")
        self.trim_button = make_button("Trim…", lambda: self.trim.ask(self._session.desk.today()))
        self.trim_button.withhold(session.withheld)
        self.trim = TrimQuestion()
        self.report = ReportView()
        self._below = QStackedWidget()
        self._stack = QStackedWidget()
        self._lay_out()
        self.table.selected.connect(self._show_act)
        self.trim.chosen.connect(undoing.trim)
        self.trim.closed.connect(self.table.setFocus)
        self.report.accepted.connect(self._on_report_accepted)
        self.report.dismissed.connect(self._on_report_dismissed)
        undoing.reported.connect(self._on_reported)
        undoing.withheld_changed.connect(self._on_withheld)
        undoing.trimmed.connect(self._on_trimmed)
        session.changed.connect(self._on_changed)

    def focus_list(self) -> None:
        """Put the keyboard on the list, with the newest act chosen."""
        self.table.setFocus()
        if not self.table.currentIndex().isValid() and self.model.rowCount():
            self.table.selectRow(0)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the history only when it is looked at."""
        super().showEvent(event)
        if self._is_stale:
            self._reload()

    def _lay_out(self) -> None:
        below = QWidget()
        row = QHBoxLayout()
        row.addWidget(self.about, 1)
        row.addWidget(self.undo_button)
        details = QVBoxLayout(below)
        details.setContentsMargins(0, 8, 0, 0)
        details.setSpacing(8)
        details.addLayout(row)
        details.addWidget(self.details, 1)
        self._below.addWidget(below)
        self._below.addWidget(self.report)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self._below)
        split.setSizes([420, 280])
        self._stack.addWidget(split)
        self._stack.addWidget(
            EmptyState("Nothing has been done yet", "Every act at this desk is listed here, and can be taken back.")
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(10)
        heading = QHBoxLayout()
        heading.addWidget(make_label("History", "title"))
        heading.addStretch(1)
        heading.addWidget(self.trim_button)
        layout.addLayout(heading)
        layout.addWidget(self.trim)
        layout.addWidget(self._stack, 1)

    def _reload(self) -> None:
        self._is_stale = False
        self._acts = {row.id: row for row in list_operations(self._session.desk, None)}
        self.model.reload()
        self._stack.setCurrentIndex(0 if self._acts else 1)
        self._show_act()

    def _find_acts(self, sort: str, descending: bool) -> Sequence[int]:
        rows = list(self._acts.values())
        if sort == "state":
            rows.sort(key=lambda row: row.is_undone)
        elif sort in {"label", "actor"}:
            rows.sort(key=lambda row: str(getattr(row, sort)).casefold())
        else:
            rows.sort(key=lambda row: row.row_count if sort == "row_count" else row.id)
        return [row.id for row in (reversed(rows) if descending else rows)]

    def _get_acts(self, keys: Sequence[int]) -> Mapping[int, OperationRow]:
        return {key: self._acts[key] for key in keys}

    def _find_lines(self, sort: str, descending: bool) -> Sequence[int]:
        numbers = list(range(len(self._lines)))
        if sort != "record":
            numbers.sort(key=lambda number: str(getattr(self._lines[number], sort)).casefold())
        return numbers[::-1] if descending else numbers

    def _get_lines(self, keys: Sequence[int]) -> Mapping[int, ChangedField]:
        return {key: self._lines[key] for key in keys}

    def _show_act(self) -> None:
        key = self.table.current_key
        row = self._acts.get(key) if key is not None else None
        self._below.setCurrentIndex(0)
        self.undo_button.setEnabled(row is not None and row.can_be_undone)
        self._lines = []
        if row is None:
            self.about.setText("Choose an act to see what it changed.")
        elif row.row_count > LISTED_ROWS:
            self.about.setText(f"{row.label}: {row.row_count:,} rows, too many to list here.")
        else:
            self.about.setText(f"{row.label} · {row.actor}, {_word_moment(row)}")
            self._lines = list(list_changed_fields(list_row_changes(self._session.desk, row.id)))
        self.fields.reload()
        acts = len(self._acts)
        self.described.emit(f"{acts:,} act{'' if acts == 1 else 's'}")

    def _on_undo_asked(self) -> None:
        key = self.table.current_key
        if key is not None:
            self._undoing.undo_operation(self._acts[key])

    def _on_trimmed(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self._reload()

    def _on_reported(self, report: UndoReport) -> None:
        self._below.setCurrentIndex(1)
        self.report.show_report(report)

    def _on_report_accepted(self, report: UndoReport) -> None:
        self._on_report_dismissed()
        self._undoing.undo_as_reported(report)

    def _on_report_dismissed(self) -> None:
        self._below.setCurrentIndex(0)
        self.table.setFocus()

    def _on_withheld(self, reason: str) -> None:
        for button in (self.undo_button, self.report.yes):
            button.withhold(reason)

    def _on_changed(self, _changes: Changes) -> None:
        self._is_stale = True
        if self.isVisible():
            self._reload()
