"""The dated steps of an agreement's status and track."""

from __future__ import annotations

from datetime import date

import pytest

from tests.rosters.paper_desk import PaperDesk, buckets

HEADER = "partner,region,status,status_since,track,track_since,agreement_signed\n"


def steps(desk: PaperDesk, field: str) -> list[tuple[str, date | None]]:
    return [(row[field], row["since"]) for row in desk.list("agreement_step") if row[field] is not None]


@pytest.mark.parametrize(
    ("cells", "status", "track"),
    [
        ("authorized,2021-02-01,select,2022-01-01,", ("authorized", date(2021, 2, 1)), ("select", date(2022, 1, 1))),
        ("authorized,,,,", ("authorized", None), ("open", None)),
        ("Suspended,,open,,", ("suspended", None), ("open", None)),
        (",,,,2021-03-01", ("authorized", date(2021, 3, 1)), ("open", date(2021, 3, 1))),
        (",,,,", ("prospect", None), None),
        ("ended,,,,2021-03-01", ("ended", None), None),
    ],
)
def test_the_first_steps(cells: str, status: tuple[str, date | None], track: tuple[str, date | None] | None) -> None:
    desk = PaperDesk()
    desk.bring(
        "partners", f"partner,region,status,status_since,track,track_since,agreement_signed\nAcme,EMEA,{cells}\n"
    )
    assert steps(desk, "status") == [status]
    assert steps(desk, "track") == ([] if track is None else [track])


def test_later_steps() -> None:
    desk = PaperDesk()
    header = "partner,region,status,status_since\n"
    desk.bring("partners", header + "Acme,EMEA,prospect,\n")
    assert buckets(desk.bring("partners", header + "Acme,EMEA,authorized,\n")) == ["changed"]
    assert steps(desk, "status") == [("authorized", None)]
    assert buckets(desk.bring("partners", header + "Acme,EMEA,suspended,2022-05-01\n")) == ["changed"]
    assert buckets(desk.bring("partners", header + "Acme,EMEA,ended,2022-05-01\n")) == ["changed"]
    assert steps(desk, "status") == [("authorized", None), ("ended", date(2022, 5, 1))]
    shown = desk.plan("partners", header + "Acme,EMEA,denied,2022-06-01\n").rows[0].changes
    assert [(each.column, each.before, each.after) for each in shown] == [
        ("status", "ended", "denied"),
        ("status_since", None, date(2022, 6, 1)),
    ]
    assert buckets(desk.bring("partners", header + "Acme,EMEA,,\nAcme,EMEA,authorized,\n")) == ["same", "same"]
    assert steps(desk, "status") == [("authorized", None), ("ended", date(2022, 5, 1))]


def test_a_status_without_a_day_holds_always_so_the_dated_one_stays_in_force() -> None:
    desk = PaperDesk()
    header = "partner,region,status,status_since,agreement_signed\n"
    rows = header + "Acme,EMEA,authorized,,2021-06-13\nAcme,EMEA,ended,2022-01-01,\n"
    desk.bring("partners", rows)
    assert buckets(desk.bring("partners", rows)) == ["same", "same"]
    assert steps(desk, "status") == [("authorized", None), ("ended", date(2022, 1, 1))]

    desk.bring("partners", header + "Bolt,EMEA,authorized,2022-01-01,\n")
    plan = desk.bring("partners", header + "Bolt,EMEA,suspended,,\n")
    assert ("suspended", None) in steps(desk, "status")
    assert any("holds only until the step of 2022-01-01" in warning for warning in plan.warnings)


@pytest.mark.parametrize(
    "rows",
    [
        "Acme,EMEA,authorized,2022-01-01,2021-06-13\n",
        "Acme,EMEA,,,\nAcme,EMEA,authorized,2022-01-01,2021-06-13\n",
        "Acme,EMEA,prospect,2021-01-01,\nAcme,EMEA,authorized,2022-01-01,2021-06-13\n",
    ],
)
def test_the_track_of_one_that_becomes_authorized_is_open_whichever_row_says_so(rows: str) -> None:
    desk = PaperDesk()
    desk.bring("partners", "partner,region,status,status_since,agreement_signed\n" + rows)
    assert steps(desk, "track") == [("open", date(2021, 6, 13))]


def test_what_is_known_without_a_day_takes_the_value_and_the_dated_step_still_decides() -> None:
    desk = PaperDesk()
    desk.bring("partners", HEADER + "Acme,EMEA,authorized,,,,\nAcme,EMEA,ended,2022-01-01,,,\n")
    assert buckets(desk.bring("partners", HEADER + "Acme,EMEA,ended,,,,\n")) == ["same"]
    plan = desk.bring("partners", HEADER + "Acme,EMEA,suspended,,,,\n")
    assert buckets(plan) == ["changed"]
    assert steps(desk, "status") == [("suspended", None), ("ended", date(2022, 1, 1))]
    assert any("holds only until the step of 2022-01-01" in warning for warning in plan.warnings)
    again = desk.bring("partners", HEADER + "Acme,EMEA,suspended,,,,\n")
    assert (buckets(again), again.warnings) == (["same"], ())


def test_a_value_without_a_day_that_a_dated_step_has_in_force_is_the_same() -> None:
    desk = PaperDesk()
    desk.bring("partners", HEADER + "Acme,EMEA,authorized,2021-01-01,select,2022-01-01,\n")
    assert buckets(desk.plan("partners", HEADER + "Acme,EMEA,authorized,,select,,\n")) == ["same"]
    plan = desk.bring("partners", HEADER + "Acme,EMEA,,,open,,\n")
    assert steps(desk, "track") == [("select", date(2022, 1, 1)), ("open", None)]
    assert any("track_since is empty" in warning and "2022-01-01" in warning for warning in plan.warnings)
    assert buckets(desk.plan("partners", HEADER + "Acme,EMEA,,,open,,\n")) == ["same"]


@pytest.mark.parametrize(
    ("rows", "since"),
    [
        ("Acme,EMEA,,,,,\nAcme,EMEA,,,,,2021-06-13\n", date(2021, 6, 13)),
        ("Acme,EMEA,,,,,\nAcme,EMEA,,2021-07-01,,,2021-06-13\n", date(2021, 7, 1)),
    ],
)
def test_a_signature_in_a_later_row_authorizes_what_was_a_prospect_by_default(rows: str, since: date) -> None:
    desk = PaperDesk()
    plan = desk.bring("partners", HEADER + rows)
    assert (buckets(plan), plan.warnings) == (["new", "changed"], ())
    assert steps(desk, "status") == [("authorized", since)]
    assert steps(desk, "track") == [("open", date(2021, 6, 13))]
    again = desk.bring("partners", HEADER + rows)
    assert (buckets(again), again.writes) == (["same", "same"], ())


def test_a_signature_leaves_a_prospect_that_was_given() -> None:
    desk = PaperDesk()
    signed = "Acme,EMEA,,,,,2021-06-13\n"
    desk.bring("partners", HEADER + "Acme,EMEA,,,,,\nAcme,EMEA,prospect,,,,\n" + signed)
    desk.bring("partners", HEADER + "Bolt,EMEA,prospect,,,,\n")
    desk.bring("partners", HEADER + signed.replace("Acme", "Bolt"))
    assert steps(desk, "status") == [("prospect", None), ("prospect", None)]
    assert steps(desk, "track") == []


@pytest.mark.parametrize(
    ("rows", "since"),
    [
        (("authorized,2022-01-01,,,", ",,,,2021-06-13"), date(2021, 6, 13)),
        (("authorized,,,,", ",,,,"), None),
        (("authorized,2022-01-01,,,", ",,,,"), date(2022, 1, 1)),
        (("authorized,2022-01-01,,,", "prospect,2021-01-01,,,"), date(2022, 1, 1)),
    ],
)
def test_the_default_track_does_not_depend_on_the_order_of_rows(rows: tuple[str, str], since: date | None) -> None:
    for order in (rows, rows[::-1]):
        desk = PaperDesk()
        text = HEADER + "".join(f"Acme,EMEA,{row}\n" for row in order)
        desk.bring("partners", text)
        assert steps(desk, "track") == [("open", since)]
        again = desk.bring("partners", text)
        assert (buckets(again), again.writes) == (["same", "same"], ())


def test_a_stored_prospect_that_becomes_authorized_is_open() -> None:
    desk = PaperDesk()
    desk.bring("partners", HEADER + "Acme,EMEA,,,,,\n")
    desk.bring("partners", HEADER + "Acme,EMEA,authorized,2022-01-01,,,2021-06-13\n")
    assert steps(desk, "track") == [("open", date(2021, 6, 13))]


def test_a_second_signing_day_moves_no_step() -> None:
    desk = PaperDesk()
    desk.bring("partners", HEADER + "Acme,EMEA,,,,,2021-06-13\nAcme,EMEA,,,,,2021-07-01\n")
    assert steps(desk, "status") == [("authorized", date(2021, 6, 13))]
    assert steps(desk, "track") == [("open", date(2021, 6, 13))]
