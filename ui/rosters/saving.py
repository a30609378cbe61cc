"""Saves what an import leaves behind as tables: the rows that were not taken, and a report of all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from channeladmin.desk.exporting import export_rejected, export_report
from channeladmin.desk.importing import ImportPlan
from ui.rosters.file_asking import ask_for_table

if TYPE_CHECKING:
    from ui.kit.file_dialog import FileDialog
    from ui.kit.jobs import JobRunner


class Saving(QObject):
    """Asks where, and saves in a job."""

    told = Signal(str)
    """What was saved, in a sentence."""
    refused = Signal(str)

    def __init__(self, page: QWidget, jobs: JobRunner, find_plan: Callable[[], ImportPlan | None]) -> None:
        super().__init__(page)
        self._page, self._jobs, self._find_plan = page, jobs, find_plan
        self.dialog: FileDialog | None = None

    def ask_for_rejects(self) -> None:
        """Ask where to save the rows that were not taken."""
        self.dialog = ask_for_table(self._page, "Save the rejected rows", "rejected.csv", self.save_rejects)

    def ask_for_report(self) -> None:
        """Ask where to save what the import did."""
        self.dialog = ask_for_table(self._page, "Save the report", "import report.csv", self.save_report)

    def save_rejects(self, path: Path) -> None:
        """Save the rows that were not taken, each with the reason, to be mended and imported again."""
        self._save("Save the rejected rows", "saved as", export_rejected, path)

    def save_report(self, path: Path) -> None:
        """Save what became of every row, and why."""
        self._save("Save the report", "reported in", export_report, path)

    def _save(self, title: str, done: str, export: Callable[[ImportPlan, Path], int], path: Path) -> None:
        plan = self._find_plan()
        if plan is not None:
            self._jobs.run(
                title,
                lambda _progress: export(plan, path),
                lambda count: self.told.emit(f"{count:,} row{'' if count == 1 else 's'} {done} {path}"),
                self.refused.emit,
            )
