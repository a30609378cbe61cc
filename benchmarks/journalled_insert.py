"""What a roster brings, in one act, journalled and sealed, against a bare `executemany` of the same rows."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.measuring import Figure, compare
from channeladmin.program.vocabulary import Region
from channeladmin.records import Partner, RowInsert, RowWrites
from channeladmin.storage.clock import FixedClock
from channeladmin.storage.database import create_database, open_database
from channeladmin.storage.sqlite.engine import connect

PEOPLE = 25_000
PARTNERS = 500
TARGET = 1 / 0.35
CLOCK = FixedClock(date(2022, 10, 31))
START = date(2022, 1, 1)
FIRST_KEY = 2**60


def measure(*, people: int = PEOPLE, runs: int = 5) -> Figure:
    """Seconds for 100,000 rows (people, addresses, employments, awards): 0.35 of the bare speed or more."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        writes = tuple(_list_writes(people))
        # Made before the time runs, since only the writing is measured.
        journalled, bare = (
            [_make_desk(folder / f"{kind} {number}.channeladmin", is_bare=kind == "bare") for number in range(runs + 2)]
            for kind in ("act", "bare")
        )
        statements = _insert_and_read(journalled.pop(), writes)
        return compare(
            "journalled_insert",
            lambda: _insert(journalled.pop(), writes),
            lambda: _insert_bare(bare.pop(), statements),
            target=TARGET,
            runs=runs,
        )


def _make_desk(path: Path, *, is_bare: bool) -> Path:
    with closing(create_database(path, clock=CLOCK, actor="bench")) as database, database.act("Partners") as act:
        for number in range(PARTNERS):
            act.insert(Partner, {"name": f"Partner {number}"}, id=FIRST_KEY + number)
    if is_bare:
        with closing(connect(path)) as connection:
            for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
                connection.execute(f'DROP TRIGGER "{name}"')
    return path


def _insert_and_read(path: Path, writes: RowWrites) -> list[tuple[str, list[tuple[Any, ...]]]]:
    """The rows as the act stores them, each table with its statement, for the bare reference to write again."""
    _insert(path, writes)
    with closing(connect(path)) as connection:
        statements = []
        for table in dict.fromkeys(write.table for write in writes):
            rows = connection.execute(f'SELECT * FROM "{table}" ORDER BY id').fetchall()
            statements.append((f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(rows[0]))})', rows))
    return statements


def _list_writes(people: int) -> Iterator[RowInsert]:
    """Table by table, as an import orders them; what belongs to people not in the order of their keys."""
    first = FIRST_KEY + PARTNERS
    owners = [first + number * 7919 % people for number in range(people)]
    for number in range(people):
        yield RowInsert("person", first + number, {"name": f"Person number {number:06}", "learner_id": f"L{number:06}"})
    for key, (number, person_id) in enumerate(enumerate(owners), start=first + people):
        yield RowInsert("email_address", key, {"address": f"p{number:06}@partner.example", "person_id": person_id})
    spell: dict[str, Any] = {"region": Region.EMEA, "title": "Engineer", "starts_on": START}
    for key, (number, person_id) in enumerate(enumerate(owners), start=first + 2 * people):
        partner_id = FIRST_KEY + number % PARTNERS
        yield RowInsert("employment", key, spell | {"person_id": person_id, "partner_id": partner_id})
    award = {"credential": "sales_core", "earned_on": START}
    for key, (number, person_id) in enumerate(enumerate(owners), start=first + 3 * people):
        yield RowInsert("award", key, award | {"certificate_no": f"C-{number}", "person_id": person_id})


def _insert(path: Path, writes: RowWrites) -> None:
    with closing(open_database(path, clock=CLOCK, actor="bench")) as database, database.act("Import") as act:
        act.write_many(writes)


def _insert_bare(path: Path, statements: list[tuple[str, list[tuple[Any, ...]]]]) -> None:
    with closing(connect(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        for statement, rows in statements:
            connection.executemany(statement, rows)
        connection.execute("COMMIT")
