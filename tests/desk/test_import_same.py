"""Two names of one company and two addresses of one person: said by somebody, for one import."""

from __future__ import annotations

from pathlib import Path

import pytest

from channeladmin.desk.desk import Desk
from channeladmin.desk.importing import ImportOptions, ImportPlan, apply_import, plan_import
from channeladmin.desk.listing import find_rows, get_rows
from channeladmin.desk.people import list_people

HEADER = "partner,name,email,other_emails,learner_id\n"


@pytest.fixture
def on_desk(desk: Desk, tmp_path: Path) -> Desk:
    companies = write(tmp_path, "partner,region\nAcme GmbH,EMEA\n")
    apply_import(desk, plan_import(desk, "partners", [companies], ImportOptions()))
    people = write(tmp_path, f"{HEADER}Acme GmbH,Robert Müller,rob@acme.example,,\nAcme GmbH,Ann Lee,,,L-1\n")
    apply_import(desk, plan_import(desk, "roster", [people], ImportOptions()))
    return desk


def write(folder: Path, text: str) -> Path:
    path = folder / "file.csv"
    path.write_text(text, encoding="utf-8")
    return path


def plan(desk: Desk, folder: Path, kind: str, text: str, **same: str) -> ImportPlan:
    return plan_import(desk, kind, [write(folder, text)], ImportOptions(same=same))


def test_a_company_is_taken_for_the_one_that_it_is(on_desk: Desk, tmp_path: Path) -> None:
    text = "partner,region,website\nACME Inc.,EMEA,acme.example\n"
    (hint,) = plan(on_desk, tmp_path, "partners", text).plan.hints
    assert (hint.this, hint.that) == ("ACME Inc.", "Acme GmbH")
    found = plan_import(on_desk, "partners", [tmp_path / "file.csv"], ImportOptions(same={" acme inc. ": hint.that}))
    assert (found.counts.changed, found.counts.new, found.plan.hints) == (1, 0, ())
    apply_import(on_desk, found)
    assert [row.partner for row in get_rows(on_desk, find_rows(on_desk))] == ["Acme GmbH"]


def test_a_roster_row_of_an_unknown_company_finds_it(on_desk: Desk, tmp_path: Path) -> None:
    text = f"{HEADER}The Acme people,Bo,bo@acme.example,,\nThe Acme people,Cy,cy@acme.example,,\n"
    assert plan(on_desk, tmp_path, "roster", text).counts.rejected == 2
    assert plan(on_desk, tmp_path, "roster", text, **{"The Acme people": "Acme GmbH"}).counts.new == 2
    assert plan(on_desk, tmp_path, "roster", text, **{"The Acme people": "Nobody"}).counts.rejected == 2


def test_a_person_keeps_the_name_and_has_both_addresses(on_desk: Desk, tmp_path: Path) -> None:
    text = f"{HEADER}Acme GmbH,Bob Müller,bob@acme.example,b@home.example,\n"
    (hint,) = plan(on_desk, tmp_path, "roster", text).plan.hints
    assert (hint.this, hint.that) == ("bob@acme.example", "rob@acme.example")
    found = plan(on_desk, tmp_path, "roster", text, **{hint.this: hint.that})
    assert (found.counts.new, found.counts.changed, found.plan.hints) == (0, 1, ())
    apply_import(on_desk, found)
    (row,) = get_rows(on_desk, find_rows(on_desk))
    (person,) = (each for each in list_people(on_desk, row.partner_id) if "Müller" in each.person.fields.name)
    assert person.person.fields.name == "Robert Müller"
    assert [email.fields.address for email in person.emails] == [
        "rob@acme.example",
        "bob@acme.example",
        "b@home.example",
    ]


def test_who_has_no_address_cannot_be_joined_by_one(on_desk: Desk, tmp_path: Path) -> None:
    (hint,) = plan(on_desk, tmp_path, "roster", f"{HEADER}Acme GmbH,Ann Lee,ann@acme.example,,\n").plan.hints
    assert (hint.this, hint.that) == ("ann@acme.example", "")


def test_what_stands_in_no_row_is_said(on_desk: Desk, tmp_path: Path) -> None:
    found = plan(on_desk, tmp_path, "partners", "partner,region\nAcme GmbH,EMEA\n", Shop="Acme GmbH")
    assert "“Shop” stands in no row." in found.warnings
