"""Which copies of a data file still hold somebody who was erased from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2 as driver

from channeladmin.errors import EnvironmentProblem
from channeladmin.storage.sqlite.files import list_sides
from channeladmin.storage.sqlite.looking import connect_at_rest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from channeladmin.storage.sqlite.password import FileKey


@dataclass(frozen=True, slots=True)
class HoldingCopies:
    """The copies that hold the person, and those that this key does not open."""

    holding: tuple[Path, ...]
    unread: tuple[Path, ...]


def find_copies_holding(copies: Iterable[Path], person_id: int, *, key: FileKey | None) -> HoldingCopies:
    """Look into each copy for a person, among its records and in its history; the copies stay as they are.

    One in which they are not found counts as not looked into where anything of it cannot be seen so: it is damaged, or
    side files lie beside it, which keep pages of earlier states.
    """
    holding, unread = [], []
    for copy in copies:
        try:
            is_there, is_all_seen = _look_into(copy, person_id, key)
        except (driver.Error, EnvironmentProblem, UnicodeDecodeError):
            is_there, is_all_seen = False, False
        if is_there:
            holding.append(copy)
        elif not is_all_seen:
            unread.append(copy)
    return HoldingCopies(tuple(holding), tuple(unread))


def _look_into(copy: Path, person_id: int, key: FileKey | None) -> tuple[bool, bool]:
    """Whether the person is in it, and whether nothing of it is out of sight."""
    with connect_at_rest(copy, key) as connection:
        [(is_there,)] = connection.execute(
            "SELECT EXISTS (SELECT 1 FROM person WHERE id = ?) OR EXISTS"
            " (SELECT 1 FROM journal WHERE table_name = 'person' AND row_id = ?"
            " AND coalesce(before, after) IS NOT NULL)",
            (person_id, person_id),
        ).fetchall()
        is_whole = bool(is_there) or connection.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]
    return bool(is_there), is_whole and not list_sides(copy)
