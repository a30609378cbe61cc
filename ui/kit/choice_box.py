"""The box that one of a few values is chosen in, and the list that opens under it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox

from ui.kit.icons import render_icon
from ui.kit.tones import tones_of

_LIST_SIDES = 24
_SHOWN_CHOICES = 12


class ChoiceBox(QComboBox):
    """A box with a chevron in the colour of its text."""

    def __init__(self) -> None:
        super().__init__()
        self.setMaxVisibleItems(_SHOWN_CHOICES)
        self.is_stepping = False
        self.has_typing = False
        """Keys were pressed here since the keyboard came."""
        self.is_looking = False
        """Keys looked through the choices since the keyboard came; Enter, or a choice in the list, ends it."""

    def showPopup(self) -> None:
        """The list is as wide as its longest words."""
        self.is_looking = False
        rows = self.view()
        rows.setMinimumWidth(max(self.width(), rows.sizeHintForColumn(0) + _LIST_SIDES))
        super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and letters look through the choices: nothing is chosen until the box is left."""
        before = self.currentIndex()
        self.is_stepping = True
        super().keyPressEvent(event)
        self.is_stepping = False
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        self.is_looking = not is_enter and (self.is_looking or self.currentIndex() != before)
        self.has_typing = self.has_typing or bool(event.text().strip())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed belongs to the visit."""
        super().focusOutEvent(event)
        is_list = event.reason() is Qt.FocusReason.PopupFocusReason
        self.has_typing, self.is_looking = self.has_typing and is_list, self.is_looking and is_list

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box as the style has it, then the chevron."""
        super().paintEvent(event)
        color = QColor(tones_of(self.palette()).muted)
        size = 14
        icon = render_icon("chevron-down", color, size=size, scale=self.devicePixelRatioF())
        painter = QPainter(self)
        painter.drawPixmap(self.width() - size - 8, (self.height() - size) // 2, icon)
