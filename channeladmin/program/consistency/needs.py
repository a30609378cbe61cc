"""What is asked can be asked of somebody, and can be met: keys of tracks, parts of a whole, points and sets."""

from __future__ import annotations

from collections.abc import Iterator

from channeladmin.program.consistency.places import Placed, walk_places
from channeladmin.program.credential import find_family
from channeladmin.program.edition import Edition
from channeladmin.program.fault import Fault, say_unknown
from channeladmin.program.requirement import AnyOfRequirement, CoverageRequirement, PointsRequirement

MOST_LEVELS = 8
"""How deep requirements may lie in each other; what asks for more is a slip, and no one could read its verdict."""


def find_need_faults(edition: Edition) -> Iterator[Fault]:
    """Needs of nobody, parts that do not fit their whole, and needs that nobody could ever meet."""
    tracks = {track.key for track in edition.track_headers}
    asking = tracks | {designation.key for designation in edition.designations}
    what = "track or designation" if edition.designations else "track"
    families = {credential.key for credential in edition.credentials if credential.family}
    for placed in walk_places(edition):
        for key in placed.requirement.need:
            if key not in asking:
                yield Fault((*placed.location, "need"), say_unknown(key, what, asking))
        if placed.level == MOST_LEVELS and placed.parts:
            sentence = f"Requirements may lie {MOST_LEVELS} deep in each other, not deeper; take a level out."
            yield Fault((*placed.location, "of"), sentence)
        yield from _check_parts(placed)
        if isinstance(placed.requirement, PointsRequirement):
            yield from _check_points(placed, placed.requirement)
        if isinstance(placed.requirement, CoverageRequirement):
            yield from _check_coverage(placed, placed.requirement, families)


def _check_parts(placed: Placed) -> Iterator[Fault]:
    whole, parts = placed.requirement, placed.parts
    for part in parts:
        for key in part.requirement.need:
            if key not in whole.need:
                sentence = (
                    f"“{whole.key}”, which this is a part of, asks nothing of “{key}”; ask there too, or not here."
                )
                yield Fault((*part.location, "need"), sentence)
    for key, need in whole.need.items():
        asked = sum(key in part.requirement.need for part in parts)
        if parts and not asked:
            sentence = f"None of the parts asks anything of “{key}”; give one a need for it, or take it out here."
            yield Fault((*placed.location, "need"), sentence)
        elif isinstance(whole, AnyOfRequirement) and need > asked:
            yield Fault((*placed.location, "need"), f"Of “{key}” {need} parts are asked, and only {asked} apply to it.")


def _check_points(placed: Placed, score: PointsRequirement) -> Iterator[Fault]:
    most = sum(metric.cap for metric in score.metrics)
    for key, need in score.need.items():
        if need > most:
            yield Fault((*placed.location, "need"), f"Of “{key}” {need} points are asked; the caps add up to {most}.")


def _check_coverage(placed: Placed, coverage: CoverageRequirement, families: set[str]) -> Iterator[Fault]:
    named = set(coverage.credentials)
    for place, key in enumerate(coverage.including):
        if key not in named and find_family(key) not in named:
            sentence = f"“{key}” is not among the credentials of this set; add it there, or take it out here."
            yield Fault((*placed.location, "including", place), sentence)
    if named & families:
        return
    for key, need in coverage.need.items():
        if need > len(named):
            yield Fault((*placed.location, "need"), f"Of “{key}” {need} are asked, and the set has only {len(named)}.")
