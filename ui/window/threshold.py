"""What stands in the window where no desk is open: the password, a refusal with its ways on, a damaged file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from channeladmin.progress import Progress
from ui.kit.empty import EmptyState
from ui.kit.jobs import JobRunner
from ui.window.files import DeskFiles, Refused

if TYPE_CHECKING:
    from channeladmin.desk.damage import DamageReport
    from channeladmin.desk.desk import Desk, WayOn


class Threshold(QObject):
    """Makes the page for whatever kept a file from being opened, and follows what is chosen there."""

    page_made = Signal(object)
    """A QWidget to show in place of a desk."""

    def __init__(self, files: DeskFiles, jobs: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._files = files
        self._jobs = jobs
        files.password_wanted.connect(self._on_password_wanted)
        files.refused.connect(self._on_refused)

    def make_empty(self) -> QWidget:
        """The page where nothing is open and nothing was asked for."""
        return EmptyState(
            "No desk is open",
            "Open a desk, make a new one, or look at the sample desk first.",
            ("Open…", self._files.ask_open),
            ("Open the sample desk", self._files.open_sample),
        )

    def ask_new_password(self, desk: Desk) -> None:
        """Ask which one it shall be. The desk is left for it: only a file that nobody has open takes another one."""
        from channeladmin.desk.desk import is_desk
        from ui.window.password_setting import PasswordSetting

        path = desk.path
        if not self._files.is_busy():
            page = PasswordSetting(path, has_password=not is_desk(path))
            page.chosen.connect(lambda new, earlier: self._files.change_password(path, new=new, earlier=earlier))
            page.left.connect(lambda: self._files.open_again(path))
            self.page_made.emit(page)

    def _on_password_wanted(self, path: Path, reason: str) -> None:
        from ui.window.password import PasswordPage

        page = PasswordPage(path, reason, back_to=self._find_way_back(path))
        page.given.connect(lambda password: self._files.open_path(path, password=password))
        page.left.connect(self._go_back)
        self.page_made.emit(page)

    def _on_refused(self, refused: Refused) -> None:
        from ui.window.refused_page import RefusedPage

        page = RefusedPage(refused, back_to=self._find_way_back(refused.path))
        page.chosen.connect(lambda way: self._go_on(refused, way))
        page.left.connect(self._go_back)
        self.page_made.emit(page)

    def _find_way_back(self, path: Path) -> Path | None:
        """The desk that was open before, if it is another one."""
        last = self._files.last_path
        return None if last is None or last == path or not last.exists() else last

    def _go_back(self) -> None:
        if self._files.last_path is not None:
            self._files.open_again(self._files.last_path)

    def _go_on(self, refused: Refused, way: WayOn) -> None:
        from channeladmin.desk.desk import WayOn

        path, password = refused.path, refused.password
        match way:
            case WayOn.READ_ONLY:
                self._files.open_path(path, password=password, is_read_only=True)
            case WayOn.COPY:
                self._files.open_copy(refused)
            case WayOn.RESTORE:
                self._examine(refused)
            case WayOn.RETRY:
                self._files.open_path(path, password=password)
            case _:
                self._files.ask_open()

    def _examine(self, refused: Refused) -> None:
        def work(progress: Progress) -> DamageReport:
            from channeladmin.desk.damage import examine

            return examine(refused.path, refused.password, progress=progress)

        def show(report: DamageReport) -> None:
            from ui.window.damage_page import DamagePage

            page = DamagePage(report)
            page.backup_chosen.connect(lambda backup: self._files.replace_damaged(refused, backup))
            page.other_asked.connect(self._files.ask_open)
            self.page_made.emit(page)

        self._jobs.run("Looking into the file", work, show, self._files.failed.emit)
