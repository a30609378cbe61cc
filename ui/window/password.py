"""The page that asks for the password of a data file, in place of its pages."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.kit.buttons import make_button
from ui.kit.dropped_files import leave_files
from ui.kit.text import make_label


class PasswordPage(QWidget):
    """One entry; Enter or the button tries to open."""

    given = Signal(str)

    def __init__(self, path: Path, reason: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = QLineEdit()
        self.reason = make_label(reason, "error", wraps=True)
        leave_files(self.entry)
        self.entry.setEchoMode(QLineEdit.EchoMode.Password)
        self.entry.setAccessibleName("Password")
        self.entry.setFixedWidth(320)
        self.entry.returnPressed.connect(self._on_given)
        self.setFocusProxy(self.entry)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addStretch(2)
        sentence = f"“{path.name}” does not open without a password. It is not stored anywhere."
        for widget in (
            make_label("Password", "heading"),
            make_label(sentence, "muted"),
            self.entry,
            self.reason,
            make_button("Open", self._on_given, role="primary"),
        ):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def _on_given(self) -> None:
        if self.entry.text():
            self.given.emit(self.entry.text())
