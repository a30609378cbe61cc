"""What stands where a list would be empty: what this is, and the next step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.kit.buttons import Button, make_button
from ui.kit.text import make_label


class EmptyState(QWidget):
    """A heading, a sentence, and the ways on as buttons; the keyboard is on the first of them."""

    def __init__(
        self, heading: str, sentence: str, *actions: tuple[str, Callable[[], object]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.buttons: list[Button] = []
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addStretch(2)
        self.heading = make_label(heading, "heading")
        self.sentence = make_label(sentence, "muted", wraps=True)
        self.sentence.setFixedWidth(440)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.heading, 0, Qt.AlignmentFlag.AlignHCenter)
        # Between two stretches, not aligned: an aligned label that wraps shows its first line only.
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.sentence)
        middle.addStretch(1)
        layout.addLayout(middle)
        layout.addSpacing(8)
        for position, (text, on_click) in enumerate(actions):
            button = make_button(text, on_click, role="primary" if position == 0 else "plain")
            self.buttons.append(button)
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
            if position == 0:
                self.setFocusProxy(button)
        layout.addStretch(3)
