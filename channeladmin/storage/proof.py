"""The proof that what was entered into a data file is all there, as it was entered; for checks and for backups."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from channeladmin.errors import DamagedFile
from channeladmin.progress import Progress, ignore_progress
from channeladmin.storage.chain import list_broken
from channeladmin.storage.high_water import read_filled_up_to
from channeladmin.storage.notes import list_changed_notes
from channeladmin.storage.problem import Problem, ProblemKind
from channeladmin.storage.sqlite.amounts import read_amounts
from channeladmin.storage.sqlite.looking import look
from channeladmin.storage.sqlite.proving import (
    find_broken_index,
    list_orphans,
    list_stray_journal,
    list_structure_faults,
    list_unjournalled,
    list_wrong_values,
)
from channeladmin.storage.sqlite.watching import stoppable
from channeladmin.storage.stages import split_progress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from channeladmin.storage.sqlite.password import FileKey

SHOWN = 20
"""How many faults of a kind are told."""

_DERIVED = ("standing", "search_text")


def prove_file(path: Path, key: FileKey | None, *, progress: Progress = ignore_progress) -> tuple[Problem, ...]:
    """The faults of a file at rest, without writing a byte of it; empty if it is sound.

    One that cannot be read at all has one fault; `EnvironmentProblem` where the disk is to blame.
    """
    try:
        with look(path, key) as connection:
            return prove(connection, progress)
    except DamagedFile as damage:
        return (Problem(ProblemKind.STRUCTURE, str(damage)),)


def prove(connection: Connection, progress: Progress = ignore_progress) -> tuple[Problem, ...]:
    """The faults of records and history, at most 20 of a kind; what is derived from them is not looked at.

    The text of the connection must be read tolerantly. Progress is told in thousandths; it may stop the proof.
    """
    stages = (_prove_structure, _prove_references, _prove_history, _prove_journal, _prove_values, _prove_notes)
    found: list[Problem] = []
    parts = split_progress(progress, read_amounts(connection.connection.driver_connection).proof)
    for stage, part in zip(stages, parts, strict=True):
        found += _run(stage, connection, part)
        if any(problem.kind is ProblemKind.STRUCTURE for problem in found):
            # The other proofs would only stumble over a damaged file.
            break
    parts[-1](1, 1)
    return tuple(found)


def _run(
    stage: Callable[[Connection, Progress], Iterator[Problem]], connection: Connection, progress: Progress
) -> list[Problem]:
    progress(0, 1)
    try:
        with stoppable(connection, progress):
            return list(stage(connection, progress))
    except ValueError as error:
        return [Problem(ProblemKind.VALUE, f"The file holds a value that cannot be: {error}.")]
    except (DamagedFile, DBAPIError) as error:
        # Such as JSON of the history that SQLite cannot take apart.
        return [Problem(ProblemKind.STRUCTURE, f"The file is damaged: {getattr(error, 'orig', None) or error}")]


def _prove_structure(connection: Connection, progress: Progress) -> Iterator[Problem]:
    with stoppable(connection, progress, steps=read_amounts(connection.connection.driver_connection).structure_steps):
        faults = list_structure_faults(connection)
    for fault in faults:
        kind = ProblemKind.STRUCTURE if find_broken_index(fault) is None else ProblemKind.INDEX
        yield Problem(kind, f"The file is damaged: {fault}.")


def _prove_references(connection: Connection, _progress: Progress) -> Iterator[Problem]:
    for table, row_id, parent in list_orphans(connection):
        if table not in _DERIVED:
            yield Problem(ProblemKind.REFERENCE, f"The {table} {row_id} belongs to a {parent} that is not there.")
    for seq in list_stray_journal(connection):
        yield Problem(ProblemKind.REFERENCE, f"The entry {seq} of the history lies outside its act.")
    if connection.exec_driver_sql("SELECT 1 FROM operation_context").first() is not None:
        yield Problem(ProblemKind.REFERENCE, "The file says that an act is being written, and none is.")


def _prove_history(connection: Connection, progress: Progress) -> Iterator[Problem]:
    for name in list_broken(connection, progress)[:SHOWN]:
        yield Problem(ProblemKind.HISTORY, f"The history was altered: the act {name} no longer matches its seal.")


def _prove_journal(connection: Connection, progress: Progress) -> Iterator[Problem]:
    rows = list_unjournalled(connection, filled_up_to=read_filled_up_to(connection), progress=progress)
    for table, row_id in islice(rows, SHOWN):
        words = f"The {table} {row_id} is not as the history says; it was written past the app, or is damaged."
        yield Problem(ProblemKind.JOURNAL, words)


def _prove_values(connection: Connection, _progress: Progress) -> Iterator[Problem]:
    for table, column, row_id in islice(list_wrong_values(connection), SHOWN):
        yield Problem(ProblemKind.VALUE, f"The {table} {row_id} holds something in {column} that cannot stand there.")


def _prove_notes(connection: Connection, progress: Progress) -> Iterator[Problem]:
    yield from (Problem(ProblemKind.NOTE, words) for words in list_changed_notes(connection, progress))
