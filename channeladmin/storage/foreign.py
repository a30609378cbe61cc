"""What other processes have written to the same data file meanwhile, so that a window can show it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from channeladmin.storage.changes import Changes
from channeladmin.storage.tables import operation
from channeladmin.storage.touched import list_touched, read_touched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Row

_newest = select(func.max(operation.c.id))


class ForeignWatch:
    """Knows up to which operation this process has seen the file, and which of the later ones are its own."""

    def __init__(self, connection: Connection) -> None:
        self._seen_up_to = self._find_newest(connection)
        self._own: set[int] = set()
        self._lock = threading.Lock()

    def note_own(self, operation_id: int) -> None:
        """An operation that this process is about to write: noted before it is committed."""
        with self._lock:
            self._own.add(operation_id)

    def find_changes(self, connection: Connection) -> Changes | None:
        """What others have committed since the last call; several operations as one, under the newest one's key.

        The label names who did it. One look-up of a key where nothing happened; the images of the rows stay unread.
        """
        newest = self._find_newest(connection)
        with self._lock:
            since, self._seen_up_to = self._seen_up_to, max(newest, self._seen_up_to)
            own = frozenset(self._own)
            self._own = {key for key in own if key > self._seen_up_to}
        if newest <= since:
            return None
        query = select(operation).where(operation.c.id > since, operation.c.id <= newest).order_by(operation.c.id)
        foreign = [row for row in connection.execute(query) if row.id not in own]
        return _build_changes(connection, foreign) if foreign else None

    @staticmethod
    def _find_newest(connection: Connection) -> int:
        return connection.execute(_newest).scalar_one() or 0


def _build_changes(connection: Connection, operations: Sequence[Row[tuple[object, ...]]]) -> Changes:
    touched = read_touched(connection, [(row.first_row, row.row_count) for row in operations])
    agreement_ids, partner_ids = list_touched(connection, touched)
    newest = operations[-1]
    more = f", and {len(operations) - 1} more" if len(operations) > 1 else ""
    return Changes(
        newest.id,
        f"{newest.actor}: {newest.label}{more}",
        {table: frozenset(ids) for table, ids in touched.rows.items() if ids},
        agreement_ids,
        partner_ids,
    )
