"""The employment of a roster row: which spell of somebody at a company it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from channeladmin.records import Period
from channeladmin.rosters.draft import Draft, RowRefused
from channeladmin.rosters.record import Record

_JOB = "employment"
_MOST = 500
"""Employments of one person: a file that has more is about something else, and each is compared with all others."""


def plan_employment(draft: Draft, person: Record, company: Record) -> Record:
    """Plan what a row says of somebody's employment at a company; refused where it overlaps another one there."""
    values = draft.pick(_JOB)
    is_new = person in draft.created
    is_full = not is_new and draft.known.count(_JOB, ("person_id",), person.id) >= _MOST
    if is_full and _is_of_another_day(draft, person, company, values):
        raise _refuse_one_more(draft, person)
    spells = [] if is_new else draft.known.find(_JOB, ("person_id", "partner_id"), person.id, company.id)
    job = _choose_employment(draft, spells, values)
    if job is None:
        if is_full:
            raise _refuse_one_more(draft, person)
        job = draft.create(_JOB, values, person_id=person.id, partner_id=company.id)
        if not is_new:
            _look_at_others(draft, person, company, job)
    else:
        values.pop("starts_on", None)
        draft.change(job, values)
        ended = job.values["ends_on"]
        if ended is not None and ended < draft.today and "ends_on" not in values:
            draft.warn(f"“{person.values['name']}” left “{company.values['name']}” on {ended}, the desk says.")
    wanted = job.values | values
    for other in spells:
        if other is not job and _overlap(wanted, other.values):
            raise draft.refuse("employed_from", f"This overlaps the employment there {_say_spell(other)}.")
    return job


def plan_own_employment(draft: Draft, person: Record) -> Record | None:
    """Plan what a row without a company says of the one place where somebody works; None where it says nothing.

    Where they work at none or at several it cannot be taken, which a warning says.
    """
    values = draft.pick(_JOB)
    if not values:
        return None
    spells = [job for job in draft.known.find(_JOB, ("person_id",), person.id) if _is_current(job, draft)]
    companies = {job.values["partner_id"] for job in spells}
    if len(companies) == 1:
        return plan_employment(draft, person, draft.known.get("partner", companies.pop()))
    where = "at several companies" if companies else "at no company today"
    draft.warn(
        f"“{person.values['name']}” works {where}, the desk says, and the row names none; what it says of the "
        "employment was not taken."
    )
    return None


def _is_current(job: Record, draft: Draft) -> bool:
    begins, ends = job.values["starts_on"], job.values["ends_on"]
    return (begins is None or begins <= draft.today) and (ends is None or draft.today <= ends)


def _choose_employment(draft: Draft, spells: list[Record], values: dict[str, Any]) -> Record | None:
    """The spell with that first day; without one the person's only or current one there (DOMAIN, employment).

    A row whose last day is that of a spell without a first day means that spell: so an export finds it again.
    """
    first_day, last_day = values.get("starts_on"), values.get("ends_on")
    if first_day is not None:
        return next((spell for spell in spells if spell.values["starts_on"] == first_day), None)
    if len(spells) == 1:
        return spells[0]
    undated = next((spell for spell in spells if spell.values["starts_on"] is None), None)
    if undated is not None and last_day is not None and undated.values["ends_on"] == last_day:
        return undated
    return next((spell for spell in spells if _is_current(spell, draft)), None)


def _is_of_another_day(draft: Draft, person: Record, company: Record, values: Mapping[str, Any]) -> bool:
    """Whether there is no spell with that first day, found without comparing it with all of them."""
    first_day = values.get("starts_on")
    if first_day is None:
        return False
    return not draft.known.count(_JOB, ("person_id", "partner_id", "starts_on"), person.id, company.id, first_day)


def _refuse_one_more(draft: Draft, person: Record) -> RowRefused:
    message = f"“{person.values['name']}” has {_MOST} employments already; no more are taken."
    return draft.refuse("name", message, is_final=True)


def _look_at_others(draft: Draft, person: Record, company: Record, job: Record) -> None:
    """Warn of a second company at the same time."""
    for other in draft.known.find(_JOB, ("person_id",), person.id):
        if other.values["partner_id"] != company.id and _overlap(job.values, other.values):
            elsewhere = draft.known.get("partner", other.values["partner_id"]).values["name"]
            draft.warn(f"“{person.values['name']}” is employed at “{elsewhere}” at the same time.")


def _overlap(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    first, second = (Period(each["starts_on"], each["ends_on"]) for each in (one, other))
    return first.overlaps(second)


def _say_spell(spell: Record) -> str:
    begins, ends = spell.values["starts_on"], spell.values["ends_on"]
    return f"{'without a first day' if begins is None else f'from {begins}'}{'' if ends is None else f' until {ends}'}"
