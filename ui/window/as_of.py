"""The day that the evaluation is asked for: today unless another is chosen."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QMenu, QToolButton, QVBoxLayout, QWidget

AHEAD_DAYS = 90


class AsOfButton(QToolButton):
    """A chip with a menu: today, in 90 days, the agreement's anniversary, or any day from a calendar."""

    chosen = Signal(object)
    """A date, or None for today."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today: date | None = None
        self._day: date | None = None
        self._anniversary: date | None = None
        self._calendar: _Calendar | None = None
        self.setProperty("role", "chip")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)

    @property
    def day(self) -> date | None:
        """The day chosen, or None for today."""
        return self._day

    def start(self, today: date) -> None:
        """Begin at today, as the desk's clock has it."""
        self._today = today
        self._day = None
        self._word()

    def set_anniversary(self, day: date | None) -> None:
        """Offer the next anniversary of the agreement that is looked at."""
        self._anniversary = day

    def choose(self, day: date | None) -> None:
        """Look at another day."""
        self._day = None if day == self._today else day
        self._word()
        self.chosen.emit(self._day)

    def _word(self) -> None:
        from channeladmin.desk.wording import format_date

        assert self._today is not None
        text = f"As of today, {format_date(self._today)}" if self._day is None else f"As of {format_date(self._day)}"
        self.setText(f"{text} ▾")
        self.setAccessibleName(text)
        self.setToolTip("The day that the evaluation panel shows; lists show today.")
        self.setProperty("chosen", "true" if self._day is not None else "false")
        self.style().unpolish(self)
        self.style().polish(self)

    def _fill(self) -> None:
        from channeladmin.desk.wording import format_date

        menu = self.menu()
        menu.clear()
        assert self._today is not None
        ahead = self._today + timedelta(days=AHEAD_DAYS)
        offers = [("Today", None, self._today), (f"In {AHEAD_DAYS} days", ahead, ahead)]
        if self._anniversary is not None:
            offers.append(("The agreement's anniversary", self._anniversary, self._anniversary))
        for word, day, shown in offers:
            menu.addAction(f"{word}, {format_date(shown)}").triggered.connect(lambda _on, day=day: self.choose(day))
        menu.addSeparator()
        menu.addAction("Another day…").triggered.connect(self._on_other_day)

    def _on_other_day(self) -> None:
        assert self._today is not None
        self._calendar = _Calendar(self._day or self._today, self)
        self._calendar.chosen.connect(self.choose)
        corner = self.mapToGlobal(QPoint(self.width(), self.height() + 4))
        self._calendar.move(corner - QPoint(self._calendar.sizeHint().width(), 0))
        self._calendar.show()


class _Calendar(QWidget):
    """A month that closes when a day is chosen; arrow keys and Enter work."""

    chosen = Signal(object)

    def __init__(self, day: date, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        month = QCalendarWidget()
        month.setAccessibleName("Day to look at")
        month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        month.setSelectedDate(QDate(day.year, day.month, day.day))
        month.activated.connect(self._on_chosen)
        month.clicked.connect(self._on_chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(month)
        self.setFocusProxy(month)
        month.setFocus()

    def _on_chosen(self, day: QDate) -> None:
        self.close()
        self.chosen.emit(date(day.year(), day.month(), day.day()))
