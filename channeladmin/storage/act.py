"""One act of staff while it runs: its key, its writes, and afterwards what it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update
from sqlmodel import SQLModel

from channeladmin.errors import UserError
from channeladmin.records import with_folded
from channeladmin.storage.collection import paused_collection
from channeladmin.storage.reading import table_of
from channeladmin.storage.sqlite.bulk import write_rows
from channeladmin.storage.sqlite.set_journal import SetJournal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sqlalchemy import Connection

    from channeladmin.records import RowWrites
    from channeladmin.storage.changes import Changes
    from channeladmin.storage.keys import KeyMaker

_GONE = "This record is no longer in the data file; somebody removed it meanwhile."
_CHUNK = 500


class Act:
    """Writes through it belong to one operation; `changes` is set once it has been committed.

    `changes` stays None where nothing was written: then no operation is stored. `when_sealed` may be set to what has
    to follow in the same transaction when the operation and the standings behind it are written; a rehearsal stores
    nothing.
    """

    def __init__(self, connection: Connection, operation_id: int, keys: KeyMaker, *, label: str) -> None:
        self.journal = SetJournal(connection)
        self.operation_id = operation_id
        self.label = label
        self.changes: Changes | None = None
        self.when_sealed: Callable[[], None] | None = None
        self.is_rehearsal = False
        self._connection = connection
        self._keys = keys

    @property
    def connection(self) -> Connection:
        """The transaction of the act, in whose journal stands all that it has written."""
        self.journal.write()
        return self._connection

    def relabel(self, label: str) -> None:
        """Give the act a name that only became known inside it (a number, a count)."""
        self.label = label

    def new_id(self) -> int:
        """A key for a new record."""
        return self._keys.take()

    def new_ids(self, count: int) -> list[int]:
        """Keys for many new records, in a row."""
        return list(self._keys.take_range(count))

    def insert(self, table: type[SQLModel], fields: SQLModel | Mapping[str, Any], **keys: int) -> int:
        """Store a new record under its parents (`partner_id=…`) and return its key; `id=…` gives it one."""
        values = with_folded(str(table.__tablename__), _list_values(fields)) | keys
        values.setdefault("id", self.new_id())
        self.connection.execute(insert(table_of(table)).values(values))
        return int(values["id"])

    def update(self, table: type[SQLModel], id: int, values: SQLModel | Mapping[str, Any]) -> bool:
        """Write the columns that differ; False if none does, `UserError` if the record is gone."""
        target = table_of(table)
        row = self.connection.execute(select(target).where(target.c.id == id)).mappings().one_or_none()
        if row is None:
            raise UserError(_GONE)
        wanted = with_folded(str(table.__tablename__), _list_values(values))
        changed = {name: value for name, value in wanted.items() if row[name] != value}
        if changed:
            self.connection.execute(update(target).where(target.c.id == id).values(changed))
        return bool(changed)

    def delete(self, table: type[SQLModel], ids: Iterable[int]) -> None:
        """Remove records and what belongs to them; `UserError` if one is gone already."""
        target = table_of(table)
        wanted = list(dict.fromkeys(ids))
        for start in range(0, len(wanted), _CHUNK):
            chunk = wanted[start : start + _CHUNK]
            if self.connection.execute(delete(target).where(target.c.id.in_(chunk))).rowcount != len(chunk):
                raise UserError(_GONE)

    def write_many(self, writes: RowWrites) -> None:
        """Write many rows at the driver's speed, in the order given; see `RowInsert` and `RowUpdate`."""
        with paused_collection():
            write_rows(self._connection, self.journal, writes)


def _list_values(fields: SQLModel | Mapping[str, Any]) -> dict[str, Any]:
    if isinstance(fields, SQLModel):
        return {name: getattr(fields, name) for name in type(fields).model_fields}
    return dict(fields)
