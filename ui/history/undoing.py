"""Undo and redo as the window offers them: the labels of the next acts, and doing them without freezing the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from channeladmin.desk.history import OperationRow, next_redo, next_undo, redo, undo
from channeladmin.progress import Progress
from ui.kit.jobs import JobRunner
from ui.session import DeskSession

SMALL_ACT_ROWS = 500
"""Up to here an act is taken back at once; a bigger one runs as a job."""


class Undoing(QObject):
    """Follows the session; one for each open desk."""

    changed = Signal(str, str)
    """The labels of what undo and redo would take; empty where there is nothing."""

    def __init__(self, session: DeskSession, jobs: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        session.changed.connect(lambda _changes: self.refresh())

    def refresh(self) -> None:
        """Look again at what can be undone and redone."""
        desk = self._session.desk
        undoable, redoable = next_undo(desk), next_redo(desk)
        self.changed.emit(undoable.label if undoable else "", _label_of_redo(redoable))

    def undo(self) -> None:
        """Take back the newest act."""
        row = next_undo(self._session.desk)
        if row is not None:
            self._take_back(row, None)

    def undo_operation(self, row: OperationRow) -> None:
        """Take back one act of the history, where nothing since touched its rows."""
        self._take_back(row, row.id)

    def redo(self) -> None:
        """Do again what was undone last."""
        row = next_redo(self._session.desk)
        if row is None:
            return
        desk = self._session.desk
        self._run("Redoing", row, lambda: redo(desk))

    def _take_back(self, row: OperationRow, operation_id: int | None) -> None:
        desk = self._session.desk
        self._run("Undoing", row, lambda: undo(desk, operation_id))

    def _run(self, verb: str, row: OperationRow, work: object) -> None:
        assert callable(work)
        if row.row_count <= SMALL_ACT_ROWS:
            self._session.act(work)
            return

        def job(_progress: Progress) -> object:
            return work()

        self._jobs.run(f"{verb} “{row.label}”", job, self._session.announce, self._session.failed.emit)


def _label_of_redo(row: OperationRow | None) -> str:
    """The label of the act itself, not that of its undo."""
    return row.label.removeprefix("Undo: ") if row else ""
