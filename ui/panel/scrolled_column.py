"""What the panel scrolls is as high as its lines need in its width, and no higher."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget


class ScrolledColumn(QWidget):
    """Leaves its height to its layout's height for width: Qt would add up what each line needs at its narrowest."""

    def minimumSizeHint(self) -> QSize:
        """The least width."""
        return QSize(super().minimumSizeHint().width(), 0)
