"""Designations that are asked exist, ask something themselves, and do not rest on each other in a circle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import TopologicalSorter
from typing import NamedTuple, TypeVar

from channeladmin.program.consistency.cycle import find_cycle, show_cycle
from channeladmin.program.consistency.needs import MOST_LEVELS
from channeladmin.program.consistency.places import Placed, walk_places
from channeladmin.program.edition import Edition
from channeladmin.program.fault import Fault, say_unknown
from channeladmin.program.requirement import DesignationRequirement

Item = TypeVar("Item")
MOST_ROWS = 1_000
"""How many requirements a track or a designation may ask; each is judged wherever it is asked."""


class _Size(NamedTuple):
    """How many requirements lie in each other, and how many there are."""

    levels: int
    rows: int


def find_designation_faults(edition: Edition) -> Iterator[Fault]:
    """Unknown ones, those that ask nothing, circles, and what is too deep or vast. One that nobody asks is fine."""
    known = [designation.key for designation in edition.designations]
    asking = [*known, *(track.key for track in edition.track_headers)]
    rows: dict[str, list[Placed]] = {key: [] for key in asking}
    rests_on: dict[str, list[str]] = {key: [] for key in asking}
    for placed in walk_places(edition):
        asked = placed.requirement
        if placed.level == 1:
            _add(rows, placed.requirement.need, placed)
        if isinstance(asked, DesignationRequirement):
            if asked.designation in known:
                _add(rests_on, asked.need, asked.designation)
            else:
                yield Fault((*placed.location, "designation"), say_unknown(asked.designation, "designation", known))
    for place, key in enumerate(known):
        if not rows[key]:
            sentence = f"No requirement has a need for “{key}”; a designation must ask something."
            yield Fault(("designations", place, "key"), sentence)
    circle = find_cycle(rests_on)
    if circle:
        sentence = f"Designations ask each other in a circle: {show_cycle(circle)}; take one of these needs out."
        yield Fault(("designations", known.index(circle[0]), "key"), sentence)
        return
    sizes = _measure_all(rows, rests_on)
    deepest = max(known, key=lambda key: sizes[key].levels, default=None)
    if deepest is not None and sizes[deepest].levels > MOST_LEVELS:
        levels = sizes[deepest].levels
        sentence = f"“{deepest}” lies {levels} requirements deep; take some out until they are {MOST_LEVELS}."
        yield Fault(("designations", known.index(deepest), "key"), sentence)
    else:
        yield from _find_vast(edition, sizes)


def _find_vast(edition: Edition, sizes: Mapping[str, _Size]) -> Iterator[Fault]:
    """The first designation or track that asks more than anybody could read."""
    designations = [("designations", place, each.key) for place, each in enumerate(edition.designations)]
    tracks = [("tracks", place, each.key) for place, each in enumerate(edition.track_headers)]
    for table, place, key in (*designations, *tracks):
        rows = sizes[key].rows
        if rows > MOST_ROWS:
            sentence = (
                f"“{key}” asks {rows:,} requirements, those of other designations counted each time that "
                f"they are asked; take some out until they are {MOST_ROWS:,}."
            )
            yield Fault((table, place, "key"), sentence)
            return


def _add(lists: dict[str, list[Item]], keys: Iterable[str], item: Item) -> None:
    """Into those of the lists that there are: what is asked of nobody has none."""
    for key in keys:
        if key in lists:
            lists[key].append(item)


def _measure_all(rows: Mapping[str, Sequence[Placed]], rests_on: Mapping[str, Sequence[str]]) -> dict[str, _Size]:
    """By key, how deep and how many the requirements are that it asks, those of other designations counted on."""
    sizes: dict[str, _Size] = {}
    for key in TopologicalSorter(rests_on).static_order():
        sizes[key] = _sum_up([_measure(row, key, sizes) for row in rows[key]])
    return sizes


def _measure(placed: Placed, key: str, sizes: Mapping[str, _Size]) -> _Size:
    asked = placed.requirement
    if isinstance(asked, DesignationRequirement):
        within = sizes.get(asked.designation, _Size(0, 0))
    else:
        within = _sum_up([_measure(part, key, sizes) for part in placed.parts if key in part.requirement.need])
    return _Size(1 + within.levels, 1 + within.rows)


def _sum_up(sizes: Sequence[_Size]) -> _Size:
    return _Size(max((size.levels for size in sizes), default=0), sum(size.rows for size in sizes))
