"""The triggers keep whole images of every change, exactly, and the chain shows what was altered."""

from __future__ import annotations

import json
from datetime import date

import pytest

from channeladmin.records import Booking, Partner, PartnerFields, Setting
from channeladmin.storage.chain import list_broken
from channeladmin.storage.database import Database
from channeladmin.storage.settings import read_setting, write_setting
from channeladmin.storage.sqlite.triggers import build_triggers, drop_triggers
from channeladmin.storage.tables import list_journalled
from tests.storage.company import add_company, query


def _images(database: Database) -> list[tuple[str, dict[str, object] | None, dict[str, object] | None]]:
    rows = query(database, "SELECT table_name, before, after FROM journal ORDER BY seq")
    return [(table, before and json.loads(before), after and json.loads(after)) for table, before, after in rows]


def test_every_record_but_the_standing_is_journalled() -> None:
    names = {table.name for table in list_journalled()}
    assert {"partner", "agreement", "invitation", "setting", "objective"} <= names
    assert "standing" not in names
    assert len(build_triggers()) == 3 * len(names)


def test_insert_update_and_delete_leave_before_and_after(database: Database) -> None:
    with database.act("Add") as act:
        partner_id = act.insert(Partner, PartnerFields(name="A&B \0 “x”"))
    with database.act("Edit") as act:
        act.update(Partner, partner_id, {"country": "DE"})
    with database.act("Delete") as act:
        act.delete(Partner, [partner_id])
    (_, none, added), (_, before, after), (_, removed, gone) = _images(database)
    assert none is None and gone is None
    assert added == before
    assert before is not None and after is not None
    assert before["name"] == "A&B \0 “x”"
    assert after == removed == before | {"country": "DE"}


def test_integers_beyond_53_bits_stay_exact(database: Database) -> None:
    acme = add_company(database, "Acme")
    cents = 2**62 + 1
    with database.act("Book") as act:
        act.insert(
            Booking,
            {"closed_on": date(2022, 1, 1), "net_arr_cents": cents, "kind": "new"},
            id=2**61 + 1,
            agreement_id=acme.agreement_id,
        )
    image = _images(database)[-1][2]
    assert image is not None
    assert (image["net_arr_cents"], image["id"]) == (cents, 2**61 + 1)


def test_an_update_that_writes_the_same_leaves_no_trace(database: Database) -> None:
    add_company(database, "Acme")
    with database.act("Same") as act:
        act.connection.exec_driver_sql("UPDATE partner SET name = name")
    assert act.changes is None


def test_settings_are_journalled_and_removed_by_none(database: Database) -> None:
    with database.act("Set") as act:
        write_setting(act, "vendor", {"name": "Größe"})
    with database.act("Set") as act:
        write_setting(act, "vendor", {"name": "Other"})
    with database.read() as connection:
        assert read_setting(connection, "vendor") == {"name": "Other"}
    with database.act("Clear") as act:
        write_setting(act, "vendor", None)
        write_setting(act, "never set", None)
    with database.read() as connection:
        assert read_setting(connection, "vendor", "default") == "default"
    assert [table for table, _, _ in _images(database)] == [Setting.__tablename__] * 3


@pytest.mark.parametrize(
    "forgery",
    [
        "UPDATE journal SET after = replace(after, 'Acme', 'Acne') WHERE seq = 1",
        "UPDATE operation SET actor = 'nobody' WHERE label = 'Add Acme'",
        "DELETE FROM journal WHERE seq = 2",
    ],
)
def test_a_forged_history_breaks_the_chain(database: Database, forgery: str) -> None:
    add_company(database, "Acme")
    add_company(database, "Beta")
    with database.derive() as connection:
        assert list_broken(connection) == []
        connection.exec_driver_sql(forgery)
        [broken] = list_broken(connection)
    assert "Add Acme" in broken


def test_a_removed_operation_breaks_the_chain_at_the_next(database: Database) -> None:
    add_company(database, "Acme")
    add_company(database, "Beta")
    with database.derive() as connection:
        connection.exec_driver_sql("DELETE FROM journal WHERE operation_id = (SELECT min(id) FROM operation)")
        connection.exec_driver_sql("DELETE FROM operation WHERE id = (SELECT min(id) FROM operation)")
        [broken] = list_broken(connection)
    assert "Add Beta" in broken


def test_triggers_can_be_taken_off_inside_a_transaction_only(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.derive() as connection:
        drop_triggers(connection)
        _ = 1 // 0
    assert query(database, "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'") == [(len(build_triggers()),)]
