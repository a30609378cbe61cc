"""The machine's faults become sentences, from whatever statement they come; a bug stays a bug."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from channeladmin.errors import EnvironmentProblem
from channeladmin.records import Person, RowInsert
from channeladmin.storage.database import Database
from channeladmin.storage.sqlite.problems import find_problem
from tests.storage.company import dump


def test_a_full_disk_is_said_and_nothing_is_stored(database: Database) -> None:
    before = dump(database)
    with pytest.raises(EnvironmentProblem, match=r"disk .* is full.*nothing was changed"), database.act("Fill") as act:
        pages = act.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        act.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
        rows = (RowInsert("person", key, {"name": "x" * 500}) for key in act.new_ids(2000))
        act.write_many(tuple(rows))
    assert dump(database) == before


def test_a_read_only_place_is_said(database: Database) -> None:
    with pytest.raises(EnvironmentProblem, match="read-only"), database.act("Write") as act:
        act.connection.exec_driver_sql("PRAGMA query_only = ON")
        act.insert(Person, {"name": "A"})


def test_what_is_not_the_machines_fault_stays_what_it_is(database: Database) -> None:
    with pytest.raises(IntegrityError), database.act("Twice") as act:
        act.insert(Person, {"name": "A"}, id=1)
        act.insert(Person, {"name": "A"}, id=1)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("SQLITE_BUSY_SNAPSHOT", "Another program"),
        ("SQLITE_IOERR_FSYNC", "SQLITE_IOERR_FSYNC"),
        ("SQLITE_CORRUPT_INDEX", "damaged"),
        ("SQLITE_CANTOPEN", "cannot be opened"),
        ("SQLITE_READONLY_DIRECTORY", "read-only"),
    ],
)
def test_extended_errors_are_known_by_their_first_words(name: str, words: str) -> None:
    error = RuntimeError()
    error.sqlite_errorname = name  # type: ignore[attr-defined]  # as the driver's errors have it
    problem = find_problem(error, Path("a.channeladmin"))
    assert problem is not None
    assert words in str(problem) and "a.channeladmin" in str(problem)


def test_other_errors_are_no_problem_of_the_machine() -> None:
    error = RuntimeError()
    assert find_problem(error, Path("a")) is None
    error.sqlite_errorname = "SQLITE_CONSTRAINT_UNIQUE"  # type: ignore[attr-defined]  # as above
    assert find_problem(error, Path("a")) is None
