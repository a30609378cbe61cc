"""Whoever is settled is not matched again; what is planned is the same as if every row were."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from channeladmin.rosters.mapping import MapOptions
from channeladmin.rosters.plan import RowPlan
from channeladmin.rosters.presets import list_presets
from channeladmin.rosters.profiles import Layout
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
def roster_files(draw: st.DrawFn) -> str:
    subjects = draw(st.lists(_subjects, min_size=1, max_size=4))
    rows = draw(st.lists(st.tuples(st.sampled_from(subjects), _awards), min_size=1, max_size=14))
    return HEADER + "".join(_SUBJECT.format(**subject, award=award) for subject, award in rows)


_ODD = {
    "partner": ["Acme", "Acme", "Acme", "ACME", "Acme Inc", "P-1", "Birch", ""],
    "external_ref": ["", "", "", "P-1", "P-9"],
    "region": ["", "EMEA", "APAC", "Mars", "TBD"],
    "name": ["Ann", "Bob", "", "x" * 300],
    "email": ["a@x.example", "b@x.example;c@x.example", "A@x.example; d@x.example", "bad", "e@x.example", ""],
    "other_emails": ["", "", "a@x.example;f@x.example", "g@x.example;G@x.example"],
    "learner_id": ["", "", "L1", "l1", "L2"],
    "title": ["", "Boss", "Chief", "y" * 400],
    "employed_from": ["", "2020-01-01", "2021-01-01"],
    "employed_until": ["", "2020-06-01", "2019-01-01", "2030-01-01"],
}
_ODD_AWARD = {
    "credential": ["pse", "pse", "sales core", "nonsense", ""],
    "edition": ["", "", "2021"],
    "certificate_no": ["", "", "C1", "C2"],
    "earned": ["2022-01-01", "2022-01-01", "2021-02-02", "01/02/2021", "TBD", ""],
    "expires": ["", "2024-01-01", "2020-01-01", "never"],
    "revoked": ["", "", "2022-03-03"],
    "award_status": ["", "", "accepted", "revoked", "rejected", "expired"],
}
_GOOD = {
    "partner": ["Acme", "Birch"],
    "region": ["", "EMEA"],
    "name": ["Ann", "Bob", "Cy"],
    "email": ["a@x.example", "b@x.example;c@x.example", "A@x.example", "d@x.example", "e@x.example", "h@x.example"],
    "other_emails": ["", "", "f@x.example;g@x.example"],
    "learner_id": ["", "", "", "L1", "L2"],
    "title": ["", "Boss"],
    "employed_from": ["", "2020-01-01"],
    "employed_until": ["", "2022-06-01", "2030-01-01"],
    "credential": ["pse", "sales core"],
    "edition": ["", "2021"],
    "certificate_no": ["", "C1"],
    "earned": ["2022-01-01", "2021-02-02"],
    "expires": ["", "2024-01-01"],
}
_CLEARABLE = ("region", "learner_id", "title", "employed_until", "certificate_no", "expires", "revoked")


class RosterFile(NamedTuple):
    text: str
    options: MapOptions = MapOptions()
    layout: Layout = Layout()
    same: Mapping[str, str] = MappingProxyType({})


@st.composite
def odd_files(draw: st.DrawFn) -> RosterFile:
    """Any columns, of good cells or of odd ones too; cells that clear, names that were said to be the same."""
    pools = {**_ODD, **_ODD_AWARD}
    if draw(st.booleans()):
        pools = {name: _GOOD.get(name, [""]) for name in pools}
    others = [name for name in _ODD if name not in ("partner", "email")]
    left_out = draw(st.sets(st.sampled_from(others)))
    about = [name for name in _ODD if name not in left_out]
    award = draw(st.sampled_from([("credential", "earned"), (), tuple(_ODD_AWARD)]))
    subjects = draw(st.lists(st.tuples(*(st.sampled_from(pools[name]) for name in about)), min_size=1, max_size=6))
    given_award = st.tuples(*(st.sampled_from(pools[name]) for name in award))
    rows = draw(st.lists(st.tuples(st.sampled_from(subjects), given_award), min_size=1, max_size=16))
    lines = [",".join((*about, *award)), *(",".join((*subject, *cells)) for subject, cells in rows)]
    clear = [name for name in draw(st.sets(st.sampled_from(_CLEARABLE))) if name in (*about, *award)]
    same = draw(st.sampled_from([{}, {}, {"Acme Inc": "Acme"}, {"acme": "Birch", "a@x.example": "e@x.example"}]))
    return RosterFile("\n".join(lines), MapOptions(clear=tuple(clear)), same=same)


@st.composite
def logs(draw: st.DrawFn) -> RosterFile:
    """An action log, which is folded, and names no people."""
    event = st.tuples(
        st.sampled_from(["a@x.example", "b@x.example"]),
        st.sampled_from(["Acme", "Birch", "", "Nobody"]),
        st.sampled_from(["pse", "sales core"]),
        st.sampled_from(["certificate_grant", "certificate_grant", "revoked_access", "enrollment"]),
        st.sampled_from(["2022-01-01 10:00", "2022-02-02", ""]),
    )
    rows = draw(st.lists(event, min_size=1, max_size=10))
    lines = ["Email,Panorama Name,Content Title,Type,Timestamp", *map(",".join, rows)]
    (preset,) = (each for each in list_presets() if each.fold == "action_log")
    return RosterFile("\n".join(lines), layout=Layout(None, preset))


def _bring(files: list[RosterFile]) -> tuple[list[RowPlan], PaperDesk]:
    desk = new_desk()
    return [
        desk.bring("roster", each.text, options=each.options, layout=each.layout, same=each.same) for each in files
    ], desk


def _tell(plan: RowPlan) -> list[object]:
    """What is stored of every row, and the fields of those that are taken."""
    told: list[object] = []
    for row in plan.rows:
        told += [plan.stored.list_changes(row), () if row.errors else tuple(plan.stored.list_fields(row))]
    return told


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(roster_files().map(RosterFile), odd_files(), logs()), min_size=1, max_size=3))
def test_rows_are_planned_as_if_each_were_matched(files: list[RosterFile]) -> None:
    plans, desk = _bring(files)
    with (
        patch.object(RosterRows, "_find_settled", lambda self, subject: None),
        patch.object(RosterRows, "_settle_newcomer", lambda self, rows, at, number: None),
    ):
        slowly, other = _bring(files)
    assert [(list(plan.rows), plan.warnings, plan.errors) for plan in plans] == [
        (list(plan.rows), plan.warnings, plan.errors) for plan in slowly
    ]
    assert list(map(_tell, plans)) == list(map(_tell, slowly))
    assert desk.rows == other.rows


def test_a_settled_person_is_matched_again_once_something_else_changes_them() -> None:
    desk = new_desk()
    row = "Acme,Ann,a@x.example,,,{award},{begins},\n"
    first = row.format(award="pse,,2022-01-01,", begins="2020-01-01")
    ended = "Acme,Ann,a@x.example,,,,,,,2020-01-01,2021-01-01\n"
    plan = desk.bring("roster", HEADER + first + first + ended + first.replace("pse", "sales core"))
    assert [row.bucket.value for row in plan.rows] == ["new", "same", "changed", "new"]
    assert sum("left “Acme” on 2021-01-01" in warning for warning in plan.warnings) == 1
