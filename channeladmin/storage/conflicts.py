"""Which records of an older act must be left alone when it is taken back, because later acts built on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sqlalchemy import select

from channeladmin.storage.selecting import select_in
from channeladmin.storage.sqlite.replay import RowKey, list_departed
from channeladmin.storage.tables import get_table, journal, list_journalled, operation

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from channeladmin.storage.history import OperationRow


def find_kept(connection: Connection, source: OperationRow) -> dict[RowKey, str]:
    """The rows to keep, each with the label of the later act that changed it or hung something on it."""
    first, last = source.first_row, source.first_row + source.row_count - 1
    kept = {key: find_later_label(connection, key, source.id) for key in list_departed(connection, first, last)}
    made = _list_made(connection, first, last)
    for table in reversed(list_journalled()):
        # Children come before their parents, so what hangs on a row is known when the row is looked at.
        for child, parent_id in _list_children(connection, table.name, made):
            key = (table.name, parent_id)
            if key not in kept and (child[1] not in made[child[0]] or child in kept):
                kept[key] = kept.get(child) or find_later_label(connection, child, source.id)
    return kept


def find_later_label(connection: Connection, key: RowKey, after: int, *, before: int | None = None) -> str:
    """The label of the newest act after an operation (and before another) that wrote a row; empty if none did."""
    table, row_id = key
    query = (
        select(operation.c.label)
        .join(journal, journal.c.operation_id == operation.c.id)
        .where(journal.c.row_id == row_id, journal.c.table_name == table, operation.c.id > after)
        .order_by(operation.c.id.desc())
        .limit(1)
    )
    if before is not None:
        query = query.where(operation.c.id < before)
    return connection.execute(query).scalar_one_or_none() or ""


def _list_made(connection: Connection, first: int, last: int) -> defaultdict[str, set[int]]:
    """By table: the keys of the rows that the act made."""
    query = select(journal.c.table_name, journal.c.row_id).where(
        journal.c.seq.between(first, last), journal.c.before.is_(None), journal.c.after.is_not(None)
    )
    made: defaultdict[str, set[int]] = defaultdict(set)
    for table, row_id in connection.execute(query):
        made[table].add(row_id)
    return made


def _list_children(
    connection: Connection, parent: str, made: defaultdict[str, set[int]]
) -> Iterator[tuple[RowKey, int]]:
    """Every row that hangs on one of the made rows of a table, with the key of that parent."""
    wanted: Iterable[int] = made[parent]
    for table in list_journalled():
        for key in (column for column in table.c if column.references(get_table(parent).c.id)):
            for row in select_in(connection, select(table.c.id, key), key, wanted):
                row_id, parent_id = tuple(row)
                yield (table.name, row_id), parent_id
