"""The coloured strip over a panel that shows what would be, so that nobody takes it for what is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.buttons import make_button
from ui.kit.text import make_label
from ui.panel.row_head import RowHead

_LEAST = 150


class TryingStrip(QFrame):
    """Says what this is, and offers both ways out."""

    kept = Signal()
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "trying")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Trying changes")
        self.sentence = make_label("Trying changes — nothing is stored", "trying", wraps=True)
        self.keep = make_button("Keep", self.kept.emit, role="primary", name="Keep the tried changes")
        self.drop = make_button("Drop", self.dropped.emit, name="Drop the tried changes")
        self.problem = make_label("", "error", wraps=True)
        self.problem.hide()
        ways_out = QWidget()
        buttons = QHBoxLayout(ways_out)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(8)
        buttons.addWidget(self.keep)
        buttons.addWidget(self.drop)
        row = RowHead(self.sentence, least=_LEAST)
        row.add_side(ways_out)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.problem)

    def show_problem(self, sentence: str) -> None:
        """Why the changes cannot be kept or tried; "" where nothing is wrong."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
