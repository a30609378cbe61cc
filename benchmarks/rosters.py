"""A big roster, a desk that knows its companies, and the least that takes the same lines into a database."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from channeladmin.desk.backups import BackupReason, back_up_before
from channeladmin.desk.desk import Desk, FixedClock, create_desk, open_desk
from channeladmin.desk.importing import ImportOptions, apply_import, plan_import
from channeladmin.storage.sqlite.engine import connect

PEOPLE = 20_000
PARTNERS = 2_000
CLOCK = FixedClock(date(2022, 10, 31))
CREDENTIALS = ("sales_core", "sa_core", "pse", "spec_ci", "spec_devops")
TITLES = ("Engineer", "Account Executive", "Consultant", "Solution Architect")
COLUMNS = (
    "partner", "region", "name", "email", "learner_id", "title", "credential", "earned", "expires", "employed_from",
)  # fmt: skip
_START = date(2019, 1, 1)


def write_roster(path: Path, *, people: int, partners: int) -> Path:
    """People spread over all partners, a row for each of five credentials with a day of its own."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(_list_rows(people, partners))
    return path


def _list_rows(people: int, partners: int) -> Iterator[tuple[object, ...]]:
    for number in range(people):
        joined = _START + timedelta(days=number % 700)
        title = TITLES[number % len(TITLES)]
        person = (name_partner(number % partners), "EMEA", f"Person Number{number}", f"p{number}@roster.example")
        for nth, credential in enumerate(CREDENTIALS):
            earned = joined + timedelta(days=30 + number * 7 % 500 + nth)
            expires = earned + timedelta(days=730)
            yield (*person, f"L-{number:06}", title, credential, earned, expires, joined)


def make_desk(path: Path, *, partners: int) -> Path:
    """A desk of companies with an agreement each and nobody in them."""
    source = path.with_suffix(".csv")
    with source.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("partner", "region", "agreement_signed"))
        writer.writerows((name_partner(number), "EMEA", "2021-02-01") for number in range(partners))
    with closing(create_desk(path, clock=CLOCK)) as desk:
        apply_import(desk, plan_import(desk, "partners", [source], ImportOptions()))
        # A desk that a backup holds is not backed up once more: only the import is measured.
        back_up_before(desk, BackupReason.BEFORE_IMPORT)
    return path


def name_partner(number: int) -> str:
    """The name of the n-th company."""
    return f"Partner {number:05} Ltd"


def open_made(path: Path) -> Desk:
    """A desk that was made so."""
    return open_desk(path, clock=CLOCK)


def insert_bare(roster: Path, path: Path) -> None:
    """The lines of a roster into one table of a new database, as text, in one transaction."""
    path.touch()
    with closing(connect(path)) as connection, roster.open(newline="", encoding="utf-8") as file:
        reader = csv.reader(file)
        columns = next(reader)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"CREATE TABLE line ({', '.join(f'{name} TEXT' for name in columns)})")
        connection.executemany(f"INSERT INTO line VALUES ({', '.join('?' * len(columns))})", reader)
        connection.execute("COMMIT")
