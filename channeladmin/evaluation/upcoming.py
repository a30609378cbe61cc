"""The next day on which a stored verdict may no longer be what an evaluation would say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from channeladmin.evaluation.days import day_after, leaving_on, starts_and_stops
from channeladmin.evaluation.facts import Facts
from channeladmin.evaluation.people_days import find_days_to_come
from channeladmin.program.edition import Edition

_LONGEST = 43
"""A quarter's turn matters for so many quarters after a fact at most: an edition looks back on 40 and this year."""


def next_change_on(facts: Facts, edition: Edition, on: date) -> date | None:
    """The earliest day after `on` on which a fact begins or ends, a fiscal quarter turns, or a window moves on.

    None only where the calendar ends.
    """
    fiscal = edition.fiscal
    turns_on = fiscal.quarter_at(fiscal.index_of(on) + 1).first_day
    starts = (turns_on, *_list_starts(facts), *_find_leaving(facts, edition))
    days = {*starts_and_stops(starts=starts, last_days=_list_last_days(facts), after=on)}
    for _, _, _, spells, awards in facts.people:
        days |= find_days_to_come(spells, awards, on)
    return min(days, default=None)


def list_turns(facts: Facts, edition: Edition, on: date) -> set[date]:
    """The days up to `on` on which a verdict may have changed: a fact began or was over, a quarter or a window turned.

    Before the first fact nothing was there to change.
    """
    fiscal = edition.fiscal
    starts, last_days = _list_starts(facts), _list_last_days(facts)
    for person in facts.people:
        starts += [spell.starts_on for spell in person.employments]
        last_days += [spell.ends_on for spell in person.employments]
        for award in person.awards:
            starts += award.earned_on, award.revoked_on
            last_days.append(award.expires_on)
    over = (day_after(day) for day in last_days if day is not None)
    begun = {*starts, *over, *_find_leaving(facts, edition)}
    begun.update(fiscal.first_day(plan.fiscal_year) for plan in facts.plans)
    days = {day for day in begun if day is not None and day <= on}
    current = fiscal.index_of(on)
    marks = {fiscal.index_of(day) for day in days}
    turns = {index for mark in marks for index in range(mark + 1, min(mark + _LONGEST, current) + 1)}
    return days | {fiscal.quarter_at(index).first_day for index in turns}


def _list_starts(facts: Facts) -> list[date | None]:
    """The first days of what is known but of people, and those on which something is no longer so."""
    days = [facts.signed_on, facts.starts_on]
    days += [step.since for step in facts.status_steps]
    days += [step.since for step in facts.track_steps]
    if facts.attestation is not None:
        days.append(facts.attestation.attested_on)
    for plan in facts.plans:
        days += plan.approved_on, plan.partner_sponsor_signed_on, plan.vendor_sponsor_signed_on
    days += [activity.held_on for activity in facts.activities]
    days += [booking.closed_on for booking in facts.bookings]
    days += [entry.reported_on for entry in facts.metrics]
    days += [waiver.since for waiver in facts.waivers]
    return days


def _list_last_days(facts: Facts) -> list[date | None]:
    """The last days of what is known but of people."""
    return [facts.ends_on, *(waiver.until for waiver in facts.waivers)]


def _find_leaving(facts: Facts, edition: Edition) -> Iterator[date | None]:
    """When bookings and reported numbers leave the windows of months that the edition adds up over."""
    for months in edition.windows:
        for booking in facts.bookings:
            yield leaving_on(booking.closed_on, months)
        for entry in facts.metrics:
            yield leaving_on(entry.reported_on, months)
