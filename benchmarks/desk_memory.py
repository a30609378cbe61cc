"""The most memory that evaluating a big desk takes, over that of a process that only opens the same desk.

Both are processes of their own. The target is 300 MB between the two; it is told as the ratio at which they would be
that far apart.
"""

from __future__ import annotations

import subprocess
import sys
from statistics import median

from benchmarks.desks import SampleDesks
from benchmarks.measuring import Figure, build_figure

PARTNERS = 100_000
OVER_IDLE = 300
"""Megabytes of 10^6 bytes."""
IDLE = """
from contextlib import closing
from channeladmin.desk.desk import open_desk
with closing(open_desk(path, clock=CLOCK)):
    pass
"""
EVALUATING = """
from channeladmin.desk.evaluating import Depth
evaluate_whole(path, Depth.OUTLOOK)
"""
_PROGRAM = """
import sys
from pathlib import Path
from benchmarks.desk_memory import read_peak
from benchmarks.desks import CLOCK, evaluate_whole
path = Path(sys.argv[1])
{work}
print(read_peak())
"""


def measure(desks: SampleDesks, *, partners: int = PARTNERS, runs: int = 1) -> Figure:
    """Megabytes resident at most, the outlook of every verdict included."""
    path = str(desks.get(partners))
    peaks = {work: median(_run(work, path) for _ in range(runs)) for work in (EVALUATING, IDLE)}
    target = round(1 + OVER_IDLE / peaks[IDLE], 2)
    return build_figure("desk_memory", peaks[EVALUATING], peaks[IDLE], target=target, runs=runs, unit="MB")


def _run(work: str, path: str) -> float:
    source = _PROGRAM.format(work=work)
    ran = subprocess.run([sys.executable, "-c", source, path], check=True, capture_output=True, text=True)
    return float(ran.stdout)


def read_peak() -> float:
    """The most memory, in megabytes, that this process has had resident so far."""
    try:
        # What `getrusage` tells begins with the process that started this one.
        with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123 - no file, a window into the system
            return next(int(line.split()[1]) * 1024 / 1e6 for line in status if line.startswith("VmHWM"))
    except FileNotFoundError:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6  # in bytes, as macOS tells it
