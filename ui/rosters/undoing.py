"""An import that was stored is taken back, here or by whoever undoes it elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from channeladmin.desk.history import list_operations, undo

if TYPE_CHECKING:
    from channeladmin.desk.desk import Desk
    from ui.kit.jobs import JobRunner
    from ui.session import DeskSession


def undo_import(session: DeskSession, jobs: JobRunner, operation_id: int, on_refused: Callable[[str], object]) -> None:
    """Take it back in a job."""
    work = partial(undo, session.desk, operation_id)
    jobs.run("Undo the import", lambda _: work(), session.announce, on_refused, is_act=True)


def is_undone(desk: Desk, operation_id: int | None) -> bool:
    """Whether it was taken back."""
    return any(row.id == operation_id and row.is_undone for row in list_operations(desk))
