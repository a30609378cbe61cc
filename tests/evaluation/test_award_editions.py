"""Awards of an edition: the programme of 24 October 2022, in people rows and among the fewest awards."""

from __future__ import annotations

from datetime import date

import pytest

from channeladmin.evaluation.counted import Reason
from channeladmin.evaluation.evaluate import evaluate
from channeladmin.evaluation.remedy import Remedy, RemedyKey
from channeladmin.program.vocabulary import SELECT
from tests.evaluation.build import award, facts, person, row
from tests.program.test_later_editions import OCTOBER

ENGINEERS = "professional_services"


@pytest.mark.parametrize(
    ("written", "counts"),
    [
        ("2021", True),
        ("2021 Certification", True),
        ("(2021 certification)", True),
        ("PSE-2021", True),
        ("2022", False),
        (None, False),
        ("", False),
    ],
)
def test_how_an_edition_may_be_written(written: str | None, counts: bool) -> None:
    found = row(facts(person("Ann", award("pse", edition=written))), ENGINEERS, edition=OCTOBER)
    assert found.have == counts
    if not counts:
        assert [(each.reason, each.detail) for each in found.not_counted] == [(Reason.WRONG_EDITION, None)]
        assert found.remedies == (
            Remedy(RemedyKey.RENEW, person_id=found.not_counted[0].person_id, person="Ann", credential="pse"),
        )


def test_where_none_is_noted_a_switch_decides() -> None:
    lenient = OCTOBER.with_switches({"engineers_edition_not_noted": "counts"})
    team = facts(person("Ann", "pse"), person("Bo", award("pse", edition="2019")))
    assert [each.person for each in row(team, ENGINEERS, edition=lenient).counted] == ["Ann"]


def test_architects_count_of_any_edition() -> None:
    found = row(
        facts(person("Ann", "pse"), person("Bo", award("pse", edition="x"))),
        "solution_architect_verified",
        edition=OCTOBER,
    )
    assert found.have == 2


def test_the_fewest_awards_are_of_the_edition_that_is_asked() -> None:
    """An engineer of another edition counts as an architect already, and certifies again for the row of engineers."""
    sellers = [person(name, "sales_core") for name in ("Bo", "Cy", "Di")]
    team = facts(person("Ann", "pse"), person("Ed", "sales_professional"), person("Flo", "sa_core"), *sellers)
    verdict = evaluate(team, OCTOBER, SELECT, date(2022, 10, 24))
    assert [(each.key, each.person, each.credential) for each in verdict.remedies] == [
        (RemedyKey.RENEW, "Ann", "pse"),
    ]


def test_what_was_earned_today_of_another_edition_is_renewed() -> None:
    today = date(2022, 10, 10)
    found = row(facts(person("Ann", award("pse", today, edition="2019"))), ENGINEERS, edition=OCTOBER, on=today)
    assert [each.key for each in found.remedies] == [RemedyKey.RENEW]
