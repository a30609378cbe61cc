"""What goes out comes in again: the same records, the same bytes."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from channeladmin.desk.desk import Desk, FixedClock, create_desk
from channeladmin.desk.exporting import export_kind, export_rejected
from channeladmin.desk.importing import ImportOptions, apply_import, plan_import
from channeladmin.errors import UserError

STORY = Path(__file__).parents[1] / "stories" / "desk"
CORPORA = Path(__file__).parents[3] / "shared" / "corpora"

# Metrics are no part of the shipped edition; tests/desk/test_metrics.py has them.
MORE = {
    "partners": (
        'partner,external_ref,kinds,address,status,status_since,region,channel_manager\n=Sum & Co,"-1",msp;reseller,'
        '"1 Road\nTown",ended,2022-01-01,AMER,@lee\n"Bare ""Ltd""",,,,,,,\n'
    ),
    "roster": (
        "partner,region,name,email,other_emails,learner_id,title,credential,edition,earned,employed_from,employed_until\n"
        "Alder GmbH,,Zoë,zoe@a.example,zoe@b.example;zoe@c.example,L-9,+CTO,pse,2020,2020-01-01,,2020-12-31\n"
        "Alder GmbH,APAC,Zoë,zoe@a.example,,,,pse,2021,2020-01-01,2021-02-01,\n"
        "=Sum & Co,,Zoë,zoe@c.example,,,,certified_trainer:CI/CD,,2022-01-01,2019-01-01,2019-06-01\n"
        "=Sum & Co,,Nobody Yet,nobody@sum.example,,,,,,,,\n"
    ),
    "bookings": "partner,region,closed,net_arr,kind\n=Sum & Co,,2022-01-01,-5,\n=Sum & Co,,2022-01-01,-5,\n",
    "activities": "partner,held,kind,title\n=Sum & Co,2022-01-01,webinar,\n=Sum & Co,2022-01-01,webinar,-\n",
    "plans": "partner,fiscal_year,title,q1\n=Sum & Co,2022,'=Plan,1.5k\n",
}


def bring(desk: Desk, kind: str, path: Path) -> None:
    plan = plan_import(desk, kind, [path], ImportOptions())
    assert not plan.errors
    apply_import(desk, plan)


@pytest.fixture
def full_desk(desk: Desk, tmp_path: Path) -> Desk:
    """The desk of the story, and on top of it all that is odd."""
    for kind, text in MORE.items():
        bring(desk, kind, STORY / f"{kind}.csv")
        more = tmp_path / f"more-{kind}.csv"
        more.write_text(text, encoding="utf-8")
        bring(desk, kind, more)
    return desk


@pytest.mark.parametrize("lossless", [False, True])
def test_an_export_changes_nothing_and_makes_the_same_desk(full_desk: Desk, tmp_path: Path, lossless: bool) -> None:
    other = create_desk(tmp_path / "other.channeladmin", actor="A. Other", clock=FixedClock(date(2022, 10, 10)))
    for kind in MORE:
        out, again = tmp_path / f"{kind}.csv", tmp_path / f"{kind}-again.csv"
        count = export_kind(full_desk, kind, out, lossless=lossless)
        plan = plan_import(full_desk, kind, [out], ImportOptions())
        assert (plan.counts.same, plan.counts.rows, plan.errors) == (count, count, ())
        bring(other, kind, out)
        export_kind(other, kind, again, lossless=lossless)
        assert again.read_bytes() == out.read_bytes()
    other.close()


def test_cells_that_look_like_formulas_are_guarded(full_desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "p.csv"
    export_kind(full_desk, "partners", out)
    with out.open(encoding="utf-8", newline="") as file:
        rows = {row["partner"]: row for row in csv.DictReader(file)}
    assert rows["'=Sum & Co"]["external_ref"] == "'-1"
    assert "A&B <Test> </para> GmbH" in rows
    export_kind(full_desk, "bookings", out)
    assert "'=Sum & Co,AMER,2022-01-01,-5.00,new," in out.read_text("utf-8")


def test_a_spreadsheet_has_as_many_rows(full_desk: Desk, tmp_path: Path) -> None:
    for kind in MORE:
        assert export_kind(full_desk, kind, tmp_path / "x.xlsx") == export_kind(full_desk, kind, tmp_path / "x.csv")


def test_the_data_file_is_not_written_over(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="the data file itself"):
        export_kind(desk, "partners", desk.path)
    with pytest.raises(UserError, match="is not a kind of file"):
        export_kind(desk, "people", tmp_path / "x.csv")


def test_the_rejected_rows_with_the_reason(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("partner,region,Note\nAcme,EMEA,ok\nBirch,XX,bad\nCedar,EMEA,a,b\n", encoding="utf-8")
    plan = plan_import(desk, "partners", [path], ImportOptions())
    out = tmp_path / "rejects.csv"
    assert export_rejected(plan, out) == 2
    with out.open(encoding="utf-8", newline="") as file:
        first, second = csv.DictReader(file)
    assert (first["partner"], first["Note"], first["source"], first["line"]) == ("Birch", "bad", "p.csv", "3")
    assert first["why"].startswith("region: “XX” is not a region")
    assert (second["partner"], second["more cells"]) == ("Cedar", "b")


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora of hostile files are not here")
def test_naughty_strings_come_back_as_they_are(desk: Desk, tmp_path: Path) -> None:
    strings = json.loads((CORPORA / "csv" / "blns" / "blns.json").read_text("utf-8"))
    path, out = tmp_path / "in.csv", tmp_path / "out.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["partner", "address"])
        writer.writerows([f"N{number}", text] for number, text in enumerate(strings))
    plan = plan_import(desk, "partners", [path], ImportOptions())
    apply_import(desk, plan)
    refused = {error.row - 1 for error in plan.errors}
    assert all("\x00" in strings[number] or "�" in strings[number] for number in refused)
    export_kind(desk, "partners", out, lossless=True)
    with out.open(encoding="utf-8", newline="") as file:
        stored = {row["partner"]: row["address"] for row in csv.DictReader(file)}
    for number, text in enumerate(strings):
        if number not in refused:
            assert stored[f"N{number}"] == text.strip()
