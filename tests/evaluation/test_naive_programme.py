"""The evaluation of every kind of requirement against a second, plain one."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from channeladmin.evaluation.case import Depth
from channeladmin.evaluation.evaluate import evaluate_tracks
from channeladmin.evaluation.verdict import RequirementVerdict
from channeladmin.program.consistency import find_faults
from tests.evaluation.naive_programme import Programme, Tree
from tests.evaluation.random_editions import random_editions
from tests.evaluation.strategies import days, desks_of


def show(row: RequirementVerdict) -> Tree:
    return row.key, row.status, tuple(show(part) for part in row.parts)


@given(st.data(), days)
def test_every_status_is_what_the_rules_say_at_their_plainest(data: st.DataObject, on: date) -> None:
    edition = data.draw(random_editions())
    assert find_faults(edition) == ()
    facts = data.draw(desks_of(edition))
    plain = Programme(edition, facts, on)
    for verdict in evaluate_tracks(facts, edition, on, Depth.COUNTS):
        status, rows = plain.judge_track(verdict.track)
        assert [show(row) for row in verdict.requirements] == rows
        assert verdict.status is status
