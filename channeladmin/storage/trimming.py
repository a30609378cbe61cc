"""A history made shorter on request: what is older than a day becomes one baseline that holds each row's last image."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select, update

from channeladmin.errors import UserError
from channeladmin.progress import Progress, ignore_progress
from channeladmin.storage.chain import reseal, write_origin
from channeladmin.storage.compaction import compact_if_due, note_compaction
from channeladmin.storage.history import find_operation_before
from channeladmin.storage.notes import seal_notes
from channeladmin.storage.operation_kind import OperationKind
from channeladmin.storage.sqlite.identity import SCHEMA_VERSION
from channeladmin.storage.tables import journal, operation

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from channeladmin.storage.database import Database
    from channeladmin.storage.history import OperationRow

_CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Trimmed:
    """How many acts and how many images of rows were given up; whether their room was given back already.

    Where it was not (somebody reads, the disk is full), it is when the file is opened the next time.
    """

    operation_count: int
    image_count: int
    is_compacted: bool = True


def trim_history(database: Database, *, until: datetime, label: str, progress: Progress = ignore_progress) -> Trimmed:
    """Give up the acts before a moment (aware): they can no longer be undone, and the file shrinks.

    They become one operation of kind baseline, by `label`, with the last image of every row that no later act has
    written, so that the journal still proves each row; the chain of hashes goes on from the newest act given up.
    `UserError` if there is nothing older. Progress counts images.
    """
    with database.rebuild(label) as connection:
        newest = find_operation_before(connection, until)
        if newest is None or newest.kind is OperationKind.BASELINE:
            raise UserError("There is no history that old. Nothing was trimmed.")
        operation_count = _count_operations(connection, newest.id)
        write_origin(connection, newest.hash)
        image_count = _drop_images(connection, newest, progress)
        _make_baseline(connection, newest, label, database.actor)
        reseal(connection, newest.id)
        seal_notes(connection)
        note_compaction(connection)
    return Trimmed(operation_count, image_count, is_compacted=compact_if_due(database))


def _count_operations(connection: Connection, last: int) -> int:
    return int(connection.execute(select(func.count()).where(operation.c.id <= last)).scalar_one())


def _drop_images(connection: Connection, newest: OperationRow, progress: Progress) -> int:
    """Remove what is not the last word on a row; the rest moves up to lie side by side. How many are gone."""
    last_row = newest.first_row + newest.row_count - 1
    later = journal.alias("later")
    has_later = (
        select(1)
        .where(
            later.c.row_id == journal.c.row_id,
            later.c.table_name == journal.c.table_name,
            later.c.seq > journal.c.seq,
        )
        .exists()
    )
    old = journal.c.seq <= last_row
    gone = connection.execute(delete(journal).where(old, journal.c.after.is_(None) | has_later)).rowcount
    kept = connection.execute(select(journal.c.seq).where(old).order_by(journal.c.seq.desc())).scalars().all()
    for start in range(0, len(kept), _CHUNK):
        progress(start, len(kept))
        moves = [
            (last_row - number, newest.id, seq) for number, seq in enumerate(kept[start : start + _CHUNK], start=start)
        ]
        connection.exec_driver_sql("UPDATE journal SET seq = ?, operation_id = ?, before = NULL WHERE seq = ?", moves)
    return int(gone)


def _make_baseline(connection: Connection, newest: OperationRow, label: str, actor: str) -> None:
    trimmed = operation.alias("trimmed")
    undid = select(trimmed.c.id).where(trimmed.c.id <= newest.id, trimmed.c.undoes.is_not(None))
    later = operation.c.id > newest.id
    redone = update(operation).where(later, operation.c.undoes.in_(undid))
    connection.execute(redone.values(kind=OperationKind.REDONE.value))
    connection.execute(update(operation).where(later, operation.c.undoes <= newest.id).values(undoes=newest.id))
    connection.execute(delete(operation).where(operation.c.id < newest.id))
    own = journal.c.operation_id == newest.id
    first, count = connection.execute(select(func.min(journal.c.seq), func.count()).where(own)).one()
    values = {
        "label": label,
        "actor": actor,
        "undoes": None,
        "kind": OperationKind.BASELINE.value,
        "schema_version": SCHEMA_VERSION,
        "first_row": newest.first_row if first is None else first,
        "row_count": count,
    }
    connection.execute(update(operation).where(operation.c.id == newest.id).values(values))
