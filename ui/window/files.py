"""Opening, making, copying and backing up data files; the window shows first, so all of it runs as jobs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QMenu, QWidget

from channeladmin.progress import Progress
from ui.kit.file_dialog import FileDialog
from ui.kit.jobs import JobRunner
from ui.kit.text import keep_ampersands

if TYPE_CHECKING:
    from channeladmin.desk.desk import Clock, Desk

DESK_FILTER = "Desks (*.channeladmin);;All files (*)"
EXPORT_SUFFIXES = {"CSV (*.csv)": "csv", "Excel workbook (*.xlsx)": "xlsx"}
KEPT_RECENT = 8


class DeskFiles(QObject):
    """The File menu's work; it holds no desk, it announces the one that was opened."""

    opening = Signal(object)
    """The path of a file that is about to be opened: whoever has it open gives it back first."""
    opened = Signal(object)
    """A Desk."""
    password_wanted = Signal(object, str)
    """The path of a file that does not open without one, and why it did not open with the one given."""
    failed = Signal(str)
    told = Signal(str)

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

    def open_path(self, path: Path | None, *, password: str | None = None) -> None:
        """Open a data file; None is the default one, made on first use."""

        def work(_progress: Progress) -> Desk | Path:
            from channeladmin.desk.desk import create_desk, default_path, is_desk, open_desk

            target = path or default_path()
            if path is None and not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                return create_desk(target, actor=self._actor, password=password, clock=self._clock)
            if password is None and target.is_file() and not is_desk(target):
                return target
            return open_desk(target, actor=self._actor, password=password, clock=self._clock)

        def on_failed(sentence: str) -> None:
            if password is not None and path is not None:
                self.password_wanted.emit(path, sentence)
            else:
                self.failed.emit(sentence)

        if path is not None:
            self.opening.emit(path)
        self._jobs.run("Opening the desk", work, self._on_opened, on_failed)

    def ask_open(self) -> None:
        """Choose a data file to open."""
        self._ask("Open a desk", DESK_FILTER, "", self.open_path, is_saving=False)

    def ask_new(self) -> None:
        """Choose the name of a new, empty data file, and open it."""
        self._ask("New desk", DESK_FILTER, "channeladmin", self.make_desk)

    def make_desk(self, path: Path) -> None:
        """Make an empty data file and open it."""

        def work(_progress: Progress) -> Desk:
            from channeladmin.desk.desk import create_desk

            return create_desk(path, actor=self._actor, clock=self._clock)

        self._jobs.run("Making the desk", work, self._on_opened, self.failed.emit)

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

        self.opening.emit(target)
        self._jobs.run("Making the sample desk", work, self._on_opened, self.failed.emit)

    def ask_copy(self, desk: Desk) -> None:
        """Choose where a copy of the data file goes."""
        self._ask("Save a copy", DESK_FILTER, "channeladmin", lambda path: self.back_up(desk, path))

    def back_up(self, desk: Desk, path: Path | None = None) -> None:
        """Write a copy of the data file, to the backups' place unless another is given."""

        def work(_progress: Progress) -> Path:
            from channeladmin.desk.backups import back_up

            return back_up(desk, path)

        self._jobs.run(
            "Copying the desk", work, lambda written: self.told.emit(f"The copy lies in {written}."), self.failed.emit
        )

    def ask_export(self, desk: Desk, kind: str) -> None:
        """Choose a CSV or Excel file and write one kind of records to it."""

        def write(path: Path) -> None:
            def work(_progress: Progress) -> int:
                from channeladmin.desk.exporting import export_kind

                return export_kind(desk, kind, path)

            def on_done(count: int) -> None:
                self.told.emit(f"{count:,} row{'' if count == 1 else 's'} written to {path}.")

            self._jobs.run("Exporting", work, on_done, self.failed.emit)

        self._ask("Export", ";;".join(EXPORT_SUFFIXES), "csv", write)
        assert self._dialog is not None
        self._dialog.selectFile(f"{kind}.csv")
        self._dialog.filterSelected.connect(self._on_export_filter)

    def ask_rosters(self, use: Callable[[list[Path]], object]) -> None:
        """Choose one or several files to import."""
        dialog = self._dialog = FileDialog(self._window, "Import rosters")
        dialog.setFileMode(FileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter("Tables (*.csv *.tsv *.txt);;All files (*)")
        dialog.filesSelected.connect(lambda names: use([Path(name) for name in names]))
        dialog.open()

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

    def _on_export_filter(self, chosen: str) -> None:
        """The name that stands there follows the kind of file chosen."""
        assert self._dialog is not None
        suffix = EXPORT_SUFFIXES[chosen]
        self._dialog.setDefaultSuffix(suffix)
        names = self._dialog.selectedFiles()
        if names and Path(names[0]).suffix:
            self._dialog.selectFile(Path(names[0]).with_suffix(f".{suffix}").name)

    def _on_opened(self, result: Desk | Path) -> None:
        if isinstance(result, Path):
            self.password_wanted.emit(result, "")
            return
        recent = [result.path, *(path for path in self.recent_paths() if path != result.path)]
        self._settings.setValue("recent", [str(path) for path in recent[:KEPT_RECENT]])
        self.opened.emit(result)

    def _ask(
        self, title: str, name_filter: str, suffix: str, use: Callable[[Path], object], *, is_saving: bool = True
    ) -> None:
        dialog = self._dialog = FileDialog(self._window, title, is_saving=is_saving)
        dialog.setNameFilter(name_filter)
        dialog.setDefaultSuffix(suffix)
        dialog.fileSelected.connect(lambda name: use(Path(name)))
        dialog.open()
