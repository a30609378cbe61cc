"""What an edition asks, as it is laid out for reading."""

from __future__ import annotations

import pytest

from channeladmin.desk.edition_outline import AskedRow, outline_edition
from channeladmin.program.loading import list_shipped, load_shipped, parse_edition
from tests.program.texts import edit_shipped, list_files, write_row


def list_rows(rows: tuple[AskedRow, ...], depth: int = 0) -> list[str]:
    shown = []
    for row in rows:
        needs = ", ".join(f"{key} {need}" for key, need in row.needs.items())
        shown += [f"{'  ' * depth}{row.label}: {needs}", *list_rows(row.parts, depth + 1)]
    return shown


def test_tracks_come_before_designations() -> None:
    outline = outline_edition(load_shipped("2025-08"))
    assert [(column.key, column.is_track) for column in outline.columns] == [
        ("open", True),
        ("select", True),
        ("psp", False),
        ("ctp", False),
    ]
    shown = list_rows(outline.rows)
    place = shown.index("Revenue or the PSP designation: select 1 of these 2")
    assert shown[place + 1 : place + 3] == [
        "  Programme revenue: select $300,000",
        "  Professional Services Partner: select yes",
    ]
    assert "Courses that the trainers cover: ctp 4 credentials" in shown


def test_a_row_has_the_wording_and_the_line_of_the_page() -> None:
    row = outline_edition(load_shipped("2022-10-03")).rows[1]
    assert (row.wording, row.line) == ("# of Sales Verified (Sales Core) resources", 60)
    assert dict(row.needs) == {"open": "2 people", "select": "4 people"}


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ('need = { select = 1 }\nbasis = "booked"', "select $1"),
        ('need = { select = 1500 }\nbasis = "booked"\nmonths = 12', "select $1,500"),
    ],
)
def test_amounts_are_money_unless_a_metric_counts_something(kind: str, words: str) -> None:
    text = edit_shipped('id = "2022-10-03"', 'id = "mine"') + write_row("amount", kind, key="more")
    assert list_rows(outline_edition(parse_edition(text, "mine")).rows)[-1].endswith(f": {words}")


def test_every_kind_has_words() -> None:
    shown = [
        row
        for name in ("atlassian-marketplace.toml", "microsoft-capability-score.toml")
        for row in list_rows(outline_edition(parse_edition(list_files()[name], name)).rows)
    ]
    assert "  Revenue and its share of cloud: gold all of these, platinum all of these" in shown
    assert "    Share of cloud: gold 25 %, platinum 35 %" in shown
    assert "Partner capability score: solutions_partner 70 points" in shown


def test_activities_tell_the_quarters() -> None:
    once = outline_edition(load_shipped("2022-10-03"))
    assert list_rows(once.rows)[-1] == "Demand generation: select 4 quarters"
    text = edit_shipped('kind = "each_quarter"', 'kind = "each_quarter" # twice')
    head, _, tail = text.partition("# twice")
    twice = outline_edition(parse_edition(head + tail.replace("select = 1", "select = 2", 1), "twice"))
    assert list_rows(twice.rows)[-1] == "Demand generation: select 2 in each of 4 quarters"


@pytest.mark.parametrize("edition_id", list_shipped())
def test_nothing_that_is_asked_is_left_out(edition_id: str) -> None:
    edition = load_shipped(edition_id)
    outline = outline_edition(edition)
    for column in outline.columns:
        asked = [row.key for row in outline.rows if column.key in row.needs]
        assert asked == [requirement.key for requirement in edition.list_asked(column.key)]
