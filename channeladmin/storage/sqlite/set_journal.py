"""The journal of many new records, written by the set: a trigger that runs for each takes four times as long."""

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
    """New records of one table whose keys lie in a row, and their parents by key column."""

    table: str
    keys: range
    parents: Mapping[str, frozenset[int]]


class SetJournal:
    """What an act has written as sets, and what of it the journal does not have yet.

    What is owed is to be written before anything else is journalled, so that the journal keeps the order of the
    writes. An error on the way ends the transaction: whoever goes on after it must not commit a row that the history
    does not know.
    """

    def __init__(self, connection: Connection) -> None:
        self.made: list[MadeRows] = []
        self._connection = connection
        self._owed: list[tuple[str, range]] = []
        self._written: list[range] = []

    @property
    def is_owed(self) -> bool:
        """Whether the journal lacks rows."""
        return bool(self._owed)

    @contextmanager
    def put_off(self, table: str) -> Iterator[Callable[[MadeRows], None]]:
        """In the block no trigger journals what is inserted; hand over every row, those in a row together.

        Nothing is owed for a table that has no such trigger, as those of a desk that is filled.
        """
        name = name_trigger(table, "insert")
        query = "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?"
        text = self._connection.exec_driver_sql(query, (name,)).scalar_one_or_none()
        if text is None:
            yield lambda _: None
            return
        with self._ended_by_errors():
            self._connection.exec_driver_sql(f"DROP TRIGGER {name}")
            yield self._note
            self._connection.exec_driver_sql(text)

    def write(self) -> None:
        """Write to the journal what is owed."""
        with self._ended_by_errors():
            for table, keys in self._owed:
                statement = build_journalling(get_table(table))
                written = self._connection.exec_driver_sql(statement, (keys[0], keys[-1]))
                if written.rowcount != len(keys):
                    raise RuntimeError(f"{written.rowcount} journal rows for {len(keys)} new records")
                self._written.append(range(written.lastrowid - len(keys) + 1, written.lastrowid + 1))
            self._owed.clear()

    def list_others(self, first_row: int, last_row: int) -> Iterator[range]:
        """The journal's rows from the first to the last that are not those of sets."""
        start = first_row
        for each in (*self._written, range(last_row + 1, last_row + 1)):
            if start < each.start:
                yield range(start, each.start)
            start = each.stop

    def _note(self, made: MadeRows) -> None:
        self.made.append(made)
        table, keys = self._owed[-1] if self._owed else ("", range(0))
        if table == made.table and keys.stop == made.keys.start:
            self._owed[-1] = table, range(keys.start, made.keys.stop)
        else:
            self._owed.append((made.table, made.keys))

    @contextmanager
    def _ended_by_errors(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self._owed.clear()
            self._connection.rollback()
            raise
