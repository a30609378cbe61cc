"""Which benefits are earned: Open only while its verdict is met, Select while authorized."""

from __future__ import annotations

from collections import Counter

import pytest

from channeladmin.evaluation.benefits import BenefitState, judge_benefits
from channeladmin.evaluation.evaluate import evaluate
from channeladmin.evaluation.facts import Facts, StatusStep, TrackStep
from channeladmin.program.edition import Edition
from channeladmin.program.vocabulary import OPEN, SELECT, AgreementStatus, TrackKey
from tests.evaluation.build import EDITION, ON, facts, person
from tests.program.metals import GOLD, METALS, PLATINUM, SILVER

IN_OPEN, IN_SELECT = (TrackStep(OPEN, None),), (TrackStep(SELECT, None),)
TEAM = (person("Ann", "sales_core"), person("Bo", "sa_core"))
EARNED, WITHHELD, NOT_OFFERED = BenefitState.EARNED, BenefitState.WITHHELD, BenefitState.NOT_OFFERED


def judged(found: Facts, edition: Edition = EDITION) -> dict[str, tuple[BenefitState, str]]:
    verdict = evaluate(found, edition, OPEN, ON)
    return {each.benefit.key: (each.state, each.qualifier) for each in judge_benefits(edition, verdict)}


def count(found: Facts) -> Counter[BenefitState]:
    return Counter(state for state, _ in judged(found).values())


def test_an_open_partner_that_meets_open_earns_what_open_offers() -> None:
    found = judged(facts(*TEAM, track_steps=IN_OPEN))
    assert found["proposal_based_mdf"] == (EARNED, "Through Distribution")
    assert found["listing"] == (EARNED, "")
    assert found["leads"] == (NOT_OFFERED, "")
    assert found["open_field_support"] == (EARNED, "")
    assert count(facts(*TEAM, track_steps=IN_OPEN)) == {EARNED: 21, NOT_OFFERED: 13}


def test_an_open_partner_that_does_not_earns_nothing() -> None:
    assert count(facts(track_steps=IN_OPEN)) == {WITHHELD: 21, NOT_OFFERED: 13}


def test_a_select_partner_earns_what_select_offers() -> None:
    found = judged(facts(track_steps=IN_SELECT))
    assert found["listing"] == (EARNED, "featured")
    assert found["leads"] == (EARNED, "")
    assert found["open_field_support"] == (NOT_OFFERED, "")
    assert count(facts(track_steps=IN_SELECT)) == {EARNED: 30, NOT_OFFERED: 4}


def test_without_an_authorized_agreement_or_a_track_nothing_is_earned() -> None:
    suspended = (StatusStep(AgreementStatus.SUSPENDED, None),)
    assert count(facts(track_steps=IN_SELECT, status_steps=suspended))[EARNED] == 0
    assert count(facts(*TEAM)) == {NOT_OFFERED: 34}


def test_one_sales_core_holder_unlocks_deal_registration_only_with_the_switch() -> None:
    one, nobody = facts(person("Ann", "sales_core"), track_steps=IN_OPEN), facts(track_steps=IN_OPEN)
    switched = EDITION.with_switches({"deal_registration_by_one_sales_core": True})
    assert judged(one)["deal_registration_discounts"] == (WITHHELD, "")
    assert judged(one, switched)["deal_registration_discounts"] == (EARNED, "")
    assert judged(one, switched)["referral_fee"] == (WITHHELD, "")
    assert judged(nobody, switched)["deal_registration_discounts"] == (WITHHELD, "")


@pytest.mark.parametrize(
    ("sellers", "granted", "expected"),
    [
        (0, SILVER, (WITHHELD, "small")),
        (1, SILVER, (EARNED, "small")),
        (0, GOLD, (EARNED, "")),
        (0, PLATINUM, (EARNED, "large")),
        (1, SELECT, (NOT_OFFERED, "")),
    ],
)
def test_only_the_entry_track_of_an_edition_has_to_be_met(
    sellers: int, granted: TrackKey, expected: tuple[BenefitState, str]
) -> None:
    team = [person(f"Seller {number}", "sales_core") for number in range(sellers)]
    verdict = evaluate(facts(*team, track_steps=(TrackStep(granted, None),)), METALS, SILVER, ON)
    [logo] = judge_benefits(METALS, verdict)
    assert (logo.state, logo.qualifier) == expected
