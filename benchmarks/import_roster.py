"""A roster of 100,000 rows, planned and applied, against bare `csv.reader` and `executemany` of the same lines."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.measuring import Figure, build_figure
from benchmarks.undo_import import ON, PARTNERS, PEOPLE, write_roster
from channeladmin.desk.backups import BackupReason, back_up_before
from channeladmin.desk.desk import Desk, FixedClock, open_desk
from channeladmin.desk.history import undo
from channeladmin.desk.importing import ImportOptions, apply_import, plan_import
from channeladmin.desk.sample import make_sample
from channeladmin.storage.sqlite.engine import connect

PLAN_TARGET = 6.0
APPLY_TARGET = 10.0


def measure(*, partners: int = PARTNERS, people: int = PEOPLE, runs: int = 3) -> Sequence[Figure]:
    """Seconds from the file to the plan, and from the file to the commit less what the backup before it takes."""
    with tempfile.TemporaryDirectory() as folder:
        path, roster = Path(folder) / "desk.channeladmin", Path(folder) / "roster.csv"
        make_sample(path, on=ON, partners=partners, fast=True)
        with closing(open_desk(path, clock=FixedClock(ON))) as desk:
            write_roster(desk, roster, people)
            times = [_time_once(desk, roster, Path(folder) / "bare.db") for _ in range(runs + 1)][1:]
    planned, whole, bare = (median(column) for column in zip(*times, strict=True))
    return (
        build_figure("import_dry_run", planned, bare, target=PLAN_TARGET, runs=runs),
        build_figure("import_apply", whole, bare, target=APPLY_TARGET, runs=runs),
    )


def _time_once(desk: Desk, roster: Path, bare_path: Path) -> tuple[float, float, float]:
    """Plan, plan and apply, and the bare reference; the desk is afterwards as it was."""
    started = perf_counter()
    plan = plan_import(desk, "roster", [roster], ImportOptions())
    planned = perf_counter() - started
    started = perf_counter()
    back_up_before(desk, BackupReason.BEFORE_IMPORT)
    backup = perf_counter() - started
    started = perf_counter()
    apply_import(desk, plan)
    applied = perf_counter() - started - backup
    del plan
    undo(desk)
    return planned, planned + applied, _time_bare(roster, bare_path)


def _time_bare(roster: Path, path: Path) -> float:
    """One table of six texts, one transaction, as durable as the desk's own."""
    path.unlink(missing_ok=True)
    path.touch()
    with closing(connect(path)) as connection, roster.open(newline="", encoding="utf-8") as file:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE line (a TEXT, b TEXT, c TEXT, d TEXT, e TEXT, f TEXT) STRICT")
        started = perf_counter()
        lines = csv.reader(file)
        next(lines)
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO line VALUES (?, ?, ?, ?, ?, ?)", lines)
        connection.execute("COMMIT")
        return perf_counter() - started
