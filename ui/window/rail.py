"""The column of pages at the left: one button for each page that exists; their keys are in the View menu."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from ui.kit.icons import bind_icon

WIDE, NARROW = 164, 56


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page as the rail and the View menu name it."""

    key: str
    title: str
    icon: str


class Rail(QWidget):
    """Exclusive buttons; narrow (icons only) where the window is."""

    chosen = Signal(str)
    """The key of the page that was asked for."""

    def __init__(self, entries: Sequence[PageEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Pages")
        self._entries = {entry.key: entry for entry in entries}
        self._counts: dict[str, int] = {}
        self._buttons: dict[str, QPushButton] = {}
        self._is_narrow = False
        group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 10, 8, 8)
        layout.setSpacing(2)
        for number, entry in enumerate(entries, start=1):
            button = QPushButton()
            button.setProperty("role", "rail")
            button.setCheckable(True)
            button.setAccessibleName(entry.title)
            button.setToolTip(f"{entry.title} (Ctrl+{number})")
            bind_icon(button, entry.icon)
            button.clicked.connect(lambda _checked, key=entry.key: self.chosen.emit(key))
            group.addButton(button)
            layout.addWidget(button)
            self._buttons[entry.key] = button
        layout.addStretch(1)
        self.set_narrow(False)

    def button(self, key: str) -> QPushButton:
        """The button of a page."""
        return self._buttons[key]

    def mark(self, key: str) -> None:
        """Show which page is open."""
        self._buttons[key].setChecked(True)

    def set_count(self, key: str, count: int) -> None:
        """Show how many things wait on a page; 0 shows nothing."""
        self._counts[key] = count
        self._label(key)

    def set_narrow(self, is_narrow: bool) -> None:
        """Icons only, or icons and titles."""
        self._is_narrow = is_narrow
        self.setFixedWidth(NARROW if is_narrow else WIDE)
        for key in self._buttons:
            self._label(key)

    def _label(self, key: str) -> None:
        title, count = self._entries[key].title, self._counts.get(key, 0)
        self._buttons[key].setText("" if self._is_narrow else f"  {title}" + (f"   {count}" if count else ""))
        self._buttons[key].setAccessibleName(title + (f", {count} waiting" if count else ""))
