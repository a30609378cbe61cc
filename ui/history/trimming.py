"""Giving up the older part of the history: from which day on it is kept, asked in the page itself."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from channeladmin.desk.wording import format_date
from ui.kit.buttons import make_button
from ui.kit.date_line import DateLine
from ui.kit.entry_text import read_date
from ui.kit.text import make_label

_SENTENCE = (
    "Acts before this day can then no longer be undone; a backup is made first, and the records stay as they are. "
    "First day to keep:"
)


class TrimQuestion(QWidget):
    """Hidden until it asks; Esc leaves the history as it is."""

    chosen = Signal(object)
    """The first day to keep."""
    closed = Signal()
    """It asks no more, whatever was answered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.day = DateLine()
        self.day.setAccessibleName("First day to keep")
        self.day.setFixedWidth(150)
        self.error = make_label("", "error", wraps=True)
        self.yes = make_button("Trim the history", self._on_chosen, role="primary")
        self.no = make_button("Leave it", self._close)
        row = QHBoxLayout()
        row.addWidget(make_label(_SENTENCE, "muted", wraps=True), 1)
        for widget in (self.day, self.no, self.yes):
            row.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        layout.addWidget(self.error)
        self.day.returnPressed.connect(self._on_chosen)
        self.hide()

    def ask(self, today: date) -> None:
        """Ask, with the first day of last year offered."""
        self.day.setText(format_date(date(today.year - 1, 1, 1)))
        self.error.setText("")
        self.show()
        self.day.setFocus()
        self.day.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves it."""
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def _on_chosen(self) -> None:
        day = read_date(self.day.text())
        if day is None:
            self.error.setText(f"“{self.day.text()}” is not a day; write it as 31 Oct 2022.")
            return
        self._close()
        self.chosen.emit(day)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()
