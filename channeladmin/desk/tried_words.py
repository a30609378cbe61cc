"""A change that is tried, in words; and who and what a change can be about."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from channeladmin.desk.plain_words import format_date, format_hundredths, format_money, word_credential
from channeladmin.evaluation.employment import find_spell
from channeladmin.evaluation.tried import (
    ApprovePlan,
    AttestPractice,
    CloseBooking,
    EarnAward,
    HoldActivity,
    JoinCompany,
    LeaveCompany,
    ReportMetric,
    SignAgreement,
    Tried,
    WaiveRequirement,
    WorkHere,
)
from channeladmin.program.named import name_requirements

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from channeladmin.evaluation.facts import Facts
    from channeladmin.program.edition import Edition

__all__ = ["find_open_quarter_day", "name_people", "word_tried"]


_CLOSED_QUARTERS = 4


def name_people(facts: Facts, on: date | None = None) -> dict[int, str]:
    """The people of an agreement's company by id, those tried too; on a day, only who is employed then.

    Who shares a name with another has the address behind it.
    """
    names = [person.name for person in facts.people]
    return {
        person.person_id: f"{person.name} ({person.email})"
        if names.count(person.name) > 1 and person.email
        else person.name
        for person in facts.people
        if on is None or find_spell(person.employments, on) is not None
    }


def find_open_quarter_day(facts: Facts, edition: Edition, on: date) -> date:
    """The last day of the oldest quarter of the last four closed ones in which nothing was held; else the day."""
    for quarter in edition.fiscal.closed_quarters(on, _CLOSED_QUARTERS):
        if not any(quarter.first_day <= each.held_on <= quarter.last_day for each in facts.activities):
            return quarter.last_day
    return on


def word_tried(change: Tried, people: Mapping[int, str], edition: Edition) -> str:
    """One change as a short sentence without its full stop; `people` are names by id."""
    match change:
        case JoinCompany():
            words = f"{change.name} joins on {format_date(change.starts_on)}"
        case EarnAward():
            who = people.get(change.person_id, "Somebody")
            words = f"{who} earns {word_credential(change.credential)} on {format_date(change.earned_on)}"
        case LeaveCompany():
            words = f"{people.get(change.person_id, 'Somebody')} leaves; last day {format_date(change.last_day)}"
        case WorkHere():
            words = f"{people.get(change.person_id, 'Somebody')} works in the agreement's region"
        case SignAgreement():
            words = f"The agreement is signed on {format_date(change.on)}"
        case ApprovePlan():
            year = edition.fiscal.year_label(edition.fiscal.year_of(change.on))
            money = change.committed_cents
            commits = "" if money is None else f", committing {format_money(money, edition.currency)}"
            words = f"The plan for {year} is approved on {format_date(change.on)}{commits}"
        case AttestPractice():
            kind = "sales and services" if change.kind == "both" else change.kind
            words = f"A {kind} practice is attested on {format_date(change.on)}"
        case HoldActivity():
            quarter = edition.fiscal.quarter_of(change.on).label
            title = change.title or change.kind.replace("_", " ").capitalize()
            words = f"{title} is held on {format_date(change.on)} ({quarter})"
        case CloseBooking():
            money_words = format_money(change.cents, edition.currency)
            words = f"A {change.kind} booking of {money_words} closes on {format_date(change.on)}"
        case ReportMetric():
            words = f"{_word_reported(change, edition)} reported on {format_date(change.on)}"
        case WaiveRequirement():
            label = name_requirements(edition).get(change.requirement) or change.requirement.replace("_", " ")
            words = f"{label} is waived until {format_date(change.until)}: {change.reason}"
        case _:
            assert_never(change)
    return words


def _word_reported(change: ReportMetric, edition: Edition) -> str:
    metric = next((metric for metric in edition.metrics if metric.key == change.metric), None)
    label = change.metric if metric is None else metric.label
    if metric is not None and metric.unit is None:
        return f"{label}: {format_money(change.amount_hundredths, edition.currency)}"
    return f"{label}: {format_hundredths(change.amount_hundredths)}"
