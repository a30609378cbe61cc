"""The open desk as the window sees it: small acts run here, and one signal tells every page what changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from channeladmin.desk.refusal import FieldRefused
from channeladmin.errors import EnvironmentProblem, UserError

if TYPE_CHECKING:
    from channeladmin.desk.desk import Desk

FOR_READING = "The desk is open for reading only, so nothing can be changed in it."

ResultT = TypeVar("ResultT")


class DeskSession(QObject):
    """Holds the desk of one open data file."""

    changed = Signal(object)
    """Changes: what an act, an undo or an import wrote."""
    failed = Signal(str)
    """A sentence for the status line: why an act was not done."""
    told = Signal(str)
    """A sentence for the status line: what an act did, where the page does not show it."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk

    @property
    def withheld(self) -> str:
        """Why nothing can be written into this desk, or nothing: it can."""
        return FOR_READING if self.desk.is_read_only else ""

    def holds(self, path: Path) -> bool:
        """Whether a path is the open data file or what stands beside it: to read it would drop the locks on it."""
        own = (self.desk.path, *(Path(f"{self.desk.path}{suffix}") for suffix in ("-wal", "-shm")))
        return path.exists() and any(path.samefile(each) for each in own if each.exists())

    def act(self, work: Callable[[], ResultT]) -> ResultT | None:
        """Run a small act now and tell the pages; None if it was refused or there was nothing to do.

        A refusal that belongs under a field (FieldRefused) goes on to the form that asked.
        """
        try:
            result = work()
        except FieldRefused:
            raise
        except (UserError, EnvironmentProblem) as problem:
            self.failed.emit(str(problem))
            return None
        self.announce(result)
        return result

    def announce(self, result: object) -> None:
        """Tell the pages about Changes, or about a result that carries them in `.changes`."""
        changes = getattr(result, "changes", result)
        if hasattr(changes, "agreement_ids"):
            self.changed.emit(changes)

    def close(self) -> None:
        """Close the data file."""
        self.desk.close()
