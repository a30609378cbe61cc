"""People rows: who counts, by what, until when; who does not, and why."""

from __future__ import annotations

from datetime import date

import pytest

from channeladmin.evaluation.counted import Counted, NotCounted, Reason
from channeladmin.evaluation.facts import AwardFact, EmploymentFact, PersonFact
from channeladmin.evaluation.finding import FindingKey
from channeladmin.evaluation.remedy import Remedy, RemedyKey
from channeladmin.evaluation.verdict import Cause, Outlook, Status
from channeladmin.program.loading import parse_edition
from channeladmin.program.vocabulary import OPEN, Region
from tests.evaluation.build import EARNED, EDITION, ON, award, facts, person, row, spell
from tests.evaluation.random_editions import build_edition
from tests.program.texts import read_shipped

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


def test_distinct_people_are_counted_in_the_order_in_which_they_earned_it() -> None:
    found = row(
        facts(
            person("Zoe", award("sales_core", date(2021, 5, 1)), award("sales_core", date(2022, 5, 1)), key=3),
            person("Bo", "sales_core", key=2),
            person("Bo", "sales_core", key=1),
            person("Cy"),
        ),
        "sales_verified",
    )
    assert [(each.person, each.person_id) for each in found.counted] == [("Zoe", 3), ("Bo", 1), ("Bo", 2)]
    assert (found.status, found.need, found.have, found.missing) == (Status.UNMET, 4, 3, 1)
    assert found.not_counted == ()


def test_need_is_that_of_the_track_and_have_may_exceed_it() -> None:
    team = facts(*(person(name, "sales_core") for name in ("Ann", "Bo", "Cy")))
    opened = row(team, "sales_verified", track=OPEN)
    assert (opened.status, opened.need, opened.have, opened.missing) == (Status.MET, 2, 3, 0)
    assert (opened.label, opened.line) == ("Sales verified", 60)
    assert opened.wording == "# of Sales Verified (Sales Core) resources"


@pytest.mark.parametrize(
    ("who", "key", "counted"),
    [
        pytest.param(
            person("Ann", award("sales_core", expires=ON)), "sales_verified", ("sales_core", EARNED, ON), id="last day"
        ),
        pytest.param(
            person("Ann", award("sales_core", revoked=date(2022, 10, 11))),
            "sales_verified",
            ("sales_core", EARNED, ON),
            id="revoked tomorrow",
        ),
        pytest.param(
            person("Ann", award("sales_core", expires=LATER, revoked=SOON)),
            "sales_verified",
            ("sales_core", EARNED, date(2022, 11, 29)),
            id="the earlier of expiry and revocation",
        ),
        pytest.param(
            person("Ann", "sales_core", spells=[spell(ends=ON)]),
            "sales_verified",
            ("sales_core", EARNED, ON),
            id="last day of work",
        ),
        pytest.param(
            person("Ann", "sales_core", spells=[spell(starts=ON)]),
            "sales_verified",
            ("sales_core", EARNED, None),
            id="first day of work",
        ),
        pytest.param(
            person("Ann", award("sales_core", ON)), "sales_verified", ("sales_core", ON, None), id="earned today"
        ),
        pytest.param(
            person("Ann", "sa_core"), "sales_verified", ("inferred:sa_core", EARNED, None), id="inferred from SA Core"
        ),
        pytest.param(
            person("Ann", "sales_professional"),
            "sales_verified",
            ("inferred:sales_professional", EARNED, None),
            id="inferred from Sales Professional",
        ),
        pytest.param(
            person("Ann", "sales_core", "sa_core"),
            "sales_verified",
            ("sales_core", EARNED, None),
            id="direct before inferred",
        ),
        pytest.param(
            person("Ann", award("sales_core", expires=SOON), award("sa_core", expires=LATER)),
            "sales_verified",
            ("inferred:sa_core", EARNED, LATER),
            id="inferred where it lasts longer",
        ),
        pytest.param(
            person("Ann", award("sales_core", expires=SOON), "sa_core", spells=[spell(ends=JUNE), spell(JULY, SOON)]),
            "sales_verified",
            ("sales_core", EARNED, SOON),
            id="direct where the employment ends both",
        ),
        pytest.param(
            person("Ann", award("sales_core", expires=SOON), award("sales_core", JULY, expires=LATER)),
            "sales_verified",
            ("sales_core", JULY, LATER),
            id="the recertification",
        ),
        pytest.param(
            person("Ann", award("sales_core", JULY), award("sales_core", EARNED)),
            "sales_verified",
            ("sales_core", EARNED, None),
            id="the earlier of two that last as long",
        ),
        pytest.param(
            person("Ann", "sales_core", *SPECIALISTS[:3], award("spec_agile", JULY, expires=LATER)),
            "sales_professional",
            ("composite", JULY, LATER),
            id="composite",
        ),
        pytest.param(
            person("Ann", award("sa_core", expires=SOON), *SPECIALISTS),
            "sales_professional",
            ("composite", EARNED, SOON),
            id="composite with an inferred part",
        ),
        pytest.param(
            person("Ann", award("sales_core", expires=SOON), "sa_core", *SPECIALISTS),
            "sales_professional",
            ("composite", EARNED, None),
            id="composite with the part that lasts longer",
        ),
        pytest.param(
            person("Ann", award("sales_professional", expires=SOON), "sales_core", *SPECIALISTS),
            "sales_professional",
            ("composite", EARNED, None),
            id="composite where it lasts longer",
        ),
        pytest.param(
            person("Ann", "sales_professional", "sales_core", *SPECIALISTS),
            "sales_professional",
            ("sales_professional", EARNED, None),
            id="direct before composite",
        ),
        pytest.param(
            person("Ann", *PARTS), "professional_services", ("composite", EARNED, None), id="the six parts of PSE"
        ),
        pytest.param(
            person("Ann", "pse"), "solution_architect_verified", ("pse", EARNED, None), id="PSE is an architect too"
        ),
        pytest.param(
            person("Ann", "pse", "sa_core"),
            "solution_architect_verified",
            ("sa_core", EARNED, None),
            id="the first credential of the row",
        ),
        pytest.param(
            person("Ann", "pse", award("sa_core", expires=SOON)),
            "solution_architect_verified",
            ("pse", EARNED, None),
            id="the credential that lasts longer",
        ),
        pytest.param(
            person("Ann", "sales_core", spells=[spell(None, JUNE, Region.APAC), spell(JULY)]),
            "sales_verified",
            ("sales_core", EARNED, None),
            id="the region of the present spell",
        ),
        pytest.param(
            person("Ann", award("sales_core", expires=date(9999, 12, 31))),
            "sales_verified",
            ("sales_core", EARNED, date(9999, 12, 31)),
            id="an expiry at the end of the calendar",
        ),
    ],
)
def test_who_counts_by_what_and_until_when(who: PersonFact, key: str, counted: tuple[str, date, date | None]) -> None:
    found = row(facts(who), key)
    assert found.counted == (Counted(who.person_id, "Ann", "ann@acme.example", *counted),)
    assert found.not_counted == ()


@pytest.mark.parametrize(
    ("who", "key", "reason", "detail"),
    [
        pytest.param(
            person("Ann", "sales_core", spells=[spell(ends=JUNE)]), "sales_verified", Reason.LEFT, JUNE, id="left"
        ),
        pytest.param(
            person("Ann", "sales_core", spells=[spell(JULY, SOON.replace(day=1)), spell(LATER)]),
            "sales_verified",
            None,
            None,
            id="the present spell of several",
        ),
        pytest.param(
            person("Ann", "sales_core", spells=[spell(ends=JUNE), spell(date(2022, 8, 1), date(2022, 8, 31))]),
            "sales_verified",
            Reason.LEFT,
            date(2022, 8, 31),
            id="left twice",
        ),
        pytest.param(
            person("Ann", "sales_core", spells=[spell(ends=JUNE), spell(SOON)]),
            "sales_verified",
            Reason.LEFT,
            JUNE,
            id="left, and comes back",
        ),
        pytest.param(
            person("Ann", "sales_core", spells=[spell(LATER), spell(SOON)]),
            "sales_verified",
            Reason.NOT_YET_JOINED,
            SOON,
            id="joins later",
        ),
        pytest.param(
            person("Ann", award("sales_core", SOON), spells=[spell(ends=JUNE)]),
            "sales_verified",
            Reason.LEFT,
            JUNE,
            id="left speaks before not yet earned",
        ),
        pytest.param(
            person("Ann", award("sales_core", LATER), award("sales_core", SOON)),
            "sales_verified",
            Reason.NOT_YET_EARNED,
            SOON,
            id="the sooner of two to come",
        ),
        pytest.param(
            person("Ann", award("sales_core", revoked=ON)), "sales_verified", Reason.REVOKED, ON, id="revoked today"
        ),
        pytest.param(
            person("Ann", award("sales_core", expires=JUNE, revoked=JULY)),
            "sales_verified",
            Reason.REVOKED,
            JULY,
            id="revoked speaks before expired",
        ),
        pytest.param(
            person("Ann", award("sales_core", expires=date(2022, 10, 9))),
            "sales_verified",
            Reason.EXPIRED,
            date(2022, 10, 9),
            id="expired yesterday",
        ),
        pytest.param(
            person("Ann", award("sales_core", expires=JUNE), award("sales_core", expires=JULY)),
            "sales_verified",
            Reason.EXPIRED,
            JULY,
            id="of two that expired the later",
        ),
        pytest.param(
            person("Ann", award("sales_core", revoked=JUNE), award("sa_core", expires=JULY)),
            "sales_verified",
            Reason.EXPIRED,
            JULY,
            id="the nearest to valid speaks: expired after revoked",
        ),
        pytest.param(
            person("Ann", award("sales_core", SOON), award("sales_core", expires=JUNE)),
            "sales_verified",
            Reason.EXPIRED,
            JUNE,
            id="the nearest to valid speaks: expired after not yet earned",
        ),
        pytest.param(
            person("Ann", "sales_core", spells=[spell(region=Region.APAC)]),
            "sales_verified",
            Reason.OTHER_REGION,
            Region.APAC,
            id="another region",
        ),
        pytest.param(
            person("Ann", "sales_core", spells=[spell(region=None)]),
            "sales_verified",
            Reason.UNKNOWN_REGION,
            None,
            id="unknown region",
        ),
        pytest.param(
            person("Ann", award("sales_core", expires=JUNE), spells=[spell(region=Region.APAC)]),
            "sales_verified",
            Reason.EXPIRED,
            JUNE,
            id="expired speaks before the region",
        ),
        pytest.param(
            person("Ann", "sales_core", *SPECIALISTS[:3], award("spec_agile", expires=JUNE)),
            "sales_professional",
            Reason.EXPIRED,
            JUNE,
            id="a part has expired",
        ),
        pytest.param(
            person("Ann", award("sales_core", expires=JUNE), *SPECIALISTS[:3], award("spec_agile", SOON)),
            "sales_professional",
            Reason.NOT_YET_EARNED,
            SOON,
            id="the part farthest from valid speaks for a composite",
        ),
        pytest.param(
            person("Ann", "sales_core", *SPECIALISTS[:3]), "sales_professional", None, None, id="a part never held"
        ),
        pytest.param(
            person("Ann", "sales_core", *SPECIALISTS[:3], spells=[spell(ends=JUNE)]),
            "sales_professional",
            None,
            None,
            id="left without the last part",
        ),
        pytest.param(
            person("Ann", *PARTS, spells=[spell(ends=JUNE)]),
            "solution_architect_verified",
            Reason.LEFT,
            JUNE,
            id="left with all parts",
        ),
        pytest.param(
            person("Ann", "sales_professional", spells=[spell(ends=JUNE)]),
            "sales_verified",
            Reason.LEFT,
            JUNE,
            id="left with what implies it",
        ),
        pytest.param(person("Ann", "spec_ci"), "sales_verified", None, None, id="never held it"),
        pytest.param(
            person("Ann", "spec_ci", spells=[spell(ends=JUNE)]), "sales_verified", None, None, id="left, never held it"
        ),
    ],
)
def test_who_does_not_count_and_why(
    who: PersonFact, key: str, reason: Reason | None, detail: date | Region | None
) -> None:
    found = row(facts(who), key)
    expected = () if reason is None else (NotCounted(who.person_id, "Ann", "ann@acme.example", reason, detail),)
    assert found.not_counted == expected


def test_not_counted_come_by_name() -> None:
    found = row(
        facts(*(person(name, award("pse", expires=JUNE), key=9 - place) for place, name in enumerate("CAB"))),
        "professional_services",
    )
    assert [each.person for each in found.not_counted] == ["A", "B", "C"]


def test_a_row_is_in_review_only_if_people_of_unknown_region_would_meet_it() -> None:
    nowhere = [spell(region=None)]
    two = facts(person("Ann", "sales_core"), person("Bo", "sales_core", spells=nowhere, key=5))
    opened = row(two, "sales_verified", track=OPEN)
    assert (opened.status, opened.have, opened.missing) == (Status.REVIEW, 1, 1)
    assert opened.findings[0].key is FindingKey.UNKNOWN_REGION_WOULD_MEET
    assert opened.findings[0].number == 1
    assert opened.remedies[0] == Remedy(RemedyKey.CONFIRM_REGION, person_id=5, person="Bo")
    assert row(two, "sales_verified").status is Status.UNMET

    strict = EDITION.with_switches({"unknown_region": "unmet"})
    assert row(two, "sales_verified", track=OPEN, edition=strict).status is Status.UNMET


def test_the_region_of_professional_services_is_a_switch() -> None:
    found = facts(person("Ann", "pse", spells=[spell(region=Region.APAC)]))
    assert row(found, "professional_services").status is Status.UNMET
    anywhere = EDITION.with_switches({"professional_services_region": False})
    assert row(found, "professional_services", edition=anywhere).status is Status.MET
    assert row(found, "solution_architect_verified", edition=anywhere).have == 0


def test_whether_a_composite_may_infer_is_a_switch() -> None:
    found = facts(person("Ann", "sa_core", *SPECIALISTS))
    assert row(found, "sales_professional").have == 1
    direct = EDITION.with_switches({"composite_may_infer": False})
    assert row(found, "sales_professional", edition=direct).have == 0
    assert row(found, "sales_verified", edition=direct).have == 1


def test_whether_an_architect_needs_both_courses_is_a_switch() -> None:
    both = EDITION.with_switches({"architect_courses": "both"})
    found = facts(
        person("Ann", "sa_core", award("pse", JULY, expires=SOON)),
        person("Bo", "pse"),
        person("Cy", "sa_core", award("pse", expires=JUNE)),
        person("Di", "sa_core", "pse", spells=[spell(ends=JUNE)]),
        person("Ed", "sa_core", spells=[spell(ends=JUNE)]),
    )
    either_row = row(found, "solution_architect_verified")
    assert [each.person for each in either_row.counted] == ["Ann", "Bo", "Cy"]
    both_row = row(found, "solution_architect_verified", edition=both)
    assert [(each.person, each.via, each.until) for each in both_row.counted] == [("Ann", "pse", SOON)]
    assert [(each.person, each.reason) for each in both_row.not_counted] == [
        ("Cy", Reason.EXPIRED),
        ("Di", Reason.LEFT),
    ]


def test_only_awards_of_the_edition_asked_for_count_as_the_credential_itself() -> None:
    text = read_shipped().replace(
        'credentials = ["pse"]\nregion_applies', 'award_editions = ["2021"]\ncredentials = ["pse"]\nregion_applies'
    )
    edition = parse_edition(text, "edited.toml")
    found = facts(
        person("Ann", award("pse", edition="2021")),
        person("Bo", award("pse", edition="2019")),
        person("Cy", "pse"),
        person("Di", award("pse", edition="2019"), spells=[spell(region=Region.APAC)]),
        person("Ed", award("pse", edition="2019"), award("pse", edition="2021", expires=JUNE)),
        person("Flo", *PARTS),
    )
    old = row(found, "professional_services", edition=edition)
    assert [each.person for each in old.counted] == ["Ann", "Flo"]
    assert [(each.person, each.reason, each.detail) for each in old.not_counted] == [
        (name, Reason.WRONG_EDITION, None) for name in ("Bo", "Cy", "Di", "Ed")
    ]


def test_two_spells_at_once_are_read_the_same_in_any_order() -> None:
    spells = (spell(ends=SOON, region=Region.APAC), spell(JUNE, None))
    for order in (spells, spells[::-1]):
        assert row(facts(person("Ann", "pse", spells=order)), "professional_services").have == 1


def test_nobody_is_employed_without_a_spell() -> None:
    found = row(facts(person("Ann", "pse", spells=())), "professional_services")
    assert [(each.reason, each.detail) for each in found.not_counted] == [(Reason.NOT_YET_JOINED, None)]


def test_awards_of_other_credentials_do_not_matter() -> None:
    trainer = AwardFact("certified_trainer:ci_cd", EARNED)
    assert row(facts(person("Ann", trainer)), "professional_services").counted == ()


def test_of_several_spells_at_once_the_longest_speaks_then_the_latest() -> None:
    def has(*spells: EmploymentFact) -> set[int]:
        orders = (spells, spells[::-1])
        return {row(facts(person("Ann", "pse", spells=order)), "professional_services").have for order in orders}

    assert has(spell(JUNE, region=Region.EMEA), spell(JULY, region=Region.APAC)) == {0}
    assert has(spell(JUNE, region=Region.APAC), spell(JULY, region=Region.EMEA)) == {1}
    assert has(spell(region=Region.APAC), spell(JULY, region=Region.EMEA)) == {1}
    assert has(spell(JUNE, region=Region.APAC), spell(JUNE, region=Region.EMEA)) == {1}


def test_everybody_of_unknown_region_is_hoped_for() -> None:
    nowhere = [spell(region=None)]
    team = facts(*(person(name, "sa_core", spells=nowhere) for name in ("Ann", "Bo")))
    found = row(team, "solution_architect_verified")
    assert (found.status, found.missing) == (Status.REVIEW, 2)
    ending = facts(person("Ann", award("pse", expires=SOON), spells=nowhere))
    assert row(ending, "professional_services").outlook == Outlook(SOON, Cause.AWARD, "Ann", Status.UNMET)


def test_who_holds_all_parts_has_earned_the_whole_with_the_last_of_them() -> None:
    leaf = {"key": "row", "kind": "people", "label": "R", "wording": "R", "need": {"open": 1}, "credentials": ["w"]}
    edition = build_edition([leaf], designations=[])
    found = row(facts(person("Ann", "a", award("p", JULY))), "row", track=OPEN, edition=edition)
    assert [(each.via, each.earned_on) for each in found.counted] == [("composite", JULY)]


def test_of_two_courses_that_last_as_long_the_first_is_named() -> None:
    both = EDITION.with_switches({"architect_courses": "both"})
    found = row(facts(person("Ann", "pse", "sa_core")), "solution_architect_verified", edition=both)
    assert [each.via for each in found.counted] == ["sa_core"]


def test_who_works_elsewhere_is_told_from_whose_region_is_unknown_also_where_an_award_ends() -> None:
    apac = person("Ann", award("pse", expires=SOON), spells=[spell(region=Region.APAC)])
    found = row(facts(apac), "professional_services")
    assert [(each.reason, each.detail) for each in found.not_counted] == [(Reason.OTHER_REGION, Region.APAC)]
    assert found.status is Status.UNMET
