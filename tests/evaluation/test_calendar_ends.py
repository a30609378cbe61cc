"""Every kind at both ends of the calendar, where some exports put what never began or never ends."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from channeladmin.evaluation.evaluate import evaluate_tracks, next_change_on
from channeladmin.evaluation.facts import ActivityFact, Facts
from channeladmin.evaluation.lapse import find_lapse
from channeladmin.evaluation.verdict import Outlook, Status
from channeladmin.program.vocabulary import OPEN, ActivityKind, ActivityStatus
from tests.evaluation.build import EDITION, facts, row
from tests.evaluation.random_editions import random_editions
from tests.evaluation.strategies import desks_of

ENDS = (date.min, date(1, 1, 2), date(1, 6, 1), date(9999, 6, 1), date(9999, 12, 30), date.max)


@settings(max_examples=30)
@given(st.data())
def test_nothing_breaks_there(data: st.DataObject) -> None:
    edition = data.draw(random_editions())
    found = data.draw(desks_of(edition, max_people=2))
    for on in ENDS:
        verdicts = evaluate_tracks(found, edition, on)
        changes_on = next_change_on(found, edition, on)
        assert changes_on is None or changes_on > on
        find_lapse(found, edition, OPEN, on)
        for verdict in verdicts:
            if on == date.max:
                assert verdict.outlook == Outlook()


def held(*days: date) -> tuple[ActivityFact, ...]:
    return tuple(ActivityFact(day, ActivityKind.WEBINAR, ActivityStatus.COMPLETED) for day in days)


def quarters(found: Facts, on: date) -> tuple[Status, int, int]:
    held_row = row(found, "demand_generation", on=on)
    return held_row.status, held_row.need, held_row.have


LAST_FOUR = (date(9998, 11, 1), date(9999, 2, 1), date(9999, 5, 1), date(9999, 8, 1))


@pytest.mark.parametrize(
    ("found", "on", "quarter_row"),
    [
        pytest.param(facts(activities=held(*LAST_FOUR)), date.max, (Status.MET, 4, 4), id="one in each of the last"),
        pytest.param(facts(activities=held(*LAST_FOUR[:3])), date.max, (Status.UNMET, 4, 3), id="none in the last"),
        pytest.param(
            facts(activities=held(*LAST_FOUR), ends_on=date.max), date.max, (Status.MET, 4, 4), id="ends with it"
        ),
        pytest.param(facts(signed_on=date.min), date(1, 6, 1), (Status.UNMET, 2, 0), id="since there are days"),
        pytest.param(facts(signed_on=date.min), date.min, (Status.REVIEW, 0, 0), id="on the first day that there is"),
    ],
)
def test_the_quarters_there(found: Facts, on: date, quarter_row: tuple[Status, int, int]) -> None:
    assert quarters(found, on) == quarter_row


def test_the_last_quarter_that_begins_is_the_last_that_turns() -> None:
    found = facts(activities=held(*LAST_FOUR))
    before = row(found, "demand_generation", on=date(9999, 10, 31))
    assert before.outlook[:1] + before.outlook[3:4] == (date(9999, 10, 31), Status.MET)
    assert next_change_on(found, EDITION, date(9999, 10, 31)) == date(9999, 11, 1)
    assert next_change_on(found, EDITION, date(9999, 12, 31)) is None
