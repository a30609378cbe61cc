"""What other processes write is told once, with what hangs on it; one's own acts are not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import event

from channeladmin.records import Employment, Person
from channeladmin.storage.clock import SystemClock
from channeladmin.storage.database import Database, open_database
from channeladmin.storage.settings import SWITCHES, write_setting
from channeladmin.storage.undoing import undo
from tests.storage.company import add_company, query
from tests.storage.other_process import run_process

ADD = """
database = open_it()
with database.act('Add') as act:
    act.insert(Partner, {'name': 'New'})
database.close()
"""


@pytest.fixture
def other(database: Database) -> Iterator[Database]:
    other = open_database(database.path, clock=SystemClock(), actor="m.okafor", what="import")
    yield other
    other.close()


def test_the_acts_of_others_are_told_once_and_ones_own_are_not(database: Database, other: Database) -> None:
    assert database.find_foreign_changes() is None
    add_company(database, "Mine")
    assert database.find_foreign_changes() is None
    theirs = add_company(other, "Theirs")
    changes = database.find_foreign_changes()
    assert changes is not None
    assert (changes.operation_id, changes.label) == (theirs.operation_id, "m.okafor: Add Theirs")
    assert changes.rows["person"] == frozenset(theirs.person_ids)
    assert changes.agreement_ids == {theirs.agreement_id}
    assert changes.partner_ids == {theirs.partner_id}
    assert database.find_foreign_changes() is None
    mine = other.find_foreign_changes()
    assert mine is not None
    assert mine.label == "J. Lind: Add Mine"


def test_an_act_of_others_before_ones_own_is_not_missed(database: Database, other: Database) -> None:
    first, second = add_company(other, "First"), add_company(other, "Second")
    add_company(database, "Mine")
    changes = database.find_foreign_changes()
    assert changes is not None
    assert changes.agreement_ids == {first.agreement_id, second.agreement_id}
    assert changes.label == "m.okafor: Add Second, and 1 more"
    assert database.find_foreign_changes() is None


def test_the_changes_name_the_same_as_the_act_itself(database: Database, other: Database) -> None:
    acme, beta = add_company(database, "Acme"), add_company(database, "Beta")
    [(employment_id,)] = query(other, f"SELECT id FROM employment WHERE person_id = {acme.person_ids[0]}")
    with other.act("Move") as act:
        act.update(Employment, employment_id, {"partner_id": beta.partner_id})
    assert act.changes is not None
    told = database.find_foreign_changes()
    assert told is not None
    assert told.agreement_ids == act.changes.agreement_ids == {acme.agreement_id, beta.agreement_id}
    assert (told.rows, told.partner_ids) == (act.changes.rows, act.changes.partner_ids)
    with other.act("Leave") as act:
        act.delete(Person, [acme.person_ids[1]])
    told = database.find_foreign_changes()
    assert told is not None and act.changes is not None
    assert (told.rows, told.agreement_ids) == (act.changes.rows, act.changes.agreement_ids)
    undone, told = undo(other), database.find_foreign_changes()
    assert told is not None
    assert (told.rows, told.agreement_ids) == (undone.rows, undone.agreement_ids)


def test_a_rule_that_others_change_is_about_every_agreement(database: Database, other: Database) -> None:
    acme = add_company(database, "Acme")
    with other.act("Set switch") as act:
        write_setting(act, SWITCHES, {})
    changes = database.find_foreign_changes()
    assert changes is not None
    assert changes.agreement_ids == {acme.agreement_id}


def test_an_act_that_fails_leaves_nothing_to_tell(database: Database, other: Database) -> None:
    with pytest.raises(ZeroDivisionError), other.act("Fail") as act:
        act.insert(Person, {"name": "A"})
        _ = 1 // 0
    assert database.find_foreign_changes() is None


def test_another_process_is_told_of_too(database: Database) -> None:
    assert run_process(database.path, ADD).returncode == 0
    changes = database.find_foreign_changes()
    assert changes is not None
    assert (changes.label, set(changes.rows)) == ("m.okafor: Add", {"partner"})


def test_where_nothing_happened_one_key_is_read_and_images_never_are(database: Database, other: Database) -> None:
    statements: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    add_company(database, "Mine")
    database.find_foreign_changes()
    statements.clear()
    assert database.find_foreign_changes() is None
    assert [line for line in statements if not line.startswith("BEGIN")] == [
        "SELECT max(operation.id) AS max_1 \nFROM operation"
    ]
    [(plan,)] = [row[3:] for row in query(database, "EXPLAIN QUERY PLAN SELECT max(id) FROM operation")]
    assert plan == "SEARCH operation"
    add_company(other, "Theirs")
    statements.clear()
    assert database.find_foreign_changes() is not None
    read = [line.replace('journal."before" IS NOT NULL', "") for line in statements]
    assert not [line for line in read if line.startswith("SELECT journal.table_name") and "before" in line]
