"""People, where they work, and what they earned."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from channeladmin.rosters.mapping import MapOptions
from tests.rosters.paper_desk import PaperDesk, buckets, only_error

HEADER = "partner,name,email,other_emails,learner_id,credential,edition,earned,expires,employed_from,employed_until\n"


def new_desk() -> PaperDesk:
    desk = PaperDesk()
    desk.bring("partners", "partner,external_ref,region\nAcme,P-1,EMEA\nBirch,P-2,EMEA\n")
    return desk


def column(desk: PaperDesk, table: str, name: str) -> list[Any]:
    return [row[name] for row in desk.list(table)]


def test_one_person_on_two_rows() -> None:
    desk = new_desk()
    text = HEADER + (
        "Acme,Ann,ann@acme.example,,,Sales Core,,2022-01-01,,,\n"
        "ACME,Ann,ANN@acme.example,ann@home.example,,sa_core,,2022-02-01,,,\n"
    )
    plan = desk.bring("roster", text)
    assert buckets(plan) == ["new", "new"]
    assert column(desk, "person", "name") == ["Ann"]
    assert column(desk, "email_address", "address") == ["ann@acme.example", "ann@home.example"]
    assert column(desk, "email_address", "position") == [0, 1]
    assert column(desk, "award", "credential") == ["sales_core", "sa_core"]
    assert len(desk.list("employment")) == 1
    again = desk.bring("roster", text)
    assert (buckets(again), again.writes) == (["same", "same"], ())


def test_the_learner_id_comes_first_and_any_address_is_enough() -> None:
    desk = new_desk()
    desk.bring("roster", HEADER + "Acme,Ann,ann@acme.example,,L1,,,,,,\n")
    plan = desk.bring(
        "roster", HEADER + "Acme,Ann,ann@new.example,,l1,,,,,,\nAcme,,x@y.example,ann@new.example,,pse,,2022-01-01,,,\n"
    )
    assert buckets(plan) == ["changed", "new"]
    assert len(desk.list("person")) == 1
    assert column(desk, "email_address", "address") == ["ann@acme.example", "ann@new.example", "x@y.example"]


@pytest.mark.parametrize(
    "row", ["Acme,Ann,bob@acme.example,,L1,,,,,,", "Acme,Ann,ann@acme.example,bob@acme.example,,,,,,,",
            "Acme,Ann,ann@acme.example,,L7,,,,,,"],
)  # fmt: skip
def test_keys_of_two_people_hold_the_row(row: str) -> None:
    desk = new_desk()
    desk.bring("roster", HEADER + "Acme,Ann,ann@acme.example,,L1,,,,,,\nAcme,Bob,bob@acme.example,,,,,,,,\n")
    plan = desk.bring("roster", f"{HEADER}{row}\n")
    assert (buckets(plan), plan.counts.duplicates, plan.writes) == (["duplicate"], 1, ())
    assert "“Ann”" in only_error(plan).message


def test_the_same_address_under_another_name_is_kept_and_flagged() -> None:
    desk = new_desk()
    desk.bring("roster", HEADER + "Acme,Ann,ann@acme.example,,,,,,,,\n")
    plan = desk.bring("roster", HEADER + "Acme,Hanna,ann@acme.example,,,pse,,2022-01-01,,,\n")
    assert (buckets(plan), column(desk, "person", "name")) == (["new"], ["Ann"])
    assert any("“Hanna”" in warning for warning in plan.warnings)


def test_a_learner_id_brings_the_new_name() -> None:
    desk = new_desk()
    desk.bring("roster", HEADER + "Acme,Ann Lee,ann@acme.example,,L1,,,,,,\n")
    plan = desk.bring("roster", HEADER + "Acme,Ann Ray,,,L1,,,,,,\n")
    assert (buckets(plan), column(desk, "person", "name")) == (["changed"], ["Ann Ray"])


def test_employments_by_their_first_day() -> None:
    desk = new_desk()
    row = "Acme,Ann,ann@acme.example,,,,,,,{},{}\n"
    desk.bring("roster", HEADER + row.format("2019-01-01", "2019-12-31") + row.format("2021-01-01", ""))
    # Without a first day: the current one.
    plan = desk.bring("roster", HEADER + row.format("", "2022-12-31"))
    assert buckets(plan) == ["changed"]
    assert column(desk, "employment", "ends_on") == [date(2019, 12, 31), date(2022, 12, 31)]
    assert buckets(desk.plan("roster", HEADER + row.format("2019-01-01", ""))) == ["same"]


def test_overlapping_employments_at_one_company_are_refused_and_at_two_flagged() -> None:
    desk = new_desk()
    desk.bring("roster", HEADER + "Acme,Ann,ann@acme.example,,,,,,,2020-01-01,\n")
    plan = desk.bring("roster", HEADER + "Acme,Ann,ann@acme.example,,,,,,,2021-01-01,\n")
    assert (only_error(plan).column, only_error(plan).value) == ("employed_from", "2021-01-01")
    elsewhere = desk.bring("roster", HEADER + "Birch,Ann,ann@acme.example,,,,,,,2021-01-01,\n")
    assert buckets(elsewhere) == ["new"]
    assert any("“Acme” at the same time" in warning for warning in elsewhere.warnings)


@pytest.mark.parametrize(
    ("row", "where", "value", "message"),
    [
        ("Acmee,Ann,a@b.example,,,,,,,,", "partner", "Acmee", "“Acme”"),
        (",Ann,a@b.example,,,,,,,,", "partner", "", "needed"),
        ("Acme,Ann,,,,,,,,,", "email", "", "learner id or an e-mail"),
        ("Acme,,a@b.example,,,,,,,,", "name", "", "needed"),
        ("Acme,Ann,not-an-address,,,,,,,,", "email", "not-an-address", "not an e-mail address"),
        ("Acme,Ann,a@b.example,,,Sales Cor,,2022-01-01,,,", "credential", "Sales Cor", "“Sales Core”"),
        ("Acme,Ann,a@b.example,,,pse,,,,,", "earned", "", "earned"),
        ("Acme,Ann,a@b.example,,,,,2022-01-01,,,", "credential", "", "credential"),
        ("Acme,Ann,a@b.example,,,pse,,2022-01-01,2021-01-01,,", "expires", "2021-01-01", "before it was earned"),
        ("Acme,Ann,a@b.example,,,pse,,01/02/2022,,,", "earned", "01/02/2022", "which order"),
        ("Acme,Ann,a@b.example,,,,,,,2022-02-01,2022-01-01", "employed_until", "2022-01-01", "before it begins"),
        ("Acme,A\x00n,a@b.example,,,,,,,,", "name", "A\x00n", "cannot be read"),
        ("Acme,Ann,a@b.example,,,,,,,,,,extra", "", "", "13 cells"),
    ],
)
def test_a_bad_row_leaves_nothing_and_the_good_one_goes_in(row: str, where: str, value: str, message: str) -> None:
    desk = new_desk()
    plan = desk.bring("roster", f"{HEADER}{row}\nAcme,Good,good@acme.example,,,pse,,2022-01-01,,,\n")
    assert buckets(plan) == ["rejected", "new"]
    error = only_error(plan)
    assert (error.row, error.line, error.column, error.value) == (1, 2, where, value)
    assert message in error.message
    assert column(desk, "person", "name") == ["Good"]


def test_every_bad_cell_of_a_row_is_named() -> None:
    plan = new_desk().plan("roster", HEADER + "Acme,Ann,nope,,,nope,,nope,,,\n")
    assert [error.column for error in plan.errors] == ["email", "credential", "earned"]


def test_a_company_by_its_reference() -> None:
    plan = new_desk().plan("roster", "external_ref,name,email\nP-2,Ann,a@b.example\nP-9,Ann,a@b.example\n")
    assert buckets(plan) == ["new", "rejected"]
    assert only_error(plan).column == "external_ref"
    assert buckets(new_desk().plan("roster", "partner,name,email\np-2,Ann,a@b.example\n")) == ["new"]


def test_set_fills_and_blank_rows_are_no_rows() -> None:
    desk = new_desk()
    plan = desk.bring("roster", "name,email,region\nAnn,a@b.example,\n,,\n", options=MapOptions(
        values={"partner": "Acme", "region": "apac"}))  # fmt: skip
    assert (plan.counts.rows, column(desk, "employment", "region")) == (1, ["APAC"])


def test_a_namesake_at_the_company_is_a_hint() -> None:
    desk = new_desk()
    desk.bring("roster", HEADER + "Acme,Ann Lee,ann@acme.example,,,,,,,,\n")
    plan = desk.bring("roster", HEADER + "Acme,ANN LEE,lee@acme.example,,,,,,,,\n")
    assert buckets(plan) == ["new"]
    assert any("another address" in warning for warning in plan.warnings)


_row = st.tuples(
    st.sampled_from(["Acme", "Birch", "Nobody"]),
    st.sampled_from(["Ann", "Bob", ""]),
    st.sampled_from(["a@x.example", "B@x.example", "b@x.example", ""]),
    st.sampled_from(["", "a@x.example", "c@x.example"]),
    st.sampled_from(["", "L1", "L2"]),
    st.sampled_from(["", "pse", "sales core"]),
    st.sampled_from(["", "2021"]),
    st.sampled_from(["", "2022-01-01", "2022-02-02"]),
    st.sampled_from(["", "2023-01-01", "2024-01-01"]),
    st.sampled_from(["", "2020-01-01", "2021-01-01"]),
    st.sampled_from(["", "2020-06-01", "2022-06-01"]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_row, min_size=1, max_size=7))
def test_counts_add_up_keys_stay_unique_and_what_is_applied_settles(rows: list[tuple[str, ...]]) -> None:
    desk = new_desk()
    text = HEADER + "".join(",".join(row) + "\n" for row in rows)
    plan = desk.bring("roster", text)
    counts = plan.counts
    assert counts.rows == len(rows)
    assert counts.new + counts.changed + counts.same + counts.duplicates + counts.rejected == counts.rows
    for table, key in (("person", "learner_id_key"), ("email_address", "address_key")):
        keys = [each for each in column(desk, table, key) if each is not None]
        assert len(keys) == len(set(keys))
    # Rows that could not go in before others may now; from then on the file changes nothing.
    for _ in range(len(rows) + 1):
        if not desk.bring("roster", text).writes:
            break
    again = desk.bring("roster", text)
    assert again.writes == ()
    assert set(buckets(again)) <= {"same", "duplicate", "rejected"}


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (
            "Bo,bo@bolt.example,",
            "Nobody in the desk has this address, and the file names no company. Say where they work.",
        ),
        ("Bo,,L-7", "Nobody in the desk has this learner id, and the file names no company. Name it in the file."),
    ],
)
def test_somebody_new_whom_the_file_does_not_place_is_told_as_the_things_to_do_are(cells: str, message: str) -> None:
    plan = PaperDesk().plan("roster", f"name,email,learner_id\n{cells}\n")
    assert only_error(plan).message == message
