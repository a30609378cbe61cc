"""The partner agreement: signed, started, authorized, and not past its end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from channeladmin.evaluation.case import Case
from channeladmin.evaluation.change import Change, walk_days
from channeladmin.evaluation.days import starts_and_stops
from channeladmin.evaluation.facts import Facts
from channeladmin.evaluation.finding import Finding, FindingKey
from channeladmin.evaluation.outcome import Outcome, status_of, yes_or_no
from channeladmin.evaluation.verdict import Cause, Status
from channeladmin.program.vocabulary import AgreementStatus


def judge_agreement(case: Case) -> Outcome:
    """Whether the agreement stands on the day, with its dates and its status as findings."""
    facts, on = case.facts, case.on
    is_met = _stands_on(facts, on)
    return yes_or_no(
        is_met,
        changes=_find_changes(facts, on, status_of(is_met)) if case.looks_ahead else (),
        findings=tuple(_find(facts, on)) if case.explains else (),
    )


def _find_changes(facts: Facts, on: date, now: Status) -> Iterator[Change]:
    days = starts_and_stops(
        starts=(facts.signed_on, facts.starts_on, *(step.since for step in facts.status_steps)),
        last_days=(facts.ends_on,),
        after=on,
    )
    return walk_days(days, lambda day: status_of(_stands_on(facts, day)), now=now, cause=Cause.AGREEMENT)


def _stands_on(facts: Facts, day: date) -> bool:
    return (
        facts.signed_on is not None
        and facts.signed_on <= day
        and (facts.starts_on is None or facts.starts_on <= day)
        and (facts.ends_on is None or facts.ends_on >= day)
        and facts.status_on(day) is AgreementStatus.AUTHORIZED
    )


def _find(facts: Facts, on: date) -> Iterator[Finding]:
    if facts.signed_on is None:
        yield Finding(FindingKey.NOT_SIGNED)
    else:
        key = FindingKey.SIGNED if facts.signed_on <= on else FindingKey.SIGNED_LATER
        yield Finding(key, day=facts.signed_on)
    if facts.starts_on is not None and facts.starts_on > on:
        yield Finding(FindingKey.STARTS_LATER, day=facts.starts_on)
    if facts.ends_on is not None:
        yield Finding(FindingKey.ENDS if facts.ends_on >= on else FindingKey.ENDED, day=facts.ends_on)
    status = facts.status_on(on)
    if status is not AgreementStatus.AUTHORIZED:
        yield Finding(FindingKey.AGREEMENT_STATUS, text=status)
