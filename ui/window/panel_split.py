"""How the pages and the evaluation panel beside them share the width of the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

PANEL_WIDTH = 384
PANEL_LEAST = 280
PANEL_SHARE = 0.29


class PanelSplit(QSplitter):
    """A narrow window leaves the panel less, until it is dragged to a width of its own."""

    def __init__(self, pages: QWidget, panel: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._is_dragged = False
        self.addWidget(pages)
        self.addWidget(panel)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        panel.setMinimumWidth(PANEL_LEAST)
        self.splitterMoved.connect(lambda *_: self._on_dragged())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self.share_width()

    def share_width(self) -> None:
        """Give the panel its share."""
        if not self._is_dragged:
            panel = min(max(int(self.width() * PANEL_SHARE), PANEL_LEAST), PANEL_WIDTH)
            self.setSizes([self.width() - panel, panel])

    def _on_dragged(self) -> None:
        self._is_dragged = True
