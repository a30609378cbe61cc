"""The Backups page: every copy in the desk's own folder, Back Up Now, Check, and Restore with one question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from channeladmin.desk.backups import BackupFile, BackupReason, find_backup_hindrance, list_backups
from channeladmin.desk.wording import format_date
from ui.backups.checking import start_check
from ui.backups.question import RestoreQuestion
from ui.kit.buttons import make_button
from ui.kit.empty import EmptyState
from ui.kit.jobs import JobRunner
from ui.kit.record_table import Column, RecordModel, RecordTable
from ui.kit.text import make_label
from ui.session import DeskSession

KEPT = (
    "Made by itself every half hour while work goes on, and before every import, bulk delete, trim and restore. All of "
    "the last two days are kept, then 12 daily, 9 weekly and 10 monthly ones; those made by hand stay."
)

_FIRST = {
    False: "The first one is made by itself while you work, or now, with the button above.",
    True: "One is made with the button above; by itself none is while the desk is open for reading only.",
}
"""What is said where there is none, by whether the desk is open for reading only."""


def _word_moment(backup: BackupFile) -> str:
    local = backup.at.astimezone()
    return f"{format_date(local.date())}, {local:%H:%M}"


def _word_reason(backup: BackupFile) -> str:
    return "by hand" if backup.reason is BackupReason.BY_HAND else backup.reason.value


def _word_size(backup: BackupFile) -> str:
    return f"{backup.size / 2**20:,.1f} MB"


_COLUMNS: tuple[Column[BackupFile], ...] = (
    Column("at", "Made", _word_moment, 180, has_figures=True),
    Column("reason", "Why", _word_reason, 180),
    Column("size", "Size", _word_size, 110, is_number=True, has_figures=True),
    Column("path", "File", lambda backup: backup.path.name, 360),
)


class BackupsPage(QWidget):
    """The list, and below it the question that stands before a restore."""

    described = Signal(str)
    back_up_asked = Signal()
    restore_asked = Signal(object)
    """The path of a backup that shall take the place of the open file."""

    def __init__(self, session: DeskSession, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._backups: dict[int, BackupFile] = {}
        self._keys: dict[Path, int] = {}
        self._asked: int | None = None
        self.model: RecordModel[BackupFile] = RecordModel(
            _COLUMNS, find=self._find, get=self._get, sort="at", descending=True, parent=self
        )
        self.table = RecordTable(self.model, "Backups")
        self.back_up_button = make_button("Back up now", self.back_up_asked.emit, role="primary")
        self.check_button = make_button("Check the desk", lambda: start_check(session, jobs))
        self.folder_button = make_button("Show the folder", self._on_folder_asked)
        self.restore_button = make_button("Restore…", self._on_restore_asked, icon="undo-2")
        self.restore_button.withhold(session.withheld)
        self.back_up_button.withhold(find_backup_hindrance(session.desk))
        self.question = RestoreQuestion()
        self._stack = QStackedWidget()
        self._lay_out()
        self.table.selected.connect(self._on_selected)
        self.table.opened.connect(lambda _key: self._on_restore_asked())
        self.question.answered.connect(self._on_answered)
        jobs.finished.connect(self._on_job_finished)

    def focus_list(self) -> None:
        """Put the keyboard on the list, with the newest backup chosen; where there is none, on making one."""
        making = self.check_button if self.back_up_button.withheld else self.back_up_button
        (self.table if self._backups else making).setFocus()
        if not self.table.currentIndex().isValid() and self.model.rowCount():
            self.table.selectRow(0)

    def showEvent(self, event: QShowEvent) -> None:
        """Look into the folder each time the page is shown."""
        super().showEvent(event)
        self.reload()

    def reload(self) -> None:
        """List what the folder holds now."""
        found = list_backups(self._session.desk.path)
        # A backup keeps its key while others come and go: the chosen one stays chosen.
        self._backups = {self._keys.setdefault(each.path, len(self._keys)): each for each in found}
        self.model.reload()
        self._stack.setCurrentIndex(0 if self._backups else 1)
        if self._backups and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        count = len(self._backups)
        self.described.emit(f"{count:,} backup{'' if count == 1 else 's'}")
        self._on_selected()

    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.addWidget(make_label("Backups", "title"))
        heading.addStretch(1)
        for button in (self.check_button, self.folder_button, self.back_up_button):
            heading.addWidget(button)
        below = QHBoxLayout()
        below.addWidget(make_label(KEPT, "muted", wraps=True), 1)
        below.addWidget(self.restore_button)
        self._stack.addWidget(self.table)
        self._stack.addWidget(
            EmptyState("No backup yet", self.back_up_button.withheld or _FIRST[self._session.desk.is_read_only])
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(10)
        layout.addLayout(heading)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.question)
        layout.addLayout(below)

    def _find(self, sort: str, descending: bool) -> Sequence[int]:
        # Of one moment: the newest first, as they were found.
        oldest_first = list(self._backups)[::-1]
        keys = sorted(oldest_first, key=lambda key: getattr(self._backups[key], sort))
        return keys[::-1] if descending else keys

    def _get(self, keys: Sequence[int]) -> Mapping[int, BackupFile]:
        return {key: self._backups[key] for key in keys}

    def _chosen(self) -> BackupFile | None:
        key = self.table.current_key
        return None if key is None else self._backups.get(key)

    def _on_selected(self) -> None:
        self.restore_button.setEnabled(self._chosen() is not None)
        # While the list is read again there is no current row for a moment.
        if self._asked not in self._backups or self.table.current_key not in {None, self._asked}:
            self.question.hide()

    def _on_restore_asked(self) -> None:
        chosen = self._chosen()
        if self._session.desk.is_read_only:
            self._session.failed.emit("The desk is open for reading only, so no backup can be put in its place.")
        elif chosen is not None:
            self._asked = self.table.current_key
            self.question.ask(chosen.path, f"of {_word_moment(chosen)}")

    def _on_answered(self, backup: Path | None) -> None:
        self.table.setFocus()
        if backup is not None:
            self.restore_asked.emit(backup)

    def _on_folder_asked(self) -> None:
        folder = next((each.path.parent for each in self._backups.values()), self._session.desk.path.parent)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _on_job_finished(self) -> None:
        if self.isVisible():
            self.reload()
