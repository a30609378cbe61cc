"""The roster assistant: files in, a preview of what will happen, one act that undo takes back, and a report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from channeladmin.desk.exporting import export_rejected
from channeladmin.desk.history import undo
from channeladmin.desk.importing import (
    ImportPlan,
    ImportReport,
    RawTable,
    ReadOptions,
    apply_import,
    plan_import,
    read_source,
)
from ui.kit.buttons import make_button
from ui.kit.empty import EmptyState
from ui.kit.file_dialog import FileDialog
from ui.kit.text import make_label
from ui.rosters.guess import guess_kind
from ui.rosters.preview_table import PreviewTable
from ui.rosters.sentences import list_warnings, name_files, summarize
from ui.rosters.source_panel import SourcePanel
from ui.session import DeskSession

if TYPE_CHECKING:
    from ui.kit.jobs import JobRunner

_FILTER = "Tables (*.csv *.tsv *.txt *.xlsx *.xls *.ods *.xlsb *.zip);;All files (*)"


class RosterAssistant(QStackedWidget):
    """Drop files on it or choose them; everything long runs in the job runner."""

    finished = Signal()
    """The user is done here."""

    def __init__(self, session: DeskSession, jobs: JobRunner) -> None:
        super().__init__()
        self._session = session
        self._jobs = jobs
        self._paths: tuple[Path, ...] = ()
        self._turn = 0
        self._is_stale = False
        self.plan: ImportPlan | None = None
        self.report: ImportReport | None = None
        self.dialog: FileDialog | None = None
        self.setAcceptDrops(True)
        self.door = EmptyState(
            "Bring in a roster",
            "Drop files here, or choose them: partners, people with their certifications, plans, bookings, "
            "activities or reported metrics. You see what will happen before anything is stored.",
            ("Choose files…", self.ask_files),
        )
        self.title = make_label("", "title", wraps=True)
        self.summary = make_label("", "muted", wraps=True)
        self.problem = make_label("", "warning", wraps=True)
        self.warnings = make_label("", "small", wraps=True)
        self.sources = SourcePanel()
        self.table = PreviewTable()
        self.apply_button = make_button("Import", self.apply, role="primary")
        self.rejects_button = make_button("Save rejected rows…", self.ask_rejects_file)
        self.again_button = make_button("Other files…", self.ask_files)
        self.undo_button = make_button("Undo this import", self.undo, icon="undo-2")
        self.done_button = make_button("Show the partners", self._on_done, role="primary")
        self._work = self._build_work()
        self.addWidget(self.door)
        self.addWidget(self._work)
        self.sources.changed.connect(self._read_again)
        jobs.finished.connect(self._on_job_ended)
        session.changed.connect(lambda _changes: self._on_changed())

    def load_files(self, paths: Sequence[Path]) -> None:
        """Read files and show what an import of them would do."""
        if not paths:
            return
        self._paths = tuple(paths)
        self.plan = self.report = None
        self.sources.start("roster")
        self._show()
        own = [path.name for path in paths if self._session.holds(path)]
        if own:
            self._on_refused(
                f"“{own[0]}” is the desk that is open. Choose a table that was exported from another system."
            )
            return
        first, self._turn = self._paths[0], self._turn + 1
        turn = self._turn
        self._jobs.run(
            f"Read {first.name}",
            lambda _progress: read_source(first, ReadOptions()),
            lambda table: self._on_first_read(table, turn),
            self._on_refused,
        )

    def ask_files(self) -> None:
        """Ask for files."""
        dialog = FileDialog(self, "Files to import")
        dialog.setFileMode(FileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(_FILTER)
        dialog.filesSelected.connect(lambda names: self.load_files([Path(name) for name in names]))
        self.dialog = dialog
        dialog.open()

    def apply(self) -> None:
        """Store what the preview shows."""
        plan, desk = self.plan, self._session.desk
        if plan is None or not self.apply_button.isEnabled():
            return
        self.apply_button.setEnabled(False)
        self._jobs.run(
            plan.label,
            lambda progress: apply_import(desk, plan, progress),
            self._on_applied,
            self._on_refused,
        )

    def undo(self) -> None:
        """Take the import back."""
        if self.report is None or self.report.operation_id is None:
            return
        operation_id, desk = self.report.operation_id, self._session.desk
        self.undo_button.setEnabled(False)
        self._jobs.run("Undo the import", lambda _progress: undo(desk, operation_id), self._on_undone, self._on_refused)

    def ask_rejects_file(self) -> None:
        """Ask where to save the rows that were not taken."""
        dialog = FileDialog(self, "Save the rejected rows", is_saving=True)
        dialog.setNameFilter("Table (*.csv)")
        dialog.setDefaultSuffix("csv")
        dialog.selectFile("rejected.csv")
        dialog.fileSelected.connect(lambda name: self.save_rejects(Path(name)))
        self.dialog = dialog
        dialog.open()

    def save_rejects(self, path: Path) -> None:
        """Save the rows that were not taken, each with the reason, to be mended and imported again."""
        plan = self.plan
        if plan is not None:
            self._jobs.run(
                "Save the rejected rows",
                lambda _progress: export_rejected(plan, path),
                lambda count: self.summary.setText(f"{count} row{'' if count == 1 else 's'} saved as {path}"),
                self._on_refused,
            )

    def focus_list(self) -> None:
        """Put the keyboard where the next step is."""
        if self.currentWidget() is self._work:
            (self.done_button if self.report is not None else self.apply_button).setFocus()
        else:
            self.door.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Plan again what was planned before the desk changed."""
        super().showEvent(event)
        if self._is_stale:
            self._read_again()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the files that were dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.load_files(paths)

    def _on_first_read(self, table: RawTable, turn: int) -> None:
        if turn == self._turn:
            self.sources.start(guess_kind(table.columns))
            self._read_again()

    def _read_again(self) -> None:
        if not self._paths or self.report is not None:
            return
        self._turn += 1
        self._is_stale = False
        turn, paths, desk = self._turn, self._paths, self._session.desk
        kind, options = str(self.sources.kind.entry()), self.sources.options()
        self.apply_button.setEnabled(False)
        self._jobs.run(
            f"Check {name_files(paths)}",
            lambda progress: plan_import(desk, kind, paths, options, progress),
            lambda plan: self._on_planned(plan, turn),
            lambda text: self._on_refused(text) if turn == self._turn else None,
        )

    def _on_planned(self, plan: ImportPlan, turn: int) -> None:
        if turn == self._turn:
            self.plan = plan
            self._show()
            if not self.sources.isAncestorOf(QApplication.focusWidget() or self):
                self.focus_list()

    def _on_applied(self, report: ImportReport) -> None:
        self.report = report
        self._show()
        self._session.announce(report)

    def _on_undone(self, changes: object) -> None:
        self.report = None
        self._session.announce(changes)
        self._read_again()

    def _on_refused(self, text: str) -> None:
        self._show()
        if self.plan is None and self.report is None:
            self.summary.setText("Could not be read")
        self.problem.setText(text)
        self.problem.show()
        if self.report is None and self.sources.isEnabled():
            self.apply_button.setEnabled(False)

    def _on_job_ended(self) -> None:
        # A job that was cancelled tells nobody else: what was possible before it is possible again.
        self.apply_button.setEnabled(self._can_apply())
        self.undo_button.setEnabled(True)

    def _on_changed(self) -> None:
        if self.plan is not None and self.report is None:
            self._is_stale = True
            if self.isVisible():
                self._read_again()

    def _on_done(self) -> None:
        self._paths, self.plan, self.report = (), None, None
        self.setCurrentWidget(self.door)
        self.finished.emit()

    def _can_apply(self) -> bool:
        plan = self.plan
        if plan is None or self.report is not None:
            return False
        return plan.counts.new + plan.counts.changed > 0 and not (plan.strict and plan.counts.rejected > 0)

    def _show(self) -> None:
        self.setCurrentWidget(self._work)
        self.problem.hide()
        names = name_files(self._paths)
        self.title.setText(f"Imported {names}" if self.report else f"Import {names}")
        plan = self.plan
        shown = self.report or plan
        self.summary.setText(summarize(shown) if shown else "Reading…")
        self.warnings.setText("\n".join(list_warnings(plan)) if plan else "")
        self.warnings.setVisible(bool(self.warnings.text()))
        self.table.setVisible(plan is not None)
        if plan is not None:
            self.sources.show_tables(plan.tables)
            self.table.show_plan(plan)
        self.sources.setVisible(self.report is None)
        count = plan.counts.new + plan.counts.changed if plan else 0
        self.apply_button.setText(f"Import {count:,} row{'' if count == 1 else 's'}" if count else "Nothing to import")
        self.apply_button.setEnabled(self._can_apply())
        self.apply_button.setVisible(self.report is None)
        self.rejects_button.setVisible(plan is not None and plan.counts.rejected + plan.counts.duplicates > 0)
        self.done_button.setVisible(self.report is not None)
        self.undo_button.setVisible(self.report is not None and self.report.operation_id is not None)

    def _build_work(self) -> QWidget:
        page = QWidget()
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self.title)
        names.addWidget(self.summary)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addLayout(names, 1)
        for button in (self.rejects_button, self.undo_button, self.again_button, self.apply_button, self.done_button):
            top.addWidget(button)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addLayout(top)
        for widget in (self.problem, self.sources, self.warnings):
            layout.addWidget(widget)
        layout.addWidget(self.table, 1)
        layout.addStretch(0)
        return page
