"""Opening, making and replacing data files; the window shows first, so all of it runs as jobs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QMenu, QWidget

from channeladmin.errors import Cancelled, EnvironmentProblem, UserError
from channeladmin.progress import Progress
from ui.kit.file_dialog import FileDialog
from ui.kit.jobs import JobRunner
from ui.kit.text import keep_ampersands
from ui.kit.tips import plain_tip
from ui.window.one_window import raise_other_window
from ui.window.replacing import Replacement, build_password_change, build_restore, word_restored

if TYPE_CHECKING:
    from channeladmin.desk.desk import Clock, Desk, OpenRefused
    from channeladmin.desk.password import EarlierCopies

DESK_FILTER = "Desks (*.channeladmin);;All files (*)"
KEPT_RECENT = 8


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not opened: why, with which password it was tried, and what can be offered instead."""

    path: Path
    password: str | None
    refusal: OpenRefused


@dataclass(frozen=True, slots=True)
class _Opened:
    """A desk that is open, with which password, and what to say of that; not `is_done`: a change was not made."""

    desk: Desk
    password: str | None
    told: str = ""
    is_done: bool = True


class DeskFiles(QObject):
    """The part of the File menu that opens a desk; it holds none, it announces the one that was opened."""

    opening = Signal(object)
    """The path of a file that is about to be opened: whoever has it open gives it back first."""
    opened = Signal(object)
    """A Desk."""
    password_wanted = Signal(object, str)
    """The path of a file that does not open without one, and why it did not open with the one given."""
    refused = Signal(object)
    """A Refused."""
    failed = Signal(str)
    """Why no desk is open now."""
    told = Signal(str)
    warned = Signal(str)
    """Why something was not done; the desk is open again as it was."""

    def __init__(
        self,
        window: QWidget,
        *,
        jobs: JobRunner,
        settings: QSettings,
        actor: str | None = None,
        clock: Clock | None = None,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._jobs = jobs
        self._settings = settings
        self._actor = actor
        self._clock = clock
        self._dialog: FileDialog | None = None
        self._password: str | None = None
        self.last_path: Path | None = None
        """The file that was opened last, to which one can go back."""

    def open_path(self, path: Path | None, *, password: str | None = None, is_read_only: bool = False) -> None:
        """Open a data file; None is the default one, made on first use."""

        def work(progress: Progress) -> _Opened:
            from channeladmin.desk.desk import create_desk, default_path, open_desk

            target = path or default_path()
            if path is None and not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                desk = create_desk(target, actor=self._actor, password=password, clock=self._clock)
                return _Opened(desk, password)
            desk = open_desk(
                target,
                actor=self._actor,
                password=password,
                clock=self._clock,
                is_read_only=is_read_only,
                progress=progress,
            )
            return _Opened(desk, password)

        if path is None or self._can_leave(path):
            self._open("Opening the desk", path, work, password=password)

    def open_again(self, path: Path) -> None:
        """Open the file that was opened last, with the password that it was opened with."""
        self.open_path(path, password=self._password)

    def open_copy(self, refused: Refused) -> None:
        """Copy a file that cannot be worked on where it lies to the folder of the default desk, and open the copy."""

        def work(progress: Progress) -> _Opened:
            from channeladmin.desk.copying import copy_to_own_folder
            from channeladmin.desk.desk import open_desk

            copy = copy_to_own_folder(refused.path, password=refused.password, progress=progress)
            desk = open_desk(copy, actor=self._actor, password=refused.password, clock=self._clock)
            told = f"This is the copy, {copy}. What you do here does not reach {refused.path}."
            return _Opened(desk, refused.password, told)

        self._open("Copying the desk", refused.path, work, password=refused.password)

    def replace_damaged(self, refused: Refused, backup: Path) -> None:
        """Put a backup in the place of a damaged file, which is kept beside it, and open it."""

        def work(progress: Progress) -> _Opened:
            from channeladmin.desk.damage import replace_by_backup
            from channeladmin.desk.desk import open_desk

            path, password = refused.path, refused.password
            restored = replace_by_backup(path, backup, password=password, clock=self._clock, progress=progress)
            desk = open_desk(path, actor=self._actor, password=password, clock=self._clock)
            return _Opened(desk, password, word_restored(restored))

        self._open("Restoring the backup", refused.path, work, password=refused.password)

    def restore(self, path: Path, backup: Path) -> None:
        """Put a backup in the place of the file that was opened last, keep what was there, and open it."""
        self._replace(build_restore(path, backup, password=self._password, clock=self._clock))

    def change_password(self, path: Path, *, new: str | None, earlier: EarlierCopies) -> None:
        """Give the file that was opened last another password (None: none any more), and open it again."""
        self._replace(build_password_change(path, old=self._password, new=new, earlier=earlier, actor=self._actor))

    def ask_open(self) -> None:
        """Choose a data file to open."""
        self._ask("Open a desk", "", self.open_path, is_saving=False)

    def ask_new(self) -> None:
        """Choose the name of a new, empty data file, and open it."""
        self._ask("New desk", "channeladmin", self.make_desk)

    def make_desk(self, path: Path) -> None:
        """Make an empty data file and open it."""

        def work(_progress: Progress) -> _Opened:
            from channeladmin.desk.desk import create_desk

            return _Opened(create_desk(path, actor=self._actor, clock=self._clock), None)

        self._open("Making the desk", None, work)

    def open_sample(self) -> None:
        """Open the sample desk, made beside the default one on first use."""
        from channeladmin.desk.desk import default_path

        target = default_path().with_name("sample.channeladmin")

        def work(_progress: Progress) -> _Opened:
            from channeladmin.desk.desk import SystemClock, open_desk
            from channeladmin.desk.sample import make_sample

            clock = self._clock or SystemClock()
            if not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                make_sample(target, on=clock.today())
            return _Opened(open_desk(target, actor=self._actor, clock=clock), None)

        if self._can_leave(target):
            self._open("Making the sample desk", target, work)

    def recent_paths(self) -> list[Path]:
        """The files opened last, newest first, that still exist."""
        stored = self._settings.value("recent", [])
        # Qt's settings give a list of one back as a plain text.
        names = [stored] if isinstance(stored, str) else stored if isinstance(stored, list) else []
        return [path for path in map(Path, names) if path.exists()]

    def fill_recent(self, menu: QMenu) -> None:
        """Put the recent files into their menu."""
        menu.clear()
        for path in self.recent_paths():
            action = menu.addAction(keep_ampersands(path.name))
            action.setToolTip(plain_tip(str(path)))
            action.triggered.connect(lambda _on, path=path: self.open_path(path))
        menu.setEnabled(not menu.isEmpty())

    def _open(
        self, title: str, path: Path | None, work: Callable[[Progress], _Opened], *, password: str | None = None
    ) -> None:
        """Run what opens a file; a refusal comes back as a value, since it says what can be offered instead."""

        def work_or_refuse(progress: Progress) -> _Opened | Refused | None:
            from channeladmin.desk.desk import OpenRefused, default_path

            try:
                return work(progress)
            except OpenRefused as refusal:
                return Refused(path or default_path(), password, refusal)
            except Cancelled:
                return None

        def on_done(result: _Opened | Refused | None) -> None:
            if result is None:
                self.failed.emit("Stopped; nothing was changed.")
            elif isinstance(result, Refused):
                self._on_refused(result)
            else:
                self._on_opened(result)

        if not self.is_busy():
            self._jobs.run(title, work_or_refuse, on_done, self.failed.emit)

    def _can_leave(self, path: Path) -> bool:
        """Whether a file may be opened here now; whoever has it open in this window has given it back then."""
        if self.is_busy():
            return False
        self.opening.emit(path)
        if raise_other_window(path):
            self.told.emit(f"“{path.name}” is open in another window, which has come to the front.")
            return False
        return True

    def is_busy(self) -> bool:
        """Whether work still runs, from under which no desk is taken away; if so, that is told."""
        if self._jobs.is_busy:
            self.warned.emit(f"“{self._jobs.title}” is not done yet. Wait for its end or cancel it, then try again.")
        return self._jobs.is_busy

    def _replace(self, replacement: Replacement) -> None:
        """Change a file that is given back for it, and open it again, whether that worked or not."""
        old, path = self._password, replacement.path

        def work(progress: Progress) -> _Opened:
            from channeladmin.desk.desk import open_desk

            try:
                told, now, is_done = replacement.change(progress), replacement.password, True
            except (UserError, EnvironmentProblem, Cancelled) as problem:
                told, now, is_done = str(problem) or "Stopped; nothing was changed.", old, False
            desk = open_desk(path, actor=self._actor, password=now, clock=self._clock)
            return _Opened(desk, now, told, is_done)

        if not self.is_busy():
            self.opening.emit(path)
            self._jobs.run(replacement.title, work, self._on_opened, self.failed.emit)

    def _on_refused(self, refused: Refused) -> None:
        from channeladmin.desk.desk import RefusalKind

        if refused.refusal.kind is RefusalKind.PASSWORD_NEEDED:
            self.password_wanted.emit(refused.path, "")
        elif refused.refusal.kind is RefusalKind.PASSWORD_WRONG:
            self.password_wanted.emit(refused.path, str(refused.refusal))
        else:
            self.refused.emit(refused)

    def _on_opened(self, opened: _Opened) -> None:
        desk, self._password = opened.desk, opened.password
        self.last_path = desk.path
        recent = [desk.path, *(path for path in self.recent_paths() if path != desk.path)]
        self._settings.setValue("recent", [str(path) for path in recent[:KEPT_RECENT]])
        self.opened.emit(desk)
        if opened.told:
            (self.told if opened.is_done else self.warned).emit(opened.told)

    def _ask(self, title: str, suffix: str, use: Callable[[Path], object], *, is_saving: bool = True) -> None:
        dialog = self._dialog = FileDialog(self._window, title, is_saving=is_saving)
        dialog.setNameFilter(DESK_FILTER)
        dialog.setDefaultSuffix(suffix)
        dialog.fileSelected.connect(lambda name: use(Path(name)))
        dialog.open()
