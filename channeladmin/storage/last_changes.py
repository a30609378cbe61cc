"""When records were last changed, as the journal has it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from channeladmin.storage.tables import journal, operation

if TYPE_CHECKING:
    from sqlalchemy import Connection

_PORTION = 500


def list_last_changes(connection: Connection, records: Iterable[tuple[str, int]]) -> dict[tuple[str, int], datetime]:
    """By table and id the moment (aware, UTC) of the newest operation that wrote the record."""
    wanted = set(records)
    ids = sorted({row_id for _, row_id in wanted})
    found: dict[tuple[str, int], datetime] = {}
    for start in range(0, len(ids), _PORTION):
        query = (
            select(journal.c.table_name, journal.c.row_id, func.max(operation.c.at))
            .join(operation, operation.c.id == journal.c.operation_id)
            .where(journal.c.row_id.in_(ids[start : start + _PORTION]))
            .group_by(journal.c.table_name, journal.c.row_id)
        )
        for table, row_id, at in connection.execute(query):
            if (table, row_id) in wanted:
                found[table, row_id] = datetime.fromisoformat(at)
    return found
