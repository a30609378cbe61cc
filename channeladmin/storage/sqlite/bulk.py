"""Many writes at the driver's speed: rows of one form go to SQLite in chunks."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import groupby, repeat
from typing import TYPE_CHECKING, Any

from channeladmin.errors import UserError
from channeladmin.records import FOLDED, RowInsert, RowInserts, RowUpdate, fold
from channeladmin.storage.sqlite.codec import build_encoders
from channeladmin.storage.sqlite.multi_insert import MultiInsert
from channeladmin.storage.sqlite.set_journal import MadeRows, journalled_by_sets
from channeladmin.storage.tables import find_model, get_table, list_parent_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection

CHUNK = 2000
"""Rows for one call of the driver: another thread waits a few milliseconds for it at most."""

MANY = 500
"""So many new rows of one table, or more, are written as a set; it begins to pay at a hundred."""

_KEPT = 10_000
_Columns = tuple[str, ...]
_Rows = list[tuple[Any, ...]]


def write_rows(connection: Connection, writes: Iterable[RowInsert | RowInserts | RowUpdate]) -> list[MadeRows]:
    """Write in the order given; a row that no longer holds what an update expects is a `UserError`.

    What it gives are the rows that were journalled as sets; the others are journalled by the triggers.
    """
    made: list[MadeRows] = []
    for table, chunks in groupby(_list_chunks(writes), key=_find_set_table):
        if table is None:
            for form, rows in chunks:
                form.write(connection, rows)
            continue
        with journalled_by_sets(connection, table) as journal:
            for form, rows in chunks:
                assert isinstance(form, _InsertForm)
                form.write(connection, rows)
                keys = range(rows[0][-1], rows[-1][-1] + 1)
                if journalled := journal(keys):
                    made.append(MadeRows(table, keys, journalled, form.list_parents(rows)))
    return made


def _find_set_table(chunk: tuple[_Form, _Rows]) -> str | None:
    """The table, where these are many new rows of it whose keys are all those from the first to the last."""
    form, rows = chunk
    if len(rows) < MANY or not isinstance(form, _InsertForm):
        return None
    keys = [row[-1] for row in rows]
    return form.table if keys == list(range(keys[0], keys[0] + len(keys))) else None


def _expect(written: int, count: int) -> None:
    if written != count:
        raise UserError(
            "Some of these records have changed since this was worked out. Nothing was written; start it again."
        )


def _list_chunks(
    writes: Iterable[RowInsert | RowInserts | RowUpdate],
) -> Iterator[tuple[_Form, _Rows]]:
    """Neighbours of one form, as the driver's values."""
    form: _Form | None = None
    chunk: list[tuple[Any, ...]] = []
    for write in writes:
        if isinstance(write, RowInserts):
            if form is not None:
                yield form, chunk
                form = None
            yield from _list_parts(write)
            continue
        if form is None or len(chunk) == CHUNK or not form.takes(write):
            if form is not None:
                yield form, chunk
            form, chunk = _find_form(write), []
        chunk.append(form.flatten(write))
    if form is not None:
        yield form, chunk


def _list_parts(write: RowInserts) -> Iterator[tuple[_Form, _Rows]]:
    form = _get_insert_form(write.table, tuple(name for name in write.columns if name != "id"))
    for start in range(0, len(write), CHUNK):
        yield form, form.flatten_all(write.cut(start, start + CHUNK).columns)


class _Values:
    """The driver's values of some columns of a table, made from Python's, with the folded columns that follow.

    A value that comes again is encoded once.
    """

    def __init__(self, table: str, columns: _Columns, *, folds: bool) -> None:
        folded = FOLDED.get(table, {}) if folds else {}
        self._folded = [at for at, name in enumerate(columns) if name in folded]
        encoders = build_encoders(get_table(table))
        self._encoders = [
            (at, lru_cache(_KEPT)(encode)) for at, name in enumerate(columns) if (encode := encoders[name]) is not None
        ]
        self.columns = (*columns, *(folded[columns[at]] for at in self._folded))

    def build(self, values: Mapping[str, Any]) -> list[Any]:
        """In the order of `columns`, from values in the order of those given."""
        row = list(values.values())
        for at in self._folded:
            text = row[at]
            row.append(None if text is None else fold(text))
        for at, encode in self._encoders:
            row[at] = encode(row[at])
        return row

    def build_all(self, values: Mapping[str, Sequence[Any]]) -> list[Sequence[Any]]:
        """The same column by column."""
        columns: list[Sequence[Any]] = list(values.values())
        for at in self._folded:
            columns.append([None if text is None else fold(text) for text in columns[at]])
        for at, encode in self._encoders:
            columns[at] = list(map(encode, columns[at]))
        return columns


class _InsertForm:
    """New rows that give the same columns of one table; the others take the defaults of the record's fields."""

    def __init__(self, table: str, columns: _Columns) -> None:
        self.table, self._columns = table, columns
        self._values = _Values(table, columns, folds=True)
        encoders: dict[str, Callable[[Any], Any] | None] = build_encoders(get_table(table))
        left = {
            name: field.default
            for name, field in find_model(table).model_fields.items()
            if not field.is_required() and name not in self._values.columns
        }
        self._defaults = [
            default if (encode := encoders[name]) is None else encode(default) for name, default in left.items()
        ]
        names = (*self._values.columns, *left, "id")
        self._insert = MultiInsert(table, names).insert
        self._parents = {name: names.index(name) for name in list_parent_keys(table)}

    def takes(self, write: RowInsert | RowUpdate) -> bool:
        """Whether a write has this form."""
        return isinstance(write, RowInsert) and write.table == self.table and tuple(write.values) == self._columns

    def flatten(self, write: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a RowInsert, as the form says
        """The driver's values for one of its rows."""
        row = self._values.build(write.values)
        row += self._defaults
        row.append(write.id)
        return tuple(row)

    def flatten_all(self, columns: Mapping[str, Sequence[Any]]) -> list[tuple[Any, ...]]:
        """The same for many rows, given column by column with their keys as `id`."""
        ids = columns["id"]
        built = self._values.build_all({name: columns[name] for name in self._columns})
        return list(zip(*built, *(repeat(default, len(ids)) for default in self._defaults), ids, strict=True))

    def write(self, connection: Connection, rows: _Rows) -> None:
        """Insert rows, in the order given."""
        _expect(self._insert(connection, rows), len(rows))

    def list_parents(self, rows: _Rows) -> dict[str, frozenset[int]]:
        """The keys of the rows' parents, by column."""
        return {name: frozenset(row[at] for row in rows) for name, at in self._parents.items()}


class _UpdateForm:
    """Changes of the same columns of one table that expect the same columns to hold what they did."""

    def __init__(self, table: str, columns: _Columns, expected: _Columns) -> None:
        self._shape = table, columns, expected
        self._after = _Values(table, columns, folds=True)
        self._before = _Values(table, expected, folds=False)
        assigned = ", ".join(f'"{name}" = ?' for name in self._after.columns)
        same = "".join(f' AND "{name}" IS ?' for name in expected)
        self._statement = f'UPDATE "{table}" SET {assigned} WHERE id = ?{same}'

    def takes(self, write: RowInsert | RowUpdate) -> bool:
        """Whether a write has this form."""
        return isinstance(write, RowUpdate) and self._shape == (
            write.table,
            tuple(write.after),
            tuple(write.before),
        )

    def flatten(self, write: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a RowUpdate, as the form says
        """The driver's values for one of its rows."""
        return (*self._after.build(write.after), write.id, *self._before.build(write.before))

    def write(self, connection: Connection, rows: _Rows) -> None:
        """Update rows, each of which must hold what it is expected to."""
        _expect(connection.exec_driver_sql(self._statement, rows).rowcount, len(rows))


_Form = _InsertForm | _UpdateForm
_get_insert_form, _get_update_form = cache(_InsertForm), cache(_UpdateForm)


def _find_form(write: RowInsert | RowUpdate) -> _Form:
    if isinstance(write, RowInsert):
        return _get_insert_form(write.table, tuple(write.values))
    return _get_update_form(write.table, tuple(write.after), tuple(write.before))
