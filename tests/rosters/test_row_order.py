"""Rows of one file may be about what later rows bring; and a file that comes again changes nothing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from channeladmin.rosters.mapping import MapOptions
from channeladmin.rosters.planned_rows import FieldChange
from tests.rosters.paper_desk import buckets
from tests.rosters.test_roster_rows import HEADER, column, new_desk
from tests.rosters.test_settled_rows import RosterFile, logs, odd_files, roster_files

_ROW = "Acme,{name},{email},,{learner},{credential},,{earned},{expires},,\n"


def _write(*rows: dict[str, str]) -> str:
    blank = dict.fromkeys(("name", "email", "learner", "credential", "earned", "expires"), "")
    return HEADER + "".join(_ROW.format(**{**blank, **row}) for row in rows)


@settings(max_examples=400, deadline=None)
@given(st.one_of(roster_files().map(RosterFile), odd_files(), logs()))
def test_a_file_that_comes_again_changes_nothing(file: RosterFile) -> None:
    desk = new_desk()
    desk.bring("roster", file.text, options=file.options, layout=file.layout, same=file.same)
    again = desk.plan("roster", file.text, options=file.options, layout=file.layout, same=file.same)
    assert (again.counts.new, again.counts.changed, again.writes) == (0, 0, ())


_OTHER_CELLS = {
    "partners": {"partner": ["Acme", "Cedar"], "region": ["EMEA", "AMER", ""], "status": ["", "authorized"],
                 "status_since": ["", "2021-01-01", "2021-06-01"], "track": ["", "select"],
                 "track_since": ["", "2021-03-03", "2021-06-01"], "agreement_signed": ["", "2020-12-01", "2021-02-02"],
                 "agreement_ends": ["", "2024-01-01"]},
    "plans": {"partner": ["Acme", "Birch"], "fiscal_year": ["FY23", "FY22", ""], "status": ["", "draft", "approved"],
              "approved": ["", "2022-01-01"], "partner_sponsor": ["", "X", "Y"]},
    "bookings": {"partner": ["Acme", "Birch"], "closed": ["", "2022-01-01", "2021-05-05"], "net_arr": ["", "100", "7"],
                 "kind": ["", "new", "growth"], "opportunity": ["", "X", "Y"]},
    "activities": {"partner": ["Acme", "Birch"], "held": ["", "2022-01-01"], "kind": ["", "event"],
                   "title": ["", "X", "Y"], "status": ["", "planned", "held"]},
    "metrics": {"partner": ["Acme", "Birch"], "metric": ["points", "cloud_share", ""], "reported": ["2022-01-01", ""],
                "amount": ["", "100", "50"], "note": ["", "X"]},
}  # fmt: skip


@st.composite
def _other_files(draw: st.DrawFn) -> tuple[str, str]:
    """A kind of file, and rows of it of which many lack something that another one has."""
    kind = draw(st.sampled_from(sorted(_OTHER_CELLS)))
    cells = _OTHER_CELLS[kind]
    rows = draw(st.lists(st.tuples(*map(st.sampled_from, cells.values())), min_size=1, max_size=8))
    return kind, "\n".join([",".join(cells), *map(",".join, rows)])


@settings(max_examples=400, deadline=None)
@given(_other_files())
def test_a_file_of_any_other_kind_that_comes_again_changes_nothing(file: tuple[str, str]) -> None:
    desk = new_desk()
    desk.bring(*file)
    again = desk.plan(*file)
    assert (again.counts.new, again.counts.changed, again.writes) == (0, 0, ())


def test_a_later_row_may_have_the_name() -> None:
    desk = new_desk()
    award = {"email": "ann@acme.example", "credential": "pse", "earned": "2022-01-01"}
    plan = desk.bring("roster", _write(award, {"email": "ann@acme.example", "name": "Ann"}))
    assert buckets(plan) == ["new", "new"]
    assert (column(desk, "person", "name"), column(desk, "award", "credential")) == (["Ann"], ["pse"])


def test_a_name_that_no_row_has_is_asked_for_in_each() -> None:
    desk = new_desk()
    plan = desk.bring(
        "roster", _write(*[{"email": "ann@acme.example"}] * 2, {"email": "bo@acme.example", "name": "Bo"})
    )
    assert buckets(plan) == ["rejected", "rejected", "new"]
    assert [error.row for error in plan.errors] == [1, 2]
    assert column(desk, "person", "name") == ["Bo"]


def test_a_row_that_waited_may_let_in_another() -> None:
    desk = new_desk()
    text = HEADER + "".join(
        f"Acme,{name},{email},{other},,,,,,,\n"
        for name, email, other in (
            ("", "c@x.example", ""),
            ("", "b@x.example", "c@x.example"),
            ("Ann", "b@x.example", ""),
        )
    )
    plan = desk.bring("roster", text)
    assert "rejected" not in buckets(plan)
    assert column(desk, "email_address", "address") == ["b@x.example", "c@x.example"]
    assert buckets(desk.plan("roster", text)) == ["same"] * 3


def test_what_a_later_row_says_stays() -> None:
    desk = new_desk()
    award = {"email": "ann@acme.example", "credential": "pse", "earned": "2022-01-01"}
    text = _write({**award, "expires": "2023-01-01"}, {**award, "name": "Ann", "expires": "2024-01-01"})
    desk.bring("roster", text)
    assert column(desk, "award", "expires_on") == [date(2024, 1, 1)]
    # Of what the later row does not say, the one that waited speaks.
    award["email"] = "bo@acme.example"
    desk.bring("roster", _write({**award, "expires": "2023-01-01"}, {**award, "name": "Bo"}))
    assert column(desk, "award", "expires_on") == [date(2024, 1, 1), date(2023, 1, 1)]


def test_a_row_that_revokes_without_a_day_means_the_latest_of_the_whole_file() -> None:
    desk = new_desk()
    rows = ("2021-01-01,", ",2022-05-05", "2022-01-01,")
    text = "partner,name,email,credential,earned,revoked\n" + "".join(
        f"Acme,Ann,ann@acme.example,pse,{days}\n" for days in rows
    )
    assert buckets(desk.bring("roster", text)) == ["new", "changed", "new"]
    assert column(desk, "award", "revoked_on") == [None, date(2022, 5, 5)]


def test_an_address_gives_no_learner_id_of_another_name() -> None:
    desk = new_desk()
    desk.bring("roster", _write({"email": "ann@acme.example", "name": "Ann"}))
    text = _write({"email": "ann@acme.example", "name": "Hanna", "learner": "L1"})
    plan = desk.bring("roster", text)
    assert (column(desk, "person", "name"), column(desk, "person", "learner_id")) == (["Ann"], [None])
    assert any("“L1” not taken" in warning for warning in plan.warnings)
    plan = desk.bring("roster", _write({"email": "ann@acme.example", "name": "ANN", "learner": "L1"}))
    assert (column(desk, "person", "name"), column(desk, "person", "learner_id")) == (["Ann"], ["L1"])


def test_a_learner_id_of_somebody_in_a_later_row_holds_the_row() -> None:
    desk = new_desk()
    desk.bring("roster", _write({"email": "ann@acme.example", "name": "Ann"}))
    both = {"email": "ann@acme.example", "name": "Hanna", "learner": "L1"}
    plan = desk.bring("roster", _write(both, {"email": "hanna@acme.example", "name": "Hanna", "learner": "L1"}))
    assert buckets(plan) == ["duplicate", "new"]


def test_a_learner_id_that_one_row_clears_is_given_again_by_the_next() -> None:
    desk = new_desk()
    named = {"email": "ann@acme.example", "name": "Ann"}
    text = _write(named, {**named, "learner": "L1"})
    options = MapOptions(clear=("learner_id",))
    for _ in range(2):
        desk.bring("roster", text, options=options)
        assert column(desk, "person", "learner_id") == ["L1"]


@pytest.mark.parametrize("between", [0, 1, 3])
def test_of_a_row_that_waited_its_own_records_are_shown(between: int) -> None:
    desk = new_desk()
    award = {"email": "ann@acme.example", "credential": "pse", "earned": "2030-01-01"}
    others = [
        {"email": f"p{number}@acme.example", "name": f"P{number}", "credential": "pse", "earned": "2022-01-01"}
        for number in range(between)
    ]
    plan = desk.plan("roster", _write(award, *others, {"email": "ann@acme.example", "name": "Ann"}))
    first, *rest, last = plan.rows
    shown = plan.stored.list_changes(first)
    assert FieldChange("award", "earned", None, date(2030, 1, 1)) in shown
    assert {change.record for change in shown} == {"award"}
    for row in rest:
        names = [change.after for change in plan.stored.list_changes(row) if change.column == "name"]
        assert names == [row.about]
    assert "award" not in {change.record for change in plan.stored.list_changes(last)}
    assert any("line 2" in warning and "2030-01-01" in warning for warning in plan.warnings)


def test_a_row_without_a_region_may_be_about_an_agreement_of_a_later_row() -> None:
    desk = new_desk()
    head = "partner,region,agreement_starts,agreement_ends\n"
    plan = desk.bring("partners", head + "Cedar,,2021-01-01,2021-12-31\nCedar,EMEA,,2023-12-31\n")
    assert buckets(plan) == ["changed", "new"]
    starts, ends = (column(desk, "agreement", name)[-1] for name in ("starts_on", "ends_on"))
    assert (starts, ends) == (date(2021, 1, 1), date(2023, 12, 31))


def test_what_does_not_go_with_a_later_row_is_refused() -> None:
    desk = new_desk()
    head = "partner,region,agreement_starts,agreement_ends\n"
    plan = desk.bring("partners", head + "Cedar,,2021-01-01,2021-12-31\nCedar,EMEA,2022-01-01,\n")
    assert buckets(plan) == ["rejected", "new"]
    starts, ends = (column(desk, "agreement", name)[-1] for name in ("starts_on", "ends_on"))
    assert (starts, ends) == (date(2022, 1, 1), None)


def test_a_row_without_a_region_is_refused_where_a_later_one_brings_a_second() -> None:
    desk = new_desk()
    plan = desk.plan("partners", "partner,region,agreement_ends\nAcme,,2023-12-31\nAcme,AMER,2024-12-31\n")
    assert buckets(plan) == ["rejected", "new"]


@pytest.mark.parametrize(
    ("first", "second", "steps"),
    [
        ("2021-01-01", "", [("authorized", "2021-01-01")]),
        ("", "2021-06-01", [("authorized", "2021-06-01")]),
        ("", "", [("authorized", "2020-12-01")]),
        ("2021-01-01", "2021-06-01", [("prospect", "2021-01-01"), ("authorized", "2021-06-01")]),
    ],
)
def test_a_signature_in_a_later_row_keeps_the_day_that_an_earlier_one_says(
    first: str, second: str, steps: list[tuple[str, str]]
) -> None:
    desk = new_desk()
    text = f"partner,region,status_since,agreement_signed\nCedar,EMEA,{first},\nCedar,EMEA,{second},2020-12-01\n"
    before = len(desk.list("agreement_step"))
    desk.bring("partners", text)
    made = desk.list("agreement_step")[before:]
    assert [(step["status"].value, str(step["since"])) for step in made if step["status"]] == steps
    assert buckets(desk.plan("partners", text)) == ["same", "same"]


def test_a_reported_number_is_needed_where_one_is_stored_too() -> None:
    desk = new_desk()
    head = "partner,metric,reported,amount\n"
    desk.bring("metrics", head + "Acme,points,2022-01-01,100\n")
    plan = desk.plan("metrics", head + "Acme,points,2022-01-01,\n")
    assert (buckets(plan), plan.errors[0].column) == (["rejected"], "amount")
