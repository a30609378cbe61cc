"""Files that are read and mapped, and their columns as a page shows them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from channeladmin.desk.desk import Desk
from channeladmin.desk.import_columns import ColumnView, list_column_views
from channeladmin.desk.import_profiles import list_profiles
from channeladmin.desk.importing import (
    AS_FOUND,
    ImportOptions,
    ReadOptions,
    apply_import,
    map_files,
    plan_files,
    plan_import,
    read_files,
)
from channeladmin.errors import UserError


def test_columns_with_their_cells_their_field_or_what_they_may_be(desk: Desk, tmp_path: Path) -> None:
    source = tmp_path / "team.csv"
    source.write_text(
        "Company,First Name,Last Name,Email,Patch,Shoe,Notes\n"
        "Acme,Ann,Lee,a@x.example,EMEA,38,x\nAcme,Bo,Lee,b@x.example,EMEA,44,\n",
        encoding="utf-8",
    )
    options = ImportOptions(maps={"Notes": ""})
    read = read_files(desk, "roster", [source], options)
    assert list_column_views(read) == (
        ColumnView("team.csv", "Company", ("Acme",), "partner", None, False),
        ColumnView("team.csv", "First Name", ("Ann", "Bo"), "name", None, False),
        ColumnView("team.csv", "Last Name", ("Lee",), "name", None, False),
        ColumnView("team.csv", "Email", ("a@x.example", "b@x.example"), "email", None, False),
        ColumnView("team.csv", "Patch", ("EMEA",), None, "region", False),
        ColumnView("team.csv", "Shoe", ("38", "44"), None, None, False),
        ColumnView("team.csv", "Notes", ("x",), None, None, True),
    )
    plan = plan_files(desk, [read])
    (patch,) = (error for error in plan.header_errors if error.column == "Patch")
    assert "It may be region: its cells are regions of the programme" in patch.message


def test_what_is_missing_is_told_and_planning_waits_for_it(desk: Desk, tmp_path: Path) -> None:
    source = tmp_path / "team.csv"
    source.write_text("Learner,Badge\nL-1,pse\n", encoding="utf-8")
    learner = {"Learner": "learner_id"}
    read = read_files(desk, "roster", [source], ImportOptions(maps=learner))
    assert read.missing == (("team.csv", ("partner", "external_ref")),)
    with pytest.raises(UserError, match="has no column partner or external_ref"):
        plan_files(desk, [read])
    options = ImportOptions(maps=learner, sets={"partner": "Acme"})
    assert map_files(desk, "roster", read.files, options).missing == ()


def test_files_of_several_headers_are_remembered_under_one_name_and_a_number(desk: Desk, tmp_path: Path) -> None:
    texts = {"one": "partner,E-mail", "two": "House|E-mail", "three": "E-mail,partner"}
    for name, header in texts.items():
        (tmp_path / name).write_text(f"{header}\nAcme{'|' if '|' in header else ','}a@x.example\n", encoding="utf-8")
    one, two, three = (tmp_path / name for name in texts)
    bars = ReadOptions(delimiter="|")
    options = ImportOptions(maps={"House": "partner"}, each={two: bars}, save_profile="Team")
    apply_import(desk, plan_import(desk, "roster", [one, two, three], options))
    found = [(profile.name, profile.columns, profile.reading) for profile in list_profiles(desk)]
    assert found == [("Team", {}, AS_FOUND), ("Team 2", {"House": "partner"}, bars)]
    assert plan_import(desk, "roster", [one, two, three], options).lessons.profiles == ()
    (tmp_path / "four").write_text("Shop;E-mail\nAcme;b@x.example\n", encoding="utf-8")
    more = replace(options, maps={"Shop": "partner"})
    assert [each.name for each in plan_import(desk, "roster", [one, tmp_path / "four"], more).lessons.profiles] == [
        "Team 3"
    ]


def test_of_several_files_each_takes_what_is_said_of_its_columns(desk: Desk, tmp_path: Path) -> None:
    for name, text in (("one.csv", "Firm,E-mail\nAcme,a@x.example\n"), ("two.csv", "House,E-mail\nAcme,b@x.example\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    both = [tmp_path / "one.csv", tmp_path / "two.csv"]
    read = read_files(desk, "roster", both, ImportOptions(maps={"Firm": "partner", "House": "partner"}))
    assert [view.field for view in list_column_views(read)] == ["partner", "email", "partner", "email"]
    with pytest.raises(UserError, match="None of the files has a column “Shop”"):
        read_files(desk, "roster", both, ImportOptions(maps={"Shop": "partner"}))
