"""Tables to files: safe to open, whole or not at all."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from channeladmin.errors import EnvironmentProblem, UserError
from channeladmin.rosters.writing import write_table

COLUMNS = ("partner", "closed", "net_arr")
ROWS: list[tuple[Any, ...]] = [
    ("=1+1", date(2022, 1, 31), -1250),
    ("-A\nB", None, 5),
    ('Łódź, "Köln"', None, None),
    ("'=x", None, 0),
]


def read_back(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_csv_is_safe_for_spreadsheets_and_amounts_stay_numbers(tmp_path: Path) -> None:
    out = tmp_path / "b.csv"
    assert write_table(out, COLUMNS, ROWS, money=["net_arr"]) == 4
    assert read_back(out) == [
        list(COLUMNS),
        ["'=1+1", "2022-01-31", "-12.50"],
        ["'-A\nB", "", "0.05"],
        ['Łódź, "Köln"', "", ""],
        ["''=x", "", "0.00"],
    ]
    assert out.stat().st_mode & 0o777 == 0o600
    assert not out.read_bytes().startswith(b"\xef\xbb\xbf")


def test_lossless_writes_what_is_stored(tmp_path: Path) -> None:
    out = tmp_path / "b.csv"
    write_table(out, COLUMNS, ROWS, money=["net_arr"], lossless=True)
    assert [row[0] for row in read_back(out)[1:]] == [row[0] for row in ROWS]
    # Every cell is quoted, by which a reader knows that none is guarded.
    assert out.read_text("utf-8").startswith('"partner","closed","net_arr"\n"=1+1",')


def test_a_title_is_guarded(tmp_path: Path) -> None:
    write_table(tmp_path / "b.csv", ["=x"], [])
    assert read_back(tmp_path / "b.csv") == [["'=x"]]


def test_a_text_that_looks_like_a_formula_is_marked_as_text_in_a_workbook(tmp_path: Path) -> None:
    for lossless in (False, True):
        write_table(tmp_path / "b.xlsx", COLUMNS, ROWS, money=["net_arr"], lossless=lossless)
        with ZipFile(tmp_path / "b.xlsx") as book:
            assert (b'quotePrefix="1"' in book.read("xl/styles.xml")) is not lossless


def test_xlsx_holds_text_as_text_and_the_same_bytes_again(tmp_path: Path) -> None:
    out, again = tmp_path / "b.xlsx", tmp_path / "c.XLSX"
    write_table(out, COLUMNS, ROWS, money=["net_arr"])
    write_table(again, COLUMNS, ROWS, money=["net_arr"])
    assert out.read_bytes() == again.read_bytes()
    rows = CalamineWorkbook.from_path(str(out)).get_sheet_by_index(0).to_python()
    assert rows[:3] == [list(COLUMNS), ["=1+1", date(2022, 1, 31), -12.5], ["-A\nB", "", 0.05]]


def test_what_cannot_be_written_is_refused(tmp_path: Path) -> None:
    for name, message in (("b.ods", ".csv or .xlsx"), ("none/b.csv", "does not exist"), (".csv", ".csv or .xlsx")):
        with pytest.raises(UserError, match=message):
            write_table(tmp_path / name, COLUMNS, ROWS)
    (tmp_path / "dir.csv").mkdir()
    with pytest.raises(UserError, match="is a folder"):
        write_table(tmp_path / "dir.csv", COLUMNS, ROWS)


def test_a_failure_leaves_the_old_file_and_no_litter(tmp_path: Path) -> None:
    out = tmp_path / "b.csv"
    out.write_text("old")

    def break_off() -> Iterator[tuple[str, None, None]]:
        yield "Acme", None, None
        raise OSError(28, "No space left on device")

    with pytest.raises(EnvironmentProblem, match="No space left"):
        write_table(out, COLUMNS, break_off())
    assert (out.read_text(), list(tmp_path.iterdir())) == ("old", [out])


def test_a_text_too_long_for_a_spreadsheet(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"use \.csv"):
        write_table(tmp_path / "b.xlsx", ["note"], [("x" * 40_000,)])
