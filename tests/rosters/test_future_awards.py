"""New awards of days after today: told once for each file, with their number and the first row."""

from __future__ import annotations

from datetime import timedelta

from tests.rosters.paper_desk import TODAY, PaperDesk

HEAD = "partner,name,email,credential,earned\n"
ANN = "Birch,Ann Lee,ann@birch.example"


def list_told(desk: PaperDesk, rows: str) -> list[str]:
    return [warning for warning in desk.plan("roster", HEAD + rows).warnings if "after today" in warning]


def make_desk() -> PaperDesk:
    desk = PaperDesk()
    desk.bring("partners", "partner,region\nBirch,EMEA\n")
    return desk


def test_one_is_told_with_its_line_and_day() -> None:
    assert list_told(make_desk(), f"{ANN},pse,2022-01-01\n{ANN},sa_core,2027-01-01\n") == [
        "roster.csv: 1 new award is earned after today (that of line 3, 2027-01-01) and counts only from then on; "
        "see whether day and month are the right way round."
    ]


def test_several_are_counted_and_the_first_is_named() -> None:
    rows = f"{ANN},pse,{TODAY}\nNobody,Bo,bo@x.example,pse,2027-01-01\n{ANN},sa_core,2022-12-01\n{ANN},pse,2023-01-01\n"
    (told,) = list_told(make_desk(), rows)
    assert told.startswith(
        "roster.csv: 2 new awards are earned after today (the first in line 4, 2022-12-01) and count "
    )


def test_today_is_not_after_today_and_what_is_there_already_is_not_told_again() -> None:
    desk = make_desk()
    assert not list_told(desk, f"{ANN},pse,{TODAY}\n")
    later = f"{ANN},pse,{TODAY + timedelta(days=1)}\n"
    assert list_told(desk, later)
    desk.bring("roster", HEAD + later)
    assert not list_told(desk, later)
