"""The proof that the data file is sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from channeladmin.storage.checking import Problem, ProblemKind, check_database

if TYPE_CHECKING:
    from channeladmin.desk.desk import Desk

__all__ = ["Problem", "ProblemKind", "check"]


def check(desk: Desk) -> tuple[Problem, ...]:
    """What is wrong with the file, a sentence each; empty if it is sound.

    Structure and references, the hash chain of the history, the journal's last image of every record against the
    record, and stored standings against those worked out afresh.
    """
    return check_database(desk.database)
