"""Which copies of a data file still hold somebody who was erased from it."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2 as driver

from channeladmin.storage.sqlite.engine import Access, connect_bare

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
    """Look into each copy for a person, among its records and in its history; the copies stay as they are."""
    holding, unread = [], []
    for copy in copies:
        try:
            is_there = _holds(copy, person_id, key)
        except driver.Error:
            unread.append(copy)
        else:
            holding += [copy] if is_there else []
    return HoldingCopies(tuple(holding), tuple(unread))


def _holds(copy: Path, person_id: int, key: FileKey | None) -> bool:
    with closing(connect_bare(copy, key, access=Access.FROZEN)) as connection:
        row: Any = connection.execute(
            "SELECT EXISTS (SELECT 1 FROM person WHERE id = ?) OR EXISTS"
            " (SELECT 1 FROM journal WHERE table_name = 'person' AND row_id = ?"
            " AND coalesce(before, after) IS NOT NULL)",
            (person_id, person_id),
        ).fetchone()
    return bool(row[0])
