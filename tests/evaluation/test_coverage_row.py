"""What the people of a team hold together: the published cases of the training partners, and who is named."""

from __future__ import annotations

from datetime import date

import pytest

from channeladmin.evaluation.counted import Reason
from channeladmin.evaluation.evaluate import Depth, evaluate
from channeladmin.evaluation.facts import PersonFact
from channeladmin.evaluation.finding import Finding, FindingKey
from channeladmin.evaluation.remedy import Remedy, RemedyKey
from channeladmin.evaluation.verdict import Cause, Measure, Outlook, RequirementVerdict, Status
from channeladmin.program.vocabulary import OPEN, Region
from tests.evaluation.build import ON, award, facts, person, row, spell
from tests.evaluation.random_editions import build_edition
from tests.program.test_later_editions import LATEST

SOON = date(2022, 11, 30)
FAMILY = "certified_trainer"


def trains(name: str, *courses: str) -> PersonFact:
    return person(name, *(f"{FAMILY}:{course}" for course in courses))


def judge_trainers(*team: PersonFact) -> tuple[RequirementVerdict, ...]:
    """The two rows of the designation, asked of the select track as one requirement."""
    raw = LATEST.model_dump(by_alias=True)
    asked = {"key": "ctp_asked", "kind": "designation", "label": "CTP", "wording": "CTP", "need": {"select": 1}}
    edition = LATEST.model_validate(raw | {"requirements": [*raw["requirements"], asked | {"designation": "ctp"}]})
    return (found := row(facts(*team), "ctp_asked", edition=edition), *found.parts)


X = (trains("Ann", "fundamentals"), trains("Bo", "ci_cd", "security_essentials", "advanced_ci_cd"))
Y = tuple(
    trains(*each)
    for each in (("Ann", "ci_cd"), ("Bo", "advanced_ci_cd"), ("Cy", "security_essentials"), ("Di", "compliance"))
)
Z = (
    trains("Ann", "fundamentals"),
    trains("Bo", "ci_cd", "security_essentials"),
    trains("Cy", "fundamentals", "security_essentials"),
)


@pytest.mark.parametrize("team", [pytest.param(X, id="X"), pytest.param(Y, id="Y")])
def test_the_published_teams_that_pass(team: tuple[PersonFact, ...]) -> None:
    designation, trainers, courses = judge_trainers(*team)
    assert (designation.status, trainers.status, courses.status) == (Status.MET, Status.MET, Status.MET)
    assert (trainers.have, courses.measure, courses.need, courses.have) == (len(team), Measure.CREDENTIALS, 4, 4)


def test_the_published_team_that_fails_has_three_courses() -> None:
    designation, trainers, courses = judge_trainers(*Z)
    assert (designation.status, trainers.status, courses.status) == (Status.UNMET, Status.MET, Status.UNMET)
    assert (courses.have, courses.missing, courses.findings) == (3, 1, ())
    assert [(each.person, each.via) for each in courses.counted] == [
        ("Bo", f"{FAMILY}:ci_cd"),
        ("Ann", f"{FAMILY}:fundamentals"),
        ("Bo", f"{FAMILY}:security_essentials"),
    ]
    more = Remedy(RemedyKey.COVER_MORE, credential=FAMILY, number=1)
    assert courses.remedies == (more,)
    assert designation.remedies == (more._replace(part="ctp_courses"),)


def test_a_course_that_must_be_among_them_is_named_where_it_lacks() -> None:
    _, trainers, courses = judge_trainers(trains("Ann", "a", "b", "c", "d"), trains("Bo", "ci_cd"))
    assert trainers.status is Status.MET
    assert (courses.status, courses.have, courses.missing) == (Status.UNMET, 5, 1)
    lacking = f"{FAMILY}:security_essentials"
    assert courses.findings == (Finding(FindingKey.NOT_COVERED, text=lacking),)
    assert courses.remedies == (Remedy(RemedyKey.ADD_HOLDER, credential=lacking, number=1),)


def test_nobody_trains_anything() -> None:
    designation, trainers, courses = judge_trainers()
    assert (courses.have, courses.missing) == (0, 4)
    assert [(each.key, each.credential, each.number) for each in courses.remedies] == [
        (RemedyKey.ADD_HOLDER, f"{FAMILY}:ci_cd", 1),
        (RemedyKey.ADD_HOLDER, f"{FAMILY}:security_essentials", 1),
        (RemedyKey.COVER_MORE, FAMILY, 2),
    ]
    assert [(each.key, each.part) for each in designation.remedies] == [
        (RemedyKey.ADD_HOLDER, "ctp_trainers"),
        (RemedyKey.ADD_HOLDER, "ctp_courses"),
        (RemedyKey.ADD_HOLDER, "ctp_courses"),
        (RemedyKey.COVER_MORE, "ctp_courses"),
    ]
    assert trainers.remedies[0].number == 2


def test_an_award_that_names_no_course_covers_none() -> None:
    _, trainers, courses = judge_trainers(person("Ann", FAMILY), trains("Bo", "ci_cd"))
    assert (trainers.have, courses.have) == (2, 1)


def cover(need: int, **changes: object) -> dict[str, object]:
    asked = {"key": "set", "kind": "coverage", "label": "Set", "wording": "Set", "need": {"open": need}}
    return asked | {"credentials": ["w", "p", "t"]} | changes


def judge(need: int, *team: PersonFact, on: date = ON, **changes: object) -> RequirementVerdict:
    edition = build_edition([cover(need, **changes)], designations=[])
    return row(facts(*team), "set", on=on, track=OPEN, edition=edition)


def test_a_whole_is_covered_by_its_parts_and_each_credential_once() -> None:
    found = judge(4, person("Ann", "a", "p", "t:x"), person("Bo", "w", "t:x", "t:y"))
    assert (found.status, found.have) == (Status.MET, 4)
    assert [(each.person, each.via) for each in found.counted] == [
        ("Ann", "composite"), ("Ann", "p"), ("Ann", "t:x"), ("Bo", "t:y"),
    ]  # fmt: skip


def test_who_holds_a_credential_longest_speaks_for_it() -> None:
    found = judge(1, person("Ann", award("p", expires=SOON)), person("Bo", "p"), person("Cy", "p"))
    assert [(each.person, each.until) for each in found.counted] == [("Bo", None)]
    assert found.outlook == Outlook()
    ending = judge(1, person("Ann", award("p", expires=SOON)), person("Bo", award("p", expires=ON)))
    assert [(each.person, each.until) for each in ending.counted] == [("Ann", SOON)]
    assert ending.outlook == Outlook(SOON, Cause.AWARD, "Ann", Status.UNMET, date(2023, 4, 30))


def test_who_covers_nothing_now_is_named_once_with_the_reason_nearest_to_it() -> None:
    past = date(2022, 6, 30)
    found = judge(
        2,
        person("Zoe", award("p", expires=past), award("w", date(2022, 12, 1))),
        person("Bo", award("p", expires=past), "t:x"),
        person("Cy", "p", spells=[spell(ends=past)]),
        person("Di", "a"),
    )
    assert [(each.person, each.reason, each.detail) for each in found.not_counted] == [
        ("Cy", Reason.LEFT, past),
        ("Zoe", Reason.EXPIRED, past),
    ]


def test_people_elsewhere_cover_nothing_unless_the_region_does_not_matter() -> None:
    team = (
        person("Ann", "p"),
        person("Bo", "t:x", spells=[spell(region=None)]),
        person("Cy", "t:y", spells=[spell(region=Region.APAC)]),
    )
    hoped = judge(2, *team)
    assert (hoped.status, hoped.have, hoped.missing) == (Status.REVIEW, 1, 1)
    assert judge(3, *team).status is Status.UNMET
    assert judge(2, *team, including=["t:y"]).status is Status.UNMET
    assert judge(3, *team, region_applies=False).status is Status.MET
    strict = build_edition([cover(2)], designations=[], rules={"unknown_region": "unmet"})
    assert row(facts(*team), "set", track=OPEN, edition=strict).status is Status.UNMET


def test_the_outlook_names_who_makes_the_difference() -> None:
    later = date(2023, 3, 1)
    team = (
        person("Ann", award("p", expires=SOON)),
        person("Bo", award("p", date(2022, 12, 1))),
        person("Cy", award("t:x", later)),
        person("Di", award("t:y", expires=date(2023, 5, 31))),
    )
    found = judge(3, *team)
    assert (found.status, found.outlook) == (Status.UNMET, Outlook(date(2023, 2, 28), Cause.AWARD, "Cy", Status.MET))
    met = judge(3, *team, on=later)
    assert met.outlook == Outlook(date(2023, 5, 31), Cause.AWARD, "Di", Status.UNMET, date(2023, 10, 31))
    joins = judge(1, person("Ann", "p", spells=[spell(SOON)]))
    assert joins.outlook == Outlook(date(2022, 11, 29), Cause.EMPLOYMENT, "Ann", Status.MET)


def test_without_a_look_ahead_there_is_no_outlook() -> None:
    edition = build_edition([cover(1)], designations=[])
    verdict = evaluate(facts(person("Ann", award("p", expires=SOON))), edition, OPEN, ON, Depth.COUNTS)
    assert verdict.requirements[0].outlook == Outlook()
    assert verdict.requirements[0].status is Status.MET


def test_of_several_reasons_the_nearest_speaks_whichever_comes_first_and_people_stand_by_name() -> None:
    june, may = date(2022, 6, 30), date(2022, 5, 31)
    found = judge(
        4,
        person("Zoe", award("w", expires=june), award("p", date(2022, 12, 1)), key=1),
        person("Bo", award("p", expires=june), award("t:x", expires=may), key=2),
    )
    assert [(each.person, each.reason, each.detail) for each in found.not_counted] == [
        ("Bo", Reason.EXPIRED, june),
        ("Zoe", Reason.EXPIRED, june),
    ]
