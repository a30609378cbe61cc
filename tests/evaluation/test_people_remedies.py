"""The steps that close the open slots of a people row, each naming a person as far as there are such people."""

from __future__ import annotations

from datetime import date

from channeladmin.evaluation.counted import Reason
from channeladmin.evaluation.facts import EmploymentFact
from channeladmin.evaluation.remedy import Remedy, RemedyKey
from channeladmin.evaluation.verdict import RequirementVerdict
from channeladmin.program.edition import Edition
from channeladmin.program.loading import load_shipped, parse_edition
from channeladmin.program.vocabulary import OPEN, Region
from tests.evaluation.build import EDITION, award, facts, person, row, spell
from tests.evaluation.random_editions import build_edition
from tests.program.texts import edit_shipped, read_shipped

SPECIALISTS = ("spec_devops", "spec_devsecops", "spec_ci", "spec_agile")
PARTS = (
    "pse_implementation",
    "pse_migration",
    "pse_associate",
    "pse_cicd",
    "pse_security",
    "pse_project_management",
)
JUNE, JULY = date(2022, 6, 30), date(2022, 7, 1)
SOON, LATER = date(2022, 11, 30), date(2023, 5, 31)


def ask_for_professionals(need: int) -> Edition:
    shipped = 'need = { select = 1 }\ncredentials = ["sales_professional"]'
    return parse_edition(edit_shipped(shipped, shipped.replace("select = 1", f"select = {need}")), "edited.toml")


def test_remedies_are_the_cheapest_step_for_each_open_slot_and_how_many_more_it_takes() -> None:
    nowhere: list[EmploymentFact] = [spell(region=None)]
    team = facts(
        person("Abe", "sales_professional", spells=[spell(ends=JUNE)]),
        person("Ali", "sales_professional", spells=[spell(region=Region.APAC)]),
        person("Ann", "sales_core", *SPECIALISTS[:3]),
        person("Bo", award("sales_professional", expires=JUNE)),
        person("Cy", "sales_professional", spells=nowhere),
        person("Di", "sales_core", *SPECIALISTS[:3], spells=nowhere),
        person("Ed", "sales_core", *SPECIALISTS[:2]),
        person("Flo", "sa_core", award("spec_ci", expires=JUNE), *SPECIALISTS[:2], "spec_agile"),
        person("Gil", "sales_core", *SPECIALISTS[:3], spells=[spell(ends=JUNE)]),
        person("Hal", "pse"),
        person("Ida", award("sales_professional", date(2022, 10, 11))),
        person("Jo", "sales_core", *SPECIALISTS[:3], award("spec_agile", date(2022, 10, 11))),
        person("Kim", award("sales_professional", revoked=JUNE)),
        person("Lou", award("sales_professional", expires=date(2022, 5, 1)), spells=[spell(ends=JUNE)]),
    )
    found = row(team, "sales_professional", edition=ask_for_professionals(9))
    assert (found.have, found.missing) == (0, 9)
    steps = [(each.key, each.person, each.credential, each.number, each.region) for each in found.remedies]
    assert steps == [
        (RemedyKey.CONFIRM_REGION, "Cy", None, None, None),
        (RemedyKey.RENEW, "Bo", "sales_professional", None, None),
        (RemedyKey.EARN_LAST, "Ann", "spec_agile", None, None),
        (RemedyKey.RENEW, "Flo", "spec_ci", None, None),
        (RemedyKey.EARN_LAST, "Jo", "spec_agile", None, None),
        (RemedyKey.WORK_HERE, "Ali", None, None, Region.APAC),
        (RemedyKey.COME_BACK, "Abe", None, None, None),
        (RemedyKey.ADD_HOLDER, None, "sales_professional", 2, None),
    ]
    assert [each.person_id for each in found.remedies[:2]] == [sum(b"Cy"), sum(b"Bo")]
    fewer = row(team, "sales_professional", edition=ask_for_professionals(2))
    assert fewer.remedies == found.remedies[:2]


def test_who_already_counts_by_all_parts_needs_no_last_part() -> None:
    found = row(facts(person("Ann", *PARTS), person("Bo", *PARTS[1:])), "solution_architect_verified")
    steps = [(each.key, each.person, each.credential, each.number) for each in found.remedies]
    assert steps == [(RemedyKey.EARN_LAST, "Bo", "pse_implementation", None)]


def test_what_is_asked_as_a_course_of_two_is_earned_where_the_other_is_held() -> None:
    both = EDITION.with_switches({"architect_courses": "both"})
    team = facts(
        person("Ann", "sa_core"),
        person("Bo", "sa_core", *PARTS[1:]),
        person("Cy", "pse", award("sa_core", expires=JUNE)),
        person("Di", *PARTS),
        person("Ed", "sales_core"),
    )
    found = row(team, "solution_architect_verified", edition=both)
    steps = [(each.key, each.person, each.credential, each.number) for each in found.remedies]
    assert steps == [(RemedyKey.RENEW, "Cy", "sa_core", None), (RemedyKey.EARN_LAST, "Ann", "pse", None)]
    bare = row(facts(*team.people[:2]), "solution_architect_verified", edition=both)
    assert [(each.key, each.person, each.credential) for each in bare.remedies] == [
        (RemedyKey.EARN_LAST, "Ann", "pse"),
        (RemedyKey.EARN_LAST, "Bo", "pse_implementation"),
    ]
    other = row(facts(*team.people[2:]), "solution_architect_verified", edition=both)
    assert [(each.key, each.person, each.credential) for each in other.remedies] == [
        (RemedyKey.RENEW, "Cy", "sa_core"),
        (RemedyKey.EARN_LAST, "Di", "sa_core"),
    ]
    nobody = row(facts(), "solution_architect_verified", edition=both)
    assert nobody.remedies == (
        Remedy(RemedyKey.ADD_HOLDER, credential="sa_core", number=2),
        Remedy(RemedyKey.ADD_HOLDER, credential="pse", number=2),
    )


def test_a_course_with_an_edition_is_asked_of_who_holds_it_of_another() -> None:
    text = read_shipped().replace(
        'courses = "either"', 'courses = "either"\naward_editions = ["2021"]\nunnoted_edition = "counts"'
    )
    edition = parse_edition(text, "edited.toml").with_switches({"architect_courses": "both"})
    team = facts(person("Ann", "sa_core", award("pse", edition="2019")), person("Bo", "sa_core"))
    found = row(team, "solution_architect_verified", edition=edition)
    assert [(each.key, each.person, each.credential) for each in found.remedies] == [
        (RemedyKey.RENEW, "Ann", "pse"),
        (RemedyKey.EARN_LAST, "Bo", "pse"),
    ]


AUGUST_2024 = load_shipped("2024-08")
SINCE_THEN = date(2025, 1, 15)


def test_what_existed_counts_only_where_it_was_earned_by_then_and_is_not_renewed() -> None:
    team = facts(
        person("Ann", award("sales_core", date(2024, 7, 31))),
        person("Bo", award("sales_core", date(2024, 8, 1))),
        person("Cy", award("sales_core", expires=JUNE)),
        person("Di", award("sales_core", date(2024, 8, 1)), award("sales_professional", expires=JUNE)),
        person("Ed", "sales_professional"),
    )
    found = row(team, "accredited_professionals", on=SINCE_THEN, edition=AUGUST_2024)
    assert [(each.person, each.via) for each in found.counted] == [("Ed", "sales_professional"), ("Ann", "sales_core")]
    assert [(each.person, each.reason) for each in found.not_counted] == [
        ("Bo", Reason.WRONG_EDITION),
        ("Cy", Reason.EXPIRED),
        ("Di", Reason.WRONG_EDITION),
    ]
    assert [(each.key, each.person, each.credential, each.number) for each in found.remedies] == [
        (RemedyKey.RENEW, "Di", "sales_professional", None),
        (RemedyKey.ADD_HOLDER, None, "sales_professional", 1),
    ]


def test_of_several_that_lapsed_the_last_one_is_renewed() -> None:
    may = date(2022, 5, 31)
    team = facts(
        person("Ann", award("sa_core", expires=JUNE), award("pse", expires=may)),
        person("Bo", award("sa_core", expires=may), award("pse", expires=JUNE)),
    )
    found = row(team, "solution_architect_verified")
    assert [(each.person, each.credential) for each in found.remedies] == [("Ann", "sa_core"), ("Bo", "pse")]
    implied = facts(
        person("Ann", award("sa_core", expires=may), award("sales_professional", expires=JUNE)),
        person("Bo", award("sa_core", expires=JUNE), award("sales_professional", expires=may)),
    )
    sellers = row(implied, "sales_verified", track=OPEN)
    assert [(each.person, each.credential) for each in sellers.remedies] == [
        ("Ann", "sales_professional"),
        ("Bo", "sa_core"),
    ]


def test_who_holds_nothing_of_it_is_not_named() -> None:
    team = facts(person("Ann", "sales_core"), person("Bo"))
    found = row(team, "solution_architect_verified")
    assert found.remedies == (Remedy(RemedyKey.ADD_HOLDER, credential="sa_core", number=2),)


def ask(*credentials: str, **changes: object) -> RequirementVerdict:
    """A row of the open track, with Ann, who holds nothing."""
    leaf = {"key": "row", "kind": "people", "label": "R", "wording": "R", "need": {"open": 1}}
    known = changes.pop("known", {})
    assert isinstance(known, dict)
    edition = build_edition([leaf | {"credentials": [*credentials]} | changes], designations=[], **known)
    return row(facts(person("Ann")), "row", track=OPEN, edition=edition)


def test_the_only_course_of_a_row_and_the_only_part_of_a_whole_are_nobodys_last() -> None:
    assert ask("w", courses="both").remedies == (Remedy(RemedyKey.ADD_HOLDER, credential="w", number=1),)
    single = [{"key": "p", "label": "P"}, {"key": "w", "label": "W", "composed_of": ["p"]}]
    assert ask("w", known={"credentials": single}).remedies == (Remedy(RemedyKey.ADD_HOLDER, credential="w", number=1),)


def test_a_newcomer_earns_no_more_than_it_takes() -> None:
    """`b` implies `a`."""
    implied = ask("a", "b", courses="both", need={"open": 2}).remedies
    assert [(each.key, each.person, each.credential, each.number) for each in implied] == [
        (RemedyKey.EARN_LAST, "Ann", "b", None),
        (RemedyKey.ADD_HOLDER, None, "b", 1),
    ]
    assert [each.credential for each in ask("a", "p", courses="both").remedies] == ["a", "p"]
