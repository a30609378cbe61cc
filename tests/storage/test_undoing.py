"""Undo and redo of any act, also of older ones, and never at the cost of what was done since."""

from __future__ import annotations

from pathlib import Path

import pytest

from channeladmin.errors import UserError
from channeladmin.records import Agreement, Award, Partner, Person, RowInsert
from channeladmin.storage.database import Database, open_database
from channeladmin.storage.history import get_operation, list_operations, list_row_changes, next_redo, next_undo
from channeladmin.storage.undoing import redo, undo
from tests.storage.company import add_company, dump, query


def test_undo_and_redo_go_step_by_step(database: Database) -> None:
    states = [dump(database)]
    for name in ("A", "B", "C"):
        add_company(database, name)
        states.append(dump(database))
    for state in reversed(states[:-1]):
        undo(database)
        assert dump(database) == state
    with pytest.raises(UserError, match="nothing to undo"):
        undo(database)
    for state in states[1:]:
        redo(database)
        assert dump(database) == state
    with pytest.raises(UserError, match="nothing to redo"):
        redo(database)


def test_undo_works_after_a_restart(database: Database) -> None:
    before = dump(database)
    add_company(database, "A")
    after = dump(database)
    database.close()
    again = open_database(database.path, clock=database.clock, actor="Other")
    undo(again)
    assert dump(again) == before
    again.close()
    third = open_database(database.path, clock=database.clock, actor="Third")
    redo(third)
    assert dump(third) == after
    assert query(third, "SELECT label, actor FROM operation ORDER BY id") == [
        ("Add A", "J. Lind"), ("Undo: Add A", "Other"), ("Redo: Add A", "Third"),
    ]  # fmt: skip
    third.close()


def test_a_new_act_clears_redo(database: Database) -> None:
    add_company(database, "A")
    undo(database)
    add_company(database, "B")
    with pytest.raises(UserError, match="nothing to redo"):
        redo(database)


def test_the_history_tells_what_is_undone_and_what_comes_next(database: Database) -> None:
    acme = add_company(database, "A")
    undo(database)
    with database.read() as connection:
        newest, oldest = list_operations(connection)
        assert (newest.label, newest.undoes, newest.is_undone) == ("Undo: Add A", acme.operation_id, False)
        assert oldest.is_undone
        assert next_undo(connection) is None
        assert next_redo(connection) == newest
        assert list_operations(connection, 1) == (newest,)
    redo(database)
    with database.read() as connection:
        assert next_undo(connection) == get_operation(connection, acme.operation_id)
        assert next_redo(connection) is None


def test_row_changes_show_before_and_after(database: Database) -> None:
    acme = add_company(database, "A")
    with database.act("Rename") as act:
        act.update(Partner, acme.partner_id, {"name": "B"})
    with database.read() as connection:
        [change] = list_row_changes(connection, act.operation_id)
        with pytest.raises(UserError, match="no operation 5"):
            list_row_changes(connection, 5)
    assert (change.table, change.row_id) == ("partner", acme.partner_id)
    assert change.before is not None and change.after is not None
    assert (change.before["name"], change.after["name"]) == ("A", "B")


def test_an_older_act_can_be_undone_where_nothing_touched_its_rows(database: Database) -> None:
    first = add_company(database, "A")
    add_company(database, "B")
    undo(database, first.operation_id)
    assert query(database, "SELECT name FROM partner") == [("B",)]
    redo(database)
    assert query(database, "SELECT name FROM partner ORDER BY name") == [("A",), ("B",)]


def test_an_older_act_whose_rows_were_changed_is_refused_by_name(database: Database) -> None:
    first = add_company(database, "A")
    with database.act("Rename A") as act:
        act.update(Partner, first.partner_id, {"name": "AA"})
    before = dump(database)
    with pytest.raises(UserError, match="“Rename A”"):
        undo(database, first.operation_id)
    assert dump(database) == before
    undo(database)
    undo(database, first.operation_id)
    assert query(database, "SELECT count(*) FROM partner") == [(0,)]


def test_what_was_hung_on_a_record_since_is_not_swept_along(database: Database) -> None:
    first = add_company(database, "A")
    with database.act("Second region of A") as act:
        act.insert(Agreement, {"region": "APAC"}, partner_id=first.partner_id)
    before = dump(database)
    with pytest.raises(UserError, match="“Second region of A”"):
        undo(database, first.operation_id)
    assert dump(database) == before


def test_a_name_taken_since_is_refused(database: Database) -> None:
    first = add_company(database, "A")
    with database.act("Delete A") as act:
        act.delete(Partner, [first.partner_id])
    add_company(database, "a", people=0)
    before = dump(database)
    with pytest.raises(UserError, match="“Delete A” cannot be undone"):
        undo(database, act.operation_id)
    assert dump(database) == before


def test_a_parent_removed_since_is_refused(database: Database) -> None:
    first = add_company(database, "A", people=1)
    with database.act("Delete award") as act:
        [award_id, _] = act.connection.exec_driver_sql("SELECT id FROM award").scalars()
        act.delete(Award, [award_id])
    with database.act("Delete person") as later:
        later.delete(Person, list(first.person_ids))
    before = dump(database)
    with pytest.raises(UserError, match="“Delete award” cannot be undone"):
        undo(database, act.operation_id)
    assert dump(database) == before


def test_undo_twice_and_undo_of_an_undo_are_refused(database: Database) -> None:
    first = add_company(database, "A")
    undoing = undo(database)
    with pytest.raises(UserError, match="undone already"):
        undo(database, first.operation_id)
    with pytest.raises(UserError, match="itself an undo"):
        undo(database, undoing.operation_id)


def test_swapped_unique_values_are_undone(database: Database) -> None:
    first, second = add_company(database, "A"), add_company(database, "B")
    before = dump(database)
    with database.act("Swap") as act:
        for partner_id, name in ((first.partner_id, "C"), (second.partner_id, "A"), (first.partner_id, "B")):
            act.update(Partner, partner_id, {"name": name})
    after = dump(database)
    undo(database)
    assert dump(database) == before
    redo(database)
    assert dump(database) == after


def test_a_row_moved_to_a_new_parent_is_undone(database: Database) -> None:
    first = add_company(database, "A")
    before = dump(database)
    with database.act("Move agreement") as act:
        partner_id = act.insert(Partner, {"name": "B"})
        act.update(Agreement, first.agreement_id, {"partner_id": partner_id})
    undo(database)
    assert dump(database) == before


def test_a_row_made_changed_and_removed_in_one_act_is_undone(database: Database) -> None:
    before = dump(database)
    with database.act("Back and forth") as act:
        person_id = act.insert(Person, {"name": "A"})
        act.update(Person, person_id, {"name": "B"})
        act.delete(Person, [person_id])
        kept = act.insert(Person, {"name": "C"})
    after = dump(database)
    undo(database)
    assert dump(database) == before
    redo(database)
    assert dump(database) == after
    assert query(database, "SELECT id FROM person") == [(kept,)]


def test_a_bulk_act_of_several_pages_is_undone(database: Database) -> None:
    add_company(database, "A")
    before = dump(database)
    with database.act("Import") as act:
        ids = act.new_ids(6000)
        act.write_many(tuple(RowInsert("person", key, {"name": "P"}) for key in ids))
    after = dump(database)
    undo(database)
    assert dump(database) == before
    redo(database)
    assert dump(database) == after


def test_standings_follow_undo_and_redo(database: Database, tmp_path: Path) -> None:
    acme = add_company(database, "A")
    kept = query(database, "SELECT * FROM standing")
    with database.act("Leave") as act:
        act.delete(Person, list(acme.person_ids))
    changed = query(database, "SELECT * FROM standing")
    assert changed != kept
    undo(database)
    assert query(database, "SELECT * FROM standing") == kept
    redo(database)
    assert query(database, "SELECT * FROM standing") == changed
