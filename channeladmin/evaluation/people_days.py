"""The days on which something of a person begins or is over: a spell of employment, or an award."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from channeladmin.evaluation.facts import AwardFact, EmploymentFact

_DAY = timedelta(days=1)


def find_days_to_come(spells: Iterable[EmploymentFact], awards: Iterable[AwardFact], on: date) -> set[date]:
    """Those later than a day; nothing is over on a day after which the calendar ends."""
    # Asked for everybody several times over, of whom most have none or one: plain loops take a third of the time.
    days = set()
    for starts_on, ends_on, _ in spells:
        if starts_on is not None and starts_on > on:
            days.add(starts_on)
        if ends_on is not None and on <= ends_on < date.max:
            days.add(ends_on + _DAY)
    for _, earned_on, expires_on, revoked_on, _ in awards:
        if earned_on > on:
            days.add(earned_on)
        if expires_on is not None and on <= expires_on < date.max:
            days.add(expires_on + _DAY)
        if revoked_on is not None and revoked_on > on:
            days.add(revoked_on)
    return days
