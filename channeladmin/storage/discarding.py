"""Taking back a file that was made for work which then failed, unless somebody else works in it by now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from channeladmin.errors import EnvironmentProblem
from channeladmin.storage.presence import alone
from channeladmin.storage.sqlite.files import remove_side_files
from channeladmin.storage.sqlite.looking import look
from channeladmin.storage.tables import operation

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from channeladmin.storage.database import Database


def discard_new(database: Database) -> bool:
    """Close a file that this process has made and remove it; whether it is gone.

    It stays where somebody else has it open or has worked in it, and where it cannot be found out.
    """
    path, key = database.path, database.file_key
    try:
        with database.read() as connection:
            newest = _find_newest(connection)
        is_ours = database.find_foreign_changes() is None
    except EnvironmentProblem:
        is_ours = False
    database.close()
    if not is_ours:
        return False
    try:
        with alone(path, what="discard", actor=database.actor):
            with look(path, key) as connection:
                if _find_newest(connection) != newest:
                    return False
            path.unlink()
            remove_side_files(path)
    except (EnvironmentProblem, OSError):
        return False
    return True


def _find_newest(connection: Connection) -> int | None:
    newest: int | None = connection.execute(select(func.max(operation.c.id))).scalar_one()
    return newest
