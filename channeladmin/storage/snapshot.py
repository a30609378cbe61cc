"""What is stored, table by table as plain rows, for matching the rows of a file and for exporting all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from channeladmin.storage.tables import get_table, operation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

_PORTION = 5000


def load_snapshot(
    connection: Connection, tables: Iterable[str]
) -> dict[str, tuple[tuple[str, ...], Sequence[tuple[Any, ...]]]]:
    """By table: the names of its columns (the key first) and its rows as Python values, oldest first."""
    loaded: dict[str, tuple[tuple[str, ...], Sequence[tuple[Any, ...]]]] = {}
    for name in tables:
        table = get_table(name)
        columns = [table.c.id, *(column for column in table.c if column.name != "id")]
        rows: list[tuple[Any, ...]] = []
        result = connection.execute(select(*columns).order_by(table.c.id))
        for portion in result.partitions(_PORTION):
            rows.extend(map(tuple, portion))
        loaded[name] = (tuple(column.name for column in columns), rows)
    return loaded


def find_last_operation(connection: Connection, *, before: int | None = None) -> int | None:
    """The newest operation (older than `before`): what was planned while it was another is stale."""
    query = select(func.max(operation.c.id))
    if before is not None:
        query = query.where(operation.c.id < before)
    found: int | None = connection.execute(query).scalar_one()
    return found
