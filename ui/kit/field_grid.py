"""The fields of a form side by side, in as many columns as their width has room for."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

_BETWEEN = 16
_BELOW = 12


class FieldGrid(QLayout):
    """At most `columns`, each at least `least` pixels wide; in a narrow place one field stands under the other."""

    def __init__(self, *, columns: int, least: int) -> None:
        super().__init__()
        self._columns = columns
        self._least = least
        self._items: list[QLayoutItem] = []
        self._spans: list[int] = []
        self.setContentsMargins(0, 0, 0, 0)

    def add_field(self, widget: QWidget, span: int) -> None:
        """One more field, over so many columns where they are there."""
        self._spans.append(span)
        self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        """Called by Qt."""
        self._items.append(item)

    def count(self) -> int:
        """How many fields there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """One of them."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take one out."""
        if not 0 <= index < len(self._items):
            return None
        del self._spans[index]
        return self._items.pop(index)

    def expandingDirections(self) -> Qt.Orientation:
        """It takes the width, and no more height than it needs."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high it is in a width."""
        return self._place(QRect(0, 0, width, 0), is_trial=True)

    def setGeometry(self, rect: QRect) -> None:
        """Lay the fields out."""
        super().setGeometry(rect)
        self._place(rect, is_trial=False)

    def sizeHint(self) -> QSize:
        """All columns at their least."""
        width = self._columns * (self._least + _BETWEEN) - _BETWEEN
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        """One column."""
        widest = max((item.minimumSize().width() for item in self._items), default=0)
        return QSize(max(self._least, widest), max((item.minimumSize().height() for item in self._items), default=0))

    def _place(self, rect: QRect, *, is_trial: bool) -> int:
        columns = max(1, min(self._columns, (rect.width() + _BETWEEN) // (self._least + _BETWEEN)))
        width = (rect.width() - _BETWEEN * (columns - 1)) / columns
        column, top, height = 0, rect.top(), 0
        for item, asked in zip(self._items, self._spans, strict=True):
            span = min(asked, columns)
            if column + span > columns:
                column, top, height = 0, top + height + _BELOW, 0
            left = rect.left() + round(column * (width + _BETWEEN))
            right = rect.left() + round((column + span) * (width + _BETWEEN)) - _BETWEEN
            needed = item.heightForWidth(right - left) if item.hasHeightForWidth() else item.sizeHint().height()
            if not is_trial:
                item.setGeometry(QRect(left, top, right - left, needed))
            column, height = column + span, max(height, needed)
        return top + height - rect.top()
