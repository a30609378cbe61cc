"""Fields that show a value and take none: reached by keyboard, chosen and copied as any text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from ui.kit.dropped_files import leave_files
from ui.kit.entry_text import FieldKind
from ui.kit.fields import FieldEditor, LongField


class ShownField(FieldEditor):
    """A value in the words that it is written or chosen by, on one line."""

    def __init__(self, kind: FieldKind, write: Callable[[object], str]) -> None:
        self.line = QLineEdit()
        super().__init__(self.line, kind)
        self.line.setReadOnly(True)
        leave_files(self.line)
        self._write = write
        self._value: object = None

    def entry(self) -> object:
        """The value."""
        return self._value

    def set_entry(self, value: object) -> None:
        """Show another value."""
        self._value = value
        self.line.setText(self._write(value))
        self.line.setCursorPosition(0)


class ShownLongField(LongField):
    """Text of several lines."""

    def __init__(self) -> None:
        super().__init__()
        self.area.setReadOnly(True)
        by_keyboard = Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.area.setTextInteractionFlags(self.area.textInteractionFlags() | by_keyboard)
