"""The window reads while a worker writes, and two acts of one process follow one another."""

from __future__ import annotations

import threading

import pytest

from channeladmin.errors import UserError
from channeladmin.records import Person, RowInsert
from channeladmin.storage.database import Database
from channeladmin.storage.writer import Writer
from tests.storage.company import add_company, query


def test_readers_see_the_state_before_while_a_worker_writes(database: Database) -> None:
    add_company(database, "Acme")
    is_written, may_end = threading.Event(), threading.Event()

    def work() -> None:
        with database.act("Import") as act:
            act.write_many(tuple(RowInsert("person", key, {"name": "P"}) for key in act.new_ids(3000)))
            is_written.set()
            assert may_end.wait(30)

    worker = threading.Thread(target=work)
    worker.start()
    assert is_written.wait(30)
    assert database.is_writing
    assert query(database, "SELECT count(*) FROM person") == [(2,)]
    may_end.set()
    worker.join(30)
    assert query(database, "SELECT count(*) FROM person") == [(3002,)]
    assert not database.is_writing


def test_acts_of_many_threads_all_arrive(database: Database) -> None:
    def work(number: int) -> None:
        for step in range(5):
            with database.act("Add") as act:
                act.insert(Person, {"name": f"{number} {step}"})

    workers = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)
    assert query(database, "SELECT count(*), count(DISTINCT id) FROM person") == [(20, 20)]


def test_who_waits_too_long_learns_which_act_is_running(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("channeladmin.storage.writer._WAIT_SECONDS", 0.01)
    writer, may_end, is_held = Writer(), threading.Event(), threading.Event()

    def work() -> None:
        with writer.hold("Import roster"):
            is_held.set()
            assert may_end.wait(30)

    worker = threading.Thread(target=work)
    worker.start()
    assert is_held.wait(30)
    with pytest.raises(UserError, match="“Import roster” is still running"), writer.hold("Edit"):
        pass
    may_end.set()
    worker.join(30)
    with writer.hold("Edit"):
        assert writer.is_held
