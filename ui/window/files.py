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
from ui.window.one_window import raise_other_window

if TYPE_CHECKING:
    from channeladmin.desk.desk import Clock, Desk, OpenRefused
    from channeladmin.desk.password import EarlierCopies, TreatedCopies

DESK_FILTER = "Desks (*.channeladmin);;All files (*)"
KEPT_RECENT = 8


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not opened: why, with which password it was tried, and what can be offered instead."""

    path: Path
    password: str | None
    refusal: OpenRefused


@dataclass(frozen=True, slots=True)
class _Replaced:
    """A desk that is open again, with which password, and what to say of the change before."""

    desk: Desk
    password: str | None
    told: str
    is_done: bool


def word_treated(treated: TreatedCopies, *, is_encrypted: bool) -> str:
    """What became of the file and of the copies beside it, in words."""
    said = ["The desk has the new password." if is_encrypted else "The desk has no password any more."]
    for copies, verb in ((treated.encrypted, "encrypted"), (treated.deleted, "deleted")):
        if copies:
            said.append(f"{len(copies)} earlier cop{'y' if len(copies) == 1 else 'ies'} {verb}.")
    said += [f"{left.path.name} stays as it is: {left.reason}" for left in treated.left]
    return " ".join(said)


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

    def open_path(self, path: Path | None, *, password: str | None = None, is_read_only: bool = False) -> None:
        """Open a data file; None is the default one, made on first use."""

        def work(progress: Progress) -> Desk:
            from channeladmin.desk.desk import create_desk, default_path, open_desk

            target = path or default_path()
            if path is None and not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                return create_desk(target, actor=self._actor, password=password, clock=self._clock)
            return open_desk(
                target,
                actor=self._actor,
                password=password,
                clock=self._clock,
                is_read_only=is_read_only,
                progress=progress,
            )

        if path is not None:
            self.opening.emit(path)
            if raise_other_window(path):
                self.told.emit(f"“{path.name}” is open in another window, which has come to the front.")
                return
        self._open("Opening the desk", path, work, password=password)

    @property
    def has_password(self) -> bool:
        """Whether the file that was opened last has a password."""
        return self._password is not None

    def open_again(self, path: Path) -> None:
        """Open the file that was opened last, with the password that it was opened with."""
        self.open_path(path, password=self._password)

    def open_copy(self, refused: Refused) -> None:
        """Copy a file that cannot be worked on where it lies to the folder of the default desk, and open the copy."""

        def work(progress: Progress) -> Desk:
            from channeladmin.desk.copying import copy_to_own_folder
            from channeladmin.desk.desk import open_desk

            copy = copy_to_own_folder(refused.path, password=refused.password, progress=progress)
            return open_desk(copy, actor=self._actor, password=refused.password, clock=self._clock)

        self._open("Copying the desk", refused.path, work, password=refused.password)

    def replace_damaged(self, refused: Refused, backup: Path) -> None:
        """Put a backup in the place of a damaged file, which is kept beside it, and open it."""

        def work(progress: Progress) -> Desk:
            from channeladmin.desk.damage import replace_by_backup
            from channeladmin.desk.desk import open_desk

            password = refused.password
            replace_by_backup(refused.path, backup, password=password, clock=self._clock, progress=progress)
            return open_desk(refused.path, actor=self._actor, password=password, clock=self._clock)

        self._open("Restoring the backup", refused.path, work, password=refused.password)

    def restore(self, path: Path, backup: Path) -> None:
        """Put a backup in the place of the file that was opened last, keep what was there, and open it."""
        password = self._password

        def change(progress: Progress) -> str:
            from channeladmin.desk.backups import restore

            restored = restore(path, backup, password=password, clock=self._clock, progress=progress)
            kept = "" if restored.kept is None else f" What was there is kept as {restored.kept.name}."
            return f"The backup is in place.{kept}"

        self._replace("Restoring the backup", path, change, password=password)

    def change_password(self, path: Path, *, new: str | None, earlier: EarlierCopies) -> None:
        """Give the file that was opened last another password (None: none any more), and open it again."""
        old = self._password

        def change(progress: Progress) -> str:
            from channeladmin.desk.password import change_password

            treated = change_password(path, old=old, new=new, earlier=earlier, actor=self._actor, progress=progress)
            return word_treated(treated, is_encrypted=new is not None)

        self._replace("Changing the password", path, change, password=new)

    def ask_open(self) -> None:
        """Choose a data file to open."""
        self._ask("Open a desk", "", self.open_path, is_saving=False)

    def ask_new(self) -> None:
        """Choose the name of a new, empty data file, and open it."""
        self._ask("New desk", "channeladmin", self.make_desk)

    def make_desk(self, path: Path) -> None:
        """Make an empty data file and open it."""

        def work(_progress: Progress) -> Desk:
            from channeladmin.desk.desk import create_desk

            return create_desk(path, actor=self._actor, clock=self._clock)

        self._open("Making the desk", None, work)

    def open_sample(self) -> None:
        """Open the sample desk, made beside the default one on first use."""
        from channeladmin.desk.desk import default_path

        target = default_path().with_name("sample.channeladmin")

        def work(_progress: Progress) -> Desk:
            from channeladmin.desk.desk import SystemClock, open_desk
            from channeladmin.desk.sample import make_sample

            clock = self._clock or SystemClock()
            if not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                make_sample(target, on=clock.today())
            return open_desk(target, actor=self._actor, clock=clock)

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
            action.setToolTip(str(path))
            action.triggered.connect(lambda _on, path=path: self.open_path(path))
        menu.setEnabled(not menu.isEmpty())

    def _open(
        self, title: str, path: Path | None, work: Callable[[Progress], Desk], *, password: str | None = None
    ) -> None:
        """Run what opens a file; a refusal comes back as a value, since it says what can be offered instead."""

        def work_or_refuse(progress: Progress) -> Desk | Refused:
            from channeladmin.desk.desk import OpenRefused, default_path

            try:
                return work(progress)
            except OpenRefused as refusal:
                return Refused(path or default_path(), password, refusal)

        def on_done(result: Desk | Refused) -> None:
            if isinstance(result, Refused):
                self._on_refused(result)
            else:
                self._password = password
                self._on_opened(result)

        if path is not None:
            self.opening.emit(path)
        self._jobs.run(title, work_or_refuse, on_done, self.failed.emit)

    def _replace(self, title: str, path: Path, change: Callable[[Progress], str], *, password: str | None) -> None:
        """Change a file that is given back for it, and open it again, whether that worked or not."""
        old = self._password

        def work(progress: Progress) -> _Replaced:
            from channeladmin.desk.desk import open_desk

            try:
                told, now, is_done = change(progress), password, True
            except (UserError, EnvironmentProblem, Cancelled) as problem:
                told, now, is_done = str(problem) or "Stopped; nothing was changed.", old, False
            desk = open_desk(path, actor=self._actor, password=now, clock=self._clock)
            return _Replaced(desk, now, told, is_done)

        def on_done(replaced: _Replaced) -> None:
            self._password = replaced.password
            self._on_opened(replaced.desk)
            (self.told if replaced.is_done else self.warned).emit(replaced.told)

        self.opening.emit(path)
        self._jobs.run(title, work, on_done, self.failed.emit)

    def _on_refused(self, refused: Refused) -> None:
        from channeladmin.desk.desk import RefusalKind

        if refused.refusal.kind is RefusalKind.PASSWORD_NEEDED:
            self.password_wanted.emit(refused.path, "")
        elif refused.refusal.kind is RefusalKind.PASSWORD_WRONG:
            self.password_wanted.emit(refused.path, str(refused.refusal))
        else:
            self.refused.emit(refused)

    def _on_opened(self, desk: Desk) -> None:
        recent = [desk.path, *(path for path in self.recent_paths() if path != desk.path)]
        self._settings.setValue("recent", [str(path) for path in recent[:KEPT_RECENT]])
        self.opened.emit(desk)

    def _ask(self, title: str, suffix: str, use: Callable[[Path], object], *, is_saving: bool = True) -> None:
        dialog = self._dialog = FileDialog(self._window, title, is_saving=is_saving)
        dialog.setNameFilter(DESK_FILTER)
        dialog.setDefaultSuffix(suffix)
        dialog.fileSelected.connect(lambda name: use(Path(name)))
        dialog.open()
