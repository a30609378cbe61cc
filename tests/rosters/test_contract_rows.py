"""Plans, bookings, activities and reported metrics find their agreement, and themselves when they come again."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from channeladmin.rosters.mapping import MapOptions
from tests.rosters.paper_desk import PaperDesk, buckets, only_error


def new_desk() -> PaperDesk:
    desk = PaperDesk()
    desk.bring("partners", "partner,external_ref,region\nAcme,P-1,EMEA\nTwo,P-2,EMEA\nTwo,P-2,APAC\nBare,P-3,\n")
    return desk


def column(desk: PaperDesk, table: str, name: str) -> list[Any]:
    return [row[name] for row in desk.list(table)]


def test_a_plan_by_agreement_and_year() -> None:
    desk = new_desk()
    header = "partner,region,fiscal_year,status,committed_net_arr,q1\n"
    first = desk.bring("plans", header + 'Acme,EMEA,FY23,approved,"$300,000.00",45k\nAcme,EMEA,2024,,,\n')
    assert (buckets(first), column(desk, "business_plan", "fiscal_year")) == (["new", "new"], [2023, 2024])
    assert column(desk, "business_plan", "committed_net_arr_cents")[0] == 30_000_000
    again = desk.bring("plans", header + "Acme,,23,Completed,,\n")
    (change,) = again.rows[0].changes
    assert (buckets(again), change.column, change.before, change.after) == (
        ["changed"],
        "status",
        "approved",
        "completed",
    )


@pytest.mark.parametrize(
    ("kind", "text", "where", "message"),
    [
        ("plans", "partner,fiscal_year\nNobody,FY23\n", "partner", "no company “Nobody”"),
        ("plans", "partner,fiscal_year\nTwo,FY23\n", "region", "several agreements (APAC, EMEA)"),
        ("plans", "partner,fiscal_year\nBare,FY23\n", "region", "no agreement"),
        ("plans", "partner,fiscal_year,region\nAcme,FY23,AMER\n", "region", "no agreement for AMER; it has EMEA"),
        ("plans", "partner,fiscal_year\nAcme,next year\n", "fiscal_year", "not a fiscal year"),
        ("plans", "partner,fiscal_year\nAcme,\n", "fiscal_year", "needed"),
        ("plans", "partner,fiscal_year,q1\nAcme,FY23,-5\n", "q1", "at least 0"),
        ("plans", "partner,fiscal_year,q1\nAcme,FY23,TBD\n", "q1", "not an amount"),
        ("bookings", "partner,closed,net_arr\nAcme,2022-01-01,€5\n", "net_arr", "is not in USD"),
        ("bookings", "partner,closed,net_arr\nAcme,2022-01-01,\n", "net_arr", "needed"),
        ("bookings", "partner,closed,net_arr,kind\nAcme,2022-01-01,5,upsell\n", "kind", "“upsell”"),
        ("activities", "partner,held,kind\nAcme,2022-02-29,webinar\n", "held", "calendar"),
        ("activities", "partner,held,kind\nAcme,2022-02-28,\n", "kind", "needed"),
        ("metrics", "partner,metric,reported,amount\nAcme,sales,2022-01-01,5\n", "metric", "“sales” is not a metric"),
        ("metrics", "partner,metric,reported,amount\nAcme,points,2022-01-01,TBD\n", "amount", "not an amount"),
        ("metrics", "partner,metric,reported,amount\nAcme,points,2022-01-01,\n", "amount", "needed"),
        ("metrics", "partner,metric,reported,amount\nAcme,points,,5\n", "reported", "needed"),
        ("metrics", "partner,metric,reported,amount\nAcme,,2022-01-01,5\n", "metric", "needed"),
        ("metrics", "partner,metric,reported,amount\nAcme,points,2022-01-01,9e9\n", "amount", "not an amount"),
        ("metrics", "partner,metric,reported,amount\nAcme,points,2022-01-01,1e\n", "amount", "not an amount"),
        (
            "metrics",
            "partner,metric,reported,amount\nAcme,points,2022-01-01,1000000000000000.01\n",
            "amount",
            "at most",
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_cell(kind: str, text: str, where: str, message: str) -> None:
    plan = new_desk().plan(kind, text)
    error = only_error(plan)
    assert (buckets(plan), plan.writes, error.column) == (["rejected"], (), where)
    assert message in error.message


def test_bookings_by_opportunity_or_by_the_nth() -> None:
    desk = new_desk()
    header = "partner,closed,net_arr,kind,opportunity\n"
    text = header + "Acme,2022-01-01,500,new,O-1\nAcme,2022-01-01,500,new,\nAcme,2022-01-01,500,,\n"
    assert buckets(desk.bring("bookings", text)) == ["new"] * 3
    assert buckets(desk.bring("bookings", text)) == ["same"] * 3
    plan = desk.bring("bookings", header + "Acme,2022-01-02,-20.50,growth,o-1\n" + "Acme,2022-01-01,500,new,\n" * 3)
    assert buckets(plan) == ["changed", "same", "same", "new"]
    assert column(desk, "booking", "net_arr_cents") == [-2050, 50_000, 50_000, 50_000]


def test_activities_by_day_kind_title_and_nth() -> None:
    desk = new_desk()
    header = "partner,held,kind,title,status\n"
    text = (
        header
        + "Acme,2022-02-01,Trade Show,Fair,planned\nAcme,2022-02-01,trade_show,,\n"
        + ("Acme,2022-02-01,trade_show,FAIR,planned\n")
    )
    assert buckets(desk.bring("activities", text)) == ["new"] * 3
    assert buckets(desk.bring("activities", text)) == ["same"] * 3
    plan = desk.bring("activities", header + "Acme,2022-02-01,trade_show,fair,completed\n")
    assert (buckets(plan), column(desk, "activity", "status")) == (["changed"], ["completed", "planned", "planned"])


def test_a_title_that_no_row_says_is_kept() -> None:
    desk = new_desk()
    desk.bring("activities", "partner,held,kind,title\nAcme,2022-02-01,webinar,Intro\n")
    assert buckets(desk.plan("activities", "partner,held,kind\nAcme,2022-02-01,webinar\n")) == ["same"]


def test_a_reported_metric_by_metric_day_and_the_nth() -> None:
    desk = new_desk()
    header = "partner,metric,reported,amount,note\n"
    text = header + "Acme,points,2022-01-01,70,\nAcme,points,2022-01-01,12.5,twice\nAcme,cloud share,2022-01-01,35,\n"
    assert buckets(desk.bring("metrics", text)) == ["new"] * 3
    assert column(desk, "metric_entry", "amount_hundredths") == [7000, 1250, 3500]
    assert column(desk, "metric_entry", "metric") == ["points", "points", "cloud_share"]
    assert buckets(desk.bring("metrics", text)) == ["same"] * 3
    again = desk.bring("metrics", header + "Acme,points,2022-01-01,71,\nAcme,points,2022-01-02,71,\n")
    assert buckets(again) == ["changed", "new"]
    [change] = again.rows[0].changes
    assert (change.column, change.before, change.after) == ("amount", 7000, 7100)
    assert column(desk, "metric_entry", "amount_hundredths") == [7100, 1250, 3500, 7100]


def test_the_note_of_a_metric_is_cleared_where_that_is_asked() -> None:
    desk = new_desk()
    header = "partner,metric,reported,amount,note\n"
    desk.bring("metrics", header + "Acme,points,2022-01-01,70,late\n")
    desk.bring("metrics", header + "Acme,points,2022-01-01,70,\n")
    assert column(desk, "metric_entry", "note") == ["late"]
    desk.bring("metrics", header + "Acme,points,2022-01-01,70,\n", options=MapOptions(clear=("note",)))
    assert column(desk, "metric_entry", "note") == [None]


_booking = st.tuples(
    st.sampled_from(["Acme", "acme", "Two"]),
    st.sampled_from(["", "EMEA", "APAC"]),
    st.sampled_from(["2022-01-01", "2022-01-02"]),
    st.sampled_from(["5", "$5.00", "7"]),
    st.sampled_from(["", "new", "renewal"]),
    st.sampled_from(["", "O-1", "o-1", "O-2"]),
)
_metric = st.tuples(
    st.sampled_from(["Acme", "Two"]),
    st.sampled_from(["", "APAC"]),
    st.sampled_from(["points", "Cloud share"]),
    st.sampled_from(["2022-01-01", "2022-01-02"]),
    st.sampled_from(["5", "$5.00", "7", "-0.25"]),
    st.sampled_from(["", "late"]),
)
_activity = st.tuples(
    st.sampled_from(["Acme", "Two"]),
    st.sampled_from(["", "APAC"]),
    st.sampled_from(["2022-01-01", "2022-01-02"]),
    st.sampled_from(["webinar", "Seminar"]),
    st.sampled_from(["", "One", "ONE", "Two"]),
    st.sampled_from(["", "planned", "completed"]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_booking, max_size=8), st.lists(_activity, max_size=8), st.lists(_metric, max_size=8))
def test_the_same_file_again_changes_nothing(
    bookings: list[tuple[str, ...]], activities: list[tuple[str, ...]], metrics: list[tuple[str, ...]]
) -> None:
    desk = new_desk()
    for kind, header, rows in (
        ("bookings", "partner,region,closed,net_arr,kind,opportunity", bookings),
        ("activities", "partner,region,held,kind,title,status", activities),
        ("metrics", "partner,region,metric,reported,amount,note", metrics),
    ):
        text = "\n".join([header, *(",".join(row) for row in rows)])
        first = desk.bring(kind, text)
        again = desk.bring(kind, text)
        assert again.writes == ()
        assert again.counts.rejected == first.counts.rejected
        assert again.counts.same + again.counts.rejected == len(rows)
