"""The seal of an operation: a hash over what it was, the rows that it journalled, and the seal of the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from channeladmin.progress import Progress, ignore_progress
from channeladmin.storage.operation_kind import OperationKind
from channeladmin.storage.tables import journal, meta, operation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sqlalchemy import Connection

JournalRow = Sequence[Any]
"""(table, row id, before, after), the images as JSON text or None."""

_KIND_SINCE = 2
_HASHED_SINCE = (
    (1, ("id", "label", "actor", "at", "undoes", "schema_version", "first_row", "row_count")),
    (_KIND_SINCE, ("kind",)),
)
"""The hashed columns, each with the version of the tables that brought it: an older operation keeps its hash."""

_TRIMMED_HASH = "trimmed_hash"
_PAGE = 5000
_TEXT_PAGE = 10_000
"""Few statements: where another thread works meanwhile, each waits for the interpreter."""

_TEXT = """
SELECT group_concat(line, '') FROM (
  SELECT concat(char(30), table_name, char(31), row_id, char(31), before, char(31), after) AS line
  FROM journal WHERE seq BETWEEN ? AND ? ORDER BY seq)
"""
_LAST = 2**63


def hash_operation(previous: str, values: Mapping[str, Any], rows: Iterable[JournalRow]) -> str:
    """The hash of one operation; `previous` is that of the one before, see `read_origin` for the first.

    The two control characters that part the rows stand neither in names nor, unescaped, in JSON.
    """
    digest = _hash_head(previous, values)
    rest = iter(rows)
    while page := list(islice(rest, _PAGE)):
        lines = [f"\x1e{table}\x1f{row_id}\x1f{before or ''}\x1f{after or ''}" for table, row_id, before, after in page]
        digest.update("".join(lines).encode())
    return digest.hexdigest()


def hash_stored(connection: Connection, previous: str, values: Mapping[str, Any]) -> str:
    """The same hash over the rows that the journal has for the operation, whose text the database puts together."""
    digest = _hash_head(previous, values)
    first, end = values["first_row"], values["first_row"] + values["row_count"]
    for start in range(first, end, _TEXT_PAGE):
        text = connection.exec_driver_sql(_TEXT, (start, min(start + _TEXT_PAGE, end) - 1)).scalar_one()
        digest.update((text or "").encode())
    return digest.hexdigest()


def _hash_head(previous: str, values: Mapping[str, Any]) -> hashlib._Hash:
    digest = hashlib.sha256(previous.encode())
    # An operation older than the column is an act; where it is anything else, that is part of it.
    is_odd = values["schema_version"] < _KIND_SINCE and values.get("kind", OperationKind.ACT) != OperationKind.ACT
    names = [name for since, added in _HASHED_SINCE if values["schema_version"] >= since for name in added]
    digest.update(json.dumps([values[name] for name in (*names, *(("kind",) if is_odd else ()))]).encode())
    return digest


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
        yield from connection.execute(query).fetchall()


def read_origin(connection: Connection) -> str:
    """What the first operation is chained to: nothing, or the hash of the newest one that was trimmed away."""
    query = select(meta.c.value).where(meta.c.key == _TRIMMED_HASH)
    return connection.execute(query).scalar_one_or_none() or ""


def write_origin(connection: Connection, trimmed_hash: str) -> None:
    """Note the hash of the newest operation that is trimmed away."""
    connection.execute(meta.delete().where(meta.c.key == _TRIMMED_HASH))
    connection.execute(meta.insert().values(key=_TRIMMED_HASH, value=trimmed_hash))


def find_last_hash(connection: Connection, *, before: int | None = None) -> str:
    """The hash of the newest operation (older than `before`), to which the next one is chained."""
    query = select(operation.c.hash).order_by(operation.c.id.desc()).limit(1)
    if before is not None:
        query = query.where(operation.c.id < before)
    return connection.execute(query).scalar_one_or_none() or read_origin(connection)


def reseal(connection: Connection, first_operation: int) -> None:
    """Seal the operations from this one on anew, after what they wrote was changed on purpose."""
    previous = find_last_hash(connection, before=first_operation)
    query = select(operation).where(operation.c.id >= first_operation).order_by(operation.c.id)
    for row in connection.execute(query).mappings().all():
        previous = hash_stored(connection, previous, dict(row))
        connection.execute(update(operation).where(operation.c.id == row["id"]).values(hash=previous))


def list_broken(connection: Connection, progress: Progress = ignore_progress) -> list[str]:
    """The operations whose hash is not what their content and the one before give, by label and key.

    One reading of the whole journal, whose rows progress counts.
    """
    broken, previous = [], read_origin(connection)
    # As stored: a file of an older version lacks some of the columns.
    operations = connection.exec_driver_sql("SELECT * FROM operation ORDER BY id").mappings().all()
    total = sum(row["row_count"] for row in operations)
    walk = _Walk(connection, lambda passed: progress(min(passed, total), total))
    for number, row in enumerate(operations):
        # A span that was altered must not swallow the rows of the operations after it.
        following = operations[number + 1]["first_row"] if number + 1 < len(operations) else _LAST
        rows = walk.take(row["first_row"], min(row["first_row"] + row["row_count"], max(following, row["first_row"])))
        if hash_operation(previous, dict(row), rows) != row["hash"]:
            broken.append(f"“{row['label']}” ({row['id']})")
        previous = row["hash"]
    return broken


class _Walk:
    """One reading of the journal, from which each operation takes its span."""

    def __init__(self, connection: Connection, tell: Callable[[int], None]) -> None:
        columns = (journal.c.seq, journal.c.table_name, journal.c.row_id, journal.c.before, journal.c.after)
        result = connection.execute(select(*columns).order_by(journal.c.seq))
        self._rows = self._pass(result.partitions(_PAGE), tell)
        self._next = next(self._rows, None)

    def take(self, first: int, end: int) -> Iterator[JournalRow]:
        """The rows from `first` to before `end`; those before are passed over."""
        while first < end and self._next is not None and self._next[0] < end:
            row, self._next = self._next, next(self._rows, None)
            if row[0] >= first:
                yield row[1:]

    @staticmethod
    def _pass(parts: Iterator[Sequence[JournalRow]], tell: Callable[[int], None]) -> Iterator[JournalRow]:
        passed = 0
        for part in parts:
            yield from part
            passed += len(part)
            tell(passed)
