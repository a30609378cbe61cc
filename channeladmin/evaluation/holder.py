"""A person as the rows see them on a day: where they are employed, and which awards they hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from channeladmin.evaluation.days import FOREVER
from channeladmin.evaluation.facts import AwardFact, EmploymentFact, PersonFact
from channeladmin.evaluation.verdict import Reason
from channeladmin.program.ways import Ways


class Absence(NamedTuple):
    """Why a person is not employed on a day, and the day that this is about."""

    reason: Reason
    day: date | None


class Holder:
    """A person with their awards by credential, and their employment on one day."""

    __slots__ = ("absence", "awards", "person", "spell")

    def __init__(self, person: PersonFact, on: date, awards: Mapping[str, Sequence[AwardFact]] | None = None) -> None:
        self.person = person
        self.awards = group_awards(person.awards) if awards is None else awards
        self.spell = find_spell(person.employments, on)
        self.absence = None if self.spell is not None else explain_absence(person.employments, on)

    def on_day(self, day: date) -> Holder:
        """The same person on another day."""
        return Holder(self.person, day, self.awards)

    def has_ever_held(self, ways: Ways) -> bool:
        """Whether there is an award, from whatever day on, of the credential or of all its parts."""
        awards = self.awards
        if ways.awards.isdisjoint(awards):
            return False
        if ways.credential in awards or any(key in awards for key in ways.inferred):
            return True
        return bool(ways.parts) and all(any(key in awards for key in part) for part in ways.parts)


def group_awards(awards: Sequence[AwardFact]) -> Mapping[str, Sequence[AwardFact]]:
    """The awards by credential."""
    grouped: dict[str, list[AwardFact]] = {}
    for award in awards:
        grouped.setdefault(award.credential, []).append(award)
    return grouped


def find_spell(spells: Sequence[EmploymentFact], on: date) -> EmploymentFact | None:
    """The spell that a day lies in; of several (records refuse that) the one that lasts longest."""
    found: EmploymentFact | None = None
    for spell in spells:
        if (spell.starts_on is None or spell.starts_on <= on) and (spell.ends_on is None or spell.ends_on >= on):
            found = spell if found is None else max(found, spell, key=_by_length)
    return found


def explain_absence(spells: Sequence[EmploymentFact], on: date) -> Absence:
    """Why none of these spells holds on a day: who ever left has left, else they have not joined yet."""
    left = [spell.ends_on for spell in spells if spell.ends_on is not None and spell.ends_on < on]
    if left:
        return Absence(Reason.LEFT, max(left))
    return Absence(Reason.NOT_YET_JOINED, min((spell.starts_on for spell in spells if spell.starts_on), default=None))


def _by_length(spell: EmploymentFact) -> tuple[date, date, str]:
    return (spell.ends_on or FOREVER, spell.starts_on or date.min, str(spell.region))
