"""What requirements ask for: awards by their edition, the ways to a credential, the people and numbers they name."""

from __future__ import annotations

import pytest

from channeladmin.program.credential import find_family
from channeladmin.program.loading import load_shipped, parse_edition
from channeladmin.program.people import People
from channeladmin.program.requirement import list_people, list_quantities, walk
from channeladmin.program.ways import Ways
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
    edition = parse_edition(EVERY_KIND, "mine.toml")
    family, course = edition.get_ways("trainer"), edition.get_ways("trainer:ci_cd")
    assert (family, course) == (Ways("trainer", is_family=True), Ways("trainer:ci_cd"))
    awards = ["trainers:x", "trainer:ci_cd", "sales", "trainer", "trainer:x"]
    assert family.match(awards) == ["trainer:ci_cd", "trainer", "trainer:x"]
    assert course.match(awards) == ["trainer:ci_cd"]
    for unknown in ("guru", "guru:a", "sales:a", "trainer:"):
        with pytest.raises(KeyError):
            edition.get_ways(unknown)


def test_a_course_that_is_listed_keeps_its_own_ways() -> None:
    row = write_row("people", 'need = { open = 1 }\ncredentials = ["trainer:x"]')
    listed = '[[credentials]]\nkey = "trainer:x"\nlabel = "X"\nimplied_by = ["expert"]\n'
    assert parse_edition(HEAD + listed + row, "mine.toml").get_ways("trainer:x").inferred == ("expert",)


def test_a_course_names_its_family() -> None:
    assert [find_family(key) for key in ("trainer:ci_cd", "trainer", "")] == ["trainer", None, None]


def test_people_are_asked_in_rows_sets_and_scores() -> None:
    edition = parse_edition(EVERY_KIND, "mine.toml")
    asked = {row.key: [people.credentials for people in list_people(row)] for row in edition.requirements}
    assert {key: credentials for key, credentials in asked.items() if credentials} == {
        "g": [("sales",)], "h": [("trainer",)], "j": [("expert",)],
    }  # fmt: skip


def test_numbers_are_asked_in_amounts_shares_and_scores() -> None:
    edition = parse_edition(EVERY_KIND, "mine.toml")
    rows = (part for row in edition.requirements for part in walk(row))
    asked = {row.key: [quantity.basis for quantity in list_quantities(row)] for row in rows}
    assert {key: bases for key, bases in asked.items() if bases} == {
        "d": ["booked"], "e": ["reported", "booked"], "j": ["committed"],
    }  # fmt: skip
    assert edition.windows == {12}
