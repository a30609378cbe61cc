"""All tracks of a whole desk, reading included, against the bare driver fetching the same rows in order.

Every row of every verdict is worked out, with those who count and those who do not by name. The reference fetches every
column of the tables that the evaluation reads, in the order in which it goes through them (`fetching.IN_ORDER`). Two
figures beside it have no target: the ratio to the cheapest order, in which the rows lie in the file
(`desk_counts_by_key`), and that to DuckDB, which counts distinct people in memory, on every core, without saying who
(`desk_counts_by_duckdb`; its tables are loaded before the clock starts).
"""

from __future__ import annotations

from contextlib import closing

from benchmarks.counting import count_holders, load_tables
from benchmarks.desks import ON, SampleDesks, evaluate_whole
from benchmarks.fetching import BY_KEY, IN_ORDER, fetch_all
from benchmarks.measuring import Figure, build_figure, time_in_turn
from channeladmin.desk.evaluating import Depth

PARTNERS = 10_000
TARGET = 2.5


def measure(desks: SampleDesks, *, partners: int = PARTNERS, runs: int = 5) -> tuple[Figure, ...]:
    """Seconds for 10,000 agreements, 100,000 people and 300,000 awards."""
    path = desks.get(partners)
    with closing(load_tables(path)) as memory:
        app, in_order, by_key, counting = time_in_turn(
            (
                lambda: evaluate_whole(path, Depth.COUNTS),
                lambda: fetch_all(path, IN_ORDER),
                lambda: fetch_all(path, BY_KEY),
                lambda: count_holders(memory, ON),
            ),
            runs=runs,
        )
    return (
        build_figure("desk_counts", app, in_order, target=TARGET, runs=runs),
        build_figure("desk_counts_by_key", app, by_key, target=None, runs=runs),
        build_figure("desk_counts_by_duckdb", app, counting, target=None, runs=runs),
    )
