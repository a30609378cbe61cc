"""Tiers by revenue and its share of cloud, or by a greater revenue: the example of another vendor."""

from __future__ import annotations

from datetime import date

import pytest

from channeladmin.evaluation.facts import Facts, MetricFact
from channeladmin.evaluation.remedy import Remedy, RemedyKey
from channeladmin.evaluation.verdict import Measure, Status
from channeladmin.program.vocabulary import TrackKey
from tests.evaluation.build import ON, facts, part, row
from tests.program.test_examples import load_example

GOLD, PLATINUM = TrackKey("gold"), TrackKey("platinum")
TIERS = load_example("atlassian-marketplace.toml")
LAST = date(9999, 12, 31)


# ------------------------------------------------------------------------------------------------- the tiers


def sell(revenue: int, cloud: int, on: date = ON) -> Facts:
    """In whole dollars, in one of the twelve months."""
    return facts(metrics=(MetricFact("revenue", on, revenue * 100), MetricFact("cloud_revenue", on, cloud * 100)))


@pytest.mark.parametrize(
    ("revenue", "cloud", "gold", "platinum"),
    [
        (500_000, 125_000, True, False),
        (499_999, 499_999, False, False),
        (500_000, 124_999, False, False),
        (3_000_000, 0, True, False),
        (2_999_999, 0, False, False),
        (1_000_000, 350_000, True, True),
        (1_000_000, 349_999, True, False),
        (6_000_000, 2_000_000, True, True),
        (6_000_000, 1_999_999, True, False),
    ],
)
def test_gold_and_platinum_by_either_route(revenue: int, cloud: int, gold: bool, platinum: bool) -> None:
    found = sell(revenue, cloud)
    for track, is_met in ((GOLD, gold), (PLATINUM, platinum)):
        tier = row(found, "revenue_tier", track=track, edition=TIERS)
        assert (tier.status is Status.MET) == is_met
        assert (tier.measure, tier.need) == (Measure.PARTS, 1)


def test_the_route_of_the_fewest_steps_is_named() -> None:
    short = row(sell(400_000, 100_000), "revenue_tier", track=GOLD, edition=TIERS)
    assert short.remedies == (Remedy(RemedyKey.AMOUNT_MISSING, cents=100_000_00, part="revenue_with_cloud"),)
    cloudless = row(sell(600_000, 0), "revenue_tier", track=GOLD, edition=TIERS)
    assert [(each.key, each.part) for each in cloudless.remedies] == [(RemedyKey.SHARE_MISSING, "cloud_share")]
    nothing = row(facts(), "revenue_tier", track=GOLD, edition=TIERS)
    assert [(each.key, each.part) for each in nothing.remedies] == [(RemedyKey.AMOUNT_MISSING, "revenue_alone")]
    assert [each.key for each in row(facts(), "revenue_tier", track=PLATINUM, edition=TIERS).parts] == [
        "growing_in_cloud",
        "cloud_revenue_alone",
    ]
    whole = part(sell(400_000, 0), "growing_in_cloud", track=GOLD, edition=TIERS)
    assert [each.part for each in whole.remedies] == ["revenue_with_cloud", "cloud_share"]
