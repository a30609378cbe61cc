"""The head of a row: its label, a link and its pill side by side, or under one another where the panel is narrow."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

_LEAST = 100
_GAP = 8
_BELOW = 2


class RowHead(QLayout):
    """The title takes what the others leave; `add_side` in the order in which they stand, the pill last.

    No title is made narrower than `least`: what stands beside it goes below.
    """

    def __init__(self, title: QWidget, *, least: int = _LEAST) -> None:
        super().__init__()
        self._least = least
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.addWidget(title)

    def add_side(self, widget: QWidget) -> None:
        """One more at the right."""
        self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        """Called by Qt."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """One of them."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take one out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

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
        """Lay them out."""
        super().setGeometry(rect)
        self._place(rect, is_trial=False)

    def sizeHint(self) -> QSize:
        """All side by side."""
        width = sum(item.sizeHint().width() + _GAP for item in self._items)
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        """One under the other."""
        return QSize(self._least, max(item.minimumSize().height() for item in self._items))

    def _place(self, rect: QRect, *, is_trial: bool) -> int:
        title, *sides = self._items
        beside = list(sides)
        # The pill is the last to leave the title's side.
        while beside and rect.width() - self._measure(beside) < self._least:
            del beside[0]
        below = [item for item in sides if item not in beside]
        room = rect.width() - self._measure(beside)
        height = max(title.heightForWidth(room), *(item.sizeHint().height() for item in beside), 0)
        if not is_trial:
            own = title.heightForWidth(room)
            tallest = max((item.sizeHint().height() for item in beside), default=0)
            title.setGeometry(QRect(rect.left(), rect.top() + max(0, tallest - own) // 2, room, own))
            self._line_up(beside, rect, rect.top())
        if below:
            if not is_trial:
                self._line_up(below, rect, rect.top() + height + _BELOW)
            height += _BELOW + max(item.sizeHint().height() for item in below)
        return height

    def _measure(self, items: list[QLayoutItem]) -> int:
        return sum(item.sizeHint().width() + _GAP for item in items)

    def _line_up(self, items: list[QLayoutItem], rect: QRect, top: int) -> None:
        right = rect.left() + rect.width()
        tallest = max((item.sizeHint().height() for item in items), default=0)
        for item in reversed(items):
            width, height = min(item.sizeHint().width(), right - rect.left()), item.sizeHint().height()
            item.setGeometry(QRect(right - width, top + (tallest - height) // 2, width, height))
            right -= width + _GAP
