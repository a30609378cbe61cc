"""Files of very many rows about one thing, and of titles and cells that nobody means: planned soon, every row told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from channeladmin.rosters.kinds import get_kind
from channeladmin.rosters.mapping import MapOptions, map_columns
from channeladmin.rosters.reader import read_table
from channeladmin.rosters.sense import ValueSense
from tests.guard import ends
from tests.rosters.paper_desk import EDITION, PaperDesk, buckets

_MANY = 40_000
_SPELLS = "partner,name,learner_id,employed_from,employed_until"
_STEPS = "partner,region,status,status_since,track"


@pytest.fixture(scope="module")
def desk() -> PaperDesk:
    desk = PaperDesk()
    desk.bring("partners", "partner,region\nAcme,EMEA\n")
    return desk


@pytest.mark.parametrize(
    ("kind", "head", "row"),
    [
        ("activities", "partner,held,kind,title", "Acme,2022-01-03,workshop,Same"),
        ("activities", "partner,held,kind", "Acme,2022-01-03,workshop"),
        ("activities", "partner,held,kind,title", "Acme,2022-01-03,workshop,Title {0}"),
        ("bookings", "partner,closed,net_arr,kind", "Acme,2022-01-03,5,new"),
        ("metrics", "partner,metric,reported,amount", "Acme,points,2022-01-03,5"),
        ("roster", "partner,name,learner_id,email", "Acme,Ann,L1,ann{0}@acme.example"),
        ("roster", "partner,name,learner_id", "Acme,Ann {0},L{0}"),
    ],
)
def test_rows_about_one_thing(desk: PaperDesk, kind: str, head: str, row: str) -> None:
    text = "\n".join((head, *(row.format(number) for number in range(_MANY))))
    with ends():
        plan = desk.plan(kind, text)
    assert set(buckets(plan)) <= {"new", "changed"}
    assert plan.counts.rows == plan.counts.new + plan.counts.changed == _MANY


@pytest.mark.parametrize(
    ("kind", "head", "row", "what", "there"),
    [
        ("roster", "partner,name,learner_id,employed_from,employed_until", "Acme,Ann,L1,{0},{0}", "employments", 0),
        ("partners", "partner,region,status,status_since", "Acme,EMEA,authorized,{0}", "steps of its status", 1),
    ],
)
def test_more_spells_and_steps_than_there_can_be_are_rejected(
    desk: PaperDesk, kind: str, head: str, row: str, what: str, there: int
) -> None:
    days = (date(1900, 1, 1) + timedelta(days=number) for number in range(20_000))
    text = "\n".join((head, *(row.format(day) for day in days)))
    with ends():
        plan = desk.plan(kind, text)
    assert plan.counts.rejected == 20_000 - (500 - there)
    assert {error.message for error in plan.errors} == {
        error.message for error in plan.errors if f"has 500 {what} already" in error.message
    }


@pytest.mark.parametrize(
    ("kind", "head", "row", "last", "end"),
    [
        ("roster", _SPELLS, "Acme,Ann,L1,{0},{0}", "Acme,Ann,L1,1900-01-02,1900-01-02", "same"),
        ("roster", _SPELLS, "Acme,Ann,L1,{0},{0}", "Acme,Ann,L1,,1890-01-02", "rejected"),
        ("roster", _SPELLS, "Acme,Ann,L1,{0},{0}", "Borealis,Ann,L1,,", "rejected"),
        ("partners", _STEPS, "Acme,EMEA,authorized,{0},", "Acme,EMEA,ended,1900-01-02,", "changed"),
        ("partners", _STEPS, "Acme,EMEA,ended,{0},", "Acme,EMEA,authorized,2999-01-01,", "rejected"),
        ("partners", _STEPS, "Cala,EMEA,ended,{0},", "Cala,EMEA,authorized,,", "rejected"),
        ("partners", _STEPS, "Acme,EMEA,ended,{0},", "Acme,EMEA,ended,1900-01-02,open", "changed"),
    ],
)
def test_where_there_are_too_many_those_that_are_there_are_still_found(
    kind: str, head: str, row: str, last: str, end: str
) -> None:
    desk = PaperDesk()
    desk.bring("partners", "partner,region\nAcme,EMEA\nBorealis,EMEA\n")
    days = (date(1900, 1, 1) + timedelta(days=number) for number in range(500))
    plan = desk.plan(kind, "\n".join((head, *(row.format(day) for day in days), last)))
    assert buckets(plan)[-1] == end, plan.errors


def test_the_addresses_of_a_stored_person_go_on_where_they_ended() -> None:
    desk = PaperDesk()
    desk.bring("partners", "partner,region\nAcme,EMEA\n")
    desk.bring("roster", "partner,name,learner_id,email\nAcme,Ann,L1,a@acme.example;b@acme.example\n")
    desk.bring(
        "roster",
        "partner,name,learner_id,email,other_emails\n"
        "Acme,Ann,L1,B@acme.example,c@acme.example;a@acme.example\n"
        "Acme,Ann,L1,d@acme.example,\n",
    )
    stored = [(each["address"], each["position"]) for each in desk.list("email_address")]
    assert stored == [(f"{letter}@acme.example", place) for place, letter in enumerate("abcd")]


def test_alike_rows_are_the_ones_that_the_desk_has() -> None:
    desk = PaperDesk()
    desk.bring("partners", "partner,region\nAcme,EMEA\n")
    row = "Acme,2022-01-03,5,new\n"
    desk.bring("bookings", "partner,closed,net_arr,kind\n" + row * 2)
    plan = desk.bring("bookings", "partner,closed,net_arr,kind\n" + row * 3)
    assert buckets(plan) == ["same", "same", "new"]


def test_very_many_columns() -> None:
    titles = [f"colunm {number} of the export" for number in range(20_000)]
    text = ",".join(("partner", "emial", *titles)) + "\n" + "Acme,ann@acme.example" + ",x" * 20_000 + "\n"
    table = read_table(text.encode(), source="wide.csv")
    with ends():
        mapping = map_columns(table, get_kind("roster"), MapOptions(), ValueSense(EDITION))
    assert [each.title for each in mapping.fields] == ["partner", "emial"]
    assert len(mapping.unknown) == 20_000


def test_empty_columns_of_a_long_table_are_looked_at_together() -> None:
    text = "partner,email" + "," * 400 + "\n" + ("Acme,ann@acme.example" + "," * 400 + "\n") * 4_000
    table = read_table(text.encode(), source="wide.csv")
    with ends():
        mapping = map_columns(table, get_kind("roster"), MapOptions(), ValueSense(EDITION))
    assert mapping.unknown == ()


@pytest.mark.parametrize("long", ["a" * 5_000_000, "ab " * 2_000_000, "@" * 5_000_000], ids=["word", "words", "signs"])
def test_an_unknown_column_with_a_cell_as_long_as_a_book(long: str) -> None:
    table = read_table(f"partner,{long[:30_000]}\nAcme,{long}\n".encode(), source="long.csv")
    with ends():
        mapping = map_columns(table, get_kind("roster"), MapOptions(), ValueSense(EDITION))
    assert [each.title for each in mapping.fields] == ["partner"]


@pytest.mark.parametrize("field", ["region", "credential", "earned", "expires", "email"])
def test_a_cell_as_long_as_a_book_rejects_its_row(desk: PaperDesk, field: str) -> None:
    with ends():
        plan = desk.plan("roster", f"partner,name,learner_id,{field}\nAcme,Ann,L1,{'ab1 ' * 1_000_000}\n")
    assert buckets(plan) == ["rejected"]
    assert all(len(error.message) < 500 for error in plan.errors)
