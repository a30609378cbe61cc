"""No name of a file stands for two things."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from channeladmin.program.consistency.places import walk_places
from channeladmin.program.edition import Edition
from channeladmin.program.fault import Fault, Location
from channeladmin.program.names import squash
from channeladmin.program.requirement import PointsRequirement

Keyed = Sequence[tuple[Location, str]]


def find_name_faults(edition: Edition) -> Iterator[Fault]:
    """Keys that are there twice, and names of credentials and regions that mean two of them."""
    for table, keyed in _list_keys(edition).items():
        taken = set()
        for location, key in keyed:
            if key in taken:
                yield Fault((*location, "key"), f"“{key}” is there twice; every key of {table} may stand once.")
            taken.add(key)
    tracks = {track.key for track in edition.track_headers}
    for place, designation in enumerate(edition.designations):
        if designation.key in tracks:
            sentence = f"“{designation.key}” is a track already; give the designation another key."
            yield Fault(("designations", place, "key"), sentence)
    owners: dict[str, str] = {}
    for place, credential in enumerate(edition.credentials):
        for name in {squash(name, without=edition.vendor): name for name in credential.names}.items():
            yield from _claim(owners, name, credential.key, ("credentials", place, "aliases"))
    owners = {}
    for place, region in enumerate(edition.regions):
        for name in {squash(name): name for name in (region.key, region.label, *region.aliases)}.items():
            yield from _claim(owners, name, region.key, ("regions", place, "aliases"))


def _list_keys(edition: Edition) -> dict[str, Keyed]:
    return {
        "regions": [(("regions", place), region.key) for place, region in enumerate(edition.regions)],
        "credentials": [(("credentials", place), each.key) for place, each in enumerate(edition.credentials)],
        "metrics": [(("metrics", place), metric.key) for place, metric in enumerate(edition.metrics)],
        "tracks": [(("tracks", place), track.key) for place, track in enumerate(edition.track_headers)],
        "designations": [(("designations", place), each.key) for place, each in enumerate(edition.designations)],
        "requirements": list(_list_requirement_keys(edition)),
        "benefit_groups": [
            (("benefit_groups", place), group.key) for place, group in enumerate(edition.benefit_groups)
        ],
        "benefits": [(("benefits", place), benefit.key) for place, benefit in enumerate(edition.benefits)],
        "switches": [(("switches", place), switch.key) for place, switch in enumerate(edition.switches)],
    }


def _list_requirement_keys(edition: Edition) -> Iterator[tuple[Location, str]]:
    """Those of parts and of the metrics of a score too: a verdict names them all."""
    for placed in walk_places(edition):
        yield placed.location, placed.requirement.key
        if isinstance(placed.requirement, PointsRequirement):
            for place, metric in enumerate(placed.requirement.metrics):
                yield (*placed.location, "metrics", place), metric.key


def _claim(owners: dict[str, str], name: tuple[str, str], owner: str, location: Location) -> Iterator[Fault]:
    squashed, written = name
    if not squashed:
        yield Fault(location, f"“{written}” has neither letters nor digits; no export could be matched to it.")
    elif squashed in owners:
        yield Fault(location, f"“{written}” already names “{owners[squashed]}”; a name may stand for one thing only.")
    owners.setdefault(squashed, owner)
