"""The column of pages at the left: one button for each page that exists; their keys are in the View menu."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from ui.window.rail_button import RailButton

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
        self._buttons: dict[str, RailButton] = {}
        group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 10, 8, 8)
        layout.setSpacing(2)
        for number, entry in enumerate(entries, start=1):
            button = RailButton(entry.title, entry.icon, f"Ctrl+{number}")
            button.clicked.connect(lambda _checked, key=entry.key: self.chosen.emit(key))
            group.addButton(button)
            layout.addWidget(button)
            self._buttons[entry.key] = button
        layout.addStretch(1)
        self.set_narrow(False)

    def button(self, key: str) -> RailButton:
        """The button of a page."""
        return self._buttons[key]

    def mark(self, key: str) -> None:
        """Show which page is open."""
        self._buttons[key].setChecked(True)

    def set_count(self, key: str, count: int) -> None:
        """Show how many things wait on a page; 0 shows nothing."""
        self._buttons[key].set_count(count)

    def set_narrow(self, is_narrow: bool) -> None:
        """Icons only, or icons and titles."""
        self.setFixedWidth(NARROW if is_narrow else WIDE)
        for button in self._buttons.values():
            button.set_narrow(is_narrow)
