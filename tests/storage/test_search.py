"""The filter finds a row by what staff remember of it, however they type it."""

from __future__ import annotations

import pytest

from channeladmin.records import Agreement, EmailAddress, Partner, Person
from channeladmin.storage.database import Database
from channeladmin.storage.listing import find_row_keys
from channeladmin.storage.search import fold_for_search
from channeladmin.storage.undoing import undo
from tests.storage.company import add_company, query


def _find(database: Database, text: str) -> list[int]:
    with database.read() as connection:
        return list(find_row_keys(connection, text=text, where={}))


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("Łukasz", "lukasz"),
        ("Søren", "SOREN"),
        ("Straße", "strasse"),
        ("Ｔｅｓｔ", "test"),
        ("Renée", "renee"),
        ("İzmir", "izmir"),
    ],
)
def test_marks_case_and_width_do_not_matter(stored: str, typed: str) -> None:
    assert fold_for_search(stored) == fold_for_search(typed)


def test_a_row_is_found_by_all_that_belongs_to_it(database: Database) -> None:
    acme, _ = add_company(database, "Acme"), add_company(database, "Other", people=0)
    with database.act("Edit") as act:
        values = {"legal_name": "Müller & Söhne", "country": "Österreich"}
        act.update(Partner, acme.partner_id, values)
        act.update(Agreement, acme.agreement_id, {"channel_manager": "Kim 100%_"})
        act.insert(EmailAddress, {"address": "boss@muc.example", "position": 1}, person_id=acme.person_ids[1])
    for text in (
        "acme",
        "REF ACME",
        "muller sohne",
        "osterreich",
        "emea kim",
        "100%_",
        "acme 1",
        "boss@muc",
        " acme  ",
    ):
        assert acme.agreement_id in _find(database, text), text
    assert _find(database, "acme other") == []
    assert len(_find(database, "")) == 2


def test_the_text_follows_its_records(database: Database) -> None:
    acme = add_company(database, "Acme", people=1)
    with database.act("Marry") as act:
        act.update(Person, acme.person_ids[0], {"name": "Neuer Name"})
    assert _find(database, "neuer name") == [acme.agreement_id]
    undo(database)
    assert _find(database, "neuer") == []
    with database.act("End") as act:
        act.delete(Agreement, [acme.agreement_id])
    assert _find(database, "acme") == [acme.partner_id]
    with database.act("Remove") as act:
        act.delete(Partner, [acme.partner_id])
    assert query(database, "SELECT * FROM search_text") == []
