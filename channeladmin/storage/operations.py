"""The frame of an act: its row among the operations, chained by hash to the one before, and what it touched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select, update

from channeladmin.storage.chain import find_last_hash, hash_stored
from channeladmin.storage.changes import Changes
from channeladmin.storage.collection import paused_collection
from channeladmin.storage.high_water import find_highest_key
from channeladmin.storage.search import rewrite_search
from channeladmin.storage.sqlite.identity import SCHEMA_VERSION
from channeladmin.storage.standings import rewrite_standings
from channeladmin.storage.tables import journal, operation, operation_context
from channeladmin.storage.touched import list_touched, read_touched

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from sqlalchemy import Connection

    from channeladmin.storage.keys import KeyMaker
    from channeladmin.storage.operation_kind import OperationKind
    from channeladmin.storage.sqlite.set_journal import MadeRows


@dataclass(frozen=True, slots=True)
class OpenOperation:
    """An operation that is being written: its key, its columns so far and the hash of the one before."""

    id: int
    values: dict[str, Any]
    previous_hash: str


def begin_operation(
    connection: Connection,
    keys: KeyMaker,
    *,
    label: str,
    actor: str,
    at: datetime,
    undoes: int | None,
    kind: OperationKind,
) -> OpenOperation:
    """Put the operation into the file's context, from which the triggers take it; its key is above all others."""
    last_hash = find_last_hash(connection)
    last_row = connection.execute(select(func.max(journal.c.seq))).scalar_one()
    values: dict[str, Any] = {
        "id": keys.take(above=find_highest_key(connection)),
        "label": label,
        "actor": actor,
        "at": at.astimezone(UTC).isoformat(timespec="milliseconds"),
        "undoes": undoes,
        "schema_version": SCHEMA_VERSION,
        "first_row": (last_row or 0) + 1,
        "row_count": 0,
        "hash": "",
        "kind": kind.value,
    }
    connection.execute(insert(operation).values(values))
    connection.execute(insert(operation_context).values(operation_id=values["id"]))
    return OpenOperation(values["id"], values, last_hash)


def finish_operation(
    connection: Connection, begun: OpenOperation, *, label: str, on: date, made: Sequence[MadeRows] = ()
) -> Changes | None:
    """Seal the operation and rewrite the standings that hang on it; None if no row was written.

    `made`: those of its rows that were journalled as sets, in the order of the journal.
    """
    first_row = begun.values["first_row"]
    last_row = connection.execute(select(func.max(journal.c.seq))).scalar_one()
    row_count = 0 if last_row is None else last_row - first_row + 1
    if row_count == 0:
        return None
    with paused_collection():
        return _seal(connection, begun, label=label, row_count=row_count, on=on, made=made)


def _seal(
    connection: Connection, begun: OpenOperation, *, label: str, row_count: int, on: date, made: Sequence[MadeRows]
) -> Changes:
    first_row = begun.values["first_row"]
    # The key is left alone: setting it would make SQLite look for journal rows all over the journal.
    sealed: dict[str, Any] = {"label": label, "row_count": row_count}
    sealed["hash"] = hash_stored(connection, begun.previous_hash, begun.values | sealed)
    connection.execute(update(operation).where(operation.c.id == begun.id).values(sealed))
    connection.execute(delete(operation_context))
    touched = read_touched(connection, [(first_row, row_count)], made)
    agreement_ids, partner_ids = list_touched(connection, touched)
    rewrite_standings(connection, agreement_ids, on)
    rewrite_search(connection, partner_ids)
    return Changes(
        begun.id,
        label,
        {table: frozenset(ids) for table, ids in touched.rows.items() if ids},
        agreement_ids,
        partner_ids,
    )
