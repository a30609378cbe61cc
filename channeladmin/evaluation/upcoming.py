"""The next day on which a stored verdict may no longer be what an evaluation would say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain

from channeladmin.evaluation.days import day_after, leaving_on
from channeladmin.evaluation.facts import Facts
from channeladmin.program.edition import Edition

_LONGEST = 43
"""A quarter's turn matters for so many quarters after a fact at most: an edition looks back on 40 and this year."""


def next_change_on(facts: Facts, edition: Edition, on: date) -> date | None:
    """The earliest day after `on` on which a fact begins or ends, a fiscal quarter turns, or a window moves on.

    None only where the calendar ends.
    """
    fiscal = edition.fiscal
    turns_on = fiscal.quarter_at(fiscal.index_of(on) + 1).first_day
    found = turns_on if turns_on > on else None
    for day in chain(_find_days(facts), _find_leaving(facts, edition)):
        if day > on and (found is None or day < found):
            found = day
    return found


def list_turns(facts: Facts, edition: Edition, on: date) -> set[date]:
    """The days up to `on` on which a verdict may have changed: a fact began or was over, a quarter or a window turned.

    Before the first fact nothing was there to change.
    """
    fiscal = edition.fiscal
    begun = {*_find_days(facts), *_find_leaving(facts, edition)}
    begun.update(fiscal.first_day(plan.fiscal_year) for plan in facts.plans)
    days = {day for day in begun if day <= on}
    current = fiscal.index_of(on)
    marks = {fiscal.index_of(day) for day in days}
    turns = {index for mark in marks for index in range(mark + 1, min(mark + _LONGEST, current) + 1)}
    return days | {fiscal.quarter_at(index).first_day for index in turns}


def _find_days(facts: Facts) -> Iterator[date]:
    yield from _present(facts.signed_on, facts.starts_on, _after(facts.ends_on))
    yield from _present(*(step.since for step in facts.status_steps))
    yield from _present(*(step.since for step in facts.track_steps))
    if facts.attestation is not None:
        yield facts.attestation.attested_on
    for person in facts.people:
        for spell in person.employments:
            yield from _present(spell.starts_on, _after(spell.ends_on))
    yield from _find_award_days(facts)
    for plan in facts.plans:
        yield from _present(plan.approved_on, plan.partner_sponsor_signed_on, plan.vendor_sponsor_signed_on)
    yield from (activity.held_on for activity in facts.activities)
    yield from (booking.closed_on for booking in facts.bookings)
    yield from (entry.reported_on for entry in facts.metrics)
    for waiver in facts.waivers:
        yield from _present(waiver.since, _after(waiver.until))


def _find_award_days(facts: Facts) -> set[date]:
    """Of all awards, which are most of what is known: many were earned, and expire, on the same days."""
    awards = [award for person in facts.people for award in person.awards]
    expiries = {award.expires_on for award in awards}
    return {
        *(award.earned_on for award in awards),
        *_present(*(award.revoked_on for award in awards)),
        *_present(*map(_after, expiries)),
    }


def _find_leaving(facts: Facts, edition: Edition) -> Iterator[date]:
    """When bookings and reported numbers leave the windows of months that the edition adds up over."""
    for months in edition.windows:
        for booking in facts.bookings:
            yield from _present(leaving_on(booking.closed_on, months))
        for entry in facts.metrics:
            yield from _present(leaving_on(entry.reported_on, months))


def _after(day: date | None) -> date | None:
    return None if day is None else day_after(day)


def _present(*days: date | None) -> Iterator[date]:
    return (day for day in days if day is not None)
