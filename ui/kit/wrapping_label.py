"""A label that wraps and never cuts: a word too long for a line is broken, and what has no room ends in an ellipsis."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QStyle, QStyleOption, QWidget

from ui.kit.tips import plain_tip

_ENDLESS = 10_000
_KEPT = 4
_MEASURED_ANEW = frozenset(
    {QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.Polish, QEvent.Type.ContentsRectChange}
)


class WrappingLabel(QLabel):
    """Plain text only. `most_lines` is where it ends at the latest; the whole text is then its tip."""

    def __init__(self, parent: QWidget | None = None, *, most_lines: int | None = None) -> None:
        super().__init__(parent)
        self._most_lines = most_lines or _ENDLESS
        self._broken: dict[tuple[str, int, str], tuple[str, ...]] = {}
        self._heights: dict[tuple[str, int], int] = {}

    def minimumSizeHint(self) -> QSize:
        """One line high and hardly wide, else one long word would set the least width of the page."""
        return QSize(1, self.fontMetrics().lineSpacing() + self._frame().height())

    def sizeHint(self) -> QSize:
        """Qt's choice of a width, and the height in it."""
        width = super().sizeHint().width()
        return QSize(width, self.heightForWidth(width))

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The lines' height in a width, in logical pixels."""
        # Layouts that lie in each other ask for the same width dozens of times.
        asked = (self.text(), width)
        if asked not in self._heights:
            frame = self._frame()
            lines = len(self._break(width - frame.width()))
            self._heights[asked] = max(lines, 1) * self.fontMetrics().lineSpacing() + frame.height()
        return self._heights[asked]

    def event(self, event: QEvent) -> bool:
        """Measure anew in another font or frame."""
        if event.type() in _MEASURED_ANEW:
            self._heights.clear()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground as the style has it, then the lines."""
        del event
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        place, step = self.contentsRect(), self.fontMetrics().lineSpacing()
        lines = self._break(place.width())
        spare = place.height() - len(lines) * step
        top = place.top() + (max(spare, 0) // 2 if self.alignment() & Qt.AlignmentFlag.AlignVCenter else 0)
        flags = int((self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask).value)
        for number, line in enumerate(lines):
            painter.drawText(QRect(place.left(), top + number * step, place.width(), step), flags, line)

    def setText(self, text: str) -> None:
        """Show a text; where it may be too long for its lines, it can be read whole as a tip."""
        self._heights.clear()
        super().setText(text)
        if self._most_lines < _ENDLESS:
            self.setToolTip(plain_tip(text))
        self.updateGeometry()

    def _frame(self) -> QSize:
        margins = self.contentsMargins()
        return QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _break(self, width: int) -> tuple[str, ...]:
        """The text in lines of at most a width."""
        asked = (self.text(), width, self.font().key())
        if asked not in self._broken:
            self._broken = {**dict(list(self._broken.items())[-_KEPT:]), asked: tuple(self._list_lines(max(width, 1)))}
        return self._broken[asked]

    def _list_lines(self, width: int) -> Iterator[str]:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        left = self._most_lines
        for paragraph in self.text().split("\n"):
            units = paragraph.encode("utf-16-le", "surrogatepass")  # as Qt counts
            layout = QTextLayout(paragraph, self.font())
            layout.setTextOption(option)
            layout.beginLayout()
            while (line := layout.createLine()).isValid():
                line.setLineWidth(width)
                start, end = 2 * line.textStart(), 2 * (line.textStart() + line.textLength())
                left -= 1
                if left == 0:
                    rest = units[start:].decode("utf-16-le", "surrogatepass")
                    yield self.fontMetrics().elidedText(rest, Qt.TextElideMode.ElideRight, width)
                    return
                yield units[start:end].decode("utf-16-le", "surrogatepass").rstrip()
            layout.endLayout()
