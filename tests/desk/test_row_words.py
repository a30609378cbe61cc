"""A row of an import in words, and in the report: what the file has, and what is stored of it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from channeladmin.desk.desk import Desk
from channeladmin.desk.exporting import export_report
from channeladmin.desk.importing import ImportOptions, ImportPlan, apply_import, plan_import
from channeladmin.desk.row_words import RowLine, list_row_lines

COMPANIES = "partner,region,agreement_signed\nAcme GmbH,EMEA,2021-02-01\n"
ROSTER = (
    "partner,name,email,credential,earned,expired\n"
    "Acme Gmb,Ann Lee,ann@acme.example,GitLab Verified Sales Core Associate,03/04/2022,\n"
)
DAYS_FIRST = ImportOptions(dates="dmy", same={"Acme Gmb": "Acme GmbH"})


class Files:
    """Plans and brings files into a desk."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self._desk, self._folder = desk, folder

    def plan(self, kind: str, text: str, options: ImportOptions | None = None) -> ImportPlan:
        path = self._folder / f"{kind}.csv"
        path.write_text(text, encoding="utf-8")
        return plan_import(self._desk, kind, [path], options or ImportOptions())

    def bring(self, kind: str, text: str, options: ImportOptions | None = None) -> None:
        apply_import(self._desk, self.plan(kind, text, options))


@pytest.fixture
def files(desk: Desk, tmp_path: Path) -> Files:
    files = Files(desk, tmp_path)
    files.bring("partners", COMPANIES)
    return files


def list_lines(plan: ImportPlan) -> list[tuple[str, str, str, str, bool]]:
    return [line[:5] for line in list_row_lines(plan, plan.rows[0])]


def list_told(plan: ImportPlan) -> list[RowLine]:
    return list_row_lines(plan, plan.rows[0])


def test_a_new_row_has_its_cells_beside_what_is_stored(files: Files) -> None:
    assert list_lines(files.plan("roster", ROSTER, DAYS_FIRST)) == [
        ("partner", "Acme Gmb", "", "Acme GmbH", True),
        ("credential", "GitLab Verified Sales Core Associate", "", "Sales Core", True),
        ("earned", "03/04/2022", "", "3 Apr 2022", True),
        ("employed from", "", "", "always; no first day is given", False),
        ("name", "Ann Lee", "", "Ann Lee", True),
        ("email", "ann@acme.example", "", "ann@acme.example", True),
    ]


def test_the_other_fields_say_that_they_are_known_and_what_they_are_taken_for(files: Files) -> None:
    files.bring("roster", ROSTER, DAYS_FIRST)
    text = ROSTER.replace("03/04/2022,", "04/04/2022,no").replace("Ann Lee", "Annie Lee")
    assert list_lines(files.plan("roster", text, DAYS_FIRST)) == [
        ("credential", "GitLab Verified Sales Core Associate", "", "Sales Core", True),
        ("earned", "04/04/2022", "", "4 Apr 2022", True),
        ("partner", "Acme Gmb", "", "Acme GmbH, known already", False),
        ("name", "Annie Lee", "", "Ann Lee, known already", False),
        ("email", "ann@acme.example", "", "known already", False),
        ("expired", "no", "", "", False),
    ]


def test_a_row_that_is_the_same_says_how_it_is_read(files: Files) -> None:
    files.bring("roster", ROSTER, DAYS_FIRST)
    lines = list_told(files.plan("roster", ROSTER, DAYS_FIRST))
    assert [(line.field, line.after) for line in lines if line.after] == [
        ("partner", "Acme GmbH"),
        ("credential", "Sales Core"),
        ("earned", "3 Apr 2022"),
    ]
    assert not any(line.is_stored for line in lines)


def test_what_is_stored_and_what_is_read_in_cells_comes_first(files: Files) -> None:
    head = "partner,region,closed,net_arr,kind,opportunity\n"
    files.bring("bookings", f"{head}Acme GmbH,EMEA,2022-03-01,45k,new,O-1\n")
    lines = list_told(files.plan("bookings", f"{head}Acme GmbH,EMEA,2022-03-01,50k,new,O-1\n"))
    assert lines[0][:5] == ("net arr", "50k", "$45,000", "$50,000", True)
    assert [line.after for line in lines[1:]] == [
        "known already",
        "1 Mar 2022, known already",
        "known already",
        "known already",
        "known already",
    ]


def test_cells_that_stand_for_nothing_are_taken_for_nothing(files: Files) -> None:
    plan = files.plan("roster", "partner,name,email,title,employed_until\nAcme GmbH,Bo,bo@acme.example,n/a,never\n")
    (line,) = [line for line in list_told(plan) if line.field == "employed until"]
    assert (line.cell, line.after, line.is_stored) == ("never", "nothing", False)


def test_the_report_says_what_was_stored_of_new_and_changed_rows(files: Files, tmp_path: Path) -> None:
    files.bring("roster", "partner,name,email,title\nAcme GmbH,Bo,bo@acme.example,CTO\n")
    plan = files.plan(
        "roster",
        "partner,name,email,title,credential,earned\n"
        "Acme Gmb,Ann Lee,ann@acme.example,,Sales Core,03/04/2022\nAcme GmbH,Bo,bo@acme.example,CEO,,\n",
        DAYS_FIRST,
    )
    assert export_report(plan, tmp_path / "report.csv") == 2
    with (tmp_path / "report.csv").open(encoding="utf-8", newline="") as file:
        new, changed = csv.DictReader(file)
    assert new["changes"] == (
        "partner:  -> Acme GmbH; name:  -> Ann Lee; email:  -> ann@acme.example; credential:  -> sales_core; "
        "earned:  -> 2022-04-03"
    )
    assert changed["changes"] == "title: CTO -> CEO"


def test_the_report_has_amounts_as_a_file_has_them(files: Files, tmp_path: Path) -> None:
    plan = files.plan("bookings", "partner,region,closed,net_arr,kind\nAcme GmbH,EMEA,2022-03-01,45k,new\n")
    export_report(plan, tmp_path / "report.csv")
    assert "net_arr:  -> 45000.00" in (tmp_path / "report.csv").read_text(encoding="utf-8")
