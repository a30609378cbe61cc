"""Undo and redo as the window offers them: the labels of the next acts, and doing them without freezing the window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal

from channeladmin.desk.history import (
    OperationRow,
    Trimmed,
    UndoReport,
    list_row_changes,
    next_redo,
    next_undo,
    redo,
    trim_history,
    undo,
    undo_as_reported,
    undo_or_report,
)
from channeladmin.progress import Progress, ignore_progress
from ui.kit.jobs import JobRunner
from ui.kit.text import shorten
from ui.kit.words import word_count
from ui.session import DeskSession

SMALL_ACT_ROWS = 500
"""Up to here an act is taken back at once; a bigger one runs as a job, as does one on which every standing hangs."""


class Undoing(QObject):
    """Follows the session; one for each open desk."""

    changed = Signal(str, str)
    """The labels of what undo and redo would take; empty where there is nothing."""
    withheld_changed = Signal(str)
    """Why nothing can be undone or redone now, whatever there is; empty where it can."""
    reported = Signal(object)
    """An UndoReport: of an older act, later ones changed a part. Nothing was done yet."""
    trimmed = Signal()
    """The older part of the history has been given up."""

    def __init__(self, session: DeskSession, jobs: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._undoable: OperationRow | None = None
        self._redoable: OperationRow | None = None
        session.changed.connect(lambda _changes: self.refresh())
        jobs.act_changed.connect(self._on_act_changed)

    @property
    def withheld(self) -> str:
        """Why nothing can be undone or redone now, or nothing."""
        running = self._jobs.act_title
        return self._session.withheld or (f"“{running}” is not done yet; undo waits until then." if running else "")

    def refresh(self) -> None:
        """Look again at what can be undone and redone."""
        desk = self._session.desk
        self._undoable, self._redoable = next_undo(desk), next_redo(desk)
        self.changed.emit(_label_of_act(self._undoable), _label_of_act(self._redoable))
        self.withheld_changed.emit(self.withheld)

    def undo(self) -> None:
        """Take back the newest act, if it is the one that is shown: somebody else may have done another meanwhile."""
        shown, desk = self._undoable, self._session.desk
        if shown is not None and not self._refuse() and self._is_still(shown, next_undo(desk)):
            self._run(("Undoing", "Undone"), shown, lambda progress: undo(desk, shown.id, progress=progress))

    def redo(self) -> None:
        """Do again what was undone last, if it is what is shown."""
        shown, desk = self._redoable, self._session.desk
        if shown is not None and not self._refuse() and self._is_still(shown, next_redo(desk)):
            self._run(("Redoing", "Redone"), shown, lambda progress: redo(desk, progress=progress))

    def undo_operation(self, row: OperationRow) -> None:
        """Take back one act of the history whole, or report what would be left."""
        desk = self._session.desk
        if self._refuse():
            return
        self._run(("Undoing", "Undone"), row, lambda progress: undo_or_report(desk, row.id, progress=progress))

    def undo_as_reported(self, report: UndoReport) -> None:
        """Take back what goes back, and leave the rest."""
        desk = self._session.desk
        if self._refuse():
            return
        self._run(
            ("Undoing", "Undone in part"),
            report.operation,
            lambda progress: undo_as_reported(desk, report, progress=progress),
        )

    def trim(self, before: date) -> None:
        """Give up the acts of before a day, in the background."""
        desk = self._session.desk

        def tell(trimmed: Trimmed) -> None:
            self.refresh()
            self.trimmed.emit()
            self._session.told.emit(
                f"{word_count(trimmed.operation_count, 'act')} given up; the records are as they were."
            )

        self._jobs.run(
            "Trimming the history",
            lambda progress: trim_history(desk, before, progress=progress),
            tell,
            self._session.failed.emit,
            is_act=True,
        )

    def _on_act_changed(self) -> None:
        self.withheld_changed.emit(self.withheld)

    def _refuse(self) -> bool:
        """Say why nothing is undone now, if something is in the way."""
        if self.withheld:
            self._session.failed.emit(self.withheld)
        return bool(self.withheld)

    def _is_still(self, shown: OperationRow, newest: OperationRow | None) -> bool:
        if newest is not None and newest.id == shown.id:
            return True
        self.refresh()
        self._session.failed.emit("The desk has changed meanwhile. Look at what would be undone now, and ask again.")
        return False

    def _is_long(self, row: OperationRow) -> bool:
        if row.row_count > SMALL_ACT_ROWS:
            return True
        return any(change.table == "setting" for change in list_row_changes(self._session.desk, row.id))

    def _run(self, words: tuple[str, str], row: OperationRow, work: Callable[[Progress], object]) -> None:
        doing, done = words
        label = _label_of_act(row)

        def tell(result: object) -> None:
            if isinstance(result, UndoReport):
                self.reported.emit(result)
                return
            self._session.announce(result)
            self._session.told.emit(f"{done}: {shorten(label)}.")

        if self._is_long(row):
            self._jobs.run(f"{doing} “{label}”", work, tell, self._session.failed.emit, is_act=True)
            return
        result = self._session.act(lambda: work(ignore_progress))
        if isinstance(result, UndoReport):
            self.reported.emit(result)
        elif result is not None:
            self._session.told.emit(f"{done}: {shorten(label)}.")


def _label_of_act(row: OperationRow | None) -> str:
    """The label of the act itself, not that of its undo."""
    return row.label.removeprefix("Undo: ") if row else ""
