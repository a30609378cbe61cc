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
    from datetime import date, datetime

    from sqlalchemy import Connection

    from channeladmin.storage.keys import KeyMaker
    from channeladmin.storage.operation_kind import OperationKind
    from channeladmin.storage.sqlite.set_journal import SetJournal


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
    values: dict[str, Any] = {
        "id": keys.take(above=find_highest_key(connection)),
        "label": label,
        "actor": actor,
        "at": at.astimezone(UTC).isoformat(timespec="milliseconds"),
        "undoes": undoes,
        "schema_version": SCHEMA_VERSION,
        "first_row": _find_last_row(connection) + 1,
        "row_count": 0,
        "hash": "",
        "kind": kind.value,
    }
    connection.execute(insert(operation).values(values))
    connection.execute(insert(operation_context).values(operation_id=values["id"]))
    return OpenOperation(values["id"], values, last_hash)


def finish_operation(
    connection: Connection, begun: OpenOperation, *, label: str, on: date, sets: SetJournal
) -> Changes | None:
    """Seal the operation and rewrite the standings that hang on it; None if no row was written.

    What its `sets` still owe to the journal is written meanwhile.
    """
    first_row, last_row = begun.values["first_row"], _find_last_row(connection)
    if last_row < first_row and not sets.is_owed:
        return None
    with paused_collection():
        others = [(rows.start, len(rows)) for rows in sets.list_others(first_row, last_row)]
        touched = read_touched(connection, others, sets.made)
        agreement_ids, partner_ids = list_touched(connection, touched)

        def seal() -> None:
            sets.write()
            _seal(connection, begun, label=label)
            rewrite_search(connection, partner_ids)

        rewrite_standings(connection, agreement_ids, on, meanwhile=seal)
        return Changes(
            begun.id,
            label,
            {table: frozenset(ids) for table, ids in touched.rows.items() if ids},
            agreement_ids,
            partner_ids,
        )


def _seal(connection: Connection, begun: OpenOperation, *, label: str) -> None:
    # The key is left alone: setting it would make SQLite look for journal rows all over the journal.
    sealed: dict[str, Any] = {
        "label": label,
        "row_count": _find_last_row(connection) - begun.values["first_row"] + 1,
    }
    sealed["hash"] = hash_stored(connection, begun.previous_hash, begun.values | sealed)
    connection.execute(update(operation).where(operation.c.id == begun.id).values(sealed))
    connection.execute(delete(operation_context))


def _find_last_row(connection: Connection) -> int:
    """Of the whole journal; 0 where it is empty."""
    last_row: int | None = connection.execute(select(func.max(journal.c.seq))).scalar_one()
    return last_row or 0
