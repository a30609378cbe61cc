"""Putting right what can be derived: indexes from their tables, standings and search texts from the records."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from channeladmin.errors import DamagedFile, UserError
from channeladmin.records import Agreement, Partner, Standing
from channeladmin.storage.problem import Problem, ProblemKind
from channeladmin.storage.reading import table_of
from channeladmin.storage.search import rewrite_search
from channeladmin.storage.sqlite.proving import find_broken_index
from channeladmin.storage.standings import rewrite_standings
from channeladmin.storage.tables import search_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from channeladmin.storage.database import Database

BROKEN = (DamagedFile, DBAPIError, ValueError, LookupError, UserError)
"""What working something out from stored values may raise where they are not what they must be."""

# “CHECK constraint failed in standing”, “non-TEXT value in search_text.text”, “The standing 5 holds something …”.
_DERIVED = re.compile(r"(?: in |^The )(standing|search_text)\b")


def repair(database: Database, problems: Iterable[Problem]) -> bool:
    """Work out afresh what these problems are about, where it is derived; whether anything was written.

    Nothing is where the structure of anything else is broken: writing would make that worse.
    """
    indexes: set[str] = set()
    is_derived_broken = False
    for problem in problems:
        index = find_broken_index(problem.message.rstrip("."))
        if index is not None:
            indexes.add(index)
        elif problem.kind in (ProblemKind.STRUCTURE, ProblemKind.VALUE) and _DERIVED.search(problem.message):
            is_derived_broken = True
        elif problem.kind is ProblemKind.STRUCTURE:
            return False
    if not indexes and not is_derived_broken:
        return False
    try:
        with database.derive() as connection:
            for index in sorted(indexes):
                connection.exec_driver_sql(f'REINDEX "{index}"')
            if is_derived_broken:
                _rewrite_derived(connection, database)
    except BROKEN:
        # It stays as it is, and what is wrong is told.
        return False
    return True


def _rewrite_derived(connection: Connection, database: Database) -> None:
    for table in (table_of(Standing), search_text):
        connection.execute(table.delete())
    agreements = set(connection.execute(select(table_of(Agreement).c.id)).scalars())
    rewrite_standings(connection, agreements, database.clock.today())
    rewrite_search(connection, list(connection.execute(select(table_of(Partner).c.id)).scalars()))
