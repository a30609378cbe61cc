"""The hash of an operation: over what it was, the rows that it journalled, and the hash of the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from channeladmin.storage.tables import journal, operation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sqlalchemy import Connection

JournalRow = Sequence[Any]
"""(table, row id, before, after), the images as JSON text or None."""

_HASHED = ("id", "label", "actor", "at", "undoes", "schema_version", "first_row", "row_count")
_PAGE = 5000


def hash_operation(previous: str, values: Mapping[str, Any], rows: Iterable[JournalRow]) -> str:
    """The hash of one operation; `previous` is empty for the first.

    The two control characters that part the rows stand neither in names nor, unescaped, in JSON.
    """
    digest = hashlib.sha256(previous.encode())
    digest.update(json.dumps([values[name] for name in _HASHED]).encode())
    for table, row_id, before, after in rows:
        digest.update(f"\x1e{table}\x1f{row_id}\x1f{before or ''}\x1f{after or ''}".encode())
    return digest.hexdigest()


def read_journal(
    connection: Connection, first_row: int, row_count: int, *, is_newest_first: bool = False
) -> Iterator[JournalRow]:
    """The journal rows of an operation, oldest first unless told, read page by page."""
    columns = (journal.c.table_name, journal.c.row_id, journal.c.before, journal.c.after)
    order = journal.c.seq.desc() if is_newest_first else journal.c.seq
    starts = range(first_row, first_row + row_count, _PAGE)
    for start in reversed(starts) if is_newest_first else starts:
        last = min(start + _PAGE, first_row + row_count) - 1
        query = select(*columns).where(journal.c.seq.between(start, last)).order_by(order)
        yield from connection.execute(query).all()


def list_broken(connection: Connection) -> list[str]:
    """The operations whose hash is not what their content and the one before give, by label and key."""
    broken, previous = [], ""
    for row in connection.execute(select(operation).order_by(operation.c.id)).mappings().all():
        rows = read_journal(connection, row["first_row"], row["row_count"])
        if hash_operation(previous, dict(row), rows) != row["hash"]:
            broken.append(f"“{row['label']}” ({row['id']})")
        previous = row["hash"]
    return broken
