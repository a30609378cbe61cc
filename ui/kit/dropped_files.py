"""Files may be dropped anywhere on the window: text fields take dragged text, but leave files to it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def list_files(mime: QMimeData) -> list[Path]:
    """The files of this machine that are dragged; a link dragged from a browser is text."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def leave_files(field: QWidget) -> None:
    """Let a text field pass dragged files on to the window that it is in."""
    _FilePasser(field.viewport() if isinstance(field, QAbstractScrollArea) else field)


class _FilePasser(QObject):
    def __init__(self, target: QWidget) -> None:
        super().__init__(target)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Qt offers an ignored drag to the parent, up to the window; whoever takes it gets the drop.
        if isinstance(event, QDragEnterEvent) and list_files(event.mimeData()):
            event.ignore()
            return True
        return super().eventFilter(watched, event)
