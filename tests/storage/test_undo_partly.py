"""What taking back an older act would do, told before it happens, and doing just that."""

from __future__ import annotations

from contextlib import closing

import pytest

from channeladmin.errors import UserError
from channeladmin.records import Agreement, Award, Partner, Person
from channeladmin.storage.checking import check_database
from channeladmin.storage.database import Database
from channeladmin.storage.history import list_operations
from channeladmin.storage.sqlite.engine import connect
from channeladmin.storage.undo_partly import preview_undo, undo_partly
from channeladmin.storage.undoing import redo
from tests.storage.company import EARNED, add_company, dump, hire, query


def test_a_preview_stores_nothing_and_counts_what_goes_back(database: Database) -> None:
    first = add_company(database, "A")
    add_company(database, "B")
    before = dump(database)
    report = preview_undo(database, first.operation_id)
    assert dump(database) == before
    assert report.is_whole
    # Partner, agreement, two steps; two people with an address, an employment and two awards each.
    assert report.reversed_count == 4 + 2 * 5
    with database.read() as connection:
        assert len(list_operations(connection)) == 2


def test_what_was_changed_since_is_kept_and_the_rest_goes_back(database: Database) -> None:
    company = add_company(database, "A")
    changed, untouched = company.person_ids
    with database.act("Rename a person") as act:
        act.update(Person, changed, {"name": "Somebody"})
    report = preview_undo(database, company.operation_id)
    assert [(row.table, row.row_id, row.reason) for row in report.kept] == [
        ("person", changed, "changed since by “Rename a person”")
    ]
    assert report.kept[0].image["name"] == "A 0"
    assert report.failed == ()
    before = dump(database)
    undo_partly(database, report)
    assert query(database, "SELECT id, name FROM person") == [(changed, "Somebody")]
    assert query(database, f"SELECT count(*) FROM award WHERE person_id = {untouched}") == [(0,)]
    assert query(database, "SELECT count(*) FROM partner") == [(0,)]
    assert check_database(database) == ()
    redo(database)
    assert dump(database) == before


def test_a_record_on_which_something_hangs_is_kept_with_all_above_it(database: Database) -> None:
    company = add_company(database, "A", people=1)
    with database.act("Award of today") as act:
        award_id = act.insert(Award, {"credential": "pse", "earned_on": EARNED}, person_id=company.person_ids[0])
    with database.act("Second region") as act:
        act.insert(Agreement, {"region": "APAC"}, partner_id=company.partner_id)
    report = preview_undo(database, company.operation_id)
    assert {(row.table, row.reason) for row in report.kept} == {
        ("partner", "changed since by “Second region”"),
        ("person", "changed since by “Award of today”"),
    }
    undo_partly(database, report)
    assert query(database, "SELECT id FROM award") == [(award_id,)]
    assert query(database, "SELECT region FROM agreement") == [("APAC",)]
    assert query(database, "SELECT count(*) FROM employment") == [(0,)]
    assert check_database(database) == ()


def test_what_has_no_room_any_more_fails_and_so_does_what_belongs_to_it(database: Database) -> None:
    company = add_company(database, "A")
    with database.act("Delete both") as act:
        act.delete(Partner, [company.partner_id])
        act.delete(Person, [company.person_ids[0]])
    add_company(database, "a", people=0)
    report = preview_undo(database, act.operation_id)
    reasons = {row.table: row.reason for row in report.failed}
    assert reasons == {
        "partner": "its external ref is taken by another record now",
        "agreement": "the partner that it belongs to is gone",
        "agreement_step": "the agreement that it belongs to is gone",
        "employment": "the partner that it belongs to is gone",
    }
    assert report.kept == ()
    undo_partly(database, report)
    assert query(database, "SELECT name FROM partner") == [("a",)]
    assert query(database, "SELECT count(*) FROM person") == [(2,)]
    assert check_database(database) == ()


def test_a_stale_report_is_not_applied(database: Database) -> None:
    company = add_company(database, "A")
    report = preview_undo(database, company.operation_id)
    with database.act("Meanwhile") as act:
        hire(act, company.partner_id, "New")
    before = dump(database)
    with pytest.raises(UserError, match="has changed since this was worked out"):
        undo_partly(database, report)
    assert dump(database) == before


def test_an_act_of_which_all_was_changed_stays(database: Database) -> None:
    company = add_company(database, "A", people=0)
    with database.act("Rename") as rename:
        rename.update(Partner, company.partner_id, {"name": "B"})
    with database.act("Rename again") as act:
        act.update(Partner, company.partner_id, {"name": "C"})
    report = preview_undo(database, rename.operation_id)
    assert (report.reversed_count, len(report.kept)) == (0, 1)
    before = dump(database)
    with pytest.raises(UserError, match="later acts changed all of it"):
        undo_partly(database, report)
    assert dump(database) == before


def test_an_orphan_that_was_there_before_is_not_in_the_way(database: Database) -> None:
    first, second = add_company(database, "A", people=1), add_company(database, "B", people=1)
    with closing(connect(database.path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DROP TRIGGER journal_award_update")
        connection.execute(f"UPDATE award SET person_id = 1 WHERE person_id = {second.person_ids[0]}")
    assert preview_undo(database, first.operation_id).is_whole
