"""Taking back a roster of 100,000 rows, against importing it: matched, journalled, standings rewritten in both."""

from __future__ import annotations

import csv
import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path

from benchmarks.measuring import Figure, compare
from channeladmin.desk.desk import Desk, FixedClock, open_desk
from channeladmin.desk.history import undo
from channeladmin.desk.importing import ImportOptions, apply_import, plan_import
from channeladmin.desk.sample import make_sample

ON = date(2022, 10, 31)
CREDENTIALS = ("sales_core", "sa_core", "pse", "spec_ci", "spec_devops")
PARTNERS = 2_000
PEOPLE = 20_000
TARGET = 1 / 0.3


def measure(*, partners: int = PARTNERS, people: int = PEOPLE, runs: int = 3) -> Figure:
    """Seconds to undo; the reference is the import from the file to the commit."""
    with tempfile.TemporaryDirectory() as folder:
        path, roster = Path(folder) / "desk.channeladmin", Path(folder) / "roster.csv"
        make_sample(path, on=ON, partners=partners, fast=True)
        with closing(open_desk(path, clock=FixedClock(ON))) as desk:
            write_roster(desk, roster, people)
            _import(desk, roster)
            return compare("undo_import", lambda: undo(desk), lambda: _import(desk, roster), target=TARGET, runs=runs)


def write_roster(desk: Desk, roster: Path, people: int) -> None:
    """A roster of new people spread over all partners, a row for each of five credentials."""
    with desk.database.read() as connection:
        partners = connection.exec_driver_sql("SELECT name FROM partner ORDER BY id").scalars().all()
    with roster.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("partner", "region", "name", "email", "credential", "earned"))
        for number in range(people):
            person = (partners[number % len(partners)], "EMEA", f"New {number}", f"new{number}@roster.example")
            writer.writerows((*person, credential, "2022-05-01") for credential in CREDENTIALS)


def _import(desk: Desk, roster: Path) -> None:
    apply_import(desk, plan_import(desk, "roster", [roster], ImportOptions()))
