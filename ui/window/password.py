"""The page that asks for the password of a data file, in place of its pages."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.kit.buttons import make_button
from ui.kit.dropped_files import leave_files
from ui.kit.text import make_label
from ui.window.refused_page import word_back

WIDTH = 440


class PasswordPage(QWidget):
    """One entry; Enter or the button tries to open."""

    given = Signal(str)
    left = Signal()

    def __init__(self, path: Path, reason: str, *, back_to: Path | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._back_to = back_to
        self.entry = QLineEdit()
        self.reason = make_label(reason, "error", wraps=True)
        leave_files(self.entry)
        self.entry.setEchoMode(QLineEdit.EchoMode.Password)
        self.entry.setAccessibleName("Password")
        self.entry.setFixedWidth(320)
        self.entry.returnPressed.connect(self._on_given)
        self.setFocusProxy(self.entry)
        self._lay_out(f"“{path.name}” does not open without a password. It is not stored anywhere.")

    def _lay_out(self, sentence: str) -> None:
        column = QWidget()
        column.setFixedWidth(WIDTH)
        lines = QVBoxLayout(column)
        lines.setSpacing(8)
        labels = make_label("Password", "heading"), make_label(sentence, "muted", wraps=True)
        for label in (*labels, self.reason):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        for label in labels:
            lines.addWidget(label)
        lines.addSpacing(8)
        lines.addWidget(self.entry, 0, Qt.AlignmentFlag.AlignHCenter)
        if self.reason.text():
            lines.addWidget(self.reason)
        lines.addSpacing(8)
        button = make_button("Open", self._on_given, role="primary")
        lines.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        if self._back_to is not None:
            back = make_button(word_back(self._back_to), self.left.emit)
            lines.addWidget(back, 0, Qt.AlignmentFlag.AlignHCenter)
        # Between two stretches, not aligned: aligned, the sentences that wrap would be cut.
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(column)
        middle.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        layout.addLayout(middle)
        layout.addStretch(3)

    def _on_given(self) -> None:
        if self.entry.text():
            self.given.emit(self.entry.text())
