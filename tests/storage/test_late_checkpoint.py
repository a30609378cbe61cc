"""The log of a big act is in the data file soon after the act, and nobody waits for that or hangs on it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from channeladmin.records import RowInserts
from channeladmin.storage import compaction
from channeladmin.storage.database import Database
from channeladmin.storage.sqlite.engine import connect_bare
from channeladmin.storage.sqlite.late_checkpoint import LateCheckpoint
from channeladmin.storage.sqlite.password import FileKey
from channeladmin.storage.sqlite.rebuilding import compact
from tests.storage.company import query

COUNT = 20_000


def _add_people(database: Database, first: int) -> None:
    keys = range(first, first + COUNT)
    with database.act("Import") as act:
        act.write_many((RowInserts("person", {"id": keys, "name": [f"Person {key}" for key in keys]}),))


def _count_in_file_alone(path: Path, beside: Path) -> int:
    """The people whom the data file holds without its log."""
    beside.write_bytes(path.read_bytes())
    connection = connect_bare(beside)
    try:
        (count,) = connection.execute("SELECT count(*) FROM person").fetchone()
    finally:
        connection.close()
    return int(count)


class _FullDisk:
    def raw_connection(self) -> None:
        raise driver.OperationalError("database or disk is full")


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A checkpoint that waits until it may go on."""
    may_go, run = threading.Event(), LateCheckpoint._run

    def wait(self: LateCheckpoint) -> None:
        assert may_go.wait(20)
        run(self)

    monkeypatch.setattr(LateCheckpoint, "_run", wait)
    yield may_go
    may_go.set()


def test_the_act_is_there_before_its_log_is_in_the_file(
    database: Database, tmp_path: Path, held: threading.Event
) -> None:
    _add_people(database, 1000)
    assert query(database, "SELECT count(*) FROM person") == [(COUNT,)]
    assert _count_in_file_alone(database.path, tmp_path / "copy") == 0
    held.set()
    database._checkpoint.wait()
    assert _count_in_file_alone(database.path, tmp_path / "copy") == COUNT


def test_a_small_act_meanwhile_does_not_wait(database: Database, held: threading.Event) -> None:
    _add_people(database, 1000)
    with database.act("Small") as act:
        act.relabel("Smaller")
        act.write_many((RowInserts("person", {"id": [10], "name": ["Ann"]}),))
    assert query(database, "SELECT count(*) FROM person") == [(COUNT + 1,)]
    assert query(database, "PRAGMA wal_autocheckpoint") == [(1000,)]
    held.set()


def test_a_checkpoint_that_fails_leaves_the_act(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(database._checkpoint, "_engine", _FullDisk())
        _add_people(database, 1000)
        database._checkpoint.wait()
    assert query(database, "SELECT count(*) FROM person") == [(COUNT,)]
    _add_people(database, 100_000)
    assert query(database, "SELECT count(*) FROM person") == [(2 * COUNT,)]


def test_who_gives_room_back_is_alone_with_the_log(
    database: Database, held: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = []

    def compact_alone(path: Path, key: FileKey | None) -> None:
        begun.append(held.is_set())
        compact(path, key)

    monkeypatch.setattr(compaction, "compact", compact_alone)
    _add_people(database, 1000)
    with database.derive() as connection:
        compaction.note_compaction(connection)
    release = threading.Timer(0.1, held.set)
    release.start()
    assert compaction.compact_if_due(database)
    release.join()
    assert begun == [True]
