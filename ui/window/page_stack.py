"""The pages one over the other; a page that is not shown does not set the least width of the window."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget


class PageStack(QStackedWidget):
    """A stacked widget as small as the page that is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(lambda _index: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        """That of the page shown; Qt's own is the largest of all pages."""
        page = self.currentWidget()
        return page.minimumSizeHint() if page is not None else QSize()
