"""An edition made ready for very many agreements: what does not depend on them is worked out once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from channeladmin.evaluation.question import Plan, Question, list_places
from channeladmin.program.edition import Edition
from channeladmin.program.people import People
from channeladmin.program.requirement import AllOfRequirement, PeopleRequirement, Requirement, list_people, walk

_KEPT_PLANS = 20_000
_KEPT_EDITIONS = 8
Plans = Sequence[tuple[int, Plan]]
"""The ways that somebody's awards open, with the place of each question of which they ever held what it asks."""


class QuestionSet:
    """Several questions that are put to a team together, and for any set of awards the ways that it opens."""

    def __init__(self, all_criteria: Iterable[People], edition: Edition) -> None:
        self.questions = tuple(Question(criteria, edition) for criteria in all_criteria)
        self.plans = _Plans(self.questions)


class _Plans(dict[tuple[str, ...], Plans]):
    """What credentials, in the order of somebody's awards, open for the questions; worked out when first asked."""

    def __init__(self, questions: Sequence[Question]) -> None:
        super().__init__()
        self._questions = questions

    def __missing__(self, credentials: tuple[str, ...]) -> Plans:
        if len(self) >= _KEPT_PLANS:
            self.clear()
        places = list_places(credentials)
        plans = [(place, question.plan(places)) for place, question in enumerate(self._questions)]
        self[credentials] = found = [(place, plan) for place, plan in plans if plan is not None]
        return found


class Rulebook:
    """The edition, the questions that it asks of people, and where each of these stands in their set.

    `unshared` are, by track, the people rows whose people may fill one row only.
    """

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        places: dict[People, int] = {}
        self._places = {
            id(asked): places.setdefault(_bare(asked), len(places))
            for row in edition.requirements
            for part in walk(row)
            for asked in list_people(part)
            if isinstance(asked, People)
        }
        self.people = QuestionSet(places, edition)
        self.unshared = {
            track.key: tuple(_list_unshared(track.requirements, track.key, edition)) for track in edition.tracks
        }

    def find_place(self, criteria: People) -> int:
        """The place of the question that a part of the edition asks."""
        return self._places[id(criteria)]


def _bare(people: People) -> People:
    """The criteria alone, so that rows with the same ones share a question."""
    return People.model_construct(**{name: getattr(people, name) for name in People.model_fields})


def _list_unshared(asked: Iterable[Requirement], key: str, edition: Edition) -> Iterator[PeopleRequirement]:
    """Those that a track cannot do without.

    Alternatives and designations are judged for themselves: nobody is kept from a row for the sake of one that
    another may stand for.
    """
    for requirement in asked:
        if key not in requirement.need:
            continue
        if isinstance(requirement, AllOfRequirement):
            yield from _list_unshared(requirement.of, key, edition)
        elif isinstance(requirement, PeopleRequirement) and _forbids_sharing(requirement, edition):
            yield requirement


def _forbids_sharing(requirement: PeopleRequirement, edition: Edition) -> bool:
    return (requirement.sharing or edition.rules.sharing) == "forbidden"


_kept: dict[int, Rulebook] = {}


def get_rulebook(edition: Edition) -> Rulebook:
    """The rulebook of an edition; those used last are kept."""
    rulebook = _kept.get(id(edition))
    if rulebook is None:
        if len(_kept) >= _KEPT_EDITIONS:
            _kept.pop(next(iter(_kept)), None)
        rulebook = _kept[id(edition)] = Rulebook(edition)
    return rulebook
