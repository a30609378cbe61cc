"""Strings that break software, as a company, a person and a note: they are stored to the byte, or their row is told."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from channeladmin.desk.desk import Desk
from channeladmin.desk.importing import ImportOptions, ImportPlan, apply_import, plan_import
from channeladmin.records import fold

_FILE = Path(__file__).parents[3] / "shared" / "corpora" / "csv" / "blns" / "blns.json"
_OWN = (
    "Acme", "'=1+1", "''", "=1+1", '"', '""', "\\", "\\N", "a\r\nb", "a\rb", "a\nb", "Total", "Grand Totals (3 rows)",
    "(c) 2020", "sep=;", "NULL", "nan", "0x1F", "1E5", "007", "\u202etxt.exe", "e\u0301", "ß", "ﬁ", "\U0010ffff",
    "\u2028", "a\x1fb", "a\x85b", "ʻOkina", "İstanbul", "ı", "\u200f", "x" * 200, "#REF!", "TRUE", "-", "n/a",
)  # fmt: skip


def list_strings() -> list[str]:
    """Our own, and the list of naughty strings where it is at hand."""
    listed = json.loads(_FILE.read_text("utf-8")) if _FILE.is_file() else []
    return [*_OWN, *listed]


def bring(desk: Desk, path: Path, kind: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> ImportPlan:
    """Import rows as a spreadsheet program writes them."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        writer.writerows(rows)
    plan = plan_import(desk, kind, [path], ImportOptions())
    apply_import(desk, plan)
    counts = plan.counts
    assert counts.rows == len(rows)
    assert counts.rows == counts.new + counts.changed + counts.same + counts.duplicates + counts.rejected
    return plan


def read(desk: Desk, query: str) -> list[str]:
    with desk.database.read() as connection:
        return [row[0] for row in connection.exec_driver_sql(query)]


def is_unreadable(text: str) -> bool:
    """What the app says it does not take: nothing at all, or a character that a file has lost."""
    return not text.strip() or "\x00" in text or "�" in text


@pytest.mark.parametrize(
    ("kind", "head", "row", "query"),
    [
        (
            "partners",
            ("external_ref", "partner"),
            ("R{0}", "{1}"),
            "SELECT name FROM partner WHERE external_ref = 'R{0}'",
        ),
        (
            "partners",
            ("external_ref", "partner", "address"),
            ("R{0}", "Company {0}", "{1}"),
            "SELECT address FROM partner WHERE external_ref = 'R{0}'",
        ),
        (
            "roster",
            ("partner", "learner_id", "name"),
            ("Acme", "L{0}", "{1}"),
            "SELECT name FROM person WHERE learner_id = 'L{0}'",
        ),
        (
            "roster",
            ("partner", "learner_id", "name", "title"),
            ("Acme", "L{0}", "Ann {0}", "{1}"),
            "SELECT title FROM employment JOIN person ON person.id = person_id WHERE learner_id = 'L{0}'",
        ),
    ],
    ids=["company", "note", "person", "job"],
)
def test_it_is_stored_as_it_is(
    desk: Desk, tmp_path: Path, kind: str, head: Sequence[str], row: Sequence[str], query: str
) -> None:
    if kind == "roster":
        bring(desk, tmp_path / "p.csv", "partners", ("partner", "region"), [("Acme", "EMEA")])
    strings = list_strings()
    rows = [[cell.format(number, text) for cell in row] for number, text in enumerate(strings)]
    plan = bring(desk, tmp_path / "in.csv", kind, head, rows)
    told = {error.row - 1 for error in plan.errors if error.row}
    is_name = head[-1] == "partner"
    meant = [bare[1:] if (bare := text.strip()).startswith("'=") else bare for text in strings]
    folded = [fold(text) for text in meant]
    for number, text in enumerate(strings):
        found = read(desk, query.format(number))
        if number in told:
            is_taken = is_name and folded.index(folded[number]) < number
            assert is_unreadable(text) or is_taken, text
        elif text.strip():
            assert found == [meant[number]]
