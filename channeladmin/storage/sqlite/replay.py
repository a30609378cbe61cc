"""Journal images written back into their tables, newest first, with foreign keys checked at the end."""

from __future__ import annotations

import json
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import IntegrityError

from channeladmin.storage.sqlite.triggers import build_image
from channeladmin.storage.tables import get_table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sqlalchemy import Connection

    from channeladmin.storage.chain import JournalRow

_CHUNK = 2000
RowKey = tuple[str, int]


def defer_foreign_keys(connection: Connection) -> None:
    """Until the end of this transaction a row may point at one that is written later."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")


def reverse_rows(connection: Connection, rows: Iterable[JournalRow]) -> None:
    """Take back journalled changes, given newest first: neighbours of one shape go together."""
    for (table, verb), group in groupby(rows, key=_find_shape):
        names = [column.name for column in get_table(table).columns]
        statement = _build_statement(verb, table, names)
        values = (_list_values(row, verb, names) for row in group)
        while chunk := list(islice(values, _CHUNK)):
            connection.exec_driver_sql(statement, chunk)


def reverse_each(connection: Connection, rows: Iterable[JournalRow]) -> dict[RowKey, str]:
    """Take back journalled changes one by one; those that a constraint refuses are left, each with SQLite's words."""
    refused: dict[RowKey, str] = {}
    for row in rows:
        table, verb = _find_shape(row)
        names = [column.name for column in get_table(table).columns]
        try:
            connection.exec_driver_sql(_build_statement(verb, table, names), _list_values(row, verb, names))
        except IntegrityError as error:
            refused[table, row[1]] = str(error.orig)
    return refused


def list_dangling(connection: Connection, tables: Collection[str]) -> dict[RowKey, str]:
    """The rows of these tables that point at a row that is not there, each with the name of that row's table."""
    dangling: dict[RowKey, str] = {}
    for table in tables:
        for _, row_id, parent, _ in connection.exec_driver_sql(f'PRAGMA foreign_key_check("{table}")').all():
            dangling[table, row_id] = parent
    return dangling


def list_departed(connection: Connection, first_row: int, last_row: int) -> list[RowKey]:
    """The rows that no longer stand as these journal rows left them."""
    span = (first_row, last_row)
    names = connection.exec_driver_sql("SELECT DISTINCT table_name FROM journal WHERE seq BETWEEN ? AND ?", span)
    departed: list[RowKey] = []
    for name in names.scalars().all():
        found = connection.exec_driver_sql(_build_comparison(name), (name, *span, *span))
        departed += [(name, row_id) for row_id in found.scalars()]
    return departed


def _build_comparison(name: str) -> str:
    return (
        f'SELECT j.row_id FROM journal AS j LEFT JOIN "{name}" AS t ON t.id = j.row_id'
        " WHERE j.table_name = ? AND j.seq BETWEEN ? AND ?"
        f" AND j.after IS NOT CASE WHEN t.id IS NULL THEN NULL ELSE {build_image(get_table(name), 't')} END"
        " AND NOT EXISTS (SELECT 1 FROM journal AS k WHERE k.row_id = j.row_id AND k.table_name = j.table_name"
        " AND k.seq > j.seq AND k.seq BETWEEN ? AND ?)"
    )


def _find_shape(row: JournalRow) -> tuple[str, str]:
    """The table, and what brings the image before the change back."""
    table, _, before, after = row
    return table, "delete" if before is None else "insert" if after is None else "update"


def _list_values(row: JournalRow, verb: str, names: list[str]) -> tuple[Any, ...]:
    _, row_id, before, _ = row
    if verb == "delete":
        return (row_id,)
    image = json.loads(before)
    # A column that is younger than the image stays empty.
    values = tuple(image.get(name) for name in names)
    return values if verb == "insert" else (*values, row_id)


def _build_statement(verb: str, table: str, names: list[str]) -> str:
    quoted = [f'"{name}"' for name in names]
    if verb == "delete":
        # A cascade may have removed the row already, as it did the first time.
        return f'DELETE FROM "{table}" WHERE id = ?'
    if verb == "insert":
        return f'INSERT INTO "{table}" ({", ".join(quoted)}) VALUES ({", ".join("?" * len(names))})'
    return f'UPDATE "{table}" SET {", ".join(f"{name} = ?" for name in quoted)} WHERE id = ?'
