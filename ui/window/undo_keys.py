"""Ctrl+Z belongs to a text field while it holds typing that can be undone there; else it is the desk's."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

_UNDO = QKeySequence("Ctrl+Z")
_REDO = QKeySequence("Ctrl+Shift+Z")


class UndoKeys(QObject):
    """Watches the text field that has the keyboard, and lets the keys through to the menu where it has nothing."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._watched: QWidget | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep Qt's text fields from claiming the keys when they could do nothing with them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pressed = QKeySequence(event.keyCombination())
            if (pressed == _UNDO and not _can_undo(watched)) or (pressed == _REDO and not _can_redo(watched)):
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        # A field that goes while it has the keyboard is gone before anybody is told.
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = new if isinstance(new, (QLineEdit, QPlainTextEdit, QTextEdit)) else None
        if self._watched is not None:
            self._watched.installEventFilter(self)


def _can_undo(field: QObject) -> bool:
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable()
    return isinstance(field, (QPlainTextEdit, QTextEdit)) and field.document().isUndoAvailable()


def _can_redo(field: QObject) -> bool:
    if isinstance(field, QLineEdit):
        return field.isRedoAvailable()
    return isinstance(field, (QPlainTextEdit, QTextEdit)) and field.document().isRedoAvailable()
