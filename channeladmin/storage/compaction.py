"""Room given back after something was removed for good: noted with the removal, done at once or at the next opening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from channeladmin.errors import EnvironmentProblem
from channeladmin.storage.sqlite.rebuilding import compact
from channeladmin.storage.tables import meta

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from channeladmin.storage.database import Database

_DUE = "compaction_due"


def note_compaction(connection: Connection) -> None:
    """Note, in the transaction that removes something, that its bytes still lie in the file."""
    connection.execute(meta.delete().where(meta.c.key == _DUE))
    connection.execute(meta.insert().values(key=_DUE, value="yes"))


def compact_if_due(database: Database) -> bool:
    """Give the room back if that is noted; False if it has to wait, since somebody reads or the disk is full."""
    with database.read() as connection:
        if connection.execute(select(meta.c.key).where(meta.c.key == _DUE)).first() is None:
            return True
    try:
        compact(database.path, database.file_key)
        with database.derive() as connection:
            connection.execute(meta.delete().where(meta.c.key == _DUE))
    except EnvironmentProblem:
        return False
    return True
