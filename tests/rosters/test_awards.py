"""What people earned, by edition."""

from __future__ import annotations

from datetime import date

import pytest

from tests.rosters.paper_desk import PaperDesk, buckets, only_error
from tests.rosters.test_roster_rows import HEADER, new_desk


def test_a_recertification_is_a_new_award_and_a_detail_a_change() -> None:
    desk = new_desk()
    row = "Acme,Ann,ann@acme.example,,,pse,{},{},{},,\n"
    desk.bring("roster", HEADER + row.format("2021", "2021-01-01", ""))
    plan = desk.bring(
        "roster",
        HEADER
        + row.format("2021", "2021-01-01", "2022-01-01")
        + row.format("2021", "2022-01-01", "")
        + row.format("2022", "2022-01-01", "")
        + row.format("", "2021-01-01", ""),
    )
    assert buckets(plan) == ["changed", "new", "new", "same"]
    (change,) = plan.rows[0].changes
    assert (change.column, change.before, change.after) == ("expires", None, date(2022, 1, 1))


def test_a_same_award_with_another_employment_is_a_change() -> None:
    desk = new_desk()
    desk.bring("roster", HEADER + "Acme,Ann,ann@acme.example,,,pse,,2021-01-01,,,\n")
    assert buckets(desk.bring("roster", HEADER + "Acme,Ann,ann@acme.example,,,pse,,2021-01-01,,,2022-01-01\n")) == [
        "changed"
    ]


ROW = "Acme,Ann,ann@acme.example,,,pse,{},2021-01-01,{},,\n"


def editions(desk: PaperDesk) -> list[str | None]:
    return [row["edition"] for row in desk.list("award")]


@pytest.mark.parametrize("is_one_file", [True, False])
def test_a_row_with_the_edition_fills_in_the_award_without_one(is_one_file: bool) -> None:
    desk = new_desk()
    first, second = ROW.format("", ""), ROW.format("2021", "2022-01-01")
    for rows in [first + second] if is_one_file else [first, second]:
        assert all("region" in warning for warning in desk.bring("roster", HEADER + rows).warnings)
    assert editions(desk) == ["2021"]
    again = desk.bring("roster", HEADER + first + second)
    assert (buckets(again), again.writes) == (["same", "same"], ())


def test_a_row_without_an_edition_means_the_only_award_of_the_day() -> None:
    desk = new_desk()
    desk.bring("roster", HEADER + ROW.format("2021", ""))
    assert buckets(desk.bring("roster", HEADER + ROW.format("", "2022-01-01"))) == ["changed"]
    assert editions(desk) == ["2021"]


def test_a_row_without_an_edition_is_held_where_two_awards_match() -> None:
    desk = new_desk()
    desk.bring("roster", HEADER + ROW.format("2021", "") + ROW.format("2022", ""))
    plan = desk.plan("roster", HEADER + ROW.format("", "2022-01-01"))
    assert (buckets(plan), plan.writes) == (["duplicate"], ())
    assert only_error(plan).column == "edition"
    assert "“2021” and “2022”" in only_error(plan).message
