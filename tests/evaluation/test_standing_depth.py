"""A stored standing names nobody, and says all the same how many count, and until when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from channeladmin.evaluation.evaluate import Depth, evaluate, next_change_on
from channeladmin.evaluation.facts import AwardFact, PersonFact
from channeladmin.evaluation.verdict import Cause, Outlook, Status, Verdict
from channeladmin.program.vocabulary import OPEN, Region
from tests.evaluation.build import EDITION, ON, award, facts, person, spell
from tests.evaluation.random_editions import build_edition

SOON, NEXT, LATER = date(2022, 11, 30), date(2022, 12, 1), date(2023, 5, 31)
TOMORROW, GRACE = date(2022, 10, 11), date(2023, 1, 31)
MET, UNMET, REVIEW = Status.MET, Status.UNMET, Status.REVIEW
ROW = {"key": "row", "kind": "people", "label": "R", "wording": "R", "need": {"open": 2}, "credentials": ["b"]}
ONE_ROW = build_edition([ROW | {"region_applies": True}], designations=[])
BO, CY = person("Bo", "b"), person("Cy", "b")
UNKNOWN = [spell(region=None)]
TEAMS = [
    pytest.param([BO, CY], (MET, 2, Outlook()), id="all go on"),
    pytest.param([BO, person("Di", award("b", expires=date(2022, 10, 9)))], (UNMET, 1, Outlook()), id="has expired"),
    pytest.param(
        [BO, person("Di", award("b", expires=SOON))],
        (MET, 2, Outlook(SOON, Cause.AWARD, "Di", UNMET, date(2023, 4, 30))),
        id="expires",
    ),
    pytest.param(
        [BO, person("Di", award("b", expires=ON))],
        (MET, 2, Outlook(ON, Cause.AWARD, "Di", UNMET, GRACE)),
        id="expires today",
    ),
    pytest.param([BO, person("Di", award("b", expires=date.max))], (MET, 2, Outlook()), id="expires with the calendar"),
    pytest.param(
        [BO, person("Di", award("b", revoked=TOMORROW))],
        (MET, 2, Outlook(ON, Cause.AWARD, "Di", UNMET, GRACE)),
        id="is revoked tomorrow",
    ),
    pytest.param([BO, person("Di", award("b", revoked=ON))], (UNMET, 1, Outlook()), id="is revoked today"),
    pytest.param(
        [BO, person("Di", award("b", NEXT))], (UNMET, 1, Outlook(SOON, Cause.AWARD, "Di", MET)), id="earns later"
    ),
    pytest.param([BO, person("Di", award("b", ON))], (MET, 2, Outlook()), id="earns today"),
    pytest.param(
        [BO, person("Di", "b", spells=[spell(NEXT)])],
        (UNMET, 1, Outlook(SOON, Cause.EMPLOYMENT, "Di", MET)),
        id="joins later",
    ),
    pytest.param([BO, person("Di", "b", spells=[spell(ON)])], (MET, 2, Outlook()), id="joins today"),
    pytest.param(
        [BO, person("Di", "b", spells=[spell(None, ON)])],
        (MET, 2, Outlook(ON, Cause.EMPLOYMENT, "Di", UNMET, GRACE)),
        id="leaves today",
    ),
    pytest.param(
        [BO, person("Di", "b", spells=[spell(None, date.max)])], (MET, 2, Outlook()), id="leaves with the calendar"
    ),
    pytest.param(
        [BO, person("Di", "b", spells=[spell(None, SOON), spell(NEXT)])], (MET, 2, Outlook()), id="goes on at once"
    ),
    pytest.param(
        [BO, person("Di", "b", spells=[spell(None, SOON), spell(LATER)])],
        (MET, 2, Outlook(SOON, Cause.EMPLOYMENT, "Di", UNMET, date(2023, 4, 30))),
        id="leaves and comes back",
    ),
    pytest.param(
        [BO, person("Di", "b", spells=[spell(None, SOON), spell(NEXT, region=Region.AMER)])],
        (MET, 2, Outlook(SOON, Cause.EMPLOYMENT, "Di", UNMET, date(2023, 4, 30))),
        id="moves away",
    ),
    pytest.param(
        [BO, person("Di", award("b", expires=SOON)), person("Ed", award("b", NEXT))], (MET, 2, Outlook()), id="replaced"
    ),
    pytest.param(
        [BO, CY, person("Di", award("b", expires=SOON)), person("Ed", award("b", expires=LATER))],
        (MET, 4, Outlook()),
        id="enough stay",
    ),
    pytest.param([BO, person("Di", "b", spells=UNKNOWN)], (REVIEW, 1, Outlook()), id="one would count"),
    pytest.param(
        [person("Di", "b", spells=UNKNOWN), person("Ed", "b", spells=UNKNOWN)], (REVIEW, 0, Outlook()), id="two would"
    ),
    pytest.param([person("Di", "b", spells=UNKNOWN)], (UNMET, 0, Outlook()), id="too few would"),
    pytest.param(
        [BO, person("Di", "b", spells=[spell(region=Region.APAC)])], (UNMET, 1, Outlook()), id="works elsewhere"
    ),
    pytest.param(
        [BO, person("Di", award("b", expires=SOON), spells=UNKNOWN)],
        (REVIEW, 1, Outlook(SOON, Cause.AWARD, "Di", UNMET)),
        id="would count and expires",
    ),
]


@pytest.mark.parametrize("depth", [Depth.STANDING, Depth.FULL])
@pytest.mark.parametrize(("team", "said"), TEAMS)
def test_how_many_count_and_until_when(
    team: Sequence[PersonFact], said: tuple[Status, int, Outlook], depth: Depth
) -> None:
    found = evaluate(facts(*team), ONE_ROW, OPEN, ON, depth)
    assert _say(found) == said
    assert bool(found.requirements[0].counted) == (said[1] > 0 and depth is Depth.FULL)


@pytest.mark.parametrize("depth", [Depth.STANDING, Depth.FULL])
@pytest.mark.parametrize(
    ("asked", "di", "said"),
    [
        ({"award_editions": ["2"]}, award("b", edition="2"), (MET, 2, Outlook())),
        ({"award_editions": ["2"]}, award("b", edition="1"), (UNMET, 1, Outlook())),
        ({"award_editions": ["2"]}, award("b", NEXT, edition="1"), (UNMET, 1, Outlook())),
        (
            {"award_editions": ["2"]},
            award("b", NEXT, edition="2"),
            (UNMET, 1, Outlook(SOON, Cause.AWARD, "Di", MET)),
        ),
        ({"existing": ["p"], "existing_earned_by": ON}, award("p", ON), (MET, 2, Outlook())),
        ({"existing": ["p"], "existing_earned_by": date(2022, 10, 9)}, award("p", ON), (UNMET, 1, Outlook())),
        ({"existing": ["p"], "existing_earned_by": SOON}, award("p", NEXT), (UNMET, 1, Outlook())),
    ],
)
def test_editions_and_earlier_credentials_count_without_names_too(
    asked: dict[str, object], di: AwardFact, said: tuple[Status, int, Outlook], depth: Depth
) -> None:
    edition = build_edition([ROW | asked], designations=[])
    team = facts(person("Bo", award("b", edition="2")), person("Di", di))
    assert _say(evaluate(team, edition, OPEN, ON, depth)) == said


def _say(found: Verdict) -> tuple[Status, int, Outlook]:
    return found.status, found.requirements[0].have, found.outlook


@pytest.mark.parametrize(
    ("people", "ends_on", "day"),
    [
        ([BO, CY], SOON, date(2022, 11, 1)),
        ([BO, CY], date(2022, 10, 20), date(2022, 10, 21)),
        ([person("Di", "b", spells=[spell(None, date(2022, 10, 20))]), CY], None, date(2022, 10, 21)),
        ([person("Di", award("b", expires=date(2022, 10, 20))), CY], None, date(2022, 10, 21)),
        ([person("Di", award("b", expires=date(2022, 10, 20))), CY], date(2022, 10, 15), date(2022, 10, 16)),
    ],
)
def test_the_next_change_is_the_first_of_the_agreement_and_of_everyone(
    people: Sequence[PersonFact], ends_on: date | None, day: date
) -> None:
    assert next_change_on(facts(*people, ends_on=ends_on), EDITION, ON) == day
