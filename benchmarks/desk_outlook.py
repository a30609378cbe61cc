"""All tracks of a whole desk with the outlook of every verdict, against what `desk_counts` is measured against."""

from __future__ import annotations

from benchmarks.desks import SampleDesks, evaluate_whole
from benchmarks.fetching import IN_ORDER, fetch_all
from benchmarks.measuring import Figure, compare
from channeladmin.desk.evaluating import Depth

PARTNERS = 10_000
TARGET = 5.0


def measure(desks: SampleDesks, *, partners: int = PARTNERS, runs: int = 5) -> Figure:
    """Seconds for 10,000 agreements, 100,000 people and 300,000 awards, until when each verdict holds included."""
    path = desks.get(partners)
    return compare(
        "desk_outlook",
        lambda: evaluate_whole(path, Depth.OUTLOOK),
        lambda: fetch_all(path, IN_ORDER),
        target=TARGET,
        runs=runs,
    )
