"""A card that opens in the page for a small task, in place of a dialog; Esc closes it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from ui.kit.buttons import make_button
from ui.kit.text import make_label


class InlinePanel(QFrame):
    """A heading, whatever the task needs, and its buttons; hidden until it is opened."""

    panel_closed = Signal()

    def __init__(self, heading: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.heading = make_label(heading, "heading", wraps=True)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self.cancel = make_button("Cancel", self.close_panel)
        self._buttons.addWidget(self.cancel)
        self._buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(12)
        layout.addWidget(self.heading)
        layout.addLayout(self.body)
        layout.addLayout(self._buttons)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.close_panel)
        self.hide()

    def add_button(self, button: QPushButton) -> None:
        """A button before Cancel."""
        self._buttons.insertWidget(self._buttons.count() - 2, button)

    def close_panel(self) -> None:
        """Put the task away."""
        if self.isVisible():
            self.hide()
            self.panel_closed.emit()
