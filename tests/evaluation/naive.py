"""The rules a second time, as plainly as they can be said: yes or no for one day, no order, no end, no reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from channeladmin.evaluation.facts import AwardFact, Facts, PersonFact
from channeladmin.evaluation.verdict import Status
from channeladmin.program.people import People
from channeladmin.program.vocabulary import Region

IMPLYING = {"sales_core": ("sales_professional", "sa_core")}
COMPOSED = {
    "sales_professional": ("sales_core", "spec_devops", "spec_devsecops", "spec_ci", "spec_agile"),
    "pse": (
        "pse_implementation",
        "pse_migration",
        "pse_associate",
        "pse_cicd",
        "pse_security",
        "pse_project_management",
    ),
}


def holds(person: PersonFact, credential: str, day: date) -> bool:
    keys = (credential, *IMPLYING.get(credential, ()))
    if any(_has(person, key, day) for key in keys):
        return True
    return credential in COMPOSED and all(
        any(_has(person, key, day) for key in (part, *IMPLYING.get(part, ()))) for part in COMPOSED[credential]
    )


def find_region(person: PersonFact, day: date) -> tuple[Region | None, ...]:
    """The region of the spell of that day; nothing where there is none."""
    first, last = date.min, date.max
    return tuple(
        spell.region for spell in person.employments if (spell.starts_on or first) <= day <= (spell.ends_on or last)
    )


def count_people(facts: Facts, credentials: Sequence[str], day: date) -> tuple[int, int]:
    """How many count, and how many lack nothing but a known region."""
    regions = [
        find_region(person, day) for person in facts.people if any(holds(person, key, day) for key in credentials)
    ]
    return regions.count((facts.region,)), regions.count((None,))


def _has(person: PersonFact, key: str, day: date) -> bool:
    return any(
        award.credential == key
        and award.earned_on <= day
        and (award.expires_on is None or day <= award.expires_on)
        and (award.revoked_on is None or day < award.revoked_on)
        for award in person.awards
    )


def counts_edition(award: AwardFact, asked: People) -> bool:
    if not asked.award_editions:
        return True
    return asked.unnoted_edition == "counts" if award.edition is None else award.edition in asked.award_editions


def go_back(day: date, months: int) -> date:
    """The same day of an earlier month, or the last that it has."""
    number = day.year * 12 + day.month - 1 - months
    for last in range(day.day, 0, -1):
        try:
            return date(number // 12, number % 12 + 1, last)
        except ValueError:
            continue
    raise AssertionError(day)


def combine_all(statuses: Sequence[Status]) -> Status:
    if Status.UNMET in statuses:
        return Status.UNMET
    return Status.REVIEW if Status.REVIEW in statuses else Status.MET
