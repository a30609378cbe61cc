"""The check of an open data file: the proof of records and history, and what can be derived put right."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from channeladmin.errors import DamagedFile
from channeladmin.progress import Progress, ignore_progress
from channeladmin.storage.derived import list_wrong_search, list_wrong_standings
from channeladmin.storage.problem import Problem, ProblemKind
from channeladmin.storage.proof import SHOWN, prove
from channeladmin.storage.repairing import BROKEN, repair
from channeladmin.storage.search import rewrite_search
from channeladmin.storage.sqlite.looking import reading_tolerantly
from channeladmin.storage.stages import split_progress
from channeladmin.storage.standings import rewrite_standings

if TYPE_CHECKING:
    from channeladmin.storage.database import Database

__all__ = ["Problem", "ProblemKind", "check_database"]


def check_database(
    database: Database, *, progress: Progress = ignore_progress, may_repair: bool = True
) -> tuple[Problem, ...]:
    """Everything that is wrong with the file, at most 20 of a kind; empty if it is sound.

    What can be derived (indexes; from sound records, standings and search texts) is worked out afresh and marked as
    repaired; records and history are never written. Progress is told in thousandths and may stop the check.
    """
    proving, again, deriving = split_progress(progress, (5, 1, 4))
    found = _prove(database, proving)
    if may_repair and repair(database, found):
        remaining = _prove(database, again)
        found = (*(replace(problem, is_repaired=True) for problem in found if problem not in remaining), *remaining)
    if all(problem.is_repaired for problem in found):
        found += _check_derived(database, deriving, may_repair=may_repair)
    deriving(1, 1)
    return found


def _prove(database: Database, progress: Progress) -> tuple[Problem, ...]:
    try:
        with database.read() as connection, reading_tolerantly(connection):
            return prove(connection, progress)
    except DamagedFile as damage:
        return (Problem(ProblemKind.STRUCTURE, str(damage)),)


def _check_derived(database: Database, progress: Progress, *, may_repair: bool) -> tuple[Problem, ...]:
    of_standings, of_search = split_progress(progress, (4, 1))
    try:
        with database.read() as connection, reading_tolerantly(connection):
            agreement_ids = list_wrong_standings(connection, of_standings)
            partner_ids = list_wrong_search(connection, of_search)
        if may_repair and (agreement_ids or partner_ids):
            with database.derive() as connection:
                rewrite_standings(connection, agreement_ids, database.clock.today())
                rewrite_search(connection, partner_ids)
    except BROKEN as error:
        return (Problem(ProblemKind.VALUE, f"The standings cannot be worked out from what is stored: {error}"),)
    standings = (f"The stored standing of the agreement {each} is not what its records give." for each in agreement_ids)
    texts = (f"The search text of the partner {each} is not what its records give." for each in partner_ids)
    return (
        *(Problem(ProblemKind.STANDING, words, may_repair) for words in islice(standings, SHOWN)),
        *(Problem(ProblemKind.SEARCH, words, may_repair) for words in islice(texts, SHOWN)),
    )
