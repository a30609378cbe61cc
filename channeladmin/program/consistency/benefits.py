"""Benefits are offered in tracks of the file, stand in its groups, and are unlocked by people whom it asks."""

from __future__ import annotations

from collections.abc import Iterator

from channeladmin.program.edition import Edition
from channeladmin.program.fault import Fault, say_unknown
from channeladmin.program.requirement import PeopleRequirement


def find_benefit_faults(edition: Edition) -> Iterator[Fault]:
    """Names of tracks, groups and requirements that the file does not have."""
    tracks = {track.key for track in edition.track_headers}
    groups = {group.key for group in edition.benefit_groups}
    rows = {row.key for row in edition.requirements if isinstance(row, PeopleRequirement)}
    for place, benefit in enumerate(edition.benefits):
        for track in benefit.offered:
            if track not in tracks:
                yield Fault(("benefits", place, "offered"), say_unknown(track, "track", tracks))
        if benefit.group not in groups:
            yield Fault(("benefits", place, "group"), say_unknown(benefit.group, "group of benefits", groups))
        if benefit.unlocked_by is not None and benefit.unlocked_by not in rows:
            sentence = say_unknown(benefit.unlocked_by, "requirement for people", rows)
            yield Fault(("benefits", place, "unlocked_by"), sentence)
