"""What goes in and out of an open desk as files: copies, exports, rosters; all of it runs as jobs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from channeladmin.progress import Progress
from ui.kit.file_dialog import FileDialog
from ui.kit.jobs import JobRunner
from ui.rosters.file_asking import ask_for_sources
from ui.window.files import DESK_FILTER

if TYPE_CHECKING:
    from channeladmin.desk.desk import Desk
    from ui.kit.shown_list import ShownList

EXPORT_SUFFIXES = {"CSV (*.csv)": "csv", "Excel workbook (*.xlsx)": "xlsx"}


class DeskExchange(QObject):
    """The part of the File menu that needs an open desk; it holds none."""

    failed = Signal(str)
    told = Signal(str)

    def __init__(self, window: QWidget, jobs: JobRunner) -> None:
        super().__init__(window)
        self._window = window
        self._jobs = jobs
        self._dialog: FileDialog | None = None

    def ask_copy(self, desk: Desk) -> None:
        """Choose where a copy of the data file goes."""
        self._ask("Save a copy", DESK_FILTER, "channeladmin", lambda path: self.back_up(desk, path))

    def back_up(self, desk: Desk, path: Path | None = None) -> None:
        """Write a copy of the data file, to the backups' place unless another is given."""

        def work(progress: Progress) -> Path:
            from channeladmin.desk.backups import back_up

            return back_up(desk, path, progress=progress)

        self._jobs.run(
            "Copying the desk", work, lambda written: self.told.emit(f"The copy lies in {written}."), self.failed.emit
        )

    def ask_export(self, desk: Desk, kind: str) -> None:
        """Choose a CSV or Excel file and write one kind of records to it."""

        def export(path: Path) -> int:
            from channeladmin.desk.exporting import export_kind

            return export_kind(desk, kind, path)

        self._ask_table("Export", kind, export)

    def ask_list(self, desk: Desk, shown: ShownList) -> None:
        """Choose a CSV or Excel file and write a list to it as it stands on screen."""

        def export(path: Path) -> int:
            from channeladmin.desk.exporting import export_list

            return export_list(desk, shown.titles, shown.rows, path)

        self._ask_table("Export this list", shown.name.casefold(), export)

    def _ask_table(self, title: str, name: str, export: Callable[[Path], int]) -> None:
        """Choose a CSV or Excel file and export to it in a job."""

        def write(path: Path) -> None:
            def on_done(count: int) -> None:
                self.told.emit(f"{count:,} row{'' if count == 1 else 's'} written to {path}.")

            self._jobs.run("Exporting", lambda _progress: export(path), on_done, self.failed.emit)

        self._ask(title, ";;".join(EXPORT_SUFFIXES), "csv", write)
        assert self._dialog is not None
        self._dialog.selectFile(f"{name}.csv")
        self._dialog.filterSelected.connect(self._on_export_filter)

    def ask_rosters(self, use: Callable[[Sequence[Path]], object]) -> None:
        """Choose one or several files to import."""
        self._dialog = ask_for_sources(self._window, use)

    def _on_export_filter(self, chosen: str) -> None:
        """The name that stands there follows the kind of file chosen."""
        assert self._dialog is not None
        suffix = EXPORT_SUFFIXES[chosen]
        self._dialog.setDefaultSuffix(suffix)
        names = self._dialog.selectedFiles()
        if names and Path(names[0]).suffix:
            self._dialog.selectFile(Path(names[0]).with_suffix(f".{suffix}").name)

    def _ask(self, title: str, name_filter: str, suffix: str, use: Callable[[Path], object]) -> None:
        dialog = self._dialog = FileDialog(self._window, title, is_saving=True)
        dialog.setNameFilter(name_filter)
        dialog.setDefaultSuffix(suffix)
        dialog.fileSelected.connect(lambda name: use(Path(name)))
        dialog.open()
