"""An edition made ready for very many agreements: what does not depend on them is worked out once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from channeladmin.evaluation.question import Plan, Question, list_places
from channeladmin.program.edition import Edition
from channeladmin.program.people import People
from channeladmin.program.requirement import list_people, walk

_KEPT_PLANS = 20_000
_KEPT_EDITIONS = 8
Plans = Sequence[Plan | None]
"""By the place of each question, the ways that somebody's awards open; None: they never held what it asks."""


class QuestionSet:
    """Several questions that are put to a team together, and for any set of awards the ways that it opens."""

    def __init__(self, all_criteria: Iterable[People], edition: Edition) -> None:
        self.questions = tuple(Question(criteria, edition) for criteria in all_criteria)
        self._plans: dict[tuple[str, ...], Plans | None] = {}

    def plan(self, credentials: tuple[str, ...]) -> Plans | None:
        """What these credentials, in the order of somebody's awards, open for each question; None: nothing at all."""
        try:
            return self._plans[credentials]
        except KeyError:
            places = list_places(credentials)
            plans = [question.plan(places) for question in self.questions]
            if len(self._plans) >= _KEPT_PLANS:
                self._plans.clear()
            self._plans[credentials] = found = plans if any(plans) else None
            return found


class Rulebook:
    """The edition, the questions that it asks of people, and where each of these stands in their set."""

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

    def find_place(self, criteria: People) -> int:
        """The place of the question that a part of the edition asks."""
        return self._places[id(criteria)]


def _bare(people: People) -> People:
    """The criteria alone, so that rows with the same ones share a question."""
    return People.model_construct(**{name: getattr(people, name) for name in People.model_fields})


_kept: dict[int, Rulebook] = {}


def get_rulebook(edition: Edition) -> Rulebook:
    """The rulebook of an edition; those used last are kept."""
    rulebook = _kept.get(id(edition))
    if rulebook is None:
        if len(_kept) >= _KEPT_EDITIONS:
            _kept.pop(next(iter(_kept)), None)
        rulebook = _kept[id(edition)] = Rulebook(edition)
    return rulebook
