"""A page's button on the rail: icon, title, and at its right end how many things wait there."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from ui.kit.icons import bind_icon
from ui.kit.text import with_tabular_figures
from ui.kit.tips import plain_tip
from ui.kit.tones import tones_of

_SIDE = 12
_MOST = 999


class RailButton(QPushButton):
    """The title elides before the count does; narrow, a dot at the icon stands for the count."""

    def __init__(self, title: str, icon: str, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._keys = keys
        self._count = 0
        self._is_narrow = False
        self.setProperty("role", "rail")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        bind_icon(self, icon)
        self._word()

    @property
    def count(self) -> int:
        """How many things wait."""
        return self._count

    def set_count(self, count: int) -> None:
        """Show how many things wait; 0 shows nothing."""
        self._count = count
        self._word()

    def set_narrow(self, is_narrow: bool) -> None:
        """Icon only, or icon and title."""
        self._is_narrow = is_narrow
        self._word()

    def least_width(self) -> int:
        """How wide the button must be to show title and count whole, also in the weight of the page that is open."""
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        title = QFontMetrics(bold).horizontalAdvance(self.text()) + self.iconSize().width()
        count = QFontMetrics(self._count_font()).horizontalAdvance(self._count_text()) + _SIDE if self._count else 0
        return _SIDE + title + count

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button, then the count."""
        super().paintEvent(event)
        if not self._count:
            return
        tones = tones_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._is_narrow:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tones.accent))
            painter.drawEllipse(QPointF(self.width() - 8, 9), 3.5, 3.5)
            return
        painter.setFont(self._count_font())
        painter.setPen(QColor(tones.accent if self.isChecked() else tones.muted))
        place = QRect(0, 0, self.width() - _SIDE, self.height())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), self._count_text())

    def _word(self) -> None:
        waiting = f", {self._count:,} waiting" if self._count else ""
        self.setText("" if self._is_narrow else f"  {self._title}")
        self.setAccessibleName(self._title + waiting)
        self.setToolTip(plain_tip(f"{self._title}{waiting} ({self._keys})"))
        self.update()

    def _count_text(self) -> str:
        return str(self._count) if self._count <= _MOST else f"{_MOST}+"

    def _count_font(self) -> QFont:
        font = with_tabular_figures(self.font())
        font.setPixelSize(12)
        return font
