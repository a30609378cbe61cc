"""A box to tick that can be seen in both schemes: the style's own is nearly black on black in the dark."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from ui.kit.icons import render_icon
from ui.kit.tones import tones_of

_SIDE = 16
_GAP = 8


class TickBox(QCheckBox):
    """A square, filled and ticked when chosen, and its words."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """The square, the words, and room for the frame of the focus."""
        words = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text())
        return QSize(_SIDE + _GAP + words.width() + 6, max(_SIDE, words.height()) + 6)

    def minimumSizeHint(self) -> QSize:
        """All of it."""
        return self.sizeHint()

    def hitButton(self, place: QPoint) -> bool:
        """The words can be clicked, too."""
        return QRect(QPoint(0, 0), self.sizeHint()).contains(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Square, tick, words, and the frame of the focus."""
        del event
        tones = tones_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        square = QRect(2, (self.height() - _SIDE) // 2, _SIDE, _SIDE)
        is_on = self.isChecked()
        painter.setPen(
            QPen(QColor(tones.accent if is_on or self.hasFocus() else tones.faint), 2 if self.hasFocus() else 1)
        )
        painter.setBrush(QColor(tones.accent if is_on else tones.surface))
        painter.drawRoundedRect(square.adjusted(0, 0, -1, -1), 4, 4)
        if is_on:
            icon = render_icon("check", QColor(tones.on_accent), size=12, scale=self.devicePixelRatioF())
            painter.drawPixmap(square.left() + 1, square.top() + 1, icon)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tones.accent), 1))
            painter.drawRoundedRect(square.adjusted(-2, -2, 1, 1), 5, 5)
        painter.setPen(QColor(tones.text if self.isEnabled() else tones.faint))
        place = self.rect().adjusted(square.right() + _GAP, 0, 0, 0)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic), self.text())
