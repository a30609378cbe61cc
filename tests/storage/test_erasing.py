"""A person erased: nowhere in the file any more, and everything else as it was."""

from __future__ import annotations

import hashlib
import json
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from channeladmin.errors import UserError
from channeladmin.records import Award, Employment, Invitation, MetricEntry, Partner, Person, Waiver
from channeladmin.storage.checking import check_database
from channeladmin.storage.database import Database, open_database
from channeladmin.storage.erasing import erase_person
from channeladmin.storage.history import list_operations, next_redo, next_undo
from channeladmin.storage.mentions import erase_text
from channeladmin.storage.operation_kind import OperationKind
from channeladmin.storage.sqlite.engine import connect
from channeladmin.storage.undoing import undo
from tests.storage.company import Company, add_company, dump, hire, query

NAME = "Wilhelmina Quist"


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def redact(evidence: str, words: frozenset[str]) -> tuple[str, str] | None:
    """Letters here are a list of lines that begin with a name."""
    lines = json.loads(evidence)["rows"]
    redacted = [f"(erased), {line.partition(', ')[2]}" if line.partition(", ")[0] in words else line for line in lines]
    text = json.dumps({"rows": redacted})
    return None if redacted == lines else (text, digest(text))


def erase(database: Database, person_id: int) -> None:
    erase_person(database, person_id, redact=redact)


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
    frozen = json.dumps({"rows": ["Mina Quist-Berg, Sales Core", "Quistorp, Sales Core"]})
    values = {"number": "SEL-1", "drafted_on": date(2022, 9, 1), "evidence": frozen, "evidence_hash": digest(frozen)}
    with database.act("Approve") as act:
        act.insert(Invitation, values, agreement_id=company.agreement_id)
    erase(database, wilhelmina)
    [(evidence, seal)] = query(database, "SELECT evidence, evidence_hash FROM invitation")
    assert json.loads(evidence) == {"rows": ["(erased), Sales Core", "Quistorp, Sales Core"]}
    assert seal == digest(evidence)
    assert b"Mina" not in read_all(database.path)
    assert check_database(database) == ()


def test_what_still_mentions_her_is_named(database: Database, company: Company, wilhelmina: int) -> None:
    with database.act("Note") as act:
        act.update(Partner, company.partner_id, {"address": f"c/o {NAME}, 1 Quay"})
    erased = erase_person(database, wilhelmina, redact=redact)
    [mention] = erased.mentions
    assert (mention.table, mention.row_id, mention.column) == ("partner", company.partner_id, "address")
    assert mention.image["name"] == "Acme"


def test_a_mention_that_is_history_only_is_named_by_its_table(
    database: Database, company: Company, wilhelmina: int
) -> None:
    for address in (f"c/o {NAME.upper()}", "1 Quay"):
        with database.act("Note") as act:
            act.update(Partner, company.partner_id, {"address": address})
    [mention] = erase_person(database, wilhelmina, redact=redact).mentions
    assert (mention.table, mention.row_id) == ("partner", None)


def test_a_name_is_taken_out_of_texts_and_their_history_on_request(
    database: Database, company: Company, wilhelmina: int
) -> None:
    for address in (f"c/o {NAME}", f"care of {NAME.upper()}, 1 Quay", f"Wilma Quistorp and {NAME}"):
        with database.act(f"Note of {NAME}") as act:
            act.update(Partner, company.partner_id, {"address": address})
    erase(database, wilhelmina)
    assert erase_text(database, frozenset({NAME})) is not None
    assert query(database, "SELECT address FROM partner") == [("Wilma Quistorp and (erased)",)]
    assert NAME.encode() not in read_all(database.path)
    assert NAME.upper().encode() not in read_all(database.path)
    assert query(database, "SELECT count(*) FROM operation WHERE label LIKE '%Quist%'") == [(0,)]
    assert check_database(database) == ()
    assert erase_text(database, frozenset({NAME})) is None


def test_a_name_that_is_also_a_word_of_the_programme_is_taken_out_of_texts_only(
    database: Database, company: Company
) -> None:
    with database.act("Note") as act:
        act.update(Partner, company.partner_id, {"address": "c/o Emea Open", "name": "Emea Ltd"})
        values = {"since": date(2022, 1, 1), "until": date(2023, 1, 1), "granted_by": "Emea"}
        waiver = {"requirement": "emea", "reason": "Emea asked for it", **values}
        act.insert(Waiver, waiver, agreement_id=company.agreement_id)
        entry = {"metric": "emea", "reported_on": date(2022, 1, 1), "amount_hundredths": 5, "note": "By Emea"}
        act.insert(MetricEntry, entry, agreement_id=company.agreement_id)
        award = {"credential": "emea", "edition": "open", "certificate_no": "Emea 7", "earned_on": date(2022, 1, 1)}
        act.insert(Award, award, person_id=company.person_ids[0])
    for word in ("Emea", "open"):
        assert erase_text(database, frozenset({word})) is not None
    assert query(database, "SELECT name, name_key, address FROM partner") == [
        ("(erased) Ltd", "(erased) ltd", "c/o (erased) (erased)")
    ]
    assert query(database, "SELECT requirement, reason, granted_by FROM waiver") == [
        ("emea", "(erased) asked for it", "(erased)")
    ]
    assert query(database, "SELECT metric, note FROM metric_entry") == [("emea", "By (erased)")]
    assert query(database, "SELECT credential, edition, certificate_no FROM award WHERE edition IS NOT NULL") == [
        ("emea", "open", "(erased) 7")
    ]
    assert query(database, "SELECT region FROM agreement") == [("EMEA",)]
    assert check_database(database) == ()


def test_what_somebody_still_reads_goes_at_the_next_opening(database: Database, wilhelmina: int) -> None:
    with closing(connect(database.path)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM person").fetchone()
        erased = erase_person(database, wilhelmina, redact=redact)
        assert not erased.is_compacted
        assert query(database, f"SELECT count(*) FROM person WHERE id = {wilhelmina}") == [(0,)]
        reader.execute("ROLLBACK")
    database.close()
    again = open_database(database.path, clock=database.clock, actor="J. Lind")
    assert b"Quist" not in read_all(database.path)
    assert check_database(again) == ()
    again.close()


def test_others_of_nearly_the_same_name_keep_theirs(database: Database, company: Company) -> None:
    with database.act("Add Ada") as act:
        ada = hire(act, company.partner_id, "Ada")
    with database.act("Add Ada Berg") as act:
        hire(act, company.partner_id, "Ada Berg")
    frozen = json.dumps({"rows": ["Ada, Sales Core", "Ada Berg, Sales Core"]})
    values = {"number": "SEL-1", "drafted_on": date(2022, 9, 1), "evidence": frozen, "evidence_hash": digest(frozen)}
    with database.act("Approve") as act:
        act.insert(Invitation, values, agreement_id=company.agreement_id)
    erase(database, ada)
    [(evidence,)] = query(database, "SELECT evidence FROM invitation")
    assert json.loads(evidence) == {"rows": ["(erased), Sales Core", "Ada Berg, Sales Core"]}
    labels = [row[0] for row in query(database, "SELECT label FROM operation ORDER BY id")]
    assert labels[1:3] == ["Add (erased)", "Add Ada Berg"]


def test_nobody_is_erased_twice(database: Database, wilhelmina: int) -> None:
    erase(database, wilhelmina)
    before = dump(database)
    with pytest.raises(UserError, match="no longer in the data file"):
        erase(database, wilhelmina)
    assert dump(database) == before
