"""One figure: the app and a bare reference in turn (A B A B), several times, as medians."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from time import perf_counter

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Figure:
    """The medians of the app and of its reference; `holds` if the ratio is at most the target.

    A figure that is only shown beside another has no target, and neither holds nor fails.
    """

    name: str
    unit: str
    figure: float
    reference: float
    ratio: float
    target: float | None
    holds: bool | None
    runs: int

    def to_json(self) -> str:
        """The figure as one line."""
        return json.dumps(asdict(self))


def build_figure(
    name: str, figure: float, reference: float, *, target: float | None, runs: int, unit: str = "s"
) -> Figure:
    """The figure of two medians, rounded to be read."""
    ratio = figure / reference
    holds = None if target is None else ratio <= target
    return Figure(name, unit, round(figure, 4), round(reference, 4), round(ratio, 2), target, holds, runs)


def compare(
    name: str,
    app: Work,
    reference: Work,
    *,
    target: float,
    runs: int,
    clock: Callable[[], float] = perf_counter,
    rest: Work = lambda: None,
) -> Figure:
    """Time both in turn, in seconds, after one run of each that does not count."""
    figure, bare = time_in_turn((app, reference), runs=runs, clock=clock, rest=rest)
    return build_figure(name, figure, bare, target=target, runs=runs)


def time_in_turn(
    works: Sequence[Work],
    *,
    runs: int,
    clock: Callable[[], float] = perf_counter,
    rest: Work = lambda: None,
) -> tuple[float, ...]:
    """The median seconds of each, all timed in turn after one run of each that does not count.

    What a work gives back is let go after the clock was read; then `rest` waits until what it began has ended, so that
    it takes nothing from the next.
    """
    for work in works:
        work()
        rest()
    times: tuple[list[float], ...] = tuple([] for _ in works)
    for _ in range(runs):
        for work, found in zip(works, times, strict=True):
            started = clock()
            given = work()
            found.append(clock() - started)
            del given
            rest()
    return tuple(map(median, times))
