"""Names that were said to stand for companies, as the next imports know them."""

from __future__ import annotations

from pathlib import Path

import pytest

from channeladmin.desk.desk import Desk
from channeladmin.desk.history import list_operations, undo
from channeladmin.desk.import_profiles import (
    learn_alias,
    list_aliases,
)
from channeladmin.desk.import_same import forget_name, list_same, store_same
from channeladmin.desk.importing import (
    ImportOptions,
    ImportPlan,
    Taken,
    apply_import,
    plan_files,
    plan_import,
    read_files,
)
from channeladmin.errors import UserError
from channeladmin.rosters.import_plan import Lessons

HEADER = "partner,name,email,title\n"


def write(folder: Path, text: str, name: str = "team.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def bring(desk: Desk, kind: str, path: Path, options: ImportOptions | None = None) -> ImportPlan:
    plan = plan_import(desk, kind, [path], options or ImportOptions())
    apply_import(desk, plan)
    return plan


@pytest.fixture
def on_desk(desk: Desk, tmp_path: Path) -> Desk:
    bring(desk, "partners", write(tmp_path, "partner,region\nAcme GmbH,EMEA\nBirch,AMER\n", "partners.csv"))
    team = "Acme GmbH,Robert Müller,r@acme.example,Engineer\nAcme GmbH,Zoë Ray,z@acme.example,\n"
    bring(desk, "roster", write(tmp_path, HEADER + team))
    return desk


def test_a_name_that_was_said_to_be_a_company_is_known_by_the_next_import(on_desk: Desk, tmp_path: Path) -> None:
    team = write(tmp_path, HEADER + "The Acme people,Bo Lee,bo@acme.example,\n")
    told = ImportOptions(same={" the acme people ": "ACME gmbh"})
    first = bring(on_desk, "roster", team, told)
    assert (first.counts.new, first.recalled) == (1, ())
    assert list_same(on_desk) == {"the acme people": "Acme GmbH"}
    assert bring(on_desk, "roster", team, told).lessons == Lessons()
    team = write(tmp_path, HEADER + "The Acme People,Cy Lee,cy@acme.example,\n")
    again = bring(on_desk, "roster", team)
    assert (again.counts.new, again.todo) == (1, ())
    assert again.recalled == (Taken("partner", "the acme people", "Acme GmbH"),)
    assert not any("stands in no row" in warning for warning in again.warnings)
    undo(on_desk)
    assert len(list_same(on_desk)) == 1
    undo(on_desk)
    assert list_same(on_desk) == {}


def test_a_domain_that_was_said_to_be_a_company_is_known_too(on_desk: Desk, tmp_path: Path) -> None:
    badges = "Badge Name,Issued to First Name,Issued to Middle Name,Issued to Last Name,Issued to Email,Issue Date\n"
    source = write(tmp_path, f"{badges}pse,Bo,,Lee,bo@far.example,2022-01-01\n")
    bring(on_desk, "roster", source, ImportOptions(same={"@Far.example": "Birch", "@acme.example": "Birch"}))
    assert list_same(on_desk) == {"@Far.example": "Birch"}
    source = write(tmp_path, f"{badges}pse,Cy,,Lee,cy@far.example,2022-01-01\npse,Bo,,Lee,bo@far.example,2022-01-01\n")
    again = bring(on_desk, "roster", source)
    assert (again.counts.new, again.counts.same, again.todo) == (1, 1, ())
    assert again.recalled == (Taken("domain", "@Far.example", "Birch"),)
    assert bring(on_desk, "roster", source).recalled == ()


def test_a_domain_by_which_no_row_was_taken_is_neither_told_nor_remembered(on_desk: Desk, tmp_path: Path) -> None:
    bad = write(tmp_path, "name,email,certificate_no\nBo,bo@far.example,X-1\n")
    good = write(tmp_path, "name,email\nCy,cy@near.example\n", "good.csv")
    told = ImportOptions(same={"@far.example": "Birch", "@near.example": "Birch"})
    plan = plan_import(on_desk, "roster", [bad, good], told)
    assert (plan.counts.new, plan.counts.rejected) == (1, 1)
    assert plan.lessons.same == {"@near.example": "Birch"}
    with on_desk.database.act("Remember a domain") as act:
        store_same(act, {"@far.example": "Birch"})
    assert plan_import(on_desk, "roster", [bad], ImportOptions()).recalled == ()


def test_addresses_of_one_person_need_no_remembering(on_desk: Desk, tmp_path: Path) -> None:
    team = write(tmp_path, HEADER + "Acme GmbH,Bob Müller,bob@acme.example,\n")
    assert bring(on_desk, "roster", team, ImportOptions(same={"bob@acme.example": "r@acme.example"})).counts.changed
    assert list_same(on_desk) == {}
    assert bring(on_desk, "roster", team).plan.hints == ()


def test_what_is_remembered_is_taken_back_by_the_next_import(on_desk: Desk, tmp_path: Path) -> None:
    companies = write(tmp_path, "partner,region\nACME Inc.,APAC\n")
    bring(on_desk, "partners", companies, ImportOptions(same={"ACME Inc.": "Acme GmbH"}))
    assert bring(on_desk, "partners", companies).counts.same == 1
    back = bring(on_desk, "partners", companies, ImportOptions(same={"acme inc.": ""}))
    assert (back.counts.new, len(back.plan.hints), back.recalled) == (1, 1, ())
    assert list_same(on_desk) == {}


def test_only_what_is_a_company_is_remembered(on_desk: Desk, tmp_path: Path) -> None:
    team = write(tmp_path, HEADER + "Acme people,Bo Lee,bo@acme.example,\nBirch,Cy Lee,cy@acme.example,\n")
    told = ImportOptions(same={"Acme people": "Nobody", "Birch": "Acme GmbH"})
    plan = plan_files(on_desk, [read_files(on_desk, "roster", [team], told)])
    apply_import(on_desk, plan)
    assert (plan.counts.new, plan.counts.rejected) == (1, 1)
    assert list_same(on_desk) == {}
    new = write(tmp_path, "partner,region\nNordlicht GmbH,APAC\nNordlicht Inc.,EMEA\n")
    bring(on_desk, "partners", new, ImportOptions(same={"Nordlicht Inc.": "nordlicht gmbh"}))
    assert list_same(on_desk) == {"Nordlicht Inc.": "Nordlicht GmbH"}


@pytest.mark.parametrize("spoilt", ["bo@acme.example,someday", ",2022-01-01"])
def test_a_name_whose_rows_are_all_refused_is_not_remembered(on_desk: Desk, tmp_path: Path, spoilt: str) -> None:
    head, good = "partner,name,email,employed_from\n", "Acme crew,Cy Lee,cy@acme.example,2022-01-01\n"
    team = write(tmp_path, f"{head}Acme people,Bo Lee,{spoilt}\n{good}")
    told = ImportOptions(same={"Acme people": "Acme GmbH", "Acme crew": "Acme GmbH"})
    plan = bring(on_desk, "roster", team, told)
    assert (plan.counts.new, plan.counts.rejected) == (1, 1)
    assert list_same(on_desk) == {"Acme crew": "Acme GmbH"}
    write(tmp_path, f"{head}Acme people,Bo Lee,bo@acme.example,2022-01-01\n{good}")
    assert bring(on_desk, "roster", team, told).lessons.same == {"Acme people": "Acme GmbH"}


def test_the_same_company_in_every_row_is_remembered_where_a_row_is_taken(on_desk: Desk, tmp_path: Path) -> None:
    team = write(tmp_path, "name,email\nBo Lee,bo@acme.example\n")
    told = ImportOptions(sets={"partner": "Acme people"}, same={"Acme people": "Acme GmbH"})
    assert bring(on_desk, "roster", team, told).lessons.same == {"Acme people": "Acme GmbH"}


def test_a_remembered_name_yields_to_the_companies_of_the_desk(on_desk: Desk, tmp_path: Path) -> None:
    same = {"Cedar": "Birch", "Dune": "Elm"}
    with on_desk.database.act("Learn") as act:
        store_same(act, same)
    bring(
        on_desk, "partners", write(tmp_path, "partner,region\nCedar AG,EMEA\n"), ImportOptions(same={"Cedar": "Birch"})
    )
    bring(on_desk, "partners", write(tmp_path, "partner,region\nCedar,EMEA\n"), ImportOptions(same={"cedar": ""}))
    with on_desk.database.act("Learn") as act:
        store_same(act, same)
    team = write(tmp_path, HEADER + "Cedar,Bo Lee,bo@cedar.example,\nDune,Cy Lee,cy@dune.example,\n")
    plan = plan_import(on_desk, "roster", [team], ImportOptions())
    assert (plan.counts.new, plan.recalled) == (1, ())
    assert [item.text for item in plan.todo] == ["Dune"]


def test_learnt_names_of_companies_are_an_act_of_their_own_and_forgotten(on_desk: Desk, tmp_path: Path) -> None:
    team = write(tmp_path, HEADER + "Acme GmbH,Robert Müller,r@acme.example,Engineer\n")
    bring(on_desk, "roster", team)
    other = write(tmp_path, HEADER + "Acme people,Robert Müller,r@acme.example,Engineer\n")
    bring(on_desk, "roster", other, ImportOptions(same={"Acme people": "Acme GmbH"}))
    assert list_operations(on_desk)[0].label == "Learn “Acme people”"
    forget_name(on_desk, " ACME people ")
    assert list_operations(on_desk)[0].label == "Forget “Acme people” as “Acme GmbH”"
    with pytest.raises(UserError, match="has not learnt “Acme people”"):
        forget_name(on_desk, "Acme people")
    undo(on_desk)
    assert list_same(on_desk) == {"Acme people": "Acme GmbH"}
    bring(on_desk, "roster", team, ImportOptions(same={"Acme people": ""}))
    assert list_operations(on_desk)[0].label == "Forget “Acme people”"
    learn_alias(on_desk, "GitLab CSE", "pse")
    forget_name(on_desk, "gitlab cse")
    assert list_aliases(on_desk) == {}
