"""Keeps what is typed in a list in sight, on a page that scrolls and is laid out anew while somebody types."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication, QScrollArea


class PageSight(QObject):
    """Scrolls the page around a list, not the list, to the cell that has the keyboard."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._page: QScrollArea | None = None

    def follow(self) -> None:
        """Show the cell, and show it again whenever the height of the page changes while it is open."""
        page = self._find_page()
        if page is not self._page:
            if self._page is not None:
                self._page.verticalScrollBar().rangeChanged.disconnect(self._show_open_cell)
            self._page = page
            if page is not None:
                page.verticalScrollBar().rangeChanged.connect(self._show_open_cell)
        # The list may have grown: the page has to be laid out before it can scroll.
        QTimer.singleShot(0, self, self._show_cell)

    def _find_page(self) -> QScrollArea | None:
        page = self._view.parentWidget()
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        return page

    def _show_open_cell(self) -> None:
        if self._view.state() == QAbstractItemView.State.EditingState:
            self._show_cell()

    def _show_cell(self) -> None:
        focus = QApplication.focusWidget()
        content = self._page.widget() if self._page is not None else None
        if self._page is not None and content is not None and focus is not None and self._view.isAncestorOf(focus):
            # Of a line of text Qt would show no more than the cursor.
            place = focus.mapTo(content, focus.rect().center())
            self._page.ensureVisible(place.x(), place.y(), 0, focus.height())
