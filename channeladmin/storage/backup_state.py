"""What a data file has got to, read in a moment, by which it is known whether a backup holds all of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from channeladmin.storage.high_water import read_filled_up_to

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class FileState:
    """The newest operation with its seal, the oldest (a trimmed history begins later), and how far it was filled."""

    newest: int | None
    seal: str | None
    oldest: int | None
    filled_up_to: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever done to the file."""
        return self.newest is None and not self.filled_up_to


def read_state(connection: Connection) -> FileState:
    """Of the file behind the connection; two files of one desk in the same state hold the same."""
    newest = connection.exec_driver_sql("SELECT id, hash FROM operation ORDER BY id DESC LIMIT 1").first()
    oldest = connection.exec_driver_sql("SELECT min(id) FROM operation").scalar_one()
    last, seal = (None, None) if newest is None else newest
    return FileState(last, seal, oldest, read_filled_up_to(connection))


@dataclass(frozen=True, slots=True)
class DeskMark:
    """By what the copies of one desk are known: when it was made (None: not noted), and its newest operation."""

    created_at: str | None
    newest: int | None


def read_mark(connection: Connection) -> DeskMark:
    """Of the file behind the connection."""
    query = "SELECT (SELECT value FROM meta WHERE key = 'created_at'), (SELECT max(id) FROM operation)"
    created_at, newest = connection.exec_driver_sql(query).one()
    return DeskMark(created_at, newest)


def holds_all_of(connection: Connection, mark: DeskMark) -> bool:
    """Whether the file behind the connection went on from where a copy of it ends; a trimmed history begins later."""
    query = "SELECT EXISTS (SELECT 1 FROM operation WHERE id = ?1) OR ?1 < (SELECT min(id) FROM operation)"
    return mark.newest is None or bool(connection.exec_driver_sql(query, (mark.newest,)).scalar_one())


def has_records(connection: Connection) -> bool:
    """Whether the file holds any company or person."""
    query = "SELECT EXISTS (SELECT 1 FROM partner) OR EXISTS (SELECT 1 FROM person)"
    return bool(connection.exec_driver_sql(query).scalar_one())
