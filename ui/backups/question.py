"""The question before a restore, in the page itself: what will happen, and two answers."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.kit.buttons import make_button
from ui.kit.text import make_label
from ui.kit.tips import plain_tip


class RestoreQuestion(QWidget):
    """Hidden until it asks; Esc is no."""

    answered = Signal(object)
    """The path of the backup that shall be restored; None: none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._backup: Path | None = None
        self._sentence = make_label("", "warning", wraps=True)
        self.yes = make_button("Restore it", lambda: self._answer(is_yes=True), role="primary")
        self.no = make_button("Leave the desk as it is", lambda: self._answer(is_yes=False))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._sentence, 1)
        layout.addWidget(self.no)
        layout.addWidget(self.yes)
        self.hide()

    def ask(self, backup: Path, words: str) -> None:
        """Ask about this backup; the keyboard is on the answer that changes nothing."""
        self._backup = backup
        self._sentence.setText(
            f"Put the backup {words} in the place of the desk? The desk as it is now is kept as a backup first, so "
            "that you can come back to it."
        )
        self._sentence.setToolTip(plain_tip(str(backup)))
        self.show()
        self.no.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc is no."""
        if event.key() == Qt.Key.Key_Escape:
            self._answer(is_yes=False)
        else:
            super().keyPressEvent(event)

    def _answer(self, *, is_yes: bool) -> None:
        self.hide()
        self.answered.emit(self._backup if is_yes else None)
