"""Many writes at the driver's speed: rows of one form go to SQLite in chunks."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any, TypeVar

from channeladmin.errors import UserError
from channeladmin.records import FOLDED, RowInsert, RowInserts, RowUpdate, fold
from channeladmin.storage.sqlite.codec import build_encoders
from channeladmin.storage.sqlite.multi_insert import MultiInsert
from channeladmin.storage.sqlite.set_journal import MadeRows
from channeladmin.storage.tables import find_model, get_table, list_parent_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from channeladmin.storage.sqlite.set_journal import SetJournal

CHUNK = 2000
"""Rows for one call of the driver: another thread waits a few milliseconds for it at most."""

MANY = 500
"""So many new rows of one table, or more, are written as a set; it begins to pay at a hundred."""

_KEPT = 10_000
_Names = tuple[str, ...]
_Write = RowInsert | RowInserts | RowUpdate
_Chunk = RowInserts | list[RowUpdate]
_Kind = TypeVar("_Kind", RowInsert, RowUpdate)


def write_rows(connection: Connection, journal: SetJournal, writes: Iterable[_Write]) -> None:
    """Write in the order given; a row that no longer holds what an update expects is a `UserError`.

    What is written as sets stands in the journal afterwards or is owed to it; the rest is journalled by the triggers.
    """
    for table, chunks in groupby(_list_chunks(writes), key=_find_set_table):
        if table is None:
            journal.write()
            for chunk in chunks:
                _write(connection, chunk)
            continue
        with journal.put_off(table) as note:
            for chunk in chunks:
                assert isinstance(chunk, RowInserts)
                _write(connection, chunk)
                note(MadeRows(table, _list_keys(chunk), _list_parents(chunk)))


def insert_columns(connection: Connection, table: str, columns: Mapping[str, Sequence[Any]]) -> int:
    """Store new rows, given by column as Python values, without owing them to the journal; how many were stored."""
    return _get_insert(table, tuple(columns)).run(connection, columns)


def _list_chunks(writes: Iterable[_Write]) -> Iterator[_Chunk]:
    """Neighbours of one form, so many at a time."""
    for (kind, *_), alike in groupby(writes, key=_tell_form):
        yield from _CUTS[kind](alike)


def _tell_form(write: _Write) -> tuple[type[_Write], *tuple[object, ...]]:
    """What is the same of writes that one statement can do."""
    if isinstance(write, RowInserts):
        return RowInserts, write.table
    if isinstance(write, RowInsert):
        return RowInsert, write.table, tuple(write.values)
    return RowUpdate, write.table, tuple(write.after), tuple(write.before)


def _cut_columns(writes: Iterator[RowInserts]) -> Iterator[RowInserts]:
    return (write.cut(start, start + CHUNK) for write in writes for start in range(0, len(write), CHUNK))


def _join_rows(writes: Iterator[RowInsert]) -> Iterator[RowInserts]:
    for rows in _split(writes):
        names, values = rows[0].values, zip(*(row.values.values() for row in rows), strict=True)
        yield RowInserts(rows[0].table, {"id": [row.id for row in rows], **dict(zip(names, values, strict=True))})


def _split(writes: Iterator[_Kind]) -> Iterator[list[_Kind]]:
    while part := list(islice(writes, CHUNK)):
        yield part


_CUTS: Mapping[type[_Write], Callable[[Iterator[Any]], Iterator[_Chunk]]] = {
    RowInserts: _cut_columns,
    RowInsert: _join_rows,
    RowUpdate: _split,
}


def _find_set_table(chunk: _Chunk) -> str | None:
    """The table, where these are many new rows of it whose keys are all those from the first to the last."""
    if not isinstance(chunk, RowInserts) or len(chunk) < MANY:
        return None
    return chunk.table if list(chunk.columns["id"]) == list(_list_keys(chunk)) else None


def _list_keys(chunk: RowInserts) -> range:
    first: int = chunk.columns["id"][0]
    return range(first, first + len(chunk))


def _list_parents(chunk: RowInserts) -> dict[str, frozenset[int]]:
    return {name: frozenset(chunk.columns[name]) for name in list_parent_keys(chunk.table)}


def _write(connection: Connection, chunk: _Chunk) -> None:
    if isinstance(chunk, RowInserts):
        written = insert_columns(connection, chunk.table, chunk.columns)
    else:
        first = chunk[0]
        written = _get_update(first.table, tuple(first.after), tuple(first.before)).run(connection, chunk)
    if written != len(chunk):
        raise UserError(
            "Some of these records have changed since this was worked out. Nothing was written; start it again."
        )


class _Insert:
    """New rows that give the same columns of one table; the others take the defaults of the record's fields."""

    def __init__(self, table: str, names: _Names) -> None:
        self._values = _Values(table, names, folds=True)
        encoders = build_encoders(get_table(table))
        left = {
            name: field.default
            for name, field in find_model(table).model_fields.items()
            if not field.is_required() and name not in self._values.names
        }
        self._defaults = [
            default if (encode := encoders[name]) is None else encode(default) for name, default in left.items()
        ]
        self._insert = MultiInsert(table, (*self._values.names, *left)).insert

    def run(self, connection: Connection, columns: Mapping[str, Sequence[Any]]) -> int:
        """How many rows it stored."""
        values = self._values.build(columns.values())
        defaults = ([default] * len(values[0]) for default in self._defaults)
        return self._insert(connection, [*values, *defaults])


class _Update:
    """Changes of the same columns of one table that expect the same columns to hold what they did."""

    def __init__(self, table: str, names: _Names, expected: _Names) -> None:
        self._after = _Values(table, names, folds=True)
        self._before = _Values(table, expected, folds=False)
        assigned = ", ".join(f'"{name}" = ?' for name in self._after.names)
        same = "".join(f' AND "{name}" IS ?' for name in expected)
        self._statement = f'UPDATE "{table}" SET {assigned} WHERE id = ?{same}'

    def run(self, connection: Connection, rows: Sequence[RowUpdate]) -> int:
        """How many rows it changed: those that hold what they are expected to."""
        after = self._after.build(zip(*(row.after.values() for row in rows), strict=True))
        before = self._before.build(zip(*(row.before.values() for row in rows), strict=True))
        values = list(zip(*after, [row.id for row in rows], *before, strict=True))
        return connection.exec_driver_sql(self._statement, values).rowcount


class _Values:
    """The driver's values of some columns of a table, made from Python's, with the folded columns that follow.

    A value that comes again is encoded once.
    """

    def __init__(self, table: str, names: _Names, *, folds: bool) -> None:
        folded = FOLDED.get(table, {}) if folds else {}
        self._folded = [at for at, name in enumerate(names) if name in folded]
        encoders = build_encoders(get_table(table))
        self._encoders = [
            (at, lru_cache(_KEPT)(encode)) for at, name in enumerate(names) if (encode := encoders[name]) is not None
        ]
        self.names = (*names, *(folded[names[at]] for at in self._folded))

    def build(self, values: Iterable[Sequence[Any]]) -> list[Sequence[Any]]:
        """By column, in the order of `names`."""
        columns = list(values)
        for at in self._folded:
            columns.append([None if text is None else fold(text) for text in columns[at]])
        for at, encode in self._encoders:
            columns[at] = list(map(encode, columns[at]))
        return columns


_get_insert, _get_update = cache(_Insert), cache(_Update)
