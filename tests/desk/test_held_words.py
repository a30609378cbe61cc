"""What the assistant advises about rows that are held."""

from __future__ import annotations

from pathlib import Path

import pytest

from channeladmin.desk.desk import Desk
from channeladmin.desk.held_words import advise_held
from channeladmin.desk.importing import Bucket, ImportOptions, PlannedRow, apply_import, plan_import

HEADER = "partner,name,email,learner_id,credential,earned,edition\n"
PEOPLE = (
    "Acme,Ann Lee,ann@acme.example,L-1,pse,2022-01-03,2021\n"
    "Acme,Ann Lee,ann@acme.example,L-1,pse,2022-01-03,2022\n"
    "Acme,Bo Roe,bo@acme.example,L-2,,,\n"
    "Acme,Cy “Red” Orr,cy@acme.example,,,,\n"
    "Acme,Cy “Red” Orr,cy@home.example,,,,\n"
)


def plan_row(desk: Desk, folder: Path, text: str) -> PlannedRow:
    path = folder / "team.csv"
    path.write_text(HEADER + text, encoding="utf-8")
    (row,) = plan_import(desk, "roster", [path], ImportOptions()).rows
    return row


@pytest.fixture
def on_desk(desk: Desk, tmp_path: Path) -> Desk:
    for kind, text in (("partners", "partner,region\nAcme,EMEA\n"), ("roster", HEADER + PEOPLE)):
        path = tmp_path / f"{kind}.csv"
        path.write_text(text, encoding="utf-8")
        apply_import(desk, plan_import(desk, kind, [path], ImportOptions()))
    return desk


@pytest.mark.parametrize(
    ("cells", "field", "words"),
    [
        ("ann@acme.example;bo@acme.example,,,,", "email", "If the row is of “Ann Lee” or “Bo Roe” alone: correct"),
        ("bo@acme.example,L-1,,,", "learner_id", "If the row is of “Ann Lee” or “Bo Roe” alone: correct the file"),
        (
            "bo@acme.example,L-3,,,",
            "learner_id",
            "If the row is of “Bo Roe”: correct the learner id, in the file or",
        ),
        (
            "bo@acme.example;cy@acme.example,L-1,,,",
            "learner_id",
            "If the row is of “Ann Lee” or “Bo Roe” or “Cy “Red” O",
        ),
        ("cy@acme.example;bo@acme.example,,,,", "email", "If the row is of “Cy “Red” Orr” or “Bo Roe” alone: correct"),
        ("cy@acme.example;cy@home.example,,,,", "email", "If the row is of one of the people named “Cy “Red” Orr” al"),
        ("ann@acme.example,L-1,pse,2022-01-03,", "edition", "Say the edition in the file; if one of these awards"),
    ],
)
def test_a_held_row_says_what_can_be_done(cells: str, field: str, words: str, on_desk: Desk, tmp_path: Path) -> None:
    row = plan_row(on_desk, tmp_path, f"Acme,,{cells}\n")
    assert (row.bucket, row.errors[0].column) == (Bucket.DUPLICATE, field)
    advice = advise_held(row)
    assert advice.startswith(words)
    assert advice.endswith("Then import the file again.")


def test_other_rows_have_no_such_advice(on_desk: Desk, tmp_path: Path) -> None:
    for cells in ("Ann Lee,ann@acme.example,L-1,,,", "Cy,nobody,,,,"):
        assert advise_held(plan_row(on_desk, tmp_path, f"Acme,{cells}\n")) == ""
