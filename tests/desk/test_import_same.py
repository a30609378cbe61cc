"""Two names of one company and two addresses of one person: said by somebody, for one import."""

from __future__ import annotations

from pathlib import Path

import pytest

from channeladmin.desk.desk import Desk
from channeladmin.desk.importing import ImportOptions, ImportPlan, apply_import, plan_files, plan_import, read_files
from channeladmin.desk.listing import find_rows, get_rows
from channeladmin.desk.people import list_people
from channeladmin.errors import UserError

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
    read = read_files(on_desk, "roster", [tmp_path / "file.csv"], ImportOptions(same={"The Acme people": "Nobody"}))
    assert plan_files(on_desk, [read]).counts.rejected == 2


@pytest.mark.parametrize(
    ("kind", "name", "other"),
    [("roster", "The Acme people", "Acme Gmb"), ("roster", "@acme.example", "Acme Gmb"), ("partners", "Shop", "x")],
)
def test_what_a_name_is_said_to_be_has_to_be_a_company(
    on_desk: Desk, tmp_path: Path, kind: str, name: str, other: str
) -> None:
    text = "partner,region,website\nBirch,EMEA,b.example\n" if kind == "partners" else f"{HEADER}X,Bo,b@x.example,,\n"
    with pytest.raises(UserError, match=f"“{other}”, which “{name}” is said to be, is no company of the desk") as told:
        plan(on_desk, tmp_path, kind, text, **{name: other})
    assert ("Nearest: “Acme GmbH”." in str(told.value)) is (kind == "roster")
    assert "Add it first, or import it with a file of partners." in str(told.value)


def test_a_company_may_be_named_by_its_reference_or_come_with_the_file(on_desk: Desk, tmp_path: Path) -> None:
    text = "partner,region,external_ref\nBirch,EMEA,B-1\nBirch Ltd,APAC,\n"
    apply_import(on_desk, plan(on_desk, tmp_path, "partners", text, **{"Birch Ltd": "birch"}))
    people = f"{HEADER}The Birch people,Bo,bo@birch.example,,\n"
    assert plan(on_desk, tmp_path, "roster", people, **{"The Birch people": "b-1"}).counts.new == 1


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


BADGES = "Badge Name,Issued to First Name,Issued to Middle Name,Issued to Last Name,Issued to Email,Issue Date\n"


def write_badges(folder: Path, *addresses: str) -> Path:
    rows = "".join(f"Sales Core,Cy,,Lee{at},{address},2022-03-01\n" for at, address in enumerate(addresses))
    return write(folder, BADGES + rows)


def test_people_of_no_company_are_asked_for_by_the_domain_of_their_addresses(on_desk: Desk, tmp_path: Path) -> None:
    companies = write(tmp_path, "partner,region,website\nBirch,EMEA,https://www.Birch.example/about\n")
    apply_import(on_desk, plan_import(on_desk, "partners", [companies], ImportOptions()))
    badges = write_badges(tmp_path, "cy@ACME.example", "di@acme.example", "ed@birch.example", "fi@far.example")
    found = plan_import(on_desk, "roster", [badges], ImportOptions())
    assert [(item.what, item.text, item.count, item.nearest) for item in found.todo] == [
        ("domain", "@acme.example", 2, ("Acme GmbH",)),
        ("domain", "@birch.example", 1, ("Birch",)),
        ("domain", "@far.example", 1, ()),
    ]
    same = {"@acme.example": "acme gmbh", " @Birch.example": "Birch "}
    found = plan_import(on_desk, "roster", [badges], ImportOptions(same=same))
    assert (found.counts.new, found.counts.rejected) == (3, 1)
    apply_import(on_desk, found)
    staff = {row.partner: len(list_people(on_desk, row.partner_id)) for row in get_rows(on_desk, find_rows(on_desk))}
    assert staff == {"Acme GmbH": 4, "Birch": 1}
    assert plan_import(on_desk, "roster", [badges], ImportOptions(same=same)).counts.same == 3


def test_somebody_who_is_known_elsewhere_stays_there(on_desk: Desk, tmp_path: Path) -> None:
    companies = write(tmp_path, "partner,region\nBirch,EMEA\n")
    apply_import(on_desk, plan_import(on_desk, "partners", [companies], ImportOptions()))
    badges = write_badges(tmp_path, "rob@acme.example")
    found = plan_import(on_desk, "roster", [badges], ImportOptions(same={"@acme.example": "Birch"}))
    assert [write.table for write in found.plan.writes] == ["award"]


def test_where_people_work_has_to_be_a_company_of_the_desk(on_desk: Desk, tmp_path: Path) -> None:
    badges = write_badges(tmp_path, "cy@acme.example")
    read = read_files(on_desk, "roster", [badges], ImportOptions(same={"@acme.example": "Nobody"}))
    found = plan_files(on_desk, [read])
    assert "is no company of the desk" in found.errors[0].message
    assert [(item.what, item.text) for item in found.todo] == [("domain", "@acme.example")], "it is asked again"


def test_the_domain_of_a_mail_provider_names_no_company(on_desk: Desk, tmp_path: Path) -> None:
    companies = write(tmp_path, "partner,region\n" + "".join(f"Firm {number},EMEA\n" for number in range(4)))
    apply_import(on_desk, plan_import(on_desk, "partners", [companies], ImportOptions()))
    people = write(
        tmp_path, HEADER + "".join(f"Firm {number},Per {number},p{number}@mail.example,,\n" for number in range(4))
    )
    apply_import(on_desk, plan_import(on_desk, "roster", [people], ImportOptions()))
    found = plan_import(on_desk, "roster", [write_badges(tmp_path, "cy@mail.example")], ImportOptions())
    assert [(item.text, item.nearest) for item in found.todo] == [("@mail.example", ())]


def test_a_domain_that_stands_in_no_row_is_said(on_desk: Desk, tmp_path: Path) -> None:
    badges = write_badges(tmp_path, "cy@acme.example")
    same = {"@acme.example": "Acme GmbH", " @Other.example": "Acme GmbH", "Shop": "Acme GmbH"}
    found = plan_import(on_desk, "roster", [badges], ImportOptions(same=same))
    unused = [warning for warning in found.warnings if warning.endswith("stands in no row.")]
    assert unused == ["“@Other.example” stands in no row.", "“Shop” stands in no row."]
    people = write(tmp_path, f"{HEADER}Acme GmbH,Cy,,cy@ACME.example,L-2\n")
    found = plan_import(on_desk, "roster", [people], ImportOptions(same={"@acme.example": "Acme GmbH"}))
    assert not any("stands in no row" in warning for warning in found.warnings)


def test_a_plain_list_without_companies_places_people_by_the_domain_of_their_addresses(
    on_desk: Desk, tmp_path: Path
) -> None:
    text = (
        "name,email,credential,earned\nCy Lee,cy@acme.example,sales_core,2022-03-01\n"
        "Robert Müller,rob@acme.example,sales_core,2022-03-01\n"
    )
    found = plan(on_desk, tmp_path, "roster", text)
    assert (found.counts.new, found.counts.rejected) == (1, 1)
    assert [(item.what, item.text, item.nearest) for item in found.todo] == [
        ("domain", "@acme.example", ("Acme GmbH",))
    ]
    told = {"@acme.example": "Acme GmbH"}
    found = plan(on_desk, tmp_path, "roster", text, **told)
    assert (found.counts.new, found.counts.rejected) == (2, 0)
    apply_import(on_desk, found)
    assert plan(on_desk, tmp_path, "roster", text).counts.same == 2
    # The desk has learnt the domain.
    again = plan(on_desk, tmp_path, "roster", "name,email\nDi Ox,di@acme.example\n")
    assert (again.counts.new, [each.text for each in again.recalled]) == (1, ["@acme.example"])


def test_a_list_without_companies_says_of_known_people_where_they_work(on_desk: Desk, tmp_path: Path) -> None:
    text = "email,title\nrob@acme.example,Engineer\n"
    found = plan(on_desk, tmp_path, "roster", text)
    assert found.counts.changed == 1
    apply_import(on_desk, found)
    assert plan(on_desk, tmp_path, "roster", text).counts.same == 1
    (row,) = get_rows(on_desk, find_rows(on_desk))
    titles = {job.fields.title for each in list_people(on_desk, row.partner_id) for job in each.employments}
    assert titles == {None, "Engineer"}


def test_what_a_list_without_companies_says_of_somebody_at_two_of_them_is_not_taken(
    on_desk: Desk, tmp_path: Path
) -> None:
    apply_import(on_desk, plan(on_desk, tmp_path, "partners", "partner,region\nBirch,EMEA\n"))
    apply_import(on_desk, plan(on_desk, tmp_path, "roster", f"{HEADER}Birch,,rob@acme.example,,\n"))
    found = plan(on_desk, tmp_path, "roster", "email,title\nrob@acme.example,Engineer\n")
    assert found.counts.same == 1
    assert any("works at several companies" in warning for warning in found.warnings)


def test_a_list_with_companies_needs_one_in_every_row(on_desk: Desk, tmp_path: Path) -> None:
    found = plan(on_desk, tmp_path, "roster", f"{HEADER}Acme GmbH,Cy,cy@acme.example,,\n,Di,di@acme.example,,\n")
    assert (found.counts.new, found.counts.rejected, found.todo) == (1, 1, ())


def test_new_people_without_a_region_are_told(on_desk: Desk, tmp_path: Path) -> None:
    head = "partner,region,name,email\n"
    (message,) = plan(on_desk, tmp_path, "roster", f"{head}Acme GmbH,,Bo,bo@acme.example\n").warnings
    assert message.startswith("1 new person works in a region that is not known, and does not count")
    two = f"{head}Acme GmbH,,Bo,bo@acme.example\nAcme GmbH,,Cy,cy@acme.example\nAcme GmbH,EMEA,Di,di@acme.example\n"
    (message,) = plan(on_desk, tmp_path, "roster", two).warnings
    assert message.startswith("2 new people work in a region that is not known, and do not count")
    known = f"{head}Acme GmbH,EMEA,Bo,bo@acme.example\nAcme GmbH,,,rob@acme.example\n"
    assert plan(on_desk, tmp_path, "roster", known).warnings == ()
