"""The page of the guide on programmes is true: its examples are a file that is taken, and name all that there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from channeladmin.program.benefit import Benefit, BenefitGroup
from channeladmin.program.consistency.designations import MOST_ROWS
from channeladmin.program.consistency.needs import MOST_LEVELS
from channeladmin.program.credential import Credential, RegionName
from channeladmin.program.edition import DesignationHeader, Edition, TrackHeader
from channeladmin.program.loading import list_shipped, parse_edition
from channeladmin.program.points import PointsMetric
from channeladmin.program.quantity import Metric
from channeladmin.program.requirement import (
    AmountRequirement,
    AnyOfRequirement,
    CoverageRequirement,
    EachQuarterRequirement,
    PeopleRequirement,
    Requirement,
    ShareRequirement,
    walk,
)
from channeladmin.program.switch import Rules, Switch
from channeladmin.program.tables import MOST_CHARACTERS

PAGE = (Path(__file__).parents[2] / "docs" / "guide" / "programmes.md").read_text(encoding="utf-8")
EXAMPLES = "\n".join(re.findall(r"^```toml\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE))


def test_all_examples_together_are_an_edition() -> None:
    edition = parse_edition(EXAMPLES, "programmes.md")
    parts: list[Requirement] = [part for row in edition.requirements for part in walk(row)]
    kinds = {part.kind for part in parts}
    assert kinds == {
        "agreement", "people", "coverage", "plan", "amount", "share", "points", "attestation", "each_quarter",
        "designation", "all_of", "any_of",
    }  # fmt: skip


@pytest.mark.parametrize(
    "part",
    [
        Edition, Rules, RegionName, Credential, Metric, TrackHeader, DesignationHeader, BenefitGroup, Benefit, Switch,
        PeopleRequirement, CoverageRequirement, AmountRequirement, ShareRequirement, PointsMetric, AnyOfRequirement,
        EachQuarterRequirement,
    ],
)  # fmt: skip
def test_every_key_is_on_the_page(part: type[BaseModel]) -> None:
    names = {field.alias or name for name, field in part.model_fields.items()}
    assert {name for name in names if re.search(rf"\b{name}\b", PAGE) is None} == set()


@pytest.mark.parametrize("part", [PeopleRequirement, CoverageRequirement, AmountRequirement, Benefit, Rules])
def test_every_field_that_can_be_switched_is_in_the_table(part: type[Rules]) -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| ")]
    assert any(set(re.findall(r"`(\w+)`", row)) - {"rules"} == part.switchable for row in rows)


def test_editions_and_limits_are_as_the_page_says() -> None:
    assert all(edition in PAGE for edition in list_shipped())
    assert f"more than {MOST_LEVELS} deep" in PAGE
    assert f"more than {MOST_ROWS:,} requirements" in PAGE
    assert f"more than {MOST_CHARACTERS:,} characters" in PAGE
