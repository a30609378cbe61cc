"""The first start: three doors into an empty desk."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.buttons import Button, make_button
from ui.kit.icons import IconLabel
from ui.kit.text import make_label


class Doors(QWidget):
    """Open the sample desk, import a roster, add a partner."""

    sample_asked = Signal()
    import_asked = Signal()
    partner_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sample = _make_door(
            self.sample_asked,
            "Open the sample desk",
            "Look around: sixty fictional partners in every state.",
            "sparkles",
        )
        self.roster = _make_door(
            self.import_asked,
            "Import a roster",
            "Bring in partners and people from CSV files; or drop them here.",
            "download",
        )
        self.partner = _make_door(
            self.partner_asked, "Add a partner", "Start with one company and its agreement.", "plus"
        )
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addStretch(1)
        for door in (self.sample, self.roster, self.partner):
            row.addWidget(door)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addStretch(2)
        for label in (
            make_label("This desk is empty", "title"),
            make_label("Everything stays in one file on this machine. Where would you like to begin?", "muted"),
        ):
            layout.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(16)
        layout.addLayout(row)
        layout.addStretch(3)


def _make_door(signal: SignalInstance, title: str, sentence: str, icon: str) -> Button:
    door = make_button("", signal.emit, role="door", name=f"{title}. {sentence}")
    door.setFixedSize(196, 140)
    inside = QVBoxLayout(door)
    inside.setContentsMargins(14, 14, 14, 14)
    inside.setSpacing(6)
    inside.addWidget(IconLabel(icon))
    for label in (make_label(title, "strong"), make_label(sentence, "small", wraps=True)):
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside.addWidget(label)
    inside.addStretch(1)
    return door
