"""Many new rows are journalled as a set: word for word what the triggers write, which are there again afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError

from channeladmin.program.vocabulary import PartnerKind, Region
from channeladmin.records import Award, Employment, Partner, Person, RowInsert, RowInserts
from channeladmin.storage.checking import check_database
from channeladmin.storage.clock import SystemClock
from channeladmin.storage.database import Act, Database, create_database, open_database
from channeladmin.storage.filling import fill
from channeladmin.storage.sqlite import bulk
from channeladmin.storage.sqlite.identity import SCHEMA_VERSION
from channeladmin.storage.sqlite.set_journal import MadeRows
from channeladmin.storage.sqlite.triggers import find_alteration
from channeladmin.storage.undoing import redo, undo
from tests.storage.company import add_company, dump, query

ODD = ("a\0b", "“Größe” \U0001f600", 'quo"te \\ \n\t\x1e', "123", "null", "[1]", "{}", "\u2028")
FIRST_KEY = 2**62
PEOPLE = 4700
"""Two portions and a smaller third."""


@pytest.fixture
def one_by_one(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """No number of rows is many."""
    with monkeypatch.context() as patch:
        patch.setattr(bulk, "MANY", 10**9)
        yield patch


def _list_writes(partner_id: int, *, people: int = PEOPLE) -> tuple[RowInserts, ...]:
    keys = [range(FIRST_KEY + table * people, FIRST_KEY + (table + 1) * people) for table in range(5)]
    texts = [f"{ODD[number % len(ODD)]} {number}" for number in range(people)]
    days = [date(2022, 1, 1 + number % 28) for number in range(people)]
    nothing = [None] * people
    return (
        RowInserts("person", {"id": keys[0], "name": texts, "learner_id": nothing, "notes": texts}),
        RowInserts("email_address", {"id": keys[1], "person_id": keys[0], "address": [f"{key}@x" for key in keys[1]]}),
        RowInserts(
            "employment",
            {
                "id": keys[2],
                "person_id": keys[0],
                "partner_id": [partner_id] * people,
                "region": [None, Region.EMEA] * (people // 2),
                "starts_on": days,
            },
        ),
        RowInserts(
            "award", {"id": keys[3], "person_id": keys[0], "credential": ["sales_core"] * people, "earned_on": days}
        ),
        RowInserts(
            "partner",
            {"id": keys[4], "name": texts, "kinds": [(PartnerKind.MSP, PartnerKind.RESELLER), ()] * (people // 2)},
        ),
    )


def _read_all(database: Database) -> Mapping[str, Sequence[Any]]:
    """Everything that the file holds but the standings, and its schema in any order."""
    tables = ("journal", "operation", "operation_context")
    return {
        **dump(database),
        **{table: query(database, f"SELECT * FROM {table} ORDER BY 1") for table in tables},
        "schema": query(database, "SELECT type, name, sql FROM sqlite_schema ORDER BY 1, 2"),
    }


def _list_journalled(database: Database, operation_id: int) -> list[tuple[str, int]]:
    """The records that an operation journalled, in its order."""
    return query(database, f"SELECT table_name, row_id FROM journal WHERE operation_id = {operation_id} ORDER BY seq")


def _assert_sound(database: Database) -> None:
    schema = query(database, "SELECT type, name, sql FROM sqlite_schema")
    assert find_alteration(schema, database.path, version=SCHEMA_VERSION) is None
    assert check_database(database) == ()


def _fail_in(numbers: Iterable[RowInsert], after: int) -> Iterator[RowInsert]:
    for number, each in enumerate(numbers):
        if number == after:
            raise ZeroDivisionError
        yield each


def _list_people(act: Act, count: int) -> list[RowInsert]:
    return [RowInsert("person", key, {"name": f"P{key}"}) for key in act.new_ids(count)]


def test_a_set_is_journalled_and_sealed_as_the_triggers_do_it(
    database: Database, tmp_path: Path, one_by_one: pytest.MonkeyPatch
) -> None:
    other = create_database(tmp_path / "other.channeladmin", clock=database.clock, actor="J. Lind", seed=1)
    for each in (other, database):
        acme = add_company(each, "Acme")
        with each.act("Import") as act:
            act.write_many(_list_writes(acme.partner_id))
        one_by_one.undo()
    assert _read_all(database) == _read_all(other)
    _assert_sound(database)
    other.close()


def test_a_set_is_taken_back_and_brought_again(database: Database) -> None:
    acme = add_company(database, "Acme")
    before = dump(database)
    with database.act("Import") as act:
        act.write_many(_list_writes(acme.partner_id, people=bulk.MANY))
    after = dump(database)
    undo(database)
    assert dump(database) == before
    redo(database)
    assert dump(database) == after
    _assert_sound(database)


@pytest.mark.parametrize("steps", [(2,), (-1,), (1, 3)])
def test_other_rows_between_the_keys_are_not_journalled_again(database: Database, steps: Sequence[int]) -> None:
    """Not in a row, in another order, or with a stranger among them: each row has one journal row."""
    count, stranger = bulk.MANY, FIRST_KEY + 1
    keys = sorted({FIRST_KEY + step * number for step in steps for number in range(count)} - {stranger})
    with database.act("Stranger") as act:
        act.insert(Person, {"name": "Stranger"}, id=stranger)
    with database.act("Import") as act:
        names = [f"P{key}" for key in keys]
        act.write_many((RowInserts("person", {"id": keys[::-1] if steps == (-1,) else keys, "name": names}),))
    assert query(database, "SELECT count(*), count(DISTINCT row_id) FROM journal") == [(len(keys) + 1, len(keys) + 1)]
    _assert_sound(database)


def test_keys_in_a_row_but_the_ends_are_journalled_right(database: Database) -> None:
    """The first and the last key are as far apart as for keys in a row, and another row lies between."""
    keys = list(range(FIRST_KEY, FIRST_KEY + bulk.MANY))
    stranger = keys[7]
    keys[7] = FIRST_KEY + 10 * bulk.MANY
    with database.act("Stranger") as act:
        act.insert(Person, {"name": "Stranger"}, id=stranger)
    with database.act("Import") as act:
        act.write_many((RowInserts("person", {"id": keys, "name": ["P"] * len(keys)}),))
    journalled = query(database, f"SELECT row_id FROM journal WHERE operation_id = {act.operation_id} ORDER BY seq")
    assert [key for (key,) in journalled] == keys
    _assert_sound(database)


def test_fewer_journal_rows_than_records_are_an_error(database: Database) -> None:
    before = _read_all(database)
    with (
        pytest.raises(RuntimeError, match="1 journal rows for 2 new records"),
        database.act("Import") as act,
        act.journal.put_off("person") as note,
    ):
        act.insert(Person, {"name": "P"}, id=FIRST_KEY)
        note(MadeRows("person", range(FIRST_KEY, FIRST_KEY + 2), {}))
    assert _read_all(database) == before


def test_whoever_goes_on_after_too_few_journal_rows_writes_nothing(database: Database) -> None:
    before = _read_all(database)
    with database.act("Import") as act:
        act.insert(Person, {"name": "Before"})
        with act.journal.put_off("person") as note:
            note(MadeRows("person", range(FIRST_KEY, FIRST_KEY + 2), {}))
        with pytest.raises(RuntimeError, match="0 journal rows for 2 new records"):
            act.insert(Person, {"name": "After"})
    assert act.changes is None
    assert _read_all(database) == before
    _assert_sound(database)


def test_a_set_stands_in_the_journal_before_what_is_written_or_asked_after_it(database: Database) -> None:
    acme = add_company(database, "Acme")
    count = bulk.MANY
    writes = _list_writes(acme.partner_id, people=count)
    with database.act("Import") as act:
        act.write_many(writes)
        query = "SELECT table_name, count(*) FROM journal WHERE operation_id = ? GROUP BY 1 ORDER BY min(seq)"
        told = act.connection.exec_driver_sql(query, (act.operation_id,)).all()
        assert told == [(each.table, count) for each in writes]
        more = RowInserts("person", {"id": range(2**61, 2**61 + count), "name": ["P"] * count})
        act.write_many((more, RowInsert("partner", 2**61, {"name": "Beta"})))
    rows = _list_journalled(database, act.operation_id)
    assert rows[5 * count :] == [*(("person", key) for key in more.columns["id"]), ("partner", 2**61)]
    _assert_sound(database)


@pytest.mark.parametrize("rows", [bulk.MANY, 2 * bulk.CHUNK + 1])
def test_an_error_in_the_middle_leaves_triggers_and_data_as_they_were(database: Database, rows: int) -> None:
    add_company(database, "Acme")
    before = _read_all(database)
    with pytest.raises(ZeroDivisionError), database.act("Import") as act:
        act.write_many(_fail_in(_list_people(act, rows), rows - 1))  # type: ignore[arg-type] # breaks off on the way
    with pytest.raises(IntegrityError, match="UNIQUE"), database.act("Import") as act:
        people = _list_people(act, rows)
        act.write_many((*people, people[0]))
    assert _read_all(database) == before
    _assert_sound(database)


def test_whoever_goes_on_after_an_error_writes_nothing(database: Database) -> None:
    before = _read_all(database)
    with database.act("Import") as act, pytest.raises(ZeroDivisionError):
        people = _list_people(act, 3 * bulk.CHUNK)
        act.write_many(_fail_in(people, 2 * bulk.CHUNK + 1))  # type: ignore[arg-type] # breaks off on the way
    assert act.changes is None
    assert _read_all(database) == before
    with pytest.raises(DBAPIError, match="operation_id"), database.act("Import") as act:
        with pytest.raises(ZeroDivisionError):
            act.write_many(_fail_in(people, 2 * bulk.CHUNK + 1))  # type: ignore[arg-type] # breaks off on the way
        act.insert(Partner, {"name": "After"})
    assert _read_all(database) == before
    _assert_sound(database)


def test_who_has_the_file_open_goes_on_after_a_set(database: Database) -> None:
    acme = add_company(database, "Acme")
    other = open_database(database.path, clock=SystemClock(), actor="m.okafor", what="import")
    reader = open_database(database.path, clock=SystemClock(), actor="reader", is_read_only=True)
    with other.read() as connection, reader.read() as still:
        people = "SELECT count(*) FROM person"
        assert connection.exec_driver_sql(people).scalar_one() == 2
        assert still.exec_driver_sql(people).scalar_one() == 2
        with database.act("Import") as act:
            act.write_many(_list_writes(acme.partner_id, people=bulk.MANY))
        assert connection.exec_driver_sql(people).scalar_one() == 2
        assert still.exec_driver_sql(people).scalar_one() == 2
    assert act.changes is not None
    for each in (other, reader):
        foreign = each.find_foreign_changes()
        assert foreign is not None
        assert (foreign.rows, foreign.partner_ids) == (act.changes.rows, act.changes.partner_ids)
    add_company(other, "Beta")
    assert query(reader, "SELECT count(*) FROM partner") == [(bulk.MANY + 2,)]
    _assert_sound(other)
    reader.close()
    other.close()


def test_a_desk_that_is_filled_keeps_no_history_of_a_set(database: Database) -> None:
    with fill(database) as act:
        act.write_many(tuple(_list_people(act, bulk.MANY)))
    assert query(database, "SELECT (SELECT count(*) FROM person), (SELECT count(*) FROM journal)") == [(bulk.MANY, 0)]
    _assert_sound(database)


def test_what_a_set_touched_is_what_the_triggers_would_tell(
    database: Database, tmp_path: Path, one_by_one: pytest.MonkeyPatch
) -> None:
    """Also where the act goes on with the records of the set: moves one to another parent, removes one."""
    other = create_database(tmp_path / "other.channeladmin", clock=database.clock, actor="J. Lind", seed=1)
    told = []
    for each in (other, database):
        acme, beta, gone = (add_company(each, name) for name in ("Acme", "Beta", "Gone"))
        writes = _list_writes(acme.partner_id)
        people, spells = writes[0].columns["id"], writes[2].columns["id"]
        old_person = acme.person_ids[0]
        with each.act("Import") as act:
            act.insert(Person, {"name": "Before"})
            act.write_many(writes)
            act.update(Employment, spells[5], {"partner_id": beta.partner_id})
            act.update(Award, writes[3].columns["id"][7], {"person_id": old_person})
            act.delete(Person, [people[9]])
            act.write_many(_list_more(people[11], gone.partner_id))
        told.append(act.changes)
        one_by_one.undo()
    assert told[0] is not None
    assert told[0] == told[1]
    assert told[0].agreement_ids == {acme.agreement_id, beta.agreement_id, gone.agreement_id}
    other.close()


def _list_more(person_id: int, partner_id: int) -> tuple[RowInserts, ...]:
    count = 500
    spells, awards = (range(FIRST_KEY + start, FIRST_KEY + start + count) for start in (10**6, 2 * 10**6))
    days = [date(2000, 1, 1) + timedelta(days=2 * number) for number in range(count)]
    return (
        RowInserts(
            "employment",
            {
                "id": spells,
                "person_id": [person_id] * count,
                "partner_id": [partner_id] * count,
                "starts_on": days,
                "ends_on": days,
            },
        ),
        RowInserts(
            "award",
            {
                "id": awards,
                "person_id": [person_id] * count,
                "credential": ["sales_core"] * count,
                "earned_on": days,
                "expires_on": [None, *days[1:]],
            },
        ),
    )
