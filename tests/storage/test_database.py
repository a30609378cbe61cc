"""An act commits whole or not at all, and says what it changed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from channeladmin.errors import EnvironmentProblem, UserError
from channeladmin.program.vocabulary import PartnerKind, Region
from channeladmin.records import Agreement, AgreementFields, Employment, Partner, PartnerFields, Person, PersonFields
from channeladmin.storage.clock import FixedClock
from channeladmin.storage.database import Database, create_database, open_database
from tests.storage.company import add_company, dump, query


def test_an_act_stores_its_rows_and_one_operation(database: Database) -> None:
    with database.act("Add Acme") as act:
        partner_id = act.insert(Partner, PartnerFields(name="ＡCME Straße", kinds=(PartnerKind.MSP,)))
    assert act.changes is not None
    assert act.changes.operation_id == act.operation_id
    assert (act.changes.label, act.changes.rows) == ("Add Acme", {"partner": frozenset({partner_id})})
    assert query(database, "SELECT name, name_key, kinds FROM partner") == [("ＡCME Straße", "acme strasse", "msp")]
    assert query(database, "SELECT label, actor, at, undoes, row_count FROM operation") == [
        ("Add Acme", "J. Lind", "2022-10-03T12:00:00.000+00:00", None, 1)
    ]


def test_an_error_inside_an_act_leaves_nothing(database: Database) -> None:
    before = dump(database)
    with pytest.raises(ZeroDivisionError), database.act("Fail") as act:
        act.insert(Partner, PartnerFields(name="Acme"))
        _ = 1 // 0
    assert dump(database) == before
    assert act.changes is None
    assert query(database, "SELECT count(*) FROM operation") == [(0,)]
    add_company(database, "Acme")


def test_an_act_that_changes_nothing_is_no_operation(database: Database) -> None:
    company = add_company(database, "Acme")
    fields = PartnerFields(name="Acme", external_ref="ref Acme")
    with database.act("Look") as act:
        assert not act.update(Partner, company.partner_id, fields)
    assert act.changes is None
    assert query(database, "SELECT count(*) FROM operation") == [(1,)]


def test_an_update_writes_what_differs_and_its_folded_form(database: Database) -> None:
    company = add_company(database, "Acme")
    with database.act("Rename") as act:
        assert act.update(Partner, company.partner_id, {"name": "ACMÉ"})
    assert query(database, "SELECT name, name_key, external_ref FROM partner") == [("ACMÉ", "acmé", "ref Acme")]


def test_what_is_gone_can_be_neither_changed_nor_removed(database: Database) -> None:
    company = add_company(database, "Acme")
    with pytest.raises(UserError, match="no longer in the data file"), database.act("Edit") as act:
        act.update(Partner, 1, PartnerFields(name="x"))
    with pytest.raises(UserError, match="no longer in the data file"), database.act("Delete") as act:
        act.delete(Person, [company.person_ids[0], 1])
    assert query(database, "SELECT count(*) FROM person") == [(2,)]


def test_removing_a_partner_takes_what_belongs_to_it_and_leaves_its_people(database: Database) -> None:
    company = add_company(database, "Acme")
    with database.act("Delete") as act:
        act.delete(Partner, [company.partner_id])
    assert act.changes is not None
    assert {table: len(ids) for table, ids in act.changes.rows.items()} == {
        "partner": 1, "agreement": 1, "agreement_step": 2, "employment": 2,
    }  # fmt: skip
    assert query(database, "SELECT (SELECT count(*) FROM person), (SELECT count(*) FROM standing)") == [(2, 0)]


def test_the_data_file_refuses_a_write_outside_an_act(database: Database) -> None:
    with pytest.raises(IntegrityError, match=r"journal\.operation_id"), database.read() as connection:
        connection.exec_driver_sql("INSERT INTO person (id, name, name_key) VALUES (1, 'a', 'a')")
    with pytest.raises(IntegrityError, match=r"journal\.operation_id"), database.derive() as connection:
        connection.exec_driver_sql("INSERT INTO person (id, name, name_key) VALUES (1, 'a', 'a')")


def test_a_read_sees_one_moment(database: Database) -> None:
    add_company(database, "Acme")
    with database.read() as connection:
        count = "SELECT count(*) FROM partner"
        assert connection.exec_driver_sql(count).scalar_one() == 1
        add_company(database, "Beta")
        assert connection.exec_driver_sql(count).scalar_one() == 1
    assert query(database, count) == [(2,)]


def test_an_act_inside_an_act_is_a_bug(database: Database) -> None:
    with pytest.raises(RuntimeError, match="inside"), database.act("Outer"), database.act("Inner"):
        pass


def test_an_act_can_be_named_while_it_runs(database: Database) -> None:
    with database.act("Draft") as act:
        act.insert(Person, PersonFields(name="A"))
        act.relabel("Draft invitation 2022-001")
    assert act.changes is not None
    assert act.changes.label == "Draft invitation 2022-001"
    assert query(database, "SELECT label FROM operation") == [("Draft invitation 2022-001",)]


def test_keys_lie_above_all_others_even_when_the_clock_went_back(tmp_path: Path) -> None:
    path = tmp_path / "desk.channeladmin"
    taken: list[int] = []
    for day in (date(2022, 10, 3), date(2021, 1, 1)):
        clock = FixedClock(day)
        database = (
            open_database(path, clock=clock, actor="A") if taken else create_database(path, clock=clock, actor="A")
        )
        for name in "AB":
            with database.act(name) as act:
                taken += [act.operation_id, act.insert(Person, {"name": name}), act.insert(Person, {"name": name})]
        database.close()
    assert taken == sorted(set(taken))


def test_keys_and_file_are_the_same_for_one_seed(tmp_path: Path) -> None:
    dumps = []
    for name in ("a", "b"):
        database = create_database(
            tmp_path / f"{name}.channeladmin", clock=FixedClock(date(2022, 10, 3)), actor="A", seed=7
        )
        add_company(database, "Acme")
        dumps.append((dump(database), query(database, "SELECT id, hash FROM operation")))
        database.close()
    assert dumps[0] == dumps[1]


def test_changes_name_the_agreements_that_hang_on_a_persons_award(database: Database) -> None:
    acme, beta, other = (add_company(database, name) for name in ("Acme", "Beta", "Other"))
    with database.act("Also at Beta") as act:
        act.insert(Employment, {"region": None}, person_id=acme.person_ids[0], partner_id=beta.partner_id)
    with database.act("Rename person") as act:
        act.update(Person, acme.person_ids[0], {"name": "New name"})
    assert act.changes is not None
    assert act.changes.agreement_ids == {acme.agreement_id, beta.agreement_id}
    assert act.changes.partner_ids == {acme.partner_id, beta.partner_id}
    assert other.agreement_id not in act.changes.agreement_ids


def test_moving_an_employment_touches_the_former_employer_too(database: Database) -> None:
    acme, beta = add_company(database, "Acme"), add_company(database, "Beta")
    [(employment_id,)] = query(database, f"SELECT id FROM employment WHERE person_id = {acme.person_ids[0]}")
    with database.act("Move") as act:
        act.update(Employment, employment_id, {"partner_id": beta.partner_id})
    assert act.changes is not None
    assert act.changes.agreement_ids == {acme.agreement_id, beta.agreement_id}


def test_an_edit_of_one_agreement_leaves_its_sister_alone(database: Database) -> None:
    acme = add_company(database, "Acme")
    with database.act("Second region") as act:
        sister = act.insert(Agreement, AgreementFields(region=Region.APAC), partner_id=acme.partner_id)
    assert act.changes is not None
    assert act.changes.agreement_ids == {sister}
    assert act.changes.partner_ids == {acme.partner_id}


def test_another_program_that_writes_is_named_after_two_seconds(database: Database) -> None:
    other = Database(
        database.path, database.engine, clock=database.clock, actor="Other", keys=database.keys
    )  # its own turn to write, as in another process
    with pytest.raises(EnvironmentProblem, match=r"Lind.s window \(process \d+\) is writing"), database.act("Long"):  # noqa: SIM117
        with other.act("Short"):
            pass
