"""Where a person is employed on a day, and if nowhere, why not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from channeladmin.evaluation.counted import Reason
from channeladmin.evaluation.days import FOREVER
from channeladmin.evaluation.facts import EmploymentFact


class Absence(NamedTuple):
    """Why a person is not employed on a day, and the day that this is about."""

    reason: Reason
    day: date | None


def find_spell(spells: Sequence[EmploymentFact], on: date) -> EmploymentFact | None:
    """The spell that a day lies in; of several (records refuse that) the one that lasts longest."""
    found: EmploymentFact | None = None
    for spell in spells:
        starts_on, ends_on, _ = spell
        if (starts_on is None or starts_on <= on) and (ends_on is None or ends_on >= on):
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
