"""The columns of a planned import as a page shows them."""

from __future__ import annotations

from pathlib import Path

from channeladmin.desk.desk import Desk
from channeladmin.desk.import_columns import ColumnView, list_column_views
from channeladmin.desk.importing import ImportOptions, plan_import


def test_columns_with_their_cells_their_field_or_what_they_may_be(desk: Desk, tmp_path: Path) -> None:
    source = tmp_path / "team.csv"
    source.write_text(
        "Company,First Name,Last Name,Email,Patch,Shoe,Notes\n"
        "Acme,Ann,Lee,a@x.example,EMEA,38,x\nAcme,Bo,Lee,b@x.example,EMEA,44,\n",
        encoding="utf-8",
    )
    plan = plan_import(desk, "roster", [source], ImportOptions(maps={"Notes": ""}))
    assert list_column_views(plan) == (
        ColumnView("team.csv", "Company", ("Acme",), "partner", None, False),
        ColumnView("team.csv", "First Name", ("Ann", "Bo"), "name", None, False),
        ColumnView("team.csv", "Last Name", ("Lee",), "name", None, False),
        ColumnView("team.csv", "Email", ("a@x.example", "b@x.example"), "email", None, False),
        ColumnView("team.csv", "Patch", ("EMEA",), None, "region", False),
        ColumnView("team.csv", "Shoe", ("38", "44"), None, None, False),
        ColumnView("team.csv", "Notes", ("x",), None, None, True),
    )
    (patch,) = (error for error in plan.header_errors if error.column == "Patch")
    assert "It may be region: its cells are regions of the programme" in patch.message
