"""A line for a date, with a calendar to pick it from; unlike QDateEdit it may be empty."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QToolButton, QVBoxLayout

from channeladmin.desk.wording import format_date
from ui.kit.entry_text import read_date
from ui.kit.icons import bind_icon

EXAMPLE = "e.g. 31 Oct 2022"
_CALENDAR_WIDTH = 320


class DateLine(QLineEdit):
    """Text with a calendar button at its end."""

    picked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._calendar: _Calendar | None = None
        action = QAction("Pick a date", self)
        action.triggered.connect(self.open_calendar)
        self.addAction(action, QLineEdit.ActionPosition.TrailingPosition)
        for button in self.findChildren(QToolButton):
            bind_icon(button, "calendar")
            button.setToolTip("Pick a date (Alt+Down)")

    def open_calendar(self) -> None:
        """Show the calendar under the line, at the date that stands in it."""
        if self._calendar is None:
            self._calendar = _Calendar(self)
            self._calendar.calendar.activated.connect(self._on_picked)
            self._calendar.calendar.clicked.connect(self._on_picked)
        shown = read_date(self.text())
        if shown:
            self._calendar.calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        # How large it is shows only when it is shown.
        self._calendar.move(self._find_place(self._calendar.sizeHint()))
        self._calendar.show()
        self._calendar.adjustSize()
        self._calendar.move(self._find_place(self._calendar.size()))
        self._calendar.calendar.setFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """How a date may be written shows only where one is about to be typed; elsewhere it would look like a date."""
        super().focusInEvent(event)
        if not self.placeholderText():
            self.setPlaceholderText(EXAMPLE)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """An empty field is empty again."""
        super().focusOutEvent(event)
        if self.placeholderText() == EXAMPLE:
            self.setPlaceholderText("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the calendar with Alt+Down."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
            return
        super().keyPressEvent(event)

    def _find_place(self, size: QSize) -> QPoint:
        """Under the line, or over it where the screen ends."""
        screen = self.screen().availableGeometry()
        below, above = self.mapToGlobal(QPoint(0, self.height() + 2)), self.mapToGlobal(QPoint(0, -2))
        top = below.y() if below.y() + size.height() <= screen.bottom() else above.y() - size.height()
        return QPoint(max(min(below.x(), screen.right() + 1 - size.width()), screen.left()), max(top, screen.top()))

    def _on_picked(self, day: QDate) -> None:
        assert self._calendar is not None
        self._calendar.close()
        self.setText(format_date(date(day.year(), day.month(), day.day())))
        self.setFocus()
        self.picked.emit()


class _Calendar(QFrame):
    def __init__(self, line: DateLine) -> None:
        super().__init__(line, Qt.WindowType.Popup)
        self.setAccessibleName("Calendar")
        self.calendar = QCalendarWidget()
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setMinimumWidth(_CALENDAR_WIDTH)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self.calendar)
