"""Deleting in two steps and without a dialog: the link asks in its own place, with the keyboard on “Keep”."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.kit.buttons import make_button
from ui.kit.text import make_label


class DeletePrompt(QWidget):
    """A blank typed by mistake opens the question, the next one keeps what is there."""

    confirmed = Signal()

    def __init__(
        self, text: str, question: str, *, verb: str = "Delete", way_back: str = "Undo brings it back."
    ) -> None:
        super().__init__()
        self.ask = make_button(text, self.open_question, role="link", icon="trash-2")
        self.question = make_label(f"{question} {way_back}", "muted", wraps=True)
        self.delete = make_button(verb, self._on_confirmed, role="danger", name=text)
        self.keep = make_button("Keep", self._on_kept)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._on_kept)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.ask)
        layout.addWidget(self.question, 1)
        layout.addWidget(self.delete)
        layout.addWidget(self.keep)
        layout.addStretch(0)
        self._show(is_asking=False)

    def set_name(self, name: str) -> None:
        """What a screen reader says of the link and of the last step."""
        self.ask.setAccessibleName(name)
        self.delete.setAccessibleName(name)

    def open_question(self) -> None:
        """Ask, with the keyboard where nothing is lost."""
        self._show(is_asking=True)
        self.keep.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """A question is not left open for another record."""
        super().hideEvent(event)
        self._show(is_asking=False)

    def _on_kept(self) -> None:
        had_keyboard = self.keep.hasFocus() or self.delete.hasFocus()
        self._show(is_asking=False)
        if had_keyboard:
            self.ask.setFocus()

    def _on_confirmed(self) -> None:
        self._show(is_asking=False)
        self.confirmed.emit()

    def _show(self, *, is_asking: bool) -> None:
        # What goes is hidden last: Qt would hand the keyboard on to a stranger.
        shown: tuple[QWidget, ...] = (self.question, self.delete, self.keep) if is_asking else (self.ask,)
        hidden: tuple[QWidget, ...] = (self.ask,) if is_asking else (self.question, self.delete, self.keep)
        for widget in shown:
            widget.show()
        for widget in hidden:
            widget.hide()
