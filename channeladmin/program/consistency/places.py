"""Every requirement of a file with its place in it, those that are parts of others too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from channeladmin.program.edition import Edition
from channeladmin.program.fault import Location
from channeladmin.program.requirement import AllOfRequirement, AnyOfRequirement, Requirement


@dataclass(frozen=True, slots=True)
class Placed:
    """A requirement, where it stands, and how many requirements it lies in, itself counted."""

    location: Location
    requirement: Requirement
    level: int

    @property
    def parts(self) -> tuple[Placed, ...]:
        """What it is made of; nothing where it is of a kind without parts."""
        if not isinstance(self.requirement, AllOfRequirement | AnyOfRequirement):
            return ()
        return tuple(
            Placed((*self.location, "of", place), part, self.level + 1)
            for place, part in enumerate(self.requirement.of)
        )


def walk_places(edition: Edition) -> Iterator[Placed]:
    """Every requirement, in the order of the file."""
    for place, row in enumerate(edition.requirements):
        yield from _walk(Placed(("requirements", place), row, 1))


def _walk(placed: Placed) -> Iterator[Placed]:
    yield placed
    for part in placed.parts:
        yield from _walk(part)
