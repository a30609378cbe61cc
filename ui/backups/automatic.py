"""Backups that make themselves while work goes on, quietly, as a job like any other."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from channeladmin.desk.backups import BackupReason, back_up, is_backup_due
from channeladmin.progress import Progress
from ui.kit.jobs import JobRunner
from ui.session import DeskSession

EVERY_MS = 60_000


class AutomaticBackups(QObject):
    """Asks every minute whether one is due; the desk says when (after 30 minutes with work in them)."""

    def __init__(self, session: DeskSession, jobs: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @property
    def is_active(self) -> bool:
        """Whether it still looks."""
        return self._timer.isActive()

    def look(self) -> None:
        """Start a backup if one is due and nothing else runs."""
        desk = self._session.desk
        if self._jobs.is_busy or desk.is_read_only or not self._session.act(lambda: is_backup_due(desk)):
            return

        def work(progress: Progress) -> Path:
            return back_up(desk, reason=BackupReason.AUTOMATIC, progress=progress)

        self._jobs.run("Backing up", work, lambda _path: None, self._session.failed.emit, is_quiet=True)

    def stop(self) -> None:
        """Look no more; the desk is about to be closed."""
        self._timer.stop()
