"""Room given back after something was removed for good: noted with the removal, done at once or at the next opening."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from sqlalchemy import select

from channeladmin.errors import EnvironmentProblem
from channeladmin.storage.sqlite.rebuilding import compact
from channeladmin.storage.tables import meta

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from sqlalchemy import Connection

    from channeladmin.storage.sqlite.password import FileKey

_DUE = "compaction_due"


class OpenFile(Protocol):
    """As much of an open database as giving room back takes."""

    path: Path
    file_key: FileKey | None

    def read(self) -> AbstractContextManager[Connection]:
        """A look at one moment."""
        ...

    def wait_for_log(self) -> None:
        """Return when nothing of this process brings the log into the file any more."""
        ...

    def derive(self) -> AbstractContextManager[Connection]:
        """A transaction without an operation."""
        ...


def note_compaction(connection: Connection) -> None:
    """Note, in the transaction that removes something, that its bytes still lie in the file."""
    connection.execute(meta.delete().where(meta.c.key == _DUE))
    connection.execute(meta.insert().values(key=_DUE, value="yes"))


def compact_if_due(database: OpenFile) -> bool:
    """Give the room back if that is noted; False if it has to wait, since somebody reads or the disk is full."""
    with database.read() as connection:
        if connection.execute(select(meta.c.key).where(meta.c.key == _DUE)).first() is None:
            return True
    database.wait_for_log()
    try:
        compact(database.path, database.file_key)
        with database.derive() as connection:
            connection.execute(meta.delete().where(meta.c.key == _DUE))
    except EnvironmentProblem:
        return False
    return True
