"""Both tracks of a whole desk, reading included, against the bare driver fetching the same rows in order."""

from __future__ import annotations

import tempfile
from collections import deque
from datetime import date
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from benchmarks.measuring import Figure, compare
from channeladmin.desk.desk import FixedClock, open_desk
from channeladmin.desk.evaluating import evaluate_desk
from channeladmin.desk.sample import make_sample

ON = date(2022, 10, 31)
PARTNERS = 10_000
TARGET = 5.0
QUERIES = (
    "SELECT a.*, p.name, p.external_ref FROM agreement a JOIN partner p ON p.id = a.partner_id "
    "ORDER BY p.name_key, a.region, a.id",
    "SELECT * FROM agreement_step ORDER BY agreement_id, since, id",
    "SELECT e.*, p.name FROM employment e JOIN person p ON p.id = e.person_id ORDER BY e.partner_id, e.person_id, e.id",
    "SELECT person_id, address FROM email_address WHERE position = 0 ORDER BY person_id",
    "SELECT * FROM award ORDER BY person_id, id",
    "SELECT * FROM business_plan ORDER BY agreement_id, fiscal_year",
    "SELECT * FROM activity ORDER BY agreement_id, held_on, id",
    "SELECT * FROM booking ORDER BY agreement_id, closed_on, id",
)


def measure(*, partners: int = PARTNERS, runs: int = 3) -> Figure:
    """Seconds for 10,000 agreements, 100,000 people and 300,000 awards, the outlook of every verdict included."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "big.channeladmin"
        make_sample(path, on=ON, partners=partners, fast=True)
        return compare("desk_evaluation", lambda: _evaluate(path), lambda: _fetch(path), target=TARGET, runs=runs)


def _evaluate(path: Path) -> None:
    desk = open_desk(path, clock=FixedClock(ON))
    deque(evaluate_desk(desk, on=ON), maxlen=0)
    desk.close()


def _fetch(path: Path) -> None:
    connection = sqlcipher.connect(str(path))
    for query in QUERIES:
        cursor = connection.execute(query)
        while cursor.fetchmany(2000):
            pass
    connection.close()
