"""The proof that the data file is sound, and the repair of what can be worked out afresh."""

from __future__ import annotations

from typing import TYPE_CHECKING

from channeladmin.progress import Progress, ignore_progress
from channeladmin.storage.checking import Problem, ProblemKind, check_database

if TYPE_CHECKING:
    from channeladmin.desk.desk import Desk

__all__ = ["Problem", "ProblemKind", "check", "is_all_right"]


def check(desk: Desk, *, progress: Progress = ignore_progress, may_repair: bool = True) -> tuple[Problem, ...]:
    """What is wrong with the file, a sentence each; empty if it is sound.

    Structure and references, the hash chain of the history, every record against the history, values that cannot be,
    what the file notes about itself, stored standings and search texts against those worked out afresh. The last two
    and broken indexes are put right and marked `is_repaired`, except in a file that is open for reading only; records
    and history are never written.
    """
    return check_database(desk.database, progress=progress, may_repair=may_repair and not desk.is_read_only)


def is_all_right(problems: tuple[Problem, ...]) -> bool:
    """Whether nothing is left to be put right."""
    return all(problem.is_repaired for problem in problems)
