"""The lines of a requirement: a mark, what fills the place (or would), and a date at the right."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.kit.chips import Pill, PillLabel, Tone
from ui.kit.flow import FlowLayout
from ui.kit.text import make_label, with_tabular_figures
from ui.kit.tones import tones_of

_SIZE = 16


class Mark(QWidget):
    """A filled dot for what counts, amber where it ends soon; a dashed ring for an open place."""

    def __init__(self, tone: Tone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = tone
        self.setFixedSize(_SIZE, _SIZE)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One line of text high."""
        return QSize(_SIZE, _SIZE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Only the mark."""
        del event
        tones = tones_of(self.palette())
        color = QColor({Tone.MET: tones.met, Tone.REVIEW: tones.review, Tone.UNMET: tones.unmet}.get(self._tone, ""))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._tone is Tone.UNMET:
            pen = QPen(color, 1.4)
            pen.setDashPattern([1.6, 1.6])
            painter.setPen(pen)
            painter.drawEllipse(QPointF(5.0, _SIZE / 2), 3.8, 3.8)
        elif self._tone is Tone.NEUTRAL:
            painter.setPen(QPen(QColor(tones.faint), 1.4))
            painter.drawLine(QPointF(2, _SIZE / 2), QPointF(8, _SIZE / 2))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            painter.drawEllipse(QRectF(1.0, _SIZE / 2 - 4, 8, 8))


class SlotLine(QWidget):
    """One place of a requirement."""

    def __init__(self, tone: Tone, text: str, *, side: str = "", is_quiet: bool = False) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(Mark(tone), 0, Qt.AlignmentFlag.AlignTop)
        label = make_label(text, "muted" if is_quiet else "body", most_lines=6)
        layout.addWidget(label, 1, Qt.AlignmentFlag.AlignTop)
        if side:
            aside = make_label(side, "muted")
            aside.setFont(with_tabular_figures(aside.font()))
            layout.addWidget(aside, 0, Qt.AlignmentFlag.AlignTop)


class QuarterChips(QWidget):
    """The quarters of a requirement side by side, each with its word for screen readers."""

    def __init__(self, quarters: list[tuple[str, Tone, str]]) -> None:
        super().__init__()
        layout = FlowLayout(self, spacing=4)
        for label, tone, sentence in quarters:
            chip = PillLabel(Pill(label, tone))
            chip.setToolTip(sentence)
            chip.setAccessibleName(f"{label}: {sentence}")
            layout.addWidget(chip)
