"""What a file notes about itself, sealed, so that a change of it shows: it stands in no history."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from sqlalchemy import select

from channeladmin.progress import Progress, ignore_progress
from channeladmin.storage.high_water import read_filled_up_to
from channeladmin.storage.sqlite.amounts import read_amounts
from channeladmin.storage.sqlite.proving import build_file_image
from channeladmin.storage.tables import list_journalled, meta

if TYPE_CHECKING:
    from sqlalchemy import Connection

_SEAL, _FILLED_DIGEST = "seal", "filled_digest"
_SEALED = ("created_at", "created_by", "filled_up_to", _FILLED_DIGEST)
_KNOWN = frozenset({*_SEALED, _SEAL, "trimmed_hash", "compaction_due"})
_PRAGMAS = ("user_version", "application_id", "encoding")
_SEALED_SINCE = 2
"""The schema version from which on every file has a seal."""

_PART = 5000


def seal_notes(connection: Connection) -> None:
    """Seal the notes, the tables' form and the rows without a history as they are now.

    To be called wherever one of them is changed on purpose: when a file is made, filled, migrated, trimmed, and when
    a person is erased from its history.
    """
    if read_filled_up_to(connection):
        _write(connection, _FILLED_DIGEST, _hash_filled(connection))
    _write(connection, _SEAL, _hash_notes(connection))


def list_changed_notes(connection: Connection, progress: Progress = ignore_progress) -> list[str]:
    """What no longer matches its seal, as sentences; only a file of the first version may have none.

    Progress counts the records without a history.
    """
    notes = _read(connection)
    if _SEAL not in notes:
        strange = sorted(notes.keys() - _KNOWN)
        faults = [f"The file holds a note “{key}” that this app does not know." for key in strange]
        if connection.exec_driver_sql("PRAGMA user_version").scalar_one() >= _SEALED_SINCE:
            faults.append("The seal of what the file notes about itself is gone.")
        return faults
    faults = []
    if notes[_SEAL] != _hash_notes(connection):
        faults.append("What the file notes about itself, or the form of its tables, is not as this app wrote it.")
    is_filled = notes.get("filled_up_to", "0").strip("0").isdecimal()
    if (is_filled or _FILLED_DIGEST in notes) and notes.get(_FILLED_DIGEST) != _hash_filled(connection, progress):
        faults.append("The records that have no history are not as they were when the file was filled with them.")
    return faults


def _hash_notes(connection: Connection) -> str:
    notes = _read(connection)
    header = [connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in _PRAGMAS]
    schema = connection.exec_driver_sql("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name")
    kept = [[key, notes[key]] for key in _SEALED if key in notes]
    return _hash_text(json.dumps([header, kept, [list(row) for row in schema]]))


def _hash_filled(connection: Connection, progress: Progress = ignore_progress) -> str:
    """Over the rows as they were before the first act of the history that wrote them."""
    digest = hashlib.sha256()
    up_to = read_filled_up_to(connection)
    done, total = 0, read_amounts(connection.connection.driver_connection).filled
    for table in list_journalled():
        image = build_file_image(connection, table)
        if image is None:
            continue
        own = "FROM journal AS j WHERE j.table_name = ?1"
        first = f"SELECT min(seq) AS seq, row_id {own} AND j.row_id <= ?2 GROUP BY row_id"
        statement = (
            f'SELECT t.id AS id, {image} AS image FROM "{table.name}" AS t WHERE t.id <= ?2'
            f" AND NOT EXISTS (SELECT 1 {own} AND j.row_id = t.id)"
            f" UNION ALL SELECT j.row_id, j.before FROM ({first}) AS f JOIN journal AS j ON j.seq = f.seq"
            " WHERE j.before IS NOT NULL ORDER BY 1"
        )
        result = connection.exec_driver_sql(statement, (table.name, up_to))
        digest.update(table.name.encode())
        for part in result.partitions(_PART):
            digest.update("".join(f"\x1e{row_id}\x1f{text}" for row_id, text in part).encode())
            done += len(part)
            progress(min(done, total), total)
    return digest.hexdigest()


def _read(connection: Connection) -> dict[str, str]:
    return {row[0]: row[1] for row in connection.execute(select(meta.c.key, meta.c.value))}


def _write(connection: Connection, key: str, value: str) -> None:
    connection.execute(meta.delete().where(meta.c.key == key))
    connection.execute(meta.insert().values(key=key, value=value))


def _hash_text(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
