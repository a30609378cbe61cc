"""Opening a data file of a gigabyte, against opening an empty one."""

from __future__ import annotations

import tempfile
from contextlib import closing
from datetime import date
from pathlib import Path

from benchmarks.measuring import Figure, compare
from channeladmin.desk.desk import FixedClock, create_desk, open_desk
from channeladmin.desk.history import next_redo, next_undo
from channeladmin.records import RowInsert

TARGET = 1.5
ROWS = 1_000_000
CLOCK = FixedClock(date(2022, 10, 31))


def measure(*, rows: int = ROWS, runs: int = 9) -> Figure:
    """Seconds until the desk is open and knows what undo and redo would take; a million people are a gigabyte."""
    with tempfile.TemporaryDirectory() as folder:
        big, empty = Path(folder) / "big.channeladmin", Path(folder) / "empty.channeladmin"
        create_desk(empty, clock=CLOCK).close()
        with closing(create_desk(big, clock=CLOCK)) as desk, desk.database.act("Fill") as act:
            notes = "A long note about a person. " * 8
            for _ in range(10):
                keys = act.new_ids(rows // 10)
                act.write_many(tuple(RowInsert("person", key, {"name": "P", "notes": notes}) for key in keys))
        return compare("open_big", lambda: _open(big), lambda: _open(empty), target=TARGET, runs=runs)


def _open(path: Path) -> None:
    with closing(open_desk(path, clock=CLOCK)) as desk:
        next_undo(desk)
        next_redo(desk)
