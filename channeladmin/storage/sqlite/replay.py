"""Journal images written back into their tables, in order, with foreign keys checked at the end."""

from __future__ import annotations

import json
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any

from channeladmin.storage.sqlite.triggers import build_image
from channeladmin.storage.tables import get_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

    from channeladmin.storage.chain import JournalRow

_CHUNK = 2000
RowKey = tuple[str, int]


def defer_foreign_keys(connection: Connection) -> None:
    """Until the end of this transaction a row may point at one that is written later."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")


def reverse_rows(connection: Connection, rows: Iterable[JournalRow]) -> None:
    """Take back journalled changes, given newest first."""
    _put_all(connection, ((table, row_id, after, before) for table, row_id, before, after in rows))


def repeat_rows(connection: Connection, rows: Iterable[JournalRow]) -> None:
    """Make journalled changes again, given oldest first."""
    _put_all(connection, rows)


def list_departed(connection: Connection, first_row: int, last_row: int, *, is_forward: bool) -> list[RowKey]:
    """The rows that no longer stand as these journal rows left them (forward: as they found them)."""
    span = (first_row, last_row)
    names = connection.exec_driver_sql("SELECT DISTINCT table_name FROM journal WHERE seq BETWEEN ? AND ?", span)
    departed: list[RowKey] = []
    for name in names.scalars().all():
        found = connection.exec_driver_sql(_build_comparison(name, is_forward=is_forward), (name, *span, *span))
        departed += [(name, row_id) for row_id in found.scalars()]
    return departed


def _build_comparison(name: str, *, is_forward: bool) -> str:
    image, closer = ("before", "<") if is_forward else ("after", ">")
    return (
        f'SELECT j.row_id FROM journal AS j LEFT JOIN "{name}" AS t ON t.id = j.row_id'
        " WHERE j.table_name = ? AND j.seq BETWEEN ? AND ?"
        f" AND j.{image} IS NOT CASE WHEN t.id IS NULL THEN NULL ELSE {build_image(get_table(name), 't')} END"
        " AND NOT EXISTS (SELECT 1 FROM journal AS k WHERE k.row_id = j.row_id AND k.table_name = j.table_name"
        f" AND k.seq {closer} j.seq AND k.seq BETWEEN ? AND ?)"
    )


def _put_all(connection: Connection, rows: Iterable[JournalRow]) -> None:
    """Write (table, row id, image as it stands, image wanted): neighbours of one shape go together."""
    for (table, verb), group in groupby(rows, key=_find_shape):
        names = [column.name for column in get_table(table).columns]
        statement = _build_statement(verb, table, names)
        values = _list_values(group, verb, names)
        while chunk := list(islice(values, _CHUNK)):
            connection.exec_driver_sql(statement, chunk)


def _find_shape(row: JournalRow) -> tuple[str, str]:
    table, _, stands, wanted = row
    return table, "delete" if wanted is None else "insert" if stands is None else "update"


def _list_values(rows: Iterable[JournalRow], verb: str, names: list[str]) -> Iterator[tuple[Any, ...]]:
    for _, row_id, _, wanted in rows:
        image = {} if wanted is None else json.loads(wanted)
        # A column that is younger than the image stays empty.
        values = () if verb == "delete" else tuple(image.get(name) for name in names)
        yield values if verb == "insert" else (*values, row_id)


def _build_statement(verb: str, table: str, names: list[str]) -> str:
    quoted = [f'"{name}"' for name in names]
    if verb == "delete":
        # A cascade may have removed the row already, as it did the first time.
        return f'DELETE FROM "{table}" WHERE id = ?'
    if verb == "insert":
        return f'INSERT INTO "{table}" ({", ".join(quoted)}) VALUES ({", ".join("?" * len(names))})'
    return f'UPDATE "{table}" SET {", ".join(f"{name} = ?" for name in quoted)} WHERE id = ?'
