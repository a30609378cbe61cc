"""One figure: the app and a bare reference in turn (A B A B), several times, as medians."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Figure:
    """The medians of the app and of its reference; `holds` if the ratio is at most the target."""

    name: str
    unit: str
    figure: float
    reference: float
    ratio: float
    target: float
    holds: bool
    runs: int

    def to_json(self) -> str:
        """The figure as one line."""
        return json.dumps(asdict(self))


def compare(
    name: str,
    app: Callable[[], object],
    reference: Callable[[], object],
    *,
    target: float,
    runs: int,
    clock: Callable[[], float] = perf_counter,
) -> Figure:
    """Time both in turn, in seconds, after one run of each that does not count."""
    app()
    reference()
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs):
        for work, found in zip((app, reference), times, strict=True):
            started = clock()
            work()
            found.append(clock() - started)
    figure, bare = median(times[0]), median(times[1])
    ratio = figure / bare
    return Figure(name, "s", round(figure, 4), round(bare, 4), round(ratio, 2), target, ratio <= target, runs)
