"""What a people requirement asks of a person, made ready so that one look at their credentials answers it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from channeladmin.evaluation.facts import AwardFact
from channeladmin.program.edition import Edition
from channeladmin.program.people import People
from channeladmin.program.ways import Ways


class Way(NamedTuple):
    """One way in which a person's awards may let them hold a credential.

    `parts` must all be held; each lists by credential the places of the awards of which any one will do. `criteria`:
    those whose editions are the only ones that count (None: any); `earned_by`: the last day on which it counts to have
    earned it.
    """

    via: str
    parts: tuple[tuple[tuple[int, ...], ...], ...]
    criteria: People | None = None
    earned_by: date | None = None

    def accepts(self, award: AwardFact) -> bool:
        """Whether an award that counts on the day counts by its edition and by the day on which it was earned."""
        if self.criteria is not None and not self.criteria.counts_edition(award.edition):
            return False
        return self.earned_by is None or award.earned_on <= self.earned_by


class Plan(NamedTuple):
    """By asked credential, the ways that somebody's awards open, in the order in which they are preferred.

    `lasting`: the way that speaks where all awards count without an end; None where more than their days decides.
    `places`: the awards that have a part in any of the ways. `is_any`: any one of these that counts is enough.
    """

    options: tuple[tuple[Way, ...], ...]
    lasting: Way | None
    places: tuple[int, ...]
    is_any: bool


class Question:
    """One set of criteria, put to a whole team."""

    __slots__ = ("_edition", "asks_all", "people", "region_applies")

    def __init__(self, people: People, edition: Edition) -> None:
        self.people = people
        self.region_applies = people.region_applies
        self.asks_all = people.courses == "both"
        self._edition = edition

    def plan(self, places: Mapping[str, tuple[int, ...]]) -> Plan | None:
        """The ways that awards open, given the places of each credential's; None: they open none."""
        people = self.people
        options = [tuple(self._find_ways(key, places)) for key in people.credentials]
        options += [tuple(self._find_existing(key, places)) for key in people.existing]
        if not all(options) if self.asks_all else not any(options):
            return None
        if not self.asks_all:
            options = [tuple(way for option in options for way in option)]
        is_plain = not any(way.criteria or way.earned_by for option in options for way in option)
        used = {
            place for option in options for way in option for part in way.parts for alike in part for place in alike
        }
        is_any = is_plain and len(options) == 1 and all(len(way.parts) == 1 for way in options[0])
        return Plan(tuple(options), options[0][0] if is_plain else None, tuple(sorted(used)), is_any)

    def _find_ways(self, credential: str, places: Mapping[str, tuple[int, ...]]) -> Iterator[Way]:
        ways = self._edition.get_ways(credential)
        criteria = self.people if self.people.award_editions else None
        for key in sorted(ways.match(places)):  # courses of a family; the order of awards must not tell
            yield Way(key, ((places[key],),), criteria)
        yield from _find_indirect(ways, places)

    def _find_existing(self, credential: str, places: Mapping[str, tuple[int, ...]]) -> Iterator[Way]:
        people = self.people
        earned_by = people.existing_earned_by if people.existing_reading == "earned_by_then" else None
        for key in sorted(self._edition.get_ways(credential).match(places)):
            yield Way(key, ((places[key],),), earned_by=earned_by)


def _find_indirect(ways: Ways, places: Mapping[str, tuple[int, ...]]) -> Iterator[Way]:
    for key in ways.inferred:
        if key in places:
            yield Way(f"inferred:{key}", ((places[key],),))
    if ways.parts:
        parts = tuple(tuple(places[key] for key in part if key in places) for part in ways.parts)
        if all(parts):
            yield Way("composite", parts)


def list_places(credentials: Sequence[str]) -> Mapping[str, tuple[int, ...]]:
    """The places at which each credential stands among somebody's awards."""
    places: dict[str, tuple[int, ...]] = {}
    for place, credential in enumerate(credentials):
        places[credential] = (*places.get(credential, ()), place)
    return places
