"""The lines of a requirement: a mark, what fills the place (or would), and a date at the right."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.chips import Pill, PillLabel, Tone, paint_mark
from ui.kit.flow import FlowLayout
from ui.kit.text import with_tabular_figures
from ui.kit.tips import plain_tip
from ui.kit.tones import tones_of
from ui.kit.wrapping_label import WrappingLabel

_MARK = 24
_GAP = 8
_MOST_LINES = 6


class SlotLine(WrappingLabel):
    """One place of a requirement: one widget, for a panel shows dozens of them at every step through a list.

    The mark is a filled dot for what counts, amber where it ends soon; a dashed ring for an open place; none where the
    tone is None.
    """

    def __init__(self, tone: Tone | None, text: str, *, side: str = "", is_quiet: bool = False) -> None:
        super().__init__(most_lines=_MOST_LINES)
        self.tone = tone
        self.side = side
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "muted" if is_quiet else "body")
        self.setText(text)
        self.setWordWrap(True)
        if side:
            self.setAccessibleName(f"{text}, {side}")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, its mark before it and the date behind it."""
        super().paintEvent(event)
        tones = tones_of(self.palette())
        painter = QPainter(self)
        step = self.fontMetrics().lineSpacing()
        if self.side:
            painter.setFont(with_tabular_figures(self.font()))
            painter.setPen(QColor(tones.muted))
            place = self.rect()
            place.setHeight(step)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), self.side)
        if self.tone is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            _paint_mark(painter, QPointF(5.0, step / 2), self.tone, self)

    def _make_room(self) -> None:
        self.ensurePolished()
        side = QFontMetrics(with_tabular_figures(self.font())).horizontalAdvance(self.side) + _GAP if self.side else 0
        self.setContentsMargins(_MARK if self.tone is not None else 0, 0, side, 0)


def _paint_mark(painter: QPainter, centre: QPointF, tone: Tone, widget: QWidget) -> None:
    tones = tones_of(widget.palette())
    if tone is Tone.NEUTRAL:
        painter.setPen(QPen(QColor(tones.faint), 1.4))
        painter.drawLine(QPointF(centre.x() - 3, centre.y()), QPointF(centre.x() + 3, centre.y()))
    elif tone is Tone.UNMET:
        pen = QPen(QColor(tones.unmet), 1.4)
        pen.setDashPattern([1.6, 1.6])
        painter.setPen(pen)
        painter.drawEllipse(centre, 3.8, 3.8)
    elif tone is Tone.WAIVED:
        paint_mark(painter, centre, tone, QColor(tones.waived))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tones.met if tone is Tone.MET else tones.review))
        painter.drawEllipse(QRectF(centre.x() - 4, centre.y() - 4, 8, 8))


class QuarterChips(QWidget):
    """The quarters of a requirement side by side, each with its word for screen readers."""

    def __init__(self, quarters: list[tuple[str, Tone, str]]) -> None:
        super().__init__()
        layout = FlowLayout(self, spacing=4)
        for label, tone, sentence in quarters:
            chip = PillLabel(Pill(label, tone))
            chip.setToolTip(plain_tip(sentence))
            chip.setAccessibleName(f"{label}: {sentence}")
            layout.addWidget(chip)
