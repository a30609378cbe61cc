"""Of every row of a file what its cells say beside what is stored of them: the company, days, names, amounts."""

from __future__ import annotations

from datetime import date

import pytest

from channeladmin.rosters.mapping import MapOptions
from channeladmin.rosters.plan import RowPlan
from channeladmin.rosters.stored_rows import RowField
from tests.rosters.paper_desk import PaperDesk, buckets

COMPANIES = "partner,region,agreement_signed\nAcme GmbH,EMEA,2021-02-01\nBirch,EMEA,2021-02-01\n"
PEOPLE = "partner,name,email,title\nAcme GmbH,Ann Lee,ann@acme.example,CTO\n"


@pytest.fixture
def desk() -> PaperDesk:
    desk = PaperDesk()
    desk.bring("partners", COMPANIES)
    return desk


def stored(plan: RowPlan, at: int) -> dict[str, object]:
    return {change.column: change.after for change in plan.stored.list_changes(plan.rows[at])}


def fields(plan: RowPlan, at: int) -> dict[str, RowField]:
    return {field.name: field for field in plan.stored.list_fields(plan.rows[at])}


def test_a_new_person_is_stored_as_read_and_at_a_company(desk: PaperDesk) -> None:
    """The company by the name that it was said to be, days by the order that was said, a badge by its key."""
    plan = desk.plan(
        "roster",
        "partner,name,email,credential,earned,employed_from\n"
        "Acme Gmb,Ann Lee,ann@acme.example,GitLab Verified Sales Core Associate,03/04/2022,01/02/2022\n",
        dates="dmy",
        same={"Acme Gmb": "Acme GmbH"},
    )
    assert stored(plan, 0) == {
        "partner": "Acme GmbH",
        "name": "Ann Lee",
        "email": "ann@acme.example",
        "credential": "sales_core",
        "earned": date(2022, 4, 3),
        "employed_from": date(2022, 2, 1),
    }
    cells = {name: (field.cell, field.meant) for name, field in fields(plan, 0).items()}
    assert cells["partner"] == ("Acme Gmb", "Acme GmbH")
    assert cells["earned"] == ("03/04/2022", date(2022, 4, 3))
    assert list(cells) == ["partner", "name", "email", "credential", "earned", "employed_from"]


def test_who_begins_without_a_first_day_has_a_line_for_it(desk: PaperDesk) -> None:
    plan = desk.plan("roster", PEOPLE)
    assert fields(plan, 0)["employed_from"] == fields(plan, 0)["employed_from"]._replace(cell="", changes=())
    assert "employed_from" not in stored(plan, 0)


def test_every_row_has_its_own_records_whatever_stands_before_it(desk: PaperDesk) -> None:
    """Rows that are taken at once, by a draft, refused, and the same again."""
    plan = desk.plan(
        "roster",
        "partner,name,email,credential,earned,title,employed_from,employed_until\n"
        "Acme GmbH,Ann Lee,ann@acme.example,sales_core,2022-01-01,,,\n"
        "Acme GmbH,Ann Lee,ann@acme.example,pse,2022-01-02,,,\n"
        "Birch,Bo Ray,bo@birch.example,pse,2022-01-03,,2022-05-01,2022-01-01\n"
        "Acme GmbH,Ann Lee,ann@acme.example,pse,2022-01-02,,,\n"
        "Acme GmbH,Ann Lee,ann@acme.example,sa_core,2022-01-04,CTO,,\n"
        "Birch,Cy Dee,cy@birch.example;cy@home.example,spec_ci,2022-01-05,,,\n",
    )
    assert buckets(plan) == ["new", "new", "rejected", "same", "new", "new"]
    assert [stored(plan, at).get("credential") for at in range(6)] == [
        "sales_core", "pse", None, None, "sa_core", "spec_ci"
    ]  # fmt: skip
    assert stored(plan, 1) == {"credential": "pse", "earned": date(2022, 1, 2)}
    emails = [each.after for each in plan.stored.list_changes(plan.rows[5]) if each.column == "email"]
    assert (emails, stored(plan, 5)["partner"]) == (["cy@birch.example", "cy@home.example"], "Birch")


def test_a_name_that_is_kept_is_told_as_it_is_kept(desk: PaperDesk) -> None:
    desk.bring("roster", PEOPLE)
    plan = desk.plan(
        "roster", "partner,name,email,credential,earned\nAcme GmbH,Annie Lee,ann@acme.example,pse,2022-01-01\n"
    )
    name = fields(plan, 0)["name"]
    assert (name.cell, name.meant, name.changes) == ("Annie Lee", "Ann Lee", ())


def test_who_is_known_and_begins_elsewhere_is_told_with_the_company(desk: PaperDesk) -> None:
    """A row that is new for its employment, and one that is changed by one (its award is there)."""
    desk.bring("roster", "partner,name,email,credential,earned\nAcme GmbH,Ann Lee,ann@acme.example,pse,2022-01-01\n")
    plain = desk.plan("roster", "partner,name,email\nBirch,Ann Lee,ann@acme.example\n")
    assert (buckets(plain), stored(plain, 0)) == (["new"], {"partner": "Birch"})
    also = desk.plan(
        "roster",
        "partner,name,email,credential,earned,employed_from\n"
        "Birch,Ann Lee,ann@acme.example,pse,2022-01-01,2022-06-01\n",
    )
    assert buckets(also) == ["changed"]
    assert stored(also, 0) == {"partner": "Birch", "employed_from": date(2022, 6, 1)}


def test_what_no_cell_says_is_told_as_it_is_stored(desk: PaperDesk) -> None:
    """The status and track of an agreement that is signed; the last day of a revoked award."""
    plan = desk.plan("partners", "partner,region,agreement_signed\nCedar,AMER,2022-03-01\n")
    signed = date(2022, 3, 1)
    told = {name: value for name, value in stored(plan, 0).items() if name.startswith(("status", "track"))}
    assert told == {"status": "authorized", "status_since": signed, "track": "open", "track_since": signed}
    plan = desk.plan(
        "roster",
        "partner,name,email,credential,earned,award_status\nBirch,Bo,bo@birch.example,pse,2022-01-03,Revoked\n",
    )
    assert stored(plan, 0)["revoked"] == date(2022, 10, 10)


def test_addresses_are_told_in_the_column_that_has_them(desk: PaperDesk) -> None:
    plan = desk.plan(
        "roster", "partner,name,email,other_emails\nBirch,Bo,bo@birch.example,b@home.example;bo@old.example\n"
    )
    addresses = {name: [each.after for each in field.changes] for name, field in fields(plan, 0).items()}
    assert addresses["email"] == ["bo@birch.example"]
    assert addresses["other_emails"] == ["b@home.example", "bo@old.example"]


def test_what_stands_in_no_column_is_told_as_the_cell(desk: PaperDesk) -> None:
    plan = desk.plan("roster", "name,email\nBo,bo@birch.example\n", options=MapOptions(values={"partner": "Birch"}))
    assert fields(plan, 0)["partner"].cell == "Birch"


def test_an_amount_is_told_as_cents(desk: PaperDesk) -> None:
    plan = desk.plan("bookings", "partner,region,closed,net_arr,kind\nBirch,EMEA,2022-03-01,45k,new\n")
    assert (fields(plan, 0)["net_arr"].cell, stored(plan, 0)["net_arr"]) == ("45k", 4_500_000)
