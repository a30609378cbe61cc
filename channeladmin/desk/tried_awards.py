"""The awards that a verdict suggests, as changes to try."""

from __future__ import annotations

from typing import TYPE_CHECKING

from channeladmin.evaluation.tried import EarnAward, JoinCompany, Tried
from channeladmin.program.requirement import PeopleRequirement, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from channeladmin.evaluation.remedy import Remedy
    from channeladmin.program.edition import Edition

__all__ = ["build_awards"]

SOMEBODY = "Somebody new"


def build_awards(remedies: Iterable[Remedy], edition: Edition, on: date, tried: Sequence[Tried] = ()) -> list[Tried]:
    """The fewest awards of a verdict, earned on a day; who is new joins first, under keys that `tried` does not use."""
    keys = [change.key for change in tried if isinstance(change, JoinCompany)]
    newcomers: dict[int, int] = {}
    changes: list[Tried] = []
    for remedy in remedies:
        if remedy.credential is None:
            continue
        person_id = remedy.person_id
        if person_id is None:
            number = remedy.number or 1
            if number not in newcomers:
                newcomers[number] = min(keys, default=0) - 1
                keys.append(newcomers[number])
                changes.append(JoinCompany(newcomers[number], name_newcomer(len(keys)), on))
            person_id = newcomers[number]
        changes.append(EarnAward(person_id, remedy.credential, on, find_award_edition(edition, remedy.credential)))
    return changes


def name_newcomer(number: int) -> str:
    """How somebody is called whom nobody knows yet."""
    return SOMEBODY if number == 1 else f"{SOMEBODY} {number}"


def find_award_edition(edition: Edition, credential: str) -> str | None:
    """The edition of an award that the requirements ask, where one does; None where any will do."""
    for requirement in edition.requirements:
        for part in walk(requirement):
            if isinstance(part, PeopleRequirement) and credential in part.credentials and part.award_editions:
                return part.award_editions[0]
    return None
