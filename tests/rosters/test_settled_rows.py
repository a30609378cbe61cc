"""Whoever is settled is not matched again; what is planned is the same as if every row were."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from channeladmin.rosters.plan import RowPlan
from channeladmin.rosters.roster_rows import RosterRows
from tests.rosters.paper_desk import PaperDesk
from tests.rosters.test_roster_rows import HEADER, new_desk

_SUBJECT = "{partner},{name},{email},{other},{learner},{award},{begins},{ends}\n"
_subjects = st.fixed_dictionaries(
    {
        "partner": st.sampled_from(["Acme", "Acme", "Birch", "Nobody"]),
        "name": st.sampled_from(["Ann", "Ann", "Bob", ""]),
        "email": st.sampled_from(["a@x.example", "b@x.example", "B@x.example", ""]),
        "other": st.sampled_from(["", "a@x.example", "c@x.example"]),
        "learner": st.sampled_from(["", "", "L1", "L2"]),
        "begins": st.sampled_from(["", "", "2020-01-01", "2021-01-01"]),
        "ends": st.sampled_from(["", "", "2020-06-01", "2022-06-01"]),
    }
)
_awards = st.sampled_from(
    [
        ",,,",
        "pse,,2022-01-01,",
        "pse,,2022-01-01,2024-01-01",
        "pse,2021,2022-01-01,",
        "sales core,,2022-02-02,2021-01-01",
        "sales core,,2021-02-02,",
        "pse,,,",
    ]
)


@st.composite
def _files(draw: st.DrawFn) -> str:
    subjects = draw(st.lists(_subjects, min_size=1, max_size=4))
    rows = draw(st.lists(st.tuples(st.sampled_from(subjects), _awards), min_size=1, max_size=14))
    return HEADER + "".join(_SUBJECT.format(**subject, award=award) for subject, award in rows)


def _bring(texts: list[str]) -> tuple[list[RowPlan], PaperDesk]:
    desk = new_desk()
    return [desk.bring("roster", text) for text in texts], desk


@settings(max_examples=200, deadline=None)
@given(st.lists(_files(), min_size=1, max_size=2))
def test_rows_are_planned_as_if_each_were_matched(texts: list[str]) -> None:
    plans, desk = _bring(texts)
    with (
        patch.object(RosterRows, "_find_settled", lambda self, mapping, subject: None),
        patch.object(RosterRows, "_settle_newcomer", lambda self, known, rows, at, number: None),
    ):
        slowly, other = _bring(texts)
    assert [(list(plan.rows), plan.warnings, plan.errors) for plan in plans] == [
        (list(plan.rows), plan.warnings, plan.errors) for plan in slowly
    ]
    assert desk.rows == other.rows


def test_a_settled_person_is_matched_again_once_something_else_changes_them() -> None:
    desk = new_desk()
    row = "Acme,Ann,a@x.example,,,{award},{begins},\n"
    first = row.format(award="pse,,2022-01-01,", begins="2020-01-01")
    ended = "Acme,Ann,a@x.example,,,,,,,2020-01-01,2021-01-01\n"
    plan = desk.bring("roster", HEADER + first + first + ended + first.replace("pse", "sales core"))
    assert [row.bucket.value for row in plan.rows] == ["new", "same", "changed", "new"]
    assert sum("left “Acme” on 2021-01-01" in warning for warning in plan.warnings) == 1
