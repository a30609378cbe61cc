"""Designations that are asked exist, ask something themselves, and do not rest on each other in a circle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from graphlib import TopologicalSorter
from typing import TypeVar

from channeladmin.program.consistency.cycle import find_cycle, show_cycle
from channeladmin.program.consistency.needs import MOST_LEVELS
from channeladmin.program.consistency.places import Placed, walk_places
from channeladmin.program.edition import Edition
from channeladmin.program.fault import Fault, say_unknown
from channeladmin.program.requirement import DesignationRequirement

Item = TypeVar("Item")


def find_designation_faults(edition: Edition) -> Iterator[Fault]:
    """Unknown ones, those that ask nothing, circles, and those that lie too deep. One that nobody asks is fine."""
    known = [designation.key for designation in edition.designations]
    rows: dict[str, list[Placed]] = {key: [] for key in known}
    rests_on: dict[str, list[str]] = {key: [] for key in known}
    for placed in walk_places(edition):
        asked = placed.requirement
        if placed.level == 1:
            _add(rows, placed.requirement.need, placed)
        if isinstance(asked, DesignationRequirement):
            if asked.designation in rows:
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
    levels = _count_all_levels(rows, rests_on)
    deepest = max(known, key=levels.__getitem__, default=None)
    if deepest is not None and levels[deepest] > MOST_LEVELS:
        sentence = f"“{deepest}” lies {levels[deepest]} requirements deep; take some out until they are {MOST_LEVELS}."
        yield Fault(("designations", known.index(deepest), "key"), sentence)


def _add(lists: dict[str, list[Item]], keys: Iterable[str], item: Item) -> None:
    """Into those of the lists that there are: tracks have none."""
    for key in keys:
        if key in lists:
            lists[key].append(item)


def _count_all_levels(rows: dict[str, list[Placed]], rests_on: dict[str, list[str]]) -> dict[str, int]:
    """A designation lies as deep as the deepest requirement that it asks, those of other designations counted on."""
    levels: dict[str, int] = {}
    for key in TopologicalSorter(rests_on).static_order():
        levels[key] = max((_count_levels(row, key, levels) for row in rows[key]), default=0)
    return levels


def _count_levels(placed: Placed, key: str, levels: dict[str, int]) -> int:
    asked = placed.requirement
    if isinstance(asked, DesignationRequirement):
        return 1 + levels.get(asked.designation, 0)
    return 1 + max(
        (_count_levels(part, key, levels) for part in placed.parts if key in part.requirement.need), default=0
    )
