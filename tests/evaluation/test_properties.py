"""What holds for every desk, whatever is in it."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from channeladmin.evaluation.case import Depth
from channeladmin.evaluation.evaluate import evaluate, evaluate_tracks, headline, next_change_on
from channeladmin.evaluation.facts import AwardFact, Facts
from channeladmin.evaluation.verdict import Measure, Outlook, Status, Verdict
from channeladmin.program.edition import Edition
from channeladmin.program.requirement import PeopleRequirement
from channeladmin.program.vocabulary import OPEN, SELECT
from tests.evaluation.build import EDITION
from tests.evaluation.naive import count_people
from tests.evaluation.strategies import EDITIONS, FIRST, LAST, days, desks, editions

END = LAST + timedelta(days=3 * 366)
"""After this day nothing of a random desk begins or ends any more."""


YEARS = range(FIRST.year, END.year + 1)


def shuffle(facts: Facts, seed: int) -> Facts:
    chance = random.Random(seed)

    def mixed(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(chance.sample(items, len(items)))

    return replace(
        facts,
        people=mixed(
            tuple(
                person._replace(awards=mixed(person.awards), employments=mixed(person.employments))
                for person in facts.people
            )
        ),
        plans=mixed(facts.plans),
        activities=mixed(facts.activities),
        bookings=mixed(facts.bookings),
        metrics=mixed(facts.metrics),
        waivers=mixed(facts.waivers),
    )


@given(desks(), days, editions, st.integers())
def test_the_order_of_records_never_matters(facts: Facts, on: date, rules: str, seed: int) -> None:
    edition = EDITIONS[rules]
    assert evaluate_tracks(shuffle(facts, seed), edition, on) == evaluate_tracks(facts, edition, on)


@given(desks(), days, editions)
def test_both_tracks_together_are_the_two_tracks_one_by_one(facts: Facts, on: date, rules: str) -> None:
    edition = EDITIONS[rules]
    assert evaluate_tracks(facts, edition, on) == tuple(evaluate(facts, edition, track, on) for track in (OPEN, SELECT))


@given(desks(), days)
def test_people_rows_say_what_the_rules_say_at_their_plainest(facts: Facts, on: date) -> None:
    rows = {row.key: row for row in evaluate(facts, EDITION, SELECT, on).requirements}
    for requirement in EDITION.requirements:
        if isinstance(requirement, PeopleRequirement):
            row = rows[requirement.key]
            have, unknown = count_people(facts, requirement.credentials, on)
            assert row.have == have
            would_meet = Status.REVIEW if have + unknown >= row.need else Status.UNMET
            assert row.status is (Status.MET if have >= row.need else would_meet)


@given(desks(), days, editions)
def test_people_are_counted_once_and_named_once(facts: Facts, on: date, rules: str) -> None:
    edition = EDITIONS[rules]
    for verdict in evaluate_tracks(facts, edition, on):
        times: Counter[int] = Counter()
        for row in verdict.requirements:
            if row.measure is not Measure.PEOPLE:
                continue
            named = [person.person_id for person in row.counted] + [person.person_id for person in row.not_counted]
            assert len(named) == len(set(named))
            assert row.have == len(row.counted)
            times.update(person.person_id for person in row.counted)
        if edition.rules.sharing == "forbidden":
            assert set(times.values()) <= {1}


@given(desks(), days, editions)
def test_need_have_missing_and_status_agree(facts: Facts, on: date, rules: str) -> None:
    edition = EDITIONS[rules]
    for verdict in evaluate_tracks(facts, edition, on):
        for row in verdict.requirements:
            assert row.missing == max(0, row.need - row.have)
            if row.need:
                assert (row.status is Status.MET) == (row.missing == 0)
            assert row.status is not Status.MET or row.remedies == ()
        statuses = {row.status for row in verdict.requirements}
        worst = next(status for status in (Status.UNMET, Status.REVIEW, Status.MET) if status in statuses)
        assert verdict.status is worst
        assert verdict.met_count == sum(row.status is Status.MET for row in verdict.requirements)


@given(desks(max_people=3), days, st.data())
def test_a_counting_award_more_never_lowers_a_row(facts: Facts, on: date, data: st.DataObject) -> None:
    for track in (OPEN, SELECT):
        before = evaluate(facts, EDITION, track, on)
        credential = data.draw(st.sampled_from([credential.key for credential in EDITION.credentials]))
        if not facts.people:
            return
        lucky = data.draw(st.integers(0, len(facts.people) - 1))
        people = list(facts.people)
        people[lucky] = people[lucky]._replace(awards=(*people[lucky].awards, AwardFact(credential, FIRST)))
        after = evaluate(replace(facts, people=tuple(people)), EDITION, track, on)
        for row_before, row_after in zip(before.requirements, after.requirements, strict=True):
            assert row_after.have >= row_before.have


def list_marks(facts: Facts, edition: Edition, on: date) -> list[date]:
    """Every later day that might change anything.

    Days written anywhere, the ones after them, the firsts of quarters, and the days around which something that was
    entered leaves a window.
    """
    written = {date.fromisoformat(text) for text in _find_dates(facts)}
    quarters = {edition.fiscal.quarter_of(date(year, month, 1)).first_day for year in YEARS for month in range(1, 13)}
    entered = {booking.closed_on for booking in facts.bookings} | {entry.reported_on for entry in facts.metrics}
    leaving = {
        day + timedelta(days=round(months * 30.4375) + shift)
        for day in entered
        for months in edition.windows
        for shift in range(-3, 5)
    }
    marks = written | {day + timedelta(days=1) for day in written} | quarters | leaving
    return sorted(day for day in marks if day > on)


def _find_dates(value: object) -> set[str]:
    if isinstance(value, date):
        return {value.isoformat()}
    if isinstance(value, tuple):
        return {text for each in value for text in _find_dates(each)}
    names = getattr(value, "__dataclass_fields__", {})
    return {text for name in names for text in _find_dates(getattr(value, name))}


def outcomes(verdict: Verdict) -> list[tuple[Status, Outlook]]:
    return [(verdict.status, verdict.outlook), *((row.status, row.outlook) for row in verdict.requirements)]


@settings(max_examples=50)
@given(desks(max_people=4), days, editions)
def test_the_outlook_is_the_day_before_the_first_that_differs(facts: Facts, on: date, rules: str) -> None:
    edition = EDITIONS[rules]
    marks = list_marks(facts, edition, on)
    for track in (OPEN, SELECT):
        now = outcomes(evaluate(facts, edition, track, on))
        firsts: dict[int, tuple[date, Status]] = {}
        for day in marks:
            later = outcomes(evaluate(facts, edition, track, day, Depth.COUNTS))
            for place, (before, after) in enumerate(zip(now, later, strict=True)):
                if before[0] is not after[0]:
                    firsts.setdefault(place, (day, after[0]))
        for place, (_, outlook) in enumerate(now):
            if place not in firsts:
                assert outlook == Outlook()
                continue
            day, status = firsts[place]
            assert (outlook.holds_until, outlook.becomes) == (day - timedelta(days=1), status)
            assert outlook.ends_by is not None


@given(desks(), days, editions, st.randoms(use_true_random=False))
def test_nothing_changes_before_the_next_change(facts: Facts, on: date, rules: str, chance: random.Random) -> None:
    edition = EDITIONS[rules]
    until = next_change_on(facts, edition, on)
    assert until is not None
    assert on < until
    span = (until - on).days
    for day in (on + timedelta(days=chance.randrange(span)), until - timedelta(days=1)):
        now, later = evaluate_tracks(facts, edition, on), evaluate_tracks(facts, edition, day)
        assert [verdict._replace(on=on) for verdict in later] == list(now)


@given(desks(), days)
def test_the_headline_is_select_where_open_is_met_or_select_is_granted(facts: Facts, on: date) -> None:
    opened, select = evaluate_tracks(facts, EDITION, on)
    is_select = opened.status is Status.MET or facts.track_on(on) == SELECT
    assert headline((opened, select)) is (select if is_select else opened)
