"""What a requirement counts is something that the file declares: credentials and metrics."""

from __future__ import annotations

from collections.abc import Iterator

from channeladmin.program.consistency.places import Placed, walk_places
from channeladmin.program.credential import find_family
from channeladmin.program.edition import Edition
from channeladmin.program.fault import Fault, Location, say_unknown
from channeladmin.program.people import People
from channeladmin.program.quantity import Quantity
from channeladmin.program.requirement import (
    AmountRequirement,
    CoverageRequirement,
    PeopleRequirement,
    PointsRequirement,
    ShareRequirement,
)


def find_asking_faults(edition: Edition) -> Iterator[Fault]:
    """Credentials and metrics that the file does not have, and shares of one unit in another."""
    known = {credential.key for credential in edition.credentials}
    families = {credential.key for credential in edition.credentials if credential.family}
    units = {metric.key: metric.unit for metric in edition.metrics}
    for placed in walk_places(edition):
        for location, key in _list_credentials(placed):
            if key not in known and find_family(key) not in families:
                yield Fault(location, say_unknown(key, "credential", known))
        quantities = dict(_list_quantities(placed))
        for location, quantity in quantities.items():
            if quantity.metric is not None and quantity.metric not in units:
                yield Fault((*location, "metric"), say_unknown(quantity.metric, "metric", units))
        if isinstance(placed.requirement, ShareRequirement):
            part, whole = (units.get(each.metric or "") for each in quantities.values())
            if part != whole:
                sentence = f"A share is of one unit; the part counts {part or 'money'}, the whole {whole or 'money'}."
                yield Fault((*placed.location, "part"), sentence)


def _list_credentials(placed: Placed) -> Iterator[tuple[Location, str]]:
    """Lists of credentials are named whole: each is a line or two of the file."""
    requirement = placed.requirement
    if isinstance(requirement, PeopleRequirement):
        yield from _list_people(placed.location, requirement)
    if isinstance(requirement, CoverageRequirement):
        yield from (((*placed.location, "credentials"), key) for key in requirement.credentials)
        yield from (((*placed.location, "including"), key) for key in requirement.including)
    if isinstance(requirement, PointsRequirement):
        for place, metric in enumerate(requirement.metrics):
            if metric.people is not None:
                yield from _list_people((*placed.location, "metrics", place, "people"), metric.people)


def _list_people(location: Location, people: People) -> Iterator[tuple[Location, str]]:
    yield from (((*location, "credentials"), key) for key in people.credentials)
    yield from (((*location, "existing"), key) for key in people.existing)


def _list_quantities(placed: Placed) -> Iterator[tuple[Location, Quantity]]:
    requirement = placed.requirement
    if isinstance(requirement, AmountRequirement):
        yield placed.location, requirement
    if isinstance(requirement, ShareRequirement):
        yield (*placed.location, "part"), requirement.part
        yield (*placed.location, "whole"), requirement.whole
    if isinstance(requirement, PointsRequirement):
        for place, metric in enumerate(requirement.metrics):
            if metric.quantity is not None:
                yield (*placed.location, "metrics", place, "quantity"), metric.quantity
