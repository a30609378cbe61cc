"""Rows that an import rejects: written as they came, corrected in the file, imported from it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from channeladmin.desk.desk import Desk
from channeladmin.desk.exporting import export_kind, export_rejected
from channeladmin.desk.import_columns import list_column_views
from channeladmin.desk.importing import (
    ImportOptions,
    ImportPlan,
    ReadOptions,
    apply_import,
    plan_import,
    read_files,
    read_source,
)
from tests.desk.hostile_desks import new_desk

Rows = list[list[str]]
_RAW = (
    "=1+1", "'=1+1", "''=1+1", "\t=1", "\t'=1", "'", "'x", "+1 (5)", "-", "@lee", 'say "hi"', "a\r\nb", "a\nb", " x ",
    "\r=1", "x;y", "Total", "", "line", "why",
)  # fmt: skip
raw_cells = st.sampled_from(_RAW) | st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=6)


def read_rows(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write_rows(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def reject(desk: Desk, source: Path, out: Path, options: ImportOptions, *, lossless: bool = False) -> ImportPlan:
    plan = plan_import(desk, "partners", [source], options)
    export_rejected(plan, out, lossless=lossless)
    return plan


def correct(path: Path, change: Callable[[str], str]) -> None:
    """Change cells as staff do in a text editor."""
    text = path.read_bytes().decode("utf-8")
    changed = change(text)
    assert changed != text
    path.write_bytes(changed.encode("utf-8"))


OWN_WORDS = ImportOptions(
    maps={"Firma": "partner", "=Adresse": "address", "Notiz": "website"},
    reading=ReadOptions(delimiter=",", quote='"'),
)


@pytest.mark.parametrize("lossless", [False, True])
@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@example(cells=["=1+1", "'=1+1"])
@example(cells=["\t'=1", "''=1+1"])
@given(cells=st.lists(raw_cells, min_size=2, max_size=2))
def test_no_other_cell_changes(lossless: bool, tmp_path: Path, cells: list[str]) -> None:
    """What the file itself would have stored, had its one bad cell been right."""
    header = ["Firma", "region", "=Adresse", "Notiz", "Firma"]
    wrong, right = ([header, ["'=Sum & Co", region, *cells, "="]] for region in ("XX", "EMEA"))
    with new_desk() as desk, new_desk("other") as other:
        out = tmp_path / "rejected.csv"
        assert (
            reject(desk, write_rows(tmp_path / "p.csv", wrong), out, OWN_WORDS, lossless=lossless).counts.rejected == 1
        )
        table = read_source(out)
        assert list(table.columns[:5]) == header
        assert [row.cells[:5] for row in table.rows] == [tuple(wrong[1])]
        correct(out, lambda text: text.replace("XX", "EMEA", 1))
        options = ImportOptions(maps=OWN_WORDS.maps)
        for each, path, told in ((desk, out, options), (other, write_rows(tmp_path / "p.csv", right), OWN_WORDS)):
            plan = plan_import(each, "partners", [path], told)
            assert plan.counts.rejected == 0
            apply_import(each, plan)
            export_kind(each, "partners", tmp_path / f"{each.path.stem}.csv")
        assert (tmp_path / "desk.csv").read_bytes() == (tmp_path / "other.csv").read_bytes()


FOREIGN = [["Company", "Region", "Note", "Note"], ["Acme", "EMEA", "ok", ""], ["Birch", "XX", "=bad", "'=second"]]


def test_the_reasons_are_left_out_without_a_word(desk: Desk, tmp_path: Path) -> None:
    source, out = write_rows(tmp_path / "p.csv", FOREIGN), tmp_path / "rejected.csv"
    first = reject(desk, source, out, ImportOptions())
    apply_import(desk, first)
    assert [error.column for error in first.header_errors] == ["Note", "Note"]
    titles, row = read_rows(out)
    assert titles == ["Company", "Region", "Note", "Note", "source", "line", "why", "more cells"]
    assert row[:6] == ["Birch", "XX", "'=bad", "''=second", "p.csv", "3"]
    views = list_column_views(read_files(desk, "partners", [out], ImportOptions()))
    assert [view.title for view in views if view.is_left_out] == titles[4:]
    correct(out, lambda text: text.replace("XX", "APAC", 1))
    second = plan_import(desk, "partners", [out], ImportOptions())
    assert [error.column for error in second.header_errors] == ["Note", "Note"]
    assert (second.counts.new, second.counts.rows) == (1, 1)


def test_rejected_again_the_rows_stay_as_they_came(desk: Desk, tmp_path: Path) -> None:
    source, out, again = write_rows(tmp_path / "p.csv", FOREIGN), tmp_path / "rejected.csv", tmp_path / "again.csv"
    reject(desk, source, out, ImportOptions())
    for lossless in (False, True):
        reject(desk, out, again, ImportOptions(), lossless=lossless)
        rejected, row = read_source(out).rows[0].cells, read_source(again).rows[0].cells
        assert row[:4] == rejected[:4] == tuple(FOREIGN[2])
        assert row[4:6] == ("rejected.csv", "2")


def test_a_workbook_of_rejected_rows(desk: Desk, tmp_path: Path) -> None:
    source, out = write_rows(tmp_path / "p.csv", FOREIGN), tmp_path / "rejected.xlsx"
    reject(desk, source, out, ImportOptions())
    table = read_source(out)
    assert table.rows[0].cells[:4] == tuple(FOREIGN[2])
    assert not table.is_exact


def test_a_spreadsheet_that_kept_the_guards_as_text(desk: Desk, tmp_path: Path) -> None:
    """It parts cells by semicolons, as European ones do."""
    source, out = write_rows(tmp_path / "p.csv", FOREIGN), tmp_path / "rejected.csv"
    reject(desk, source, out, ImportOptions())
    saved = tmp_path / "saved.csv"
    with saved.open("w", encoding="cp1252", newline="") as file:
        csv.writer(file, delimiter=";").writerows(read_rows(out))
    table = read_source(saved)
    assert (table.delimiter, table.rows[0].cells[:4]) == (";", tuple(FOREIGN[2]))


def test_what_has_no_column_is_not_dropped(desk: Desk, tmp_path: Path) -> None:
    rows = [["partner", "address"], ["Acme", "1 Road", "Town"], ["Birch", "2 Road"]]
    source, out = write_rows(tmp_path / "p.csv", rows), tmp_path / "r.csv"
    assert reject(desk, source, out, ImportOptions()).counts.rejected == 1
    assert read_rows(out)[1][-1] == "Town"
    again = plan_import(desk, "partners", [out], ImportOptions())
    assert "Put it where it belongs" in again.errors[0].message
    correct(out, lambda text: text.replace("1 Road", '"1 Road, Town"').replace(",Town\r\n", ",\r\n"))
    assert plan_import(desk, "partners", [out], ImportOptions()).counts.new == 1


def test_a_title_is_guarded_too(desk: Desk, tmp_path: Path) -> None:
    source = write_rows(tmp_path / "p.csv", [["=cmd", "partner", "region"], ["x", "Acme", "XX"]])
    reject(desk, source, tmp_path / "r.csv", ImportOptions())
    assert read_rows(tmp_path / "r.csv")[0][0] == "'=cmd"
    assert read_source(tmp_path / "r.csv").columns[0] == "=cmd"


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_rows_of_our_own_export_keep_every_apostrophe(desk: Desk, tmp_path: Path, suffix: str) -> None:
    source = write_rows(
        tmp_path / "p.csv", [["partner", "region", "address"], ["Acme", "EMEA", "''=1"], ["B", "", "-"]]
    )
    apply_import(desk, plan_import(desk, "partners", [source], ImportOptions()))
    export_kind(desk, "partners", tmp_path / "own.csv")
    correct(tmp_path / "own.csv", lambda text: text.replace("EMEA", "XX"))
    out = tmp_path / f"r.{suffix}"
    assert reject(desk, tmp_path / "own.csv", out, ImportOptions()).counts.rejected == 1
    (row,) = plan_import(desk, "partners", [out], ImportOptions(maps={"region": ""})).rows
    assert (row.bucket.value, row.changes) == ("same", ())
    # Beside rows of other files, which come as they are, it says the same.
    both = plan_import(
        desk, "partners", [tmp_path / "own.csv", write_rows(tmp_path / "f.csv", FOREIGN)], ImportOptions()
    )
    export_rejected(both, out)
    mixed = plan_import(desk, "partners", [out], ImportOptions(maps={"region": "", "Region": ""})).rows[0]
    assert (mixed.bucket.value, mixed.changes) == ("same", ())
