"""A line with something's name and a pill that says how it stands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.chips import Pill, PillLabel
from ui.kit.text import make_label


class GapRow(QWidget):
    """The name, a small note under it, and the pill at the end of the line."""

    def __init__(self, name: str, pill: Pill, note: str = "") -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(make_label(name, wraps=True))
        if note:
            words.addWidget(make_label(note, "small", wraps=True))
        layout.addLayout(words, 1)
        layout.addWidget(PillLabel(pill), 0, Qt.AlignmentFlag.AlignTop)
