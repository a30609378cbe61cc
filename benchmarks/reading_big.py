"""A file of a million rows: how soon its first rows are shown, and the most memory that reading all of it takes."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.measuring import Figure, build_figure, time_in_turn
from benchmarks.rosters import write_roster
from channeladmin.desk.importing import preview_source, read_source

PEOPLE = 200_000
PARTNERS = 20_000
PREVIEW_TARGET = 0.05
MOST_MEMORY = 400
"""Megabytes of 10^6 bytes for the whole process."""
_PROGRAM = """
import sys
from pathlib import Path
from benchmarks.desk_memory import read_peak
from channeladmin.desk.importing import read_source
{work}
print(read_peak())
"""
_READ = "table = read_source(Path(sys.argv[1]))"


def measure_preview(*, people: int = PEOPLE, runs: int = 3) -> Figure:
    """Seconds until the first rows of a file are there, provisionally, against the whole read."""
    with tempfile.TemporaryDirectory() as name:
        roster = write_roster(Path(name) / "roster.csv", people=people, partners=PARTNERS)
        first, whole = time_in_turn((lambda: preview_source(roster), lambda: read_source(roster)), runs=runs)
    return build_figure("preview_first", first, whole, target=PREVIEW_TARGET, runs=runs)


def measure_memory(*, people: int = PEOPLE, runs: int = 1) -> Figure:
    """Megabytes resident at most, against a process that has only loaded what reads."""
    with tempfile.TemporaryDirectory() as name:
        roster = write_roster(Path(name) / "roster.csv", people=people, partners=PARTNERS)
        reading, idle = (median(_run(work, roster) for _ in range(runs)) for work in (_READ, ""))
    target = round(MOST_MEMORY / idle, 2)
    return build_figure("read_memory", reading, idle, target=target, runs=runs, unit="MB")


def _run(work: str, roster: Path) -> float:
    command = [sys.executable, "-c", _PROGRAM.format(work=work), str(roster)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
