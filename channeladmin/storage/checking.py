"""The proof of a whole data file: its structure, its history, and what is derived from its records."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from channeladmin.records import Standing
from channeladmin.storage.chain import list_broken
from channeladmin.storage.high_water import read_filled_up_to
from channeladmin.storage.reading import table_of
from channeladmin.storage.refreshing import find_stale, refresh_standings
from channeladmin.storage.sqlite.proving import list_structure_faults, list_unjournalled
from channeladmin.storage.standings import build_standings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from sqlalchemy import Connection

    from channeladmin.storage.database import Database

_SHOWN = 20


class ProblemKind(StrEnum):
    """Which of the proofs failed."""

    STRUCTURE = "structure"
    HISTORY = "history"
    JOURNAL = "journal"
    STANDING = "standing"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is not as it must be, as a sentence."""

    kind: ProblemKind
    message: str

    def __str__(self) -> str:
        return self.message


def check_database(database: Database) -> tuple[Problem, ...]:
    """Everything that is wrong with the file, at most 20 of a kind; empty if it is sound."""
    refresh_standings(database)
    with database.read() as connection:
        faults = list_structure_faults(connection.connection.driver_connection)
        if faults:
            # The other proofs would only stumble over a damaged file.
            return tuple(Problem(ProblemKind.STRUCTURE, fault) for fault in faults)
        return (
            *(Problem(ProblemKind.HISTORY, sentence) for sentence in _check_history(connection)),
            *(Problem(ProblemKind.JOURNAL, sentence) for sentence in _check_journal(connection)),
            *(
                Problem(ProblemKind.STANDING, text)
                for text in _check_standings(connection, database.clock.today(), _list_waiting(connection, database))
            ),
        )


def _check_history(connection: Connection) -> Iterator[str]:
    for name in list_broken(connection)[:_SHOWN]:
        yield f"The history was altered: the act {name} no longer matches its seal."


def _check_journal(connection: Connection) -> Iterator[str]:
    rows = list_unjournalled(connection, filled_up_to=read_filled_up_to(connection))
    for table, row_id in islice(rows, _SHOWN):
        yield f"The {table} {row_id} is not as the history says; it was written past the app, or is damaged."


def _list_waiting(connection: Connection, database: Database) -> frozenset[int]:
    """The agreements whose standing is of an earlier day, in a file that is open for reading only."""
    return find_stale(connection, database.clock.today()) if database.is_read_only else frozenset()


def _check_standings(connection: Connection, on: date, waiting: frozenset[int]) -> Iterator[str]:
    table = table_of(Standing)
    stored = {(row["agreement_id"], row["track"]): row for row in connection.execute(select(table)).mappings()}
    wrong: dict[int, None] = {}
    for fresh in build_standings(connection, None, on):
        kept = stored.pop((fresh["agreement_id"], fresh["track"]), None)
        if kept is None or not _is_same(kept, fresh):
            wrong.setdefault(fresh["agreement_id"])
    wrong |= dict.fromkeys(agreement_id for agreement_id, _ in stored)
    for agreement_id in islice((key for key in wrong if key not in waiting), _SHOWN):
        yield f"The stored standing of the agreement {agreement_id} is not what its records give."


def _is_same(kept: Mapping[Any, Any], fresh: Mapping[str, Any]) -> bool:
    return all(kept[name] == value for name, value in fresh.items() if name != "evaluated_on")
