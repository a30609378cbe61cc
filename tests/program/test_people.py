"""Which awards count by the edition that is noted with them, and which ways lead to a credential."""

from __future__ import annotations

import pytest

from channeladmin.program.loading import load_shipped, parse_edition
from channeladmin.program.people import People
from channeladmin.program.ways import Ways, find_family
from tests.program.texts import EVERY_KIND, HEAD, write_row


@pytest.mark.parametrize(
    ("edition", "counts"),
    [
        ("2021", True),
        ("(2021 certification)", True),
        ("2021 CERTIFICATION", True),
        (" 2021-Certification ", True),
        ("pse 2021", True),
        ("２０２１", True),
        ("2020", False),
        ("12021", False),
        ("2021 certification, expired", False),
        ("", False),
        (None, False),
    ],
)
def test_the_edition_of_an_award_is_compared_as_names_are(edition: str | None, counts: bool) -> None:
    row = load_shipped("2022-10-24").find_requirement("professional_services")
    assert isinstance(row, People)
    assert row.counts_edition(edition) is counts


def test_awards_without_a_noted_edition_count_where_a_switch_says_so() -> None:
    switched = load_shipped("2022-10-24").with_switches({"engineers_edition_not_noted": "counts"})
    row = switched.find_requirement("professional_services")
    assert isinstance(row, People)
    assert [row.counts_edition(edition) for edition in (None, "2021", "2020")] == [True, True, False]


def test_any_edition_counts_where_none_is_asked() -> None:
    people = People(credentials=("pse",))
    assert people.counts_edition(None)
    assert people.counts_edition("1999")


def test_families_and_their_courses_have_ways() -> None:
    ways = parse_edition(EVERY_KIND, "mine.toml").ways
    assert ways["trainer"] == Ways("trainer", (), (), frozenset({"trainer"}))
    assert ways["trainer:ci_cd"] == Ways("trainer:ci_cd", (), (), frozenset({"trainer:ci_cd"}))
    assert set(ways) == {"sales", "expert", "trainer", "trainer:ci_cd"}
    assert [find_family(key) for key in ("trainer:ci_cd", "trainer", "")] == ["trainer", None, None]


def test_a_course_that_is_listed_keeps_its_own_ways() -> None:
    row = write_row("people", 'need = { open = 1 }\ncredentials = ["trainer:x"]')
    listed = '[[credentials]]\nkey = "trainer:x"\nlabel = "X"\nimplied_by = ["expert"]\n'
    assert parse_edition(HEAD + listed + row, "mine.toml").ways["trainer:x"].inferred == ("expert",)


def test_credentials_in_parts_and_scores_have_ways_too() -> None:
    text = (
        HEAD
        + write_row("all_of", "need = { open = 1 }")
        + write_row("coverage", 'need = { open = 1 }\ncredentials = ["trainer:a"]', key="b", table="requirements.of")
        + write_row("points", "need = { open = 1 }", key="c")
        + '[[requirements.metrics]]\nkey = "d"\nlabel = "D"\npoints = 1\ncap = 1\n'
        + 'people = { credentials = ["trainer:b"], existing = ["trainer:c"], existing_earned_by = 2024-07-31 }\n'
    )
    assert set(parse_edition(text, "mine.toml").ways) == {
        "sales", "expert", "trainer", "trainer:a", "trainer:b", "trainer:c",
    }  # fmt: skip
