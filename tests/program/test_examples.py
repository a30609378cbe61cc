"""Two programmes of other vendors, as proofs that the format carries them."""

from __future__ import annotations

from channeladmin.program.edition import Edition
from channeladmin.program.loading import list_shipped, parse_edition
from channeladmin.program.requirement import PointsRequirement, Requirement, walk
from tests.program.texts import list_files


def load_example(name: str) -> Edition:
    return parse_edition(list_files()[name], name)


def list_needs(edition: Edition, track: str) -> dict[str, object]:
    rows: list[Requirement] = [part for row in edition.requirements for part in walk(row)]
    return {row.key: row.need[track] for row in rows if track in row.need}


def test_they_are_no_editions_that_ship() -> None:
    examples = {load_example(name).id for name in list_files() if not name[0].isdigit()}
    assert examples == {"atlassian-marketplace", "microsoft-capability-score"}
    assert examples.isdisjoint(list_shipped())


def test_tiers_by_revenue_and_share() -> None:
    edition = load_example("atlassian-marketplace.toml")
    assert [track.label for track in edition.tracks] == ["Marketplace Partner", "Gold", "Platinum"]
    assert list_needs(edition, "marketplace_partner") == {"partner_agreement": 1}
    assert list_needs(edition, "gold") == {
        "partner_agreement": 1, "revenue_tier": 1, "growing_in_cloud": 1, "revenue_with_cloud": 500_000,
        "cloud_share": 25, "revenue_alone": 3_000_000,
    }  # fmt: skip
    assert list_needs(edition, "platinum") == {
        "partner_agreement": 1, "revenue_tier": 1, "growing_in_cloud": 1, "revenue_with_cloud": 1_000_000,
        "cloud_share": 35, "cloud_revenue_alone": 2_000_000,
    }  # fmt: skip
    assert {metric.unit for metric in edition.metrics} == {None}


def test_a_score_of_a_hundred_points() -> None:
    edition = load_example("microsoft-capability-score.toml")
    score = edition.find_requirement("capability_score")
    assert isinstance(score, PointsRequirement)
    assert score.need == {"solutions_partner": 70}
    assert sum(metric.cap for metric in score.metrics) == 100
    assert {metric.floor for metric in score.metrics} == {1}
    people = {
        metric.key: (float(metric.points), float(metric.cap)) for metric in score.metrics if metric.people is not None
    }
    assert people == {"intermediate_points": (1, 20), "advanced_points": (2.14, 15)}
