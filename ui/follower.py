"""Follows what others write to the same data file, so that every page shows it within a second."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from ui.session import DeskSession

EVERY_MS = 500


class Follower(QObject):
    """Asks the desk twice a second, at the cost of looking up one key."""

    def __init__(self, session: DeskSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @property
    def is_active(self) -> bool:
        """Whether it still looks."""
        return self._timer.isActive()

    def look(self) -> None:
        """Tell the pages what others have written since the last look."""
        changes = self._session.act(self._session.desk.find_foreign_changes)
        if changes is not None:
            self._session.told.emit(f"{changes.label}.")

    def stop(self) -> None:
        """Look no more; the desk is about to be closed."""
        self._timer.stop()
