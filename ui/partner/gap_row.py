"""A line with something's name and a pill that says how it stands."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.kit.chips import Pill, PillLabel
from ui.kit.text import make_label


class GapRow(QWidget):
    """The name, its pill at the end of the line, and a small note between them."""

    def __init__(self, name: str, pill: Pill, note: str = "") -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(make_label(name), 1 if not note else 0)
        if note:
            layout.addWidget(make_label(note, "small", wraps=True), 1)
        layout.addWidget(PillLabel(pill))
