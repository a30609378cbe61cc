"""The journal of many new records, written by the set: a trigger that runs for each takes a quarter of the time."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from channeladmin.storage.sqlite.triggers import build_journalling, name_trigger
from channeladmin.storage.tables import get_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class MadeRows:
    """New records of one table whose keys lie in a row, their rows in the journal, and their parents by key column."""

    table: str
    keys: range
    journal: range
    parents: Mapping[str, frozenset[int]]


@contextmanager
def journalled_by_sets(connection: Connection, table: str) -> Iterator[Callable[[range], range]]:
    """In the block no trigger journals what is inserted; hand every key to what it gives, those in a row together.

    It tells the rows that were written to the journal: none for a table that has no such trigger, as those of a desk
    that is filled. An error in the block ends the transaction: whoever goes on after it must not commit a row that the
    history does not know.
    """
    name = name_trigger(table, "insert")
    trigger = connection.exec_driver_sql("SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?", (name,))
    text = trigger.scalar_one_or_none()
    if text is None:
        yield lambda _: range(0)
        return
    statement = build_journalling(get_table(table))
    try:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
        yield lambda keys: _journal(connection, statement, keys)
        connection.exec_driver_sql(text)
    except BaseException:
        connection.rollback()
        raise


def _journal(connection: Connection, statement: str, keys: range) -> range:
    written = connection.exec_driver_sql(statement, (keys[0], keys[-1]))
    if written.rowcount != len(keys):
        raise RuntimeError(f"{written.rowcount} journal rows for {len(keys)} new records")
    return range(written.lastrowid - len(keys) + 1, written.lastrowid + 1)
