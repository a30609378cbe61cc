"""One thing that is wrong with a programme file: where, and a sentence that says what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_MOST_OFFERED = 20

Location = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: where in the file (tables, indices and keys), and a sentence."""

    location: Location
    sentence: str


def show_location(location: Location) -> str:
    """The place as people count it: the third requirement is requirements 3."""
    shown = ""
    for part in location:
        shown += f" {part + 1}" if isinstance(part, int) else f"{'.' if shown else ''}{part}"
    return shown


def say_unknown(name: str, what: str, known: Iterable[str]) -> str:
    """That a name stands for nothing in the file, and which names do."""
    return f"“{name}” is not a {what} of this file{offer(known)}."


def offer(known: Iterable[str]) -> str:
    """The names that could have been meant; empty where there are none."""
    names = sorted(known)
    more = ", …" if len(names) > _MOST_OFFERED else ""
    return f"; use {', '.join(names[:_MOST_OFFERED])}{more}" if names else ""
