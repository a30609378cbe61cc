"""Finds a circle in what refers to what, so that a sentence can name it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter


def find_cycle(references: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """One circle, as a refers to b refers to a; empty where there is none. A reference to itself is one too."""
    try:
        TopologicalSorter(references).prepare()
    except CycleError as error:
        # The sorter calls a reference a predecessor and tells the circle along its successors.
        circle: list[str] = error.args[1]
        return tuple(reversed(circle))
    return ()


def show_cycle(circle: Sequence[str]) -> str:
    """The circle as a sentence tells it: psp → ctp → psp."""
    return " → ".join(circle)
