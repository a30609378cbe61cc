"""A person erased: nowhere in the file any more, and everything else as it was."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest

from channeladmin.errors import UserError
from channeladmin.records import Employment, Invitation, Partner, Person
from channeladmin.storage.checking import check_database
from channeladmin.storage.database import Database
from channeladmin.storage.erasing import erase_person
from channeladmin.storage.history import list_operations, next_redo, next_undo
from channeladmin.storage.operation_kind import OperationKind
from channeladmin.storage.undoing import undo
from tests.storage.company import Company, add_company, dump, hire, query

NAME = "Wilhelmina Quist"


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def erase(database: Database, person_id: int) -> None:
    erase_person(database, person_id, digest=digest)


@pytest.fixture
def company(database: Database) -> Company:
    return add_company(database, "Acme")


@pytest.fixture
def wilhelmina(database: Database, company: Company) -> int:
    """Hired, renamed and moved, so that the history has many images of her."""
    with database.act(f"Add {NAME}") as act:
        person_id = hire(act, company.partner_id, NAME)
    with database.act(f"Edit {NAME}") as act:
        act.update(Person, person_id, {"name": "Mina Quist-Berg", "notes": "was Quist"})
    with database.act("Leave") as act:
        [spell] = act.connection.exec_driver_sql(f"SELECT id FROM employment WHERE person_id = {person_id}").scalars()
        act.update(Employment, spell, {"ends_on": date(2022, 9, 1)})
    return person_id


def read_all(path: Path) -> bytes:
    return b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))


def test_no_byte_of_her_stays_in_the_file(database: Database, wilhelmina: int) -> None:
    assert b"Quist" in read_all(database.path)
    erase(database, wilhelmina)
    assert b"Quist" not in read_all(database.path)
    database.close()
    assert b"Quist" not in read_all(database.path)


def test_the_rest_is_as_it_was_and_the_file_is_sound(database: Database, company: Company, wilhelmina: int) -> None:
    before = dump(database)
    erase(database, wilhelmina)
    after = dump(database)
    assert check_database(database) == ()
    for table, rows in before.items():
        kept = [row for row in rows if wilhelmina not in row]
        assert after[table] == kept
        assert (len(rows) > len(kept)) is (table in {"person", "email_address", "employment", "award"})
    assert query(database, "SELECT count(*) FROM search_text WHERE text LIKE '%quist%'") == [(0,)]


def test_labels_lose_the_name_and_her_own_acts_are_final(database: Database, wilhelmina: int) -> None:
    erase(database, wilhelmina)
    with database.read() as connection:
        operations = list_operations(connection)
        assert [(row.label, row.kind) for row in operations] == [
            ("Erase a person", OperationKind.ERASURE),
            ("Leave", OperationKind.ERASED),
            ("Edit (erased)", OperationKind.ERASED),
            ("Add (erased)", OperationKind.ERASED),
            ("Add Acme", OperationKind.ACT),
        ]
        following = next_undo(connection)
        assert following is not None and following.label == "Add Acme"
        assert next_redo(connection) is None
    for row in operations[:4]:
        with pytest.raises(UserError, match=r"cannot be undone|nothing left to undo"):
            undo(database, row.id)


def test_what_she_shared_an_act_with_can_still_be_undone(database: Database, company: Company) -> None:
    with database.act("Import two") as act:
        first = hire(act, company.partner_id, NAME)
        second = hire(act, company.partner_id, "Otto Lind")
    erase(database, first)
    undo(database, act.operation_id)
    assert query(database, f"SELECT count(*) FROM person WHERE id = {second}") == [(0,)]
    assert check_database(database) == ()


def test_a_deletion_undone_afterwards_does_not_bring_her_back(
    database: Database, company: Company, wilhelmina: int
) -> None:
    with database.act("Delete Acme") as deletion:
        deletion.delete(Partner, [company.partner_id])
    erase(database, wilhelmina)
    undo(database, deletion.operation_id)
    assert query(database, "SELECT name FROM partner") == [("Acme",)]
    assert query(database, f"SELECT count(*) FROM employment WHERE person_id = {wilhelmina}") == [(0,)]
    assert check_database(database) == ()


def test_frozen_letters_lose_her_and_stay_sealed(database: Database, company: Company, wilhelmina: int) -> None:
    frozen = json.dumps({"rows": ["Mina Quist-Berg, Sales Core", "Quistorp stays"]})
    values = {"number": "SEL-1", "drafted_on": date(2022, 9, 1), "evidence": frozen, "evidence_hash": digest(frozen)}
    with database.act("Approve") as act:
        act.insert(Invitation, values, agreement_id=company.agreement_id)
    erase(database, wilhelmina)
    [(evidence, seal)] = query(database, "SELECT evidence, evidence_hash FROM invitation")
    assert json.loads(evidence) == {"rows": ["(erased), Sales Core", "Quistorp stays"]}
    assert seal == digest(evidence)
    assert b"Mina" not in read_all(database.path)
    assert check_database(database) == ()


def test_what_still_mentions_her_is_named(database: Database, company: Company, wilhelmina: int) -> None:
    with database.act("Note") as act:
        act.update(Partner, company.partner_id, {"address": f"c/o {NAME}, 1 Quay"})
    erased = erase_person(database, wilhelmina, digest=digest)
    [mention] = erased.mentions
    assert (mention.table, mention.row_id, mention.column) == ("partner", company.partner_id, "address")
    assert mention.image["name"] == "Acme"


def test_nobody_is_erased_twice(database: Database, wilhelmina: int) -> None:
    erase(database, wilhelmina)
    before = dump(database)
    with pytest.raises(UserError, match="no longer in the data file"):
        erase(database, wilhelmina)
    assert dump(database) == before
