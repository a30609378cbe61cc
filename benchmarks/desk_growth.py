"""What an agreement costs in a desk a hundred times as big, against what it costs in the small one.

The processor's time is compared, not the clock's: the runs are long and lie far apart, and another program that is busy
meanwhile would be taken for growth.
"""

from __future__ import annotations

from statistics import median
from time import process_time

from benchmarks.desks import SampleDesks, evaluate_whole
from benchmarks.measuring import Figure, build_figure
from channeladmin.desk.evaluating import Depth

BIG, SMALL = 100_000, 1_000
TARGET = 1.2
_SMALL_RUNS = 5
"""How often the small desk is evaluated for each time of the big one."""


def measure(desks: SampleDesks, *, big: int = BIG, small: int = SMALL, runs: int = 3) -> Figure:
    """Milliseconds an agreement, all tracks with names counted, the opening and the reading included."""
    evaluate_whole(desks.get(small), Depth.COUNTS)
    in_big, in_small = [], []
    for _ in range(runs):
        in_big.append(_time_one(desks, big))
        in_small += [_time_one(desks, small) for _ in range(_SMALL_RUNS)]
    return build_figure("desk_growth", median(in_big), median(in_small), target=TARGET, runs=runs, unit="ms")


def _time_one(desks: SampleDesks, partners: int) -> float:
    """Milliseconds an agreement; every one has as many verdicts."""
    path = desks.get(partners)
    started = process_time()
    count = evaluate_whole(path, Depth.COUNTS)
    return (process_time() - started) * 1000 / count
