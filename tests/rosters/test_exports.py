"""The exports that staff really get, each from its file to the right buckets, and nothing new the second time."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from channeladmin.desk.desk import Desk
from channeladmin.desk.importing import ImportOptions, ImportPlan, apply_import, plan_import
from channeladmin.desk.partners import PartnerFields, add_partner
from channeladmin.storage.snapshot import load_snapshot
from tests.desk.conftest import desk

__all__ = ["desk"]

EXPORTS = Path(__file__).parent / "exports"
PARTNERS = "partner,region,agreement_signed\nAcme,EMEA,2021-01-01\nBirch,AMER,\n"


@pytest.fixture
def on_desk(desk: Desk, tmp_path: Path) -> Desk:
    path = tmp_path / "partners.csv"
    path.write_text(PARTNERS, encoding="utf-8")
    bring(desk, "partners", path)
    return desk


def bring(desk: Desk, kind: str, source: str | Path, options: ImportOptions | None = None) -> ImportPlan:
    path = EXPORTS / source if isinstance(source, str) else source
    plan = plan_import(desk, kind, [path], options or ImportOptions())
    apply_import(desk, plan)
    return plan


def bring_twice(desk: Desk, kind: str, source: str, options: ImportOptions | None = None) -> ImportPlan:
    plan = bring(desk, kind, source, options)
    again = bring(desk, kind, source, options)
    assert (again.counts.new, again.counts.changed, again.plan.writes) == (0, 0, ())
    assert again.counts.rejected == plan.counts.rejected
    return plan


def buckets(plan: ImportPlan) -> str:
    """n(ew), c(hanged), s(ame), d(uplicate), r(ejected), row by row."""
    return "".join(row.bucket.value[0] for row in plan.rows)


def rows(desk: Desk, table: str, *columns: str) -> list[tuple[Any, ...]]:
    with desk.database.read() as connection:
        names, stored = load_snapshot(connection, [table])[table]
    return [tuple(row[names.index(column)] for column in columns) for row in stored]


def test_credly_with_the_company_told(on_desk: Desk) -> None:
    plan = bring_twice(on_desk, "roster", "credly.csv", ImportOptions(sets={"partner": "Acme"}))
    assert buckets(plan) == "nnnrnrn"
    assert any("Credly" in warning for warning in plan.known_as)
    assert rows(on_desk, "person", "name") == [("Ann Lee",), ("Bo J. Birch",), ("cy@acme.example",), ("Di Dorn",)]
    assert Counter(error.column for error in plan.errors) == {"Status": 1, "Badge Name": 1}
    revoked = [row for row in rows(on_desk, "award", "earned_on", "expires_on", "revoked_on") if row[1] or row[2]]
    assert revoked == [(date(2021, 6, 1), None, date(2022, 10, 10)), (date(2019, 1, 15), date(2022, 10, 9), None)]
    assert {row[0] for row in rows(on_desk, "employment", "region")} == {None}, "a continent is no region"


def test_credly_without_a_company_adds_to_people_who_are_known(on_desk: Desk, tmp_path: Path) -> None:
    assert buckets(bring_twice(on_desk, "roster", "credly.csv")) == "rrrrrrr"
    team = tmp_path / "team.csv"
    team.write_text("partner,name,email\nAcme,Ann,ann@acme.example\nAcme,Cy Cole,cy@acme.example\n", encoding="utf-8")
    bring(on_desk, "roster", team)
    plan = bring_twice(on_desk, "roster", "credly.csv")
    assert buckets(plan) == "nnrrnrr"
    assert rows(on_desk, "person", "name") == [("Ann",), ("Cy Cole",)]


def test_the_action_log_is_folded(on_desk: Desk) -> None:
    plan = bring_twice(on_desk, "roster", "lms_action_log.csv")
    assert buckets(plan) == "nsssnssrr"
    assert rows(on_desk, "award", "credential", "earned_on", "revoked_on") == [
        ("sales_core", date(2022, 6, 1), None),
        ("sa_core", date(2022, 3, 3), date(2022, 8, 1)),
    ]
    assert [(item.what, item.text) for item in plan.todo] == [("credential", "Git Basics"), ("partner", "Nobody Ltd")]
    assert all(row.note for row in plan.rows if row.bucket == "same")


def test_a_name_takes_the_place_of_an_address(on_desk: Desk, tmp_path: Path) -> None:
    bring(on_desk, "roster", "lms_action_log.csv")
    assert rows(on_desk, "person", "name") == [("ann@acme.example",), ("bo@acme.example",)]
    team = tmp_path / "team.csv"
    team.write_text("partner,name,email\nAcme,Ann Lee,ann@acme.example\n", encoding="utf-8")
    assert buckets(bring(on_desk, "roster", team)) == "c"
    assert rows(on_desk, "person", "name")[0] == ("Ann Lee",)


def test_salesforce_accounts(desk: Desk) -> None:
    plan = bring_twice(desk, "partners", "report1664755200000.csv")
    assert buckets(plan) == "nnn"
    assert rows(desk, "partner", "name", "kinds", "address")[:2] == [
        ("Acme", ("reseller",), "Hauptstr. 1, Berlin"),
        ("Birch", ("integrator",), "1 Main St, Austin"),
    ]
    assert rows(desk, "agreement", "signed_on") == [(date(2021, 10, 31),), (None,), (date(2021, 3, 5),)]


def test_salesforce_opportunities(on_desk: Desk) -> None:
    plan = bring_twice(on_desk, "bookings", "report1664841600000.csv")
    assert buckets(plan) == "nnsnrr"
    assert rows(on_desk, "booking", "opportunity", "net_arr_cents", "kind") == [
        ("006A", 4_500_000, "new"),
        ("006B", 4_500_000, "growth"),
        ("006D", 1_250_050, "renewal"),
    ]
    assert "Negotiation" in plan.rows[2].note
    assert "is not in USD" in plan.errors[0].message


def test_a_roster_from_european_excel(on_desk: Desk) -> None:
    plan = bring_twice(on_desk, "roster", "partner_roster_eu.csv")
    assert buckets(plan) == "nnr"
    assert [row[0] for row in rows(on_desk, "person", "name")] == ["Ann Lee", "Bo Birch"]
    assert rows(on_desk, "award", "earned_on", "expires_on") == [
        (date(2022, 3, 5), None),
        (date(2021, 12, 31), date(2022, 12, 31)),
    ]
    assert [row[0] for row in rows(on_desk, "email_address", "address")] == [
        "ann@acme.example", "ann@home.example", "bo@acme.example", "bo2@acme.example",
    ]  # fmt: skip
    assert any("“Compny” was taken for partner" in warning for warning in plan.warnings)
    assert [error.column for error in plan.header_errors] == ["Shoe size"]
    assert any("“TBD” in Certified On" in warning for warning in plan.warnings)


def test_plans_with_amounts_of_the_continent(on_desk: Desk) -> None:
    plan = bring_twice(on_desk, "plans", "quarterly_plans.csv")
    assert [error.column for error in plan.errors] == ["Q1", "Q2", "Q3", "Q4"], "nothing in these columns says how"
    assert buckets(plan) == "rn"


def test_events(on_desk: Desk) -> None:
    plan = bring_twice(on_desk, "activities", "events.csv")
    assert buckets(plan) == "nnr"
    assert rows(on_desk, "activity", "held_on", "kind") == [
        (date(2022, 3, 5), "webinar"),
        (date(2022, 3, 31), "trade_show"),
    ]


def test_a_company_of_the_desk_is_found_by_the_cells(desk: Desk, tmp_path: Path) -> None:
    add_partner(desk, PartnerFields(name="Acme"))
    source = tmp_path / "odd.csv"
    source.write_text("Where,Who,Reach\nAcme,Ann,ann@acme.example\n", encoding="utf-8")
    plan = bring(desk, "roster", source, ImportOptions(maps={"Who": "name"}))
    assert buckets(plan) == "n"
    assert any("“Where” was taken for partner" in warning for warning in plan.warnings)
    assert any("“Reach” was taken for email" in warning for warning in plan.warnings)
