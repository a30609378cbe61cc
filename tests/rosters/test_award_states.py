"""States of awards as badge exports have them, and cells with several addresses."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from channeladmin.rosters.award_states import AwardState, parse_expired, parse_state
from channeladmin.rosters.values import split_emails
from tests.rosters.paper_desk import TODAY, PaperDesk, buckets, only_error

HEADER = "partner,name,email,credential,earned,status,expired,revoked,expires\n"


def new_desk(*rows: str) -> PaperDesk:
    desk = PaperDesk()
    desk.bring("partners", "partner,region\nAcme,EMEA\n")
    if rows:
        desk.bring("roster", HEADER + "\n".join(rows))
    return desk


def award(desk: PaperDesk) -> dict[str, Any]:
    (row,) = desk.list("award")
    return {name: row[name] for name in ("earned_on", "expires_on", "revoked_on")}


@pytest.mark.parametrize("state", ["accepted", "Pending", "ACTIVE", "issued", ""])
def test_accepted_and_pending_are_earned(state: str) -> None:
    desk = new_desk(f"Acme,Ann,a@acme.example,pse,2022-01-01,{state},,,")
    assert award(desk) == {"earned_on": date(2022, 1, 1), "expires_on": None, "revoked_on": None}


def test_a_rejected_award_is_none() -> None:
    plan = new_desk().plan("roster", HEADER + "Acme,Ann,a@acme.example,pse,2022-01-01,rejected,,,\n")
    assert (buckets(plan), only_error(plan).column, plan.writes) == (["rejected"], "status", ())
    assert "was not earned" in only_error(plan).message


def test_revoked_without_a_day_is_revoked_today_with_a_warning_and_stays_so() -> None:
    desk = new_desk()
    text = HEADER + "Acme,Ann,a@acme.example,pse,2022-01-01,revoked,,,\n"
    assert any(f"revoked on {TODAY}" in warning for warning in desk.bring("roster", text).warnings)
    assert award(desk)["revoked_on"] == TODAY
    desk.rows["award"] = {key: row | {"revoked_on": date(2022, 5, 1)} for key, row in desk.rows["award"].items()}
    again = desk.plan("roster", text)
    assert (buckets(again), again.writes, again.warnings) == (["same"], (), ())


def test_a_revoked_day_that_is_given_is_taken() -> None:
    assert award(new_desk("Acme,Ann,a@acme.example,pse,2022-01-01,revoked,,2022-03-01,"))["revoked_on"] == date(
        2022, 3, 1
    )


@pytest.mark.parametrize("cells", ["expired,,,", ",Expired,,", "accepted,yes,,"])
def test_expired_without_a_day_no_longer_counts_today(cells: str) -> None:
    desk = new_desk(f"Acme,Ann,a@acme.example,pse,2022-01-01,{cells}")
    assert award(desk)["expires_on"] == date(2022, 10, 9)
    assert buckets(desk.plan("roster", HEADER + f"Acme,Ann,a@acme.example,pse,2022-01-01,{cells}")) == ["same"]


def test_expired_with_a_day_ends_then() -> None:
    assert award(new_desk("Acme,Ann,a@acme.example,pse,2022-01-01,,Expired,,2022-06-30"))["expires_on"] == date(
        2022, 6, 30
    )


def test_a_revocation_without_the_day_of_the_award_means_the_latest() -> None:
    desk = new_desk(
        "Acme,Ann,a@acme.example,pse,2021-01-01,,,,", "Acme,Ann,a@acme.example,pse,2022-01-01,,,,"
    )  # fmt: skip
    plan = desk.bring("roster", HEADER + "Acme,Ann,a@acme.example,pse,,,,2022-05-05,\n")
    assert buckets(plan) == ["changed"]
    assert [(row["earned_on"].year, row["revoked_on"]) for row in desk.list("award")] == [
        (2021, None),
        (2022, date(2022, 5, 5)),
    ]
    unknown = desk.plan("roster", HEADER + "Acme,Ann,a@acme.example,sales_core,,revoked,,,\n")
    assert "no such award" in only_error(unknown).message


def test_words_for_states() -> None:
    assert parse_state("Not Started") is AwardState.REJECTED
    assert parse_state("cancelled") is AwardState.REVOKED
    assert (parse_expired("Expired"), parse_expired("No")) == (True, False)
    with pytest.raises(ValueError, match="is not a state"):
        parse_state("sleeping")
    with pytest.raises(ValueError, match="neither yes nor no"):
        parse_expired("2022-01-01")


@pytest.mark.parametrize(
    ("cell", "addresses"),
    [
        ("a@x.example", ("a@x.example",)),
        ("a@x.example; b@x.example", ("a@x.example", "b@x.example")),
        ("a@x.example,b@x.example", ("a@x.example", "b@x.example")),
        ("a@x.example b@x.example\nc@x.example", ("a@x.example", "b@x.example", "c@x.example")),
        ("Ann Lee <a@x.example>", ("a@x.example",)),
        ('"Lee, Ann" <a@x.example>, b@x.example', ("a@x.example", "b@x.example")),
        ("Lee, Ann <a@x.example>; Bo <b@x.example>", ("a@x.example", "b@x.example")),
        ("mailto:a@x.example / A@X.example", ("a@x.example",)),
        ("a@x.example nonsense", ("a@x.example", "nonsense")),
    ],
)
def test_several_addresses_in_a_cell(cell: str, addresses: tuple[str, ...]) -> None:
    assert split_emails(cell) == addresses


def test_the_first_address_is_the_first_and_a_bad_one_rejects_the_row() -> None:
    desk = PaperDesk()
    desk.bring("partners", "partner,region\nAcme,EMEA\n")
    desk.bring("roster", 'partner,name,email\nAcme,Ann,"b@x.example, a@x.example"\n')
    assert [(row["address"], row["position"]) for row in desk.list("email_address")] == [
        ("b@x.example", 0),
        ("a@x.example", 1),
    ]
    bad = desk.plan("roster", "partner,name,email\nAcme,Bo,bo@x.example oops\n")
    assert "oops" in only_error(bad).message
