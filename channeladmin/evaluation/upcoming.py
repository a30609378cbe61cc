"""The next day on which a stored verdict may no longer be what an evaluation would say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from channeladmin.evaluation.days import day_after, leaving_on, starts_and_stops
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
    starts = (turns_on, *_list_starts(facts), *_find_leaving(facts, edition))
    return min(starts_and_stops(starts=starts, last_days=_list_last_days(facts), after=on), default=None)


def list_turns(facts: Facts, edition: Edition, on: date) -> set[date]:
    """The days up to `on` on which a verdict may have changed: a fact began or was over, a quarter or a window turned.

    Before the first fact nothing was there to change.
    """
    fiscal = edition.fiscal
    over = (day_after(day) for day in _list_last_days(facts) if day is not None)
    begun = {*_list_starts(facts), *over, *_find_leaving(facts, edition)}
    begun.update(fiscal.first_day(plan.fiscal_year) for plan in facts.plans)
    days = {day for day in begun if day is not None and day <= on}
    current = fiscal.index_of(on)
    marks = {fiscal.index_of(day) for day in days}
    turns = {index for mark in marks for index in range(mark + 1, min(mark + _LONGEST, current) + 1)}
    return days | {fiscal.quarter_at(index).first_day for index in turns}


def _list_starts(facts: Facts) -> list[date | None]:
    """The first days of what is known, and those on which something is no longer so."""
    days = [facts.signed_on, facts.starts_on]
    days += [step.since for step in facts.status_steps]
    days += [step.since for step in facts.track_steps]
    if facts.attestation is not None:
        days.append(facts.attestation.attested_on)
    # People and their awards are most of what is known.
    for _, _, _, spells, awards in facts.people:
        days += [spell[0] for spell in spells]
        for _, earned_on, _, revoked_on, _ in awards:
            days += earned_on, revoked_on
    for plan in facts.plans:
        days += plan.approved_on, plan.partner_sponsor_signed_on, plan.vendor_sponsor_signed_on
    days += [activity.held_on for activity in facts.activities]
    days += [booking.closed_on for booking in facts.bookings]
    days += [entry.reported_on for entry in facts.metrics]
    days += [waiver.since for waiver in facts.waivers]
    return days


def _list_last_days(facts: Facts) -> list[date | None]:
    """The last days of what is known."""
    days = [facts.ends_on]
    for _, _, _, spells, awards in facts.people:
        days += [spell[1] for spell in spells]
        days += [award[2] for award in awards]
    days += [waiver.until for waiver in facts.waivers]
    return days


def _find_leaving(facts: Facts, edition: Edition) -> Iterator[date | None]:
    """When bookings and reported numbers leave the windows of months that the edition adds up over."""
    for months in edition.windows:
        for booking in facts.bookings:
            yield leaving_on(booking.closed_on, months)
        for entry in facts.metrics:
            yield leaving_on(entry.reported_on, months)
