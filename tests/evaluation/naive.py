"""The rules a second time, as plainly as they can be said: yes or no for one day, no order, no end, no reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from channeladmin.evaluation.facts import Facts, PersonFact
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
