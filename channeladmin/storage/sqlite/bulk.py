"""Many writes at the driver's speed: rows of one shape go to SQLite in chunks."""

from __future__ import annotations

from itertools import groupby, islice
from typing import TYPE_CHECKING, Any

from channeladmin.errors import UserError
from channeladmin.records import RowInsert, RowUpdate, with_folded
from channeladmin.storage.sqlite.codec import build_encoders
from channeladmin.storage.tables import find_model, get_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sqlalchemy import Connection

CHUNK = 2000
"""Rows for one call of the driver: another thread waits a few milliseconds for it at most."""

_Shape = tuple[str, str, tuple[str, ...], tuple[str, ...]]


def write_rows(connection: Connection, writes: Iterable[RowInsert | RowUpdate]) -> None:
    """Write in the order given; a row that no longer holds what an update expects is a `UserError`."""
    for shape, group in groupby(map(_flatten, writes), key=lambda flat: flat[0]):
        statement = _build_statement(shape)
        rows = (row for _, row in group)
        while chunk := list(islice(rows, CHUNK)):
            result = connection.exec_driver_sql(statement, chunk)
            if result.rowcount != len(chunk):
                raise UserError(
                    "Some of these records have changed since this was worked out. Nothing was written; start it again."
                )


def _flatten(write: RowInsert | RowUpdate) -> tuple[_Shape, tuple[Any, ...]]:
    encoders = build_encoders(get_table(write.table))
    if isinstance(write, RowInsert):
        values = {**_find_defaults(write.table), **with_folded(write.table, write.values), "id": write.id}
        return ("insert", write.table, tuple(values), ()), tuple(_encode(encoders, values))
    after = with_folded(write.table, write.after)
    shape = ("update", write.table, tuple(after), tuple(write.before))
    return shape, (*_encode(encoders, after), write.id, *_encode(encoders, write.before))


def _encode(encoders: dict[str, Any], values: Mapping[str, Any]) -> Iterator[Any]:
    for name, value in values.items():
        encoder = encoders[name]
        yield value if encoder is None else encoder(value)


def _find_defaults(table: str) -> dict[str, Any]:
    found = _DEFAULTS.get(table)
    if found is None:
        fields = find_model(table).model_fields
        found = {name: field.default for name, field in fields.items() if not field.is_required()}
        _DEFAULTS[table] = found
    return found


_DEFAULTS: dict[str, dict[str, Any]] = {}


def _build_statement(shape: _Shape) -> str:
    verb, table, columns, expected = shape
    names = [f'"{name}"' for name in columns]
    if verb == "insert":
        return f'INSERT INTO "{table}" ({", ".join(names)}) VALUES ({", ".join("?" * len(names))})'
    assigned = ", ".join(f"{name} = ?" for name in names)
    same = "".join(f' AND "{name}" IS ?' for name in expected)
    return f'UPDATE "{table}" SET {assigned} WHERE id = ?{same}'
