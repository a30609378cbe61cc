"""The status pill: always a word and a shape as well as a colour; one painter for tables and labels."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.kit.tones import Tones, tones_of

PILL_ROLE = Qt.ItemDataRole.UserRole + 1
_HEIGHT = 20
_SIDE = 9
_MARK = 13


class Tone(StrEnum):
    """What a pill says; each has its own shape."""

    MET = "met"
    UNMET = "unmet"
    REVIEW = "review"
    WAIVED = "waived"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Pill:
    """A short word with its tone; `has_mark` draws the shape (filled ●, hollow ○, half ◐, ?) before the word."""

    text: str
    tone: Tone
    has_mark: bool = True


def pill_size(pill: Pill, font: QFont) -> QSize:
    """How much room a pill wants, in logical pixels."""
    mark = _MARK if pill.has_mark and pill.tone is not Tone.NEUTRAL else 0
    return QSize(QFontMetrics(_pill_font(font)).horizontalAdvance(pill.text) + 2 * _SIDE + mark, _HEIGHT)


def paint_pill(painter: QPainter, place: QRect, pill: Pill, tones: Tones, font: QFont) -> None:
    """Paint a pill at the left of `place`, vertically centred, its text elided where the room ends."""
    ink, ground = _colors(pill.tone, tones)
    size = pill_size(pill, font)
    width = min(size.width(), place.width())
    body = QRectF(place.left(), place.top() + (place.height() - _HEIGHT) / 2, width, _HEIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(body, _HEIGHT / 2, _HEIGHT / 2)
    painter.setFont(_pill_font(font))
    left = body.left() + _SIDE
    if pill.has_mark and pill.tone is not Tone.NEUTRAL:
        paint_mark(painter, QPointF(left + 4, body.center().y()), pill.tone, ink)
        left += _MARK
    painter.setPen(ink)
    room = QRectF(left, body.top(), body.right() - _SIDE - left + 1, body.height())
    text = painter.fontMetrics().elidedText(pill.text, Qt.TextElideMode.ElideRight, int(room.width() + 1))
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
    painter.restore()


def paint_mark(painter: QPainter, centre: QPointF, tone: Tone, ink: QColor) -> None:
    """The shape of a tone: filled for met, hollow for unmet, half filled for waived, a question mark for review."""
    if tone is Tone.REVIEW:
        painter.setPen(ink)
        painter.drawText(QRectF(centre.x() - 6, centre.y() - 9, 12, 18), int(Qt.AlignmentFlag.AlignCenter), "?")
        return
    painter.setPen(QPen(ink, 1.5))
    painter.setBrush(ink if tone is Tone.MET else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(centre, 3.25, 3.25)
    if tone is Tone.WAIVED:
        painter.setBrush(ink)
        painter.drawChord(QRectF(centre.x() - 3.25, centre.y() - 3.25, 6.5, 6.5), 90 * 16, 180 * 16)


class PillDelegate(QStyledItemDelegate):
    """Paints the cells that carry a Pill under PILL_ROLE; the others as usual."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The cell's ground as the style has it, then the pill."""
        pill = index.data(PILL_ROLE)
        widget: QWidget | None = option.widget
        tones = tones_of(widget.palette() if widget is not None else QApplication.palette())
        if isinstance(pill, Pill):
            self._paint_pill(painter, option, index, pill, tones)
        else:
            super().paint(painter, option, index)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.save()
            painter.setPen(QPen(QColor(tones.accent), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -2.5), 4, 4)
            painter.restore()

    def _paint_pill(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        pill: Pill,
        tones: Tones,
    ) -> None:
        self.initStyleOption(option, index)
        option.text = ""
        widget: QWidget | None = option.widget
        style = widget.style() if widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        paint_pill(painter, option.rect.adjusted(8, 0, -8, 0), pill, tones, option.font)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Wide enough for the pill."""
        pill = index.data(PILL_ROLE)
        if not isinstance(pill, Pill):
            return super().sizeHint(option, index)
        size = pill_size(pill, option.font)
        return QSize(size.width() + 16, size.height() + 8)


class PillLabel(QWidget):
    """A pill outside a table."""

    def __init__(self, pill: Pill, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set_pill(pill)

    @property
    def pill(self) -> Pill:
        """What is shown."""
        return self._pill

    def set_pill(self, pill: Pill) -> None:
        """Show another pill."""
        self._pill = pill
        self.setAccessibleName(pill.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The whole pill."""
        return pill_size(self._pill, self.font())

    def minimumSizeHint(self) -> QSize:
        """A few letters; the rest is elided."""
        return QSize(min(48, self.sizeHint().width()), _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pill alone; the ground is the parent's."""
        del event
        painter = QPainter(self)
        paint_pill(painter, self.rect(), self._pill, tones_of(self.palette()), self.font())


def _pill_font(font: QFont) -> QFont:
    small = QFont(font)
    small.setPixelSize(12)
    small.setWeight(QFont.Weight.Medium)
    return small


def _colors(tone: Tone, tones: Tones) -> tuple[QColor, QColor]:
    ink, ground = {
        Tone.MET: (tones.met, tones.met_soft),
        Tone.UNMET: (tones.unmet, tones.unmet_soft),
        Tone.REVIEW: (tones.review, tones.review_soft),
        Tone.WAIVED: (tones.waived, tones.waived_soft),
        Tone.NEUTRAL: (tones.muted, tones.neutral_soft),
    }[tone]
    return QColor(ink), QColor(ground)
