"""A history made shorter: the records stay, each is still proved by its last image, and the chain goes on."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from channeladmin.errors import UserError
from channeladmin.records import Partner, Person, RowInsert
from channeladmin.storage import undoing
from channeladmin.storage.checking import check_database
from channeladmin.storage.clock import FixedClock
from channeladmin.storage.database import Database, open_database
from channeladmin.storage.history import OperationRow, list_operations
from channeladmin.storage.operation_kind import OperationKind
from channeladmin.storage.trimming import Trimmed, trim_history
from channeladmin.storage.undoing import redo, undo
from tests.storage.company import add_company, dump, query

LABEL = "History before 5 October, trimmed"
FIRST = datetime(2022, 10, 1, 12, tzinfo=UTC)
CUT = FIRST + timedelta(days=2)


def on(database: Database, days: int) -> Database:
    """The same desk some days later."""
    database.close()
    return open_database(database.path, clock=FixedClock(FIRST + timedelta(days=days)), actor="J. Lind")


@pytest.fixture
def aged(database: Database) -> Database:
    """Three acts on the first day, one of them undone, and two a week later."""
    database = on(database, 0)
    acme = add_company(database, "Acme")
    add_company(database, "Gone")
    undo(database)
    with database.act("Rename Acme") as act:
        act.update(Partner, acme.partner_id, {"name": "Acme & Co"})
    database = on(database, 7)
    with database.act("Rename Acme again") as act:
        act.update(Partner, acme.partner_id, {"name": "Acme Ltd"})
    add_company(database, "Bolt")
    return database


def test_old_acts_become_one_baseline(aged: Database) -> None:
    before = dump(aged)
    trimmed = trim_history(aged, until=CUT, label=LABEL)
    assert trimmed == Trimmed(4, trimmed.image_count)
    assert trimmed.image_count > 20, "all that was written about Gone went"
    assert dump(aged) == before
    with aged.read() as connection:
        operations = list_operations(connection)
    assert [(row.label, row.kind) for row in operations] == [
        ("Add Bolt", OperationKind.ACT),
        ("Rename Acme again", OperationKind.ACT),
        (LABEL, OperationKind.BASELINE),
    ]
    assert not operations[-1].is_undone
    assert check_database(aged) == ()
    aged.close()


def test_newer_acts_are_undone_and_the_baseline_is_not(aged: Database) -> None:
    trim_history(aged, until=CUT, label=LABEL)
    undo(aged)
    undo(aged)
    assert query(aged, "SELECT name FROM partner") == [("Acme & Co",)]
    with pytest.raises(UserError, match="nothing to undo"):
        undo(aged)
    with aged.read() as connection:
        baseline = list_operations(connection)[-1]
    with pytest.raises(UserError, match="was trimmed"):
        undo(aged, baseline.id)
    redo(aged)
    redo(aged)
    assert query(aged, "SELECT name FROM partner ORDER BY name") == [("Acme Ltd",), ("Bolt",)]
    assert check_database(aged) == ()
    aged.close()


def test_an_undo_whose_act_was_trimmed_can_still_be_redone(database: Database) -> None:
    database = on(database, 0)
    add_company(database, "Acme")
    database = on(database, 7)
    undo(database)
    trim_history(database, until=CUT, label=LABEL)
    assert check_database(database) == ()
    redo(database)
    assert query(database, "SELECT name FROM partner") == [("Acme",)]
    assert check_database(database) == ()
    database.close()


def test_a_changed_row_is_found_after_a_trim_too(aged: Database) -> None:
    trim_history(aged, until=CUT, label=LABEL)
    with aged.derive() as connection:
        connection.exec_driver_sql("DROP TRIGGER journal_award_update")
        connection.exec_driver_sql("UPDATE award SET earned_on = '2020-02-02' WHERE id = (SELECT min(id) FROM award)")
    assert [problem.message for problem in check_database(aged) if "award" in problem.message]
    aged.close()


@pytest.mark.parametrize("tampered", ["journal", "meta"])
def test_a_baseline_is_sealed(aged: Database, tampered: str) -> None:
    trim_history(aged, until=CUT, label=LABEL)
    statement = {
        "journal": "UPDATE journal SET after = replace(after, 'EMEA', 'APAC') WHERE table_name = 'agreement'",
        "meta": "UPDATE meta SET value = 'x' WHERE key = 'trimmed_hash'",
    }[tampered]
    with aged.derive() as connection:
        connection.exec_driver_sql(statement)
    assert any("no longer matches its seal" in problem.message for problem in check_database(aged))
    aged.close()


def test_a_trim_is_done_again_later(aged: Database) -> None:
    trim_history(aged, until=CUT, label=LABEL)
    with pytest.raises(UserError, match="no history that old"):
        trim_history(aged, until=CUT, label=LABEL)
    aged = on(aged, 20)
    assert trim_history(aged, until=FIRST + timedelta(days=10), label="All of it").operation_count == 3
    with aged.read() as connection:
        assert [row.label for row in list_operations(connection)] == ["All of it"]
    assert check_database(aged) == ()
    with aged.act("Go on") as act:
        act.delete(Person, [query(aged, "SELECT min(id) FROM person")[0][0]])
    undo(aged)
    assert check_database(aged) == ()
    aged.close()


def test_a_file_shrinks_by_what_was_given_up(database: Database, tmp_path: Path) -> None:
    database = on(database, 0)
    with database.act("Import") as act:
        ids = act.new_ids(3000)
        act.write_many(tuple(RowInsert("person", key, {"name": "P" * 200}) for key in ids))
    with database.act("Remove all") as act:
        act.delete(Person, ids)
    database = on(database, 7)
    size = database.path.stat().st_size
    trim_history(database, until=CUT, label=LABEL)
    assert database.path.stat().st_size < size / 3
    assert query(database, "SELECT count(*) FROM journal") == [(0,)]
    add_company(database, "Acme")
    assert check_database(database) == ()
    database.close()


def test_new_keys_lie_above_all_that_was_trimmed(aged: Database) -> None:
    highest = query(aged, "SELECT max(id) FROM operation")[0][0]
    trim_history(aged, until=FIRST + timedelta(days=30), label="All")
    aged.close()
    earlier = open_database(aged.path, clock=FixedClock(date(2021, 1, 1)), actor="J. Lind")
    assert add_company(earlier, "Late").operation_id > highest
    earlier.close()


def test_a_redo_whose_undo_was_trimmed_is_no_undo(database: Database) -> None:
    database = on(database, 0)
    add_company(database, "Acme")
    undo(database)
    database = on(database, 7)
    redo(database)
    trim_history(database, until=CUT, label=LABEL)
    with pytest.raises(UserError, match="nothing to redo"):
        redo(database)
    with pytest.raises(UserError, match="nothing to undo"):
        undo(database)
    assert query(database, "SELECT name FROM partner") == [("Acme",)]
    assert check_database(database) == ()
    database.close()


def test_an_undo_that_waited_for_a_trim_is_judged_again(aged: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    with aged.read() as connection:
        rename = next(row for row in list_operations(connection) if row.label == "Rename Acme")
    found = undoing.find_undoable

    def find_and_wait(database: Database, operation_id: int | None) -> OperationRow:
        source = found(database, operation_id)
        trim_history(database, until=CUT, label=LABEL)
        return source

    monkeypatch.setattr(undoing, "find_undoable", find_and_wait)
    before = dump(aged)
    with pytest.raises(UserError, match="was trimmed"):
        undo(aged, rename.id)
    assert dump(aged) == before
    aged.close()
