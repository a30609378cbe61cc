"""Companies and their agreements."""

from __future__ import annotations

from typing import Any

import pytest

from channeladmin.rosters.mapping import MapOptions
from tests.rosters.paper_desk import PaperDesk, buckets, only_error

HOSTILE = "A&B <Test> </para> GmbH"


def values(desk: PaperDesk, table: str, column: str) -> list[Any]:
    return [row[column] for row in desk.list(table)]


def test_two_rows_of_one_company_are_two_agreements_and_the_last_value_wins() -> None:
    desk = PaperDesk()
    text = f"partner,region,website\n{HOSTILE},EMEA,a.example\n {HOSTILE.upper()} ,APAC,b.example\n{HOSTILE},AMER,\n"
    plan = desk.bring("partners", text)
    assert buckets(plan) == ["new", "new", "new"]
    assert values(desk, "partner", "name") == [HOSTILE]
    assert values(desk, "partner", "website") == ["b.example"]
    assert sorted(values(desk, "agreement", "region")) == ["AMER", "APAC", "EMEA"]
    assert any("website was “a.example”" in warning for warning in plan.warnings)
    again = desk.bring("partners", text)
    assert (buckets(again), again.writes) == (["same"] * 3, ())


def test_a_company_without_an_agreement() -> None:
    desk = PaperDesk()
    assert buckets(desk.bring("partners", "partner,country,region\nAcme,DE,\n")) == ["new"]
    assert desk.list("agreement") == []


def test_external_ref_comes_first_and_the_name_then_is_a_field() -> None:
    desk = PaperDesk()
    desk.bring("partners", "partner,external_ref\nAcme,P-1\n")
    plan = desk.bring("partners", "partner,external_ref\nAcme Holding,p-1\n")
    (change,) = plan.rows[0].changes
    assert (buckets(plan), change.column, change.before, change.after) == (
        ["changed"],
        "partner",
        "Acme",
        "Acme Holding",
    )
    assert values(desk, "partner", "external_ref") == ["P-1"]


def test_a_known_name_with_another_ref_is_rejected_with_both() -> None:
    desk = PaperDesk()
    desk.bring("partners", "partner,external_ref\nAcme,P-1\nBirch,P-2\nCedar,\n")
    plan = desk.bring("partners", "partner,external_ref\nacme,P-9\nBirch,P-1\nCedar,P-3\n")
    assert buckets(plan) == ["rejected", "rejected", "changed"]
    first, second = plan.errors
    assert (first.row, first.line, first.column, first.value) == (1, 2, "external_ref", "P-9")
    assert "“P-1”" in first.message
    assert "“P-9”" in first.message
    assert "“Acme”" in second.message


def test_names_that_change_places_do_not_clash() -> None:
    desk = PaperDesk()
    desk.bring("partners", "partner,external_ref\nAcme,P-1\nBirch,P-2\n")
    plan = desk.bring("partners", "partner,external_ref\nAcme Old,P-1\nAcme,P-3\n")
    assert buckets(plan) == ["changed", "rejected"]


def test_empty_cells_keep_and_clear_clears() -> None:
    desk = PaperDesk()
    desk.bring(
        "partners", "partner,region,website,kinds,agreement_signed\nAcme,EMEA,a.example,MSP; reseller,2021-01-01\n"
    )
    assert values(desk, "partner", "kinds") == [("reseller", "msp")]
    text = "partner,region,website,kinds,agreement_signed\nAcme,EMEA,,,\n"
    assert buckets(desk.plan("partners", text)) == ["same"]
    plan = desk.bring("partners", text, options=MapOptions(clear=["website", "Kinds", "agreement_signed"]))
    assert buckets(plan) == ["changed"]
    assert (values(desk, "partner", "website"), values(desk, "partner", "kinds")) == ([None], [()])
    assert values(desk, "agreement", "signed_on") == [None]


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        ("Acme,XX,,,,", "region", "XX"),
        ("Acme,EMEA,authorised,,,", "status", "authorised"),
        ("Acme,EMEA,,2022-13-01,,", "agreement_signed", "2022-13-01"),
        ("Acme,EMEA,,2022-05-01,2022-04-30,", "agreement_ends", "2022-04-30"),
        ("Acme,EMEA,,,,broker", "kinds", "broker"),
        (",EMEA,,,,", "partner", ""),
        ("New One,,authorized,,,", "region", ""),
    ],
)
def test_bad_cells_reject_their_row_only(row: str, column: str, value: str) -> None:
    desk = PaperDesk()
    header = "partner,region,status,agreement_signed,agreement_ends,kinds\n"
    plan = desk.bring("partners", f"{header}Good,EMEA,,,,\n{row}\n")
    error = only_error(plan)
    assert (error.source, error.row, error.line, error.column, error.value) == ("partners.csv", 2, 3, column, value)
    assert error.message.endswith(".")
    assert (plan.counts.rows, plan.counts.new, plan.counts.rejected) == (2, 1, 1)
    assert values(desk, "partner", "name") == ["Good"]


def test_rows_that_contradict_each_other_change_nothing_the_second_time() -> None:
    desk = PaperDesk()
    text = "partner,region,channel_manager\nAcme,EMEA,Ann\nAcme,EMEA,Bob\n"
    assert buckets(desk.bring("partners", text)) == ["new", "changed"]
    assert values(desk, "agreement", "channel_manager") == ["Bob"]
    assert buckets(desk.bring("partners", text)) == ["same", "same"]


def test_similar_names_are_a_hint() -> None:
    desk = PaperDesk()
    desk.bring("partners", "partner\nAcme Inc.\n")
    plan = desk.bring("partners", "partner\nACME\n")
    assert buckets(plan) == ["new"]
    assert any("“Acme Inc.”" in warning for warning in plan.warnings)


@pytest.mark.parametrize("known", [False, True])
def test_a_day_for_a_track_without_a_track(known: bool) -> None:
    desk = PaperDesk()
    header = "partner,region,status,track_since\n"
    if known:
        desk.bring("partners", header + "Acme,EMEA,prospect,\n")
    assert only_error(desk.plan("partners", header + "Acme,EMEA,prospect,2022-01-01\n")).column == "track_since"


def test_without_a_region_the_only_agreement_is_meant() -> None:
    desk = PaperDesk()
    desk.bring("partners", "partner,region\nAcme,EMEA\n")
    assert buckets(desk.bring("partners", "partner,channel_manager\nAcme,Ann\n")) == ["changed"]
    assert values(desk, "agreement", "channel_manager") == ["Ann"]
