"""The roster assistant: files in, four steps to an act that undo takes back, and a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget

from channeladmin.desk.importing import (
    ImportPlan,
    ImportReport,
    Preview,
    SourceFile,
    apply_import,
    preview_files,
)
from ui.rosters.columns_page import ColumnsPage
from ui.rosters.door import make_door
from ui.rosters.file_asking import ask_for_sources
from ui.rosters.head import HeadActs, ImportHead
from ui.rosters.kept_keyboard import KeptKeyboard
from ui.rosters.reading_job import Unread, Worked, work_out
from ui.rosters.saving import Saving
from ui.rosters.sentences import name_files, refuse_own
from ui.rosters.step_bar import Step, StepBar
from ui.rosters.step_pages import StepPages, lay_out_work
from ui.rosters.undoing import is_undone, undo_import
from ui.session import DeskSession

if TYPE_CHECKING:
    from ui.kit.file_dialog import FileDialog
    from ui.kit.jobs import JobRunner

_PAUSE_MS = 300
"""So long after a key in a field what it says is worked out."""


class RosterAssistant(QStackedWidget):
    """Takes files from the window; everything long runs in the job runner."""

    finished = Signal()
    """The user is done here."""

    def __init__(self, session: DeskSession, jobs: JobRunner) -> None:
        super().__init__()
        self._session = session
        self._jobs = jobs
        self._paths: tuple[Path, ...] = ()
        self._turn = 0
        self._is_stale = False
        self._has_chosen_step = False
        self.worked: Worked | None = None
        self.unread: Unread | None = None
        self.report: ImportReport | None = None
        self.dialog: FileDialog | None = None
        self.door = make_door(self.ask_files, session.withheld)
        saving = self.saving = Saving(self, jobs, lambda: self.plan)
        acts = (self.apply, saving.ask_for_rejects, saving.ask_for_report, self.undo, self.ask_files, self._on_done)
        self.head = ImportHead(HeadActs(*acts, self._on_left_out))
        self.head.withhold(session.withheld)
        self.steps = StepBar()
        pages = StepPages([(each.key, each.label) for each in session.desk.edition.credentials if not each.family])
        self._pages, self.reading, self.kinds, self.planned = pages, pages.reading, pages.kinds, pages.planned
        self._keyboard = KeptKeyboard(self.head.apply, pages)
        self._work = lay_out_work(self.head, self.steps, pages)
        self.pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self.addWidget(self.door)
        self.addWidget(self._work)
        self.reading.changed.connect(self._on_reading_chosen)
        self.kinds.changed.connect(self._on_said)
        self.kinds.switched.connect(self._on_reading_chosen)
        self.planned.changed.connect(self._on_settled)
        self.saving.told.connect(self.head.summary.setText)
        self.saving.refused.connect(self._on_refused)
        self.pause.timeout.connect(self._map_again)
        self.steps.chosen.connect(self._on_step_chosen)
        QShortcut(QKeySequence.StandardKey.Cancel, self._work).activated.connect(self._on_esc)
        jobs.finished.connect(self._on_job_ended)
        session.changed.connect(self._on_changed)

    @property
    def columns(self) -> ColumnsPage:
        """The columns of the kind that is looked at."""
        return self.kinds.shown

    @property
    def plan(self) -> ImportPlan | None:
        """What would be stored, as far as it is worked out."""
        return None if self.worked is None else self.worked.plan

    def load_files(self, paths: Sequence[Path]) -> None:
        """Read files and show what an import of them would do."""
        if not paths:
            return
        self._paths = tuple(paths)
        self.worked = self.unread = self.report = None
        self._has_chosen_step = False
        self.reading.start(paths)
        self.kinds.start()
        self.planned.start()
        self._go_to(Step.READ)
        self.steps.buttons[Step.READ].setFocus()
        own = next((path for path in paths if self._session.holds(path)), None)
        if own is not None:
            self._on_refused(refuse_own(own))
            return
        self._turn += 1
        turn, desk = self._turn, self._session.desk
        self._jobs.run(
            f"Read {name_files(paths)}",
            lambda _progress: preview_files(desk, paths),
            lambda found: self._on_first_read(found, turn),
            lambda text: self._on_refused(text) if turn == self._turn else None,
        )

    def ask_files(self) -> None:
        """Ask for files."""
        self.dialog = ask_for_sources(self, self.load_files)

    def apply(self) -> None:
        """Store what the preview shows."""
        if self.plan is not None and self.head.apply.isEnabled():
            self.head.apply.setEnabled(False)
            work = partial(apply_import, self._session.desk, self.plan)
            self._jobs.run(self.plan.label, work, self._on_applied, self._on_refused, is_act=True)

    def undo(self) -> None:
        """Take the import back."""
        if self.report is not None and self.report.operation_id is not None:
            self.head.undo.setEnabled(False)
            undo_import(self._session, self._jobs, self.report.operation_id, self._on_refused)

    def focus_list(self) -> None:
        """Put the keyboard where the next step is."""
        if self.currentWidget() is self._work:
            next_key = self.head.find_next(self.report, self.unread)
            is_led = self.unread is None and self.steps.step is Step.COLUMNS and self.kinds.lead()
            if not is_led:
                (next_key if next_key.isEnabled() else self.steps.buttons[self.steps.step]).setFocus()
        else:
            self.door.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Plan again what was planned before the desk changed."""
        super().showEvent(event)
        if self._is_stale:
            self._map_again()

    def _on_first_read(self, found: Sequence[Preview], turn: int) -> None:
        if turn == self._turn:
            self.reading.show_previews(dict(zip(self._paths, found, strict=True)))
            self._work_out({})

    def _on_said(self) -> None:
        """Something was said about the columns; more may follow with the next key."""
        self._has_chosen_step = True
        self._keyboard.grey()
        self.pause.start()

    def _on_reading_chosen(self) -> None:
        self._has_chosen_step = True
        self._work_out({})

    def _on_settled(self) -> None:
        self._has_chosen_step = True
        self._map_again()

    def _map_again(self) -> None:
        self._work_out({} if self.worked is None else self.worked.files)

    def _work_out(self, before: Mapping[Path, SourceFile]) -> None:
        if not self._paths or self.report is not None:
            return
        self.pause.stop()
        self._turn += 1
        self._is_stale = False
        turn, desk, wanted = self._turn, self._session.desk, self._pages.list_wanted()
        self._keyboard.grey()
        if not wanted:
            self._on_not_worked_out("All files are left out. Say what at least one of them is.", turn)
            return
        self._jobs.run(
            f"Check {name_files(self.reading.taken)}",
            lambda progress: work_out(desk, wanted, before, progress),
            lambda worked: self._on_worked_out(worked, turn),
            lambda text: self._on_not_worked_out(text, turn),
        )

    def _on_worked_out(self, worked: Worked | Unread, turn: int) -> None:
        if turn != self._turn:
            return
        if isinstance(worked, Unread):
            self._on_unread(worked, turn)
            return
        self._keyboard.look()
        is_first, self.worked, self.unread = self.worked is None, worked, None
        self._pages.show_worked(worked)
        if worked.plan is None and self.steps.step is Step.PLAN:
            self._go_to(Step.COLUMNS)
        elif self._has_chosen_step:
            self._go_to(self.steps.step)
        else:
            self._go_to(Step.COLUMNS if worked.asks_about_columns() else Step.PLAN)
        if self._keyboard.is_lost(is_first=is_first):
            self.focus_list()

    def _on_not_worked_out(self, text: str, turn: int) -> None:
        """What was planned before is not what is said now, and must not be stored in its place."""
        if turn != self._turn:
            return
        if self.worked is not None:
            self.worked = self.worked._replace(plan=None)
            if self.steps.step is Step.PLAN:
                self._go_to(Step.COLUMNS)
        self._on_refused(text)

    def _on_unread(self, unread: Unread, turn: int) -> None:
        self.unread = unread
        self.reading.show_unread(unread.problems)
        self._on_not_worked_out(unread.words, turn)
        self.head.offer_leaving(unread)
        if self.worked is None and self.isAncestorOf(QApplication.focusWidget() or self):
            self.focus_list()

    def _on_left_out(self) -> None:
        if self.unread is not None:
            self.reading.leave_out(self.unread.problems)
            self._work_out(self.unread.files)

    def _on_step_chosen(self, step: Step) -> None:
        self._has_chosen_step = True
        self._go_to(step)
        if step is Step.COLUMNS:
            self.kinds.lead()

    def _go_to(self, step: Step) -> None:
        self.steps.step = step
        self._pages.show_step(step)
        self._show()

    def _on_applied(self, report: ImportReport) -> None:
        self.report = report
        self._go_to(Step.REPORT)
        self.focus_list()
        self._session.announce(report)

    def _on_refused(self, text: str) -> None:
        self._show()
        self.head.refuse(text, is_unread=self.worked is None)

    def _on_job_ended(self) -> None:
        # A job that was cancelled tells nobody else: what was possible before it is possible again.
        self.head.apply.setEnabled(self.report is None and self.worked is not None and self.worked.can_be_stored())
        self.head.undo.setEnabled(True)

    def _on_changed(self, _changes: object) -> None:
        if self.report is not None and is_undone(self._session.desk, self.report.operation_id):
            had_keyboard = self.head.isAncestorOf(QApplication.focusWidget() or self)
            self.report = None
            self._go_to(Step.PLAN)
            # The button that had it is gone.
            if had_keyboard:
                self.planned.table.view.setFocus()
        self._is_stale = self._is_stale or (self.worked is not None and self.report is None)
        if self._is_stale and self.isVisible():
            self._map_again()

    def _on_done(self) -> None:
        self._leave()
        self.finished.emit()

    def _on_esc(self) -> None:
        """One step back, so that one key loses nothing; from the first one out."""
        if self.report is None and self.steps.step is Step.READ:
            self._leave()
            self.focus_list()
        elif self.report is None:
            self.steps.choose(Step(self.steps.step - 1))

    def _leave(self) -> None:
        self._turn += 1
        self.pause.stop()
        self._paths, self.worked, self.report = (), None, None
        self.setCurrentWidget(self.door)

    def _show(self) -> None:
        self.setCurrentWidget(self._work)
        self.head.show_import(name_files(self.reading.taken), self.worked, self.report)
        if self.plan is not None:
            self.planned.show_plan(self.plan, is_report=self.report is not None)
        self.steps.show_step(self.worked, is_done=self.report is not None)
