"""Where a backup goes that somebody names, and what must not lie there already."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from channeladmin.errors import DamagedFile, UserError
from channeladmin.storage.backup_name import find_free, stamp
from channeladmin.storage.backup_state import holds_all_of, read_mark
from channeladmin.storage.presence import alone
from channeladmin.storage.sqlite.header import read_header
from channeladmin.storage.sqlite.looking import look

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection

    from channeladmin.storage.backup_state import DeskMark
    from channeladmin.storage.sqlite.password import FileKey


def choose_target(path: Path, out: Path, at: datetime) -> Path:
    """The file that is meant by a file or a folder; `UserError` where there can be none, or it is the data file."""
    if out.is_dir():
        return find_free(out, f"{path.stem} {stamp(at)}", path.suffix)
    if not out.parent.is_dir():
        raise UserError(f"The folder “{out.parent}” does not exist. Make it, or choose another one.")
    if out.exists() and out.samefile(path):
        raise UserError(f"“{out}” is the data file itself. Choose another name for the backup.")
    return out


@contextmanager
def claimed(target: Path, desk: Connection, key: FileKey | None) -> Iterator[None]:
    """In the block nobody else opens or makes a file of this name, and what lies there may give way.

    That is a copy of the same desk, plain or with this key, that holds nothing which the desk does not; a `UserError`
    for any other file, `OpenRefused` for one that is open.
    """
    with alone(target, what="backup"):
        if target.exists():
            mark = _read_mark(target, key)
            if mark is None or mark.created_at != read_mark(desk).created_at:
                raise UserError(
                    f"“{target}” is there already and is not a backup of this desk, or has another password. Choose "
                    "another name for the backup."
                )
            if not holds_all_of(desk, mark):
                raise UserError(
                    f"“{target}” is there already and holds acts that are not in this desk. Choose another name for "
                    "the backup."
                )
        yield


def _read_mark(target: Path, key: FileKey | None) -> DeskMark | None:
    """None for what is no desk, or does not open with this key."""
    try:
        with look(target, None if read_header(target).is_plain else key) as connection:
            return read_mark(connection)
    except (UserError, DamagedFile, DBAPIError, ValueError):
        return None
