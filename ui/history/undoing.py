"""Undo and redo as the window offers them: the labels of the next acts, and doing them without freezing the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from channeladmin.desk.history import OperationRow, next_redo, next_undo, redo, undo
from ui.kit.jobs import JobRunner
from ui.kit.text import shorten
from ui.session import DeskSession

if TYPE_CHECKING:
    from channeladmin.desk.values import Changes

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
        self.changed.emit(_label_of_act(undoable), _label_of_act(redoable))

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
        self._run(("Redoing", "Redone"), row, lambda: redo(desk))

    def _take_back(self, row: OperationRow, operation_id: int | None) -> None:
        desk = self._session.desk
        self._run(("Undoing", "Undone"), row, lambda: undo(desk, operation_id))

    def _run(self, words: tuple[str, str], row: OperationRow, work: Callable[[], Changes]) -> None:
        doing, done = words
        label = _label_of_act(row)

        def tell(changes: Changes) -> None:
            self._session.announce(changes)
            self._session.told.emit(f"{done}: {shorten(label)}.")

        if row.row_count > SMALL_ACT_ROWS:
            self._jobs.run(f"{doing} “{label}”", lambda _progress: work(), tell, self._session.failed.emit)
            return
        if self._session.act(work) is not None:
            self._session.told.emit(f"{done}: {shorten(label)}.")


def _label_of_act(row: OperationRow | None) -> str:
    """The label of the act itself, not that of its undo."""
    return row.label.removeprefix("Undo: ") if row else ""
