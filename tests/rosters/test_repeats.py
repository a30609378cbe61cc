"""Rows that say the same of a person again lead where the last one did, unless another came between."""

from __future__ import annotations

from tests.rosters.paper_desk import PaperDesk, buckets

PARTNERS = "partner,region,agreement_signed\nAcme,EMEA,2021-01-01\nBeta,EMEA,2021-01-01\n"
HEAD = "partner,email,name,title,credential,earned\n"
ANN = "Acme,ann@acme.example,Ann"


def bring(*lines: str) -> tuple[PaperDesk, list[str], tuple[str, ...]]:
    desk = PaperDesk()
    desk.bring("partners", PARTNERS)
    plan = desk.bring("roster", HEAD + "\n".join(lines))
    return desk, buckets(plan), plan.warnings


def test_each_row_adds_its_award() -> None:
    desk, found, _ = bring(
        f"{ANN},CTO,sales_core,2022-01-01", f"{ANN},CTO,sa_core,2022-01-01", f"{ANN},CTO,sales_core,2022-01-01"
    )
    assert found == ["new", "new", "same"]
    assert len(desk.list("person")) == len(desk.list("employment")) == 1
    assert len(desk.list("award")) == 2


def test_what_another_row_said_between_is_said_back() -> None:
    """The last row speaks, also where it says what the first one said."""
    desk, found, warnings = bring(f"{ANN},CTO,,", f"{ANN},CEO,,", f"{ANN},CTO,,")
    assert [job["title"] for job in desk.list("employment")] == ["CTO"]
    assert found == ["new", "same", "changed"]
    assert [warning.partition(": ")[2] for warning in warnings] == [
        "title was “CTO” in an earlier row; “CEO” is kept.",
        "title was “CEO” in an earlier row; “CTO” is kept.",
    ]


def test_what_is_worth_a_word_is_worth_it_each_time() -> None:
    _, _, warnings = bring(f"{ANN},,,", *["Acme,ann@acme.example,Anna,,,"] * 2)
    assert [warning.partition(":")[0] for warning in warnings] == ["roster.csv, line 3", "roster.csv, line 4"]


def test_a_row_that_is_refused_leads_nowhere() -> None:
    """The award is wrong, so nobody was made; the next row makes them."""
    desk, found, _ = bring(f"{ANN},CTO,,2022-01-01", f"{ANN},CTO,sales_core,2022-01-01")
    assert found == ["rejected", "new"]
    assert [person["name"] for person in desk.list("person")] == ["Ann"]
