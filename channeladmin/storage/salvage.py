"""What can still be read of a damaged file, row by row, past its damaged pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import DBAPIError

from channeladmin.errors import DamagedFile
from channeladmin.progress import Progress, ignore_progress
from channeladmin.storage.sqlite.looking import look
from channeladmin.storage.tables import list_journalled, operation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from channeladmin.storage.sqlite.password import FileKey

_MOST_FAILURES = 1000
"""So many rows in a row that cannot be read end the search for more of a table."""

_LOWEST, _HIGHEST = -(2**63), 2**63 - 1


@dataclass(frozen=True, slots=True)
class ReadableTable:
    """How many rows of a table of records can be read, and whether damage was met among them."""

    table: str
    row_count: int
    is_whole: bool


@dataclass(frozen=True, slots=True)
class ReadableOperation:
    """An operation as it can be read: its key, what, who, when (aware; None where that is unreadable)."""

    id: int
    label: str
    actor: str
    at: datetime | None


def count_readable(
    path: Path, key: FileKey | None, *, progress: Progress = ignore_progress
) -> tuple[ReadableTable, ...]:
    """By table of records: the rows that can be read; all zero where the file is not to be read at all."""
    found = []
    tables = [table.name for table in list_journalled(_find_version(path, key))]
    for number, table in enumerate(tables):
        progress(number, len(tables))
        rows = _Rows(path, key, table)
        found.append(ReadableTable(table, sum(1 for _ in rows.read()), rows.is_whole))
    return tuple(found)


def list_readable_operations(path: Path, key: FileKey | None, *, after: int = 0) -> tuple[ReadableOperation, ...]:
    """The operations newer than one (0: all) that can be read, oldest first."""
    rows = sorted(_Rows(path, key, operation.name, after=after).read(), key=lambda row: row[0])
    return tuple(
        ReadableOperation(row[0], str(values["label"]), str(values["actor"]), _parse_moment(values["at"]))
        for row in rows
        if (values := row[1]).keys() >= {"label", "actor", "at"}
    )


def _find_version(path: Path, key: FileKey | None) -> int | None:
    """The version of the tables of a file; None where that cannot be read."""
    try:
        with look(path, key) as connection:
            return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    except (DamagedFile, DBAPIError):
        return None


class _Rows:
    """The rows of one table, as (key, values): from both ends to the damage, and between by the keys in indexes."""

    def __init__(self, path: Path, key: FileKey | None, table: str, *, after: int = _LOWEST) -> None:
        self._path, self._key, self._table = path, key, table
        self._first = after if after == _LOWEST else after + 1
        self.is_whole = True

    def read(self) -> Iterator[tuple[int, dict[str, Any]]]:
        low, high = self._first - 1 if self._first > _LOWEST else _LOWEST, _HIGHEST
        for row in self._scan("rowid >= ? ORDER BY rowid", self._first):
            low = row[0]
            yield row
        if self.is_whole:
            return
        for row in self._scan("rowid > ? ORDER BY rowid DESC", low):
            high = row[0]
            yield row
        failures = 0
        for row_id in sorted(self._list_keys(low, high)):
            # By the key alone: a step to the next row might meet the damage, and then this one is not given either.
            rows = list(self._scan("rowid = ?", row_id))
            yield from rows
            failures = 0 if rows else failures + 1
            if failures > _MOST_FAILURES:
                return

    def _scan(self, condition: str, key: int) -> Iterator[tuple[int, dict[str, Any]]]:
        statement = f'SELECT rowid AS "the key", * FROM "{self._table}" NOT INDEXED WHERE {condition}'
        try:
            # A connection of its own: an encrypted file gives nothing more to one that has met damage.
            with look(self._path, self._key) as connection:
                for row in connection.exec_driver_sql(statement, (key,)).mappings():
                    values = dict(row)
                    yield values.pop("the key"), values
        except (DamagedFile, DBAPIError):
            self.is_whole = False

    def _list_keys(self, low: int, high: int) -> set[int]:
        """The keys between two rows, as the table's indexes and the history have them."""
        keys: set[int] = set()
        names = f"SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = '{self._table}'"
        sources = [f'SELECT rowid FROM "{self._table}" INDEXED BY "{name}"' for name in self._ask(names)]
        sources.append(f"SELECT row_id FROM journal WHERE table_name = '{self._table}'")
        for source in sources:
            keys |= {row_id for row_id in self._ask(source) if low < row_id < high}
        return keys

    def _ask(self, statement: str) -> list[Any]:
        found: list[Any] = []
        try:
            with look(self._path, self._key) as connection:
                found.extend(connection.exec_driver_sql(statement).scalars())
        except (DamagedFile, DBAPIError):
            self.is_whole = False
        return found


def _parse_moment(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(text))
    except ValueError:
        return None
