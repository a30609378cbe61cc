"""Where one person may fill one row only."""

from __future__ import annotations

from datetime import date

from channeladmin.evaluation.counted import Reason
from channeladmin.evaluation.evaluate import evaluate
from channeladmin.evaluation.facts import Facts
from channeladmin.evaluation.verdict import Cause, Outlook, Status
from channeladmin.program.vocabulary import OPEN, SELECT, Region, TrackKey
from tests.evaluation.build import EDITION, ON, award, facts, person, row, spell

STRICT = EDITION.with_switches({"sharing": "forbidden"})
SOON = date(2022, 11, 30)


def named(found: Facts, track: TrackKey = SELECT) -> dict[str, list[str]]:
    """Who counts in each people row that anybody counts in."""
    rows = evaluate(found, STRICT, track, ON).requirements
    return {row.key: [person.person for person in row.counted] for row in rows if row.counted}


def test_a_person_fills_the_row_where_no_other_can() -> None:
    team = facts(
        person("Ann", "sales_core", "pse"),
        *(person(name, "sales_core") for name in ("Bo", "Cy", "Di", "Ed")),
        person("Flo", "sales_professional"),
        person("Gil", "sa_core"),
        person("Hal", "sa_core"),
    )
    assert named(team) == {
        "sales_verified": ["Bo", "Cy", "Di", "Ed"],
        "sales_professional": ["Flo"],
        "solution_architect_verified": ["Gil", "Hal"],
        "professional_services": ["Ann"],
    }
    core = row(team, "sales_verified", edition=STRICT)
    assert [(each.person, each.reason, each.detail) for each in core.not_counted] == [
        (name, Reason.USED_ELSEWHERE, None) for name in ("Ann", "Flo", "Gil", "Hal")
    ]


def test_who_is_least_useful_elsewhere_goes_first() -> None:
    """Two sellers are asked: Ann and Bo hold nothing else, so the architects stay free."""
    team = facts(person("Ann", "sales_core"), person("Zoe", "sa_core"), person("Bo", "sales_core"))
    assert named(team, OPEN) == {
        "sales_verified": ["Ann", "Bo"],
        "solution_architect_verified": ["Zoe"],
    }


def test_who_is_useful_in_another_row_is_left_free_for_it() -> None:
    """Nobody needs Zoe: others who hold less fill the slots, and she counts where she comes first."""
    sellers = (person("Ann", "sales_core"), person("Bo", "sales_core"), person("Zoe", "sa_core"))
    assert named(facts(*sellers, person("Will", "pse")), OPEN) == {
        "sales_verified": ["Ann", "Bo", "Zoe"],
        "solution_architect_verified": ["Will"],
    }


def test_a_row_that_is_short_is_unmet() -> None:
    assert row(facts(person("Ann", "sales_core")), "sales_verified", track=OPEN, edition=STRICT).status is (
        Status.UNMET
    )


def test_who_no_slot_needs_counts_in_the_first_row_where_they_would() -> None:
    team = facts(
        *(person(name, "sales_core") for name in ("Ann", "Bo", "Cy")), person("Di", "pse"), person("Ed", "pse")
    )
    assert named(team, OPEN) == {
        "sales_verified": ["Ann", "Bo", "Cy"],
        "solution_architect_verified": ["Di", "Ed"],
    }


def test_one_person_cannot_meet_two_rows() -> None:
    team = facts(person("Ann", "sales_core"), person("Bo", "sa_core"))
    shared = evaluate(team, EDITION, OPEN, ON)
    assert shared.status is Status.MET
    apart = evaluate(team, STRICT, OPEN, ON)
    assert [(each.key, each.have) for each in apart.requirements[1:]] == [
        ("sales_verified", 2),
        ("solution_architect_verified", 0),
    ]
    assert apart.status is Status.UNMET


def test_review_where_people_of_unknown_region_would_fill_the_slots() -> None:
    nowhere = [spell(region=None)]
    team = facts(person("Ann", "sales_core"), person("Bo", "sales_core"), person("Cy", "pse", spells=nowhere))
    assert row(team, "solution_architect_verified", track=OPEN, edition=STRICT).status is Status.REVIEW
    seller = facts(person("Ann", "sales_core"), person("Cy", "sa_core", spells=nowhere))
    rows = {each.key: each for each in evaluate(seller, STRICT, OPEN, ON).requirements}
    assert rows["sales_verified"].status is Status.REVIEW
    assert rows["solution_architect_verified"].status is Status.UNMET


def test_people_of_other_rows_keep_their_own_reason() -> None:
    team = facts(person("Ann", "sales_core", "pse"), person("Bo", "pse", spells=[spell(region=Region.APAC)]))
    services = row(team, "professional_services", edition=STRICT)
    assert [(each.person, each.reason) for each in services.not_counted] == [
        ("Ann", Reason.USED_ELSEWHERE),
        ("Bo", Reason.OTHER_REGION),
    ]


def test_the_outlook_follows_people_who_move_between_rows() -> None:
    """Bo is asked as a seller and as an architect: the earlier row keeps him when Di's award ends."""
    team = facts(
        person("Ann", "sales_core"),
        person("Bo", "sa_core"),
        person("Di", award("pse", expires=SOON)),
        person("Ed", award("sales_core", date(2023, 3, 1))),
    )
    core = row(team, "sales_verified", track=OPEN, edition=STRICT)
    architects = row(team, "solution_architect_verified", track=OPEN, edition=STRICT)
    assert core.status is architects.status is Status.MET
    assert core.outlook == Outlook()
    assert architects.outlook == Outlook(SOON, Cause.AWARD, "Di", Status.UNMET, date(2023, 4, 30))
    after = evaluate(team, STRICT, OPEN, date(2022, 12, 1))
    assert after.outlook == Outlook(date(2023, 2, 28), Cause.AWARD, "Ed", Status.MET)
