"""The edition of 2022-10-03 against the page that it transcribes."""

from __future__ import annotations

from pathlib import Path

import pytest

from channeladmin.errors import UserError
from channeladmin.program.edition import Edition
from channeladmin.program.loading import list_shipped, load_shipped, parse_edition
from channeladmin.program.requirement import PeopleRequirement
from channeladmin.program.switch import SwitchValue
from channeladmin.program.vocabulary import OPEN, SELECT, ActivityKind, Region, TrackKey
from tests.desk.own_editions import write_windows

EDITION = load_shipped("2022-10-03")

# Copied from the table of the page: line, wording, Open, Select.
REQUIREMENTS = [
    (59, "GitLab Partner Agreement", "X", "X"),
    (60, "# of Sales Verified (Sales Core) resources", "2", "4"),
    (61, "# of GitLab Sales Professional Certificatied resources", "", "1"),
    (62, "# of Solution Architect Verified resources", "1", "2"),
    (63, "# of Professional Services Certified resources", "", "1"),
    (64, "Exec Sponsored Joint Business Plan", "", "X"),
    (65, "Program Rev Targets Min - BusPlan Committed", "", "$300K"),
    (51, "Dedicated DevOps sales and/or services practice.", "", "X"),
    (52, "Minimum of one GitLab demand-generation activity per quarter.", "", "X"),
]
BENEFITS = [
    (68, "Deal Registration Discounts", "X", "X"),
    (69, "Referral Fee", "X", "X"),
    (70, "Renewals Discounts", "X", "X"),
    (73, "Partner Helpdesk", "X", "X"),
    (74, "Level 2 Support Hotline", "", "X"),
    (75, "Dedicated Channel Manager", "", "X"),
    (76, "Not for Resale Licenses", "X", "X"),
    (79, "Partner Portal", "X", "X"),
    (80, "Proposal Based MDF", "Through Distribution", "X"),
    (81, "Sales & Pre-Sales Technical Enablement", "X", "X"),
    (82, "Program Logo", "X", "X"),
    (83, "Program & Certification Badges", "X", "X"),
    (84, "GitLab.com Listing", "X", "X (featured)"),
    (85, "Demand Generation Resources", "X", "X"),
    (86, "Leads", "", "X"),
    (89, "GitLab Professional Services Discounts", "X", "X"),
    (90, "Professional Services Certification", "X", "X"),
    (91, "Training Services Certification", "X", "X"),
    (94, "Managed Services certification", "X", "X"),
    (95, "Managed Services Discount", "X", "X"),
]
PROMISES = {
    OPEN: [
        (24, "Broad Sales and Services Enablement"),
        (25, "Discounts and Referral Fees"),
        (26, "GitLab Badges"),
        (27, "Field Support"),
    ],
    SELECT: [
        (34, "Focused Strategic Relationships (Channel Account Manager, Solution Architect, Executives)"),
        (35, "Discounts and Referral Fees, including limited-time Select-partner-only incentive programs"),
        (36, "Targeted Sales and Services Enablement"),
        (37, "Badges and Certifications"),
        (38, "Access to Proposal-Based MDF"),
        (39, "Lead-Sharing Opportunities"),
        (40, "Ultimate-Level Technical Support"),
        (41, "Business Planning and Quarterly Business Reviews (QBRs)"),
        (42, "Priority Help Desk Support"),
        (43, "Priority Position in the GitLab Partner Locator"),
    ],
}


def need_of(cell: str) -> int | None:
    """What a cell of the table asks: X is once, a blank is nothing, $300K is an amount."""
    return {"": None, "X": 1, "$300K": 300_000}.get(cell) or (int(cell) if cell.isdigit() else None)


def test_all_nine_requirements_are_transcribed() -> None:
    found = [(row.line, row.wording, row.need.get(OPEN), row.need.get(SELECT)) for row in EDITION.requirements]
    assert found == [
        (line, wording, need_of(opened), need_of(select)) for line, wording, opened, select in REQUIREMENTS
    ]


def test_each_track_asks_what_its_column_asks() -> None:
    assert [track.label for track in EDITION.tracks] == ["Open", "Select"]
    assert len(EDITION.get_track(OPEN).requirements) == 3
    assert len(EDITION.get_track(SELECT).requirements) == 9
    with pytest.raises(KeyError):
        EDITION.get_track("gold")  # type: ignore[arg-type]  # no such track


def test_all_twenty_rows_of_the_benefits_table_are_transcribed() -> None:
    groups = {group.key: group for group in EDITION.benefit_groups}
    table = [benefit for benefit in EDITION.benefits if groups[benefit.group].in_table]

    def show(benefit_offered: str | None) -> str:
        if benefit_offered is None:
            return ""
        return {"": "X", "featured": "X (featured)"}.get(benefit_offered, benefit_offered)

    found = [(row.line, row.wording, show(row.offered.get(OPEN)), show(row.offered.get(SELECT))) for row in table]
    assert found == BENEFITS
    assert len({benefit.group for benefit in table}) == 5


@pytest.mark.parametrize("track", [OPEN, SELECT])
def test_the_promises_of_both_lists_are_benefits_too(track: TrackKey) -> None:
    groups = {group.key for group in EDITION.benefit_groups if not group.in_table}
    found = [(each.line, each.wording) for each in EDITION.benefits if each.group in groups and track in each.offered]
    assert found == PROMISES[track]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("sales_core", "sales_core"),
        ("Sales Core", "sales_core"),
        ("  sales   CORE ", "sales_core"),
        ("GitLab Verified Sales Core Associate", "sales_core"),
        ("Sales Verified", "sales_core"),
        ("Sales Specialist in DevOps Platform", "spec_devops"),
        ("Sales Specialist in DevSecOps", "spec_devsecops"),
        ("Sales Specialist in Continuous Integration", "spec_ci"),
        ("Sales Specialist in Agile Management", "spec_agile"),
        ("Sales Professional", "sales_professional"),
        ("Accredited Sales Professional", "sales_professional"),
        ("Advanced Use Case Training", "sales_professional"),
        ("Solution Architect Core", "sa_core"),
        ("Solutions Architect Core", "sa_core"),
        ("GitLab Sales Architect Core", "sa_core"),
        ("Solution Architect Verified", "sa_core"),
        ("Professional Services Engineer", "pse"),
        ("Professional Services Certified", "pse"),
        ("Certified Professional Services Engineer", "pse"),
        ("PSE", "pse"),
        ("pse_cicd", "pse_cicd"),
        ("Professional Services: CI/CD", "pse_cicd"),
        ("GitLab Certified Trainer", "certified_trainer"),
        ("certified_trainer:ci_cd", "certified_trainer:ci_cd"),
        ("GitLab Certified Trainer: CI/CD", "certified_trainer:ci_cd"),
        ("Sales Core: CI/CD", None),
        ("certified_trainer:株", None),
        ("GitLab", None),
        ("", None),
        ("Scrum Master", None),
    ],
)
def test_credentials_are_found_by_the_names_of_exports(text: str, key: str | None) -> None:
    found = EDITION.find_credential(text)
    assert (found.key if found else None) == key


def test_a_trainer_is_named_with_the_course() -> None:
    found = EDITION.find_credential("Certified Trainer:  Security Essentials ")
    assert found is not None
    assert found.label == "Certified Trainer: Security Essentials"


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("emea", Region.EMEA),
        ("Asia-Pacific", Region.APAC),
        ("Public Sector", Region.PUBSEC),
        ("Americas", Region.AMER),
        ("Moon", None),
    ],
)
def test_regions_are_found_by_their_names(text: str, region: Region | None) -> None:
    found = EDITION.find_region(text)
    assert (found.key if found else None) is region


def test_how_credentials_build_on_each_other() -> None:
    by_key = {credential.key: credential for credential in EDITION.credentials}
    assert by_key["sales_core"].implied_by == ("sales_professional", "sa_core")
    assert len(by_key["sales_professional"].composed_of) == 5
    assert len(by_key["pse"].composed_of) == 6
    assert {key for key, each in by_key.items() if each.prerequisite == "sales_core"} == {
        "spec_devops",
        "spec_devsecops",
        "spec_ci",
        "spec_agile",
        "sales_professional",
        "sa_core",
    }


def test_which_activities_count() -> None:
    row = EDITION.requirements[-1]
    assert row.kind == "each_quarter"
    assert set(row.activity_kinds) == set(ActivityKind) - {ActivityKind.ENABLEMENT}


def test_every_switch_stands_at_its_default_and_sets_what_it_names() -> None:
    assert len(EDITION.switches) == 8
    for switch in EDITION.switches:
        assert EDITION.get_switch_value(switch.key) == switch.default
        for choice in switch.choices:
            assert EDITION.with_switches({switch.key: choice}).get_switch_value(switch.key) == choice
    with pytest.raises(KeyError):
        EDITION.get_switch_value("gravity")


def test_switches_are_set_together_and_leave_the_edition_as_it_was() -> None:
    switched = EDITION.with_switches({"sharing": "forbidden", "architect_courses": "both"})
    assert isinstance(switched, Edition)
    assert switched.rules.sharing == "forbidden"
    row = switched.requirements[3]
    assert isinstance(row, PeopleRequirement)
    assert row.courses == "both"
    assert EDITION.rules.sharing == "allowed"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"gravity": "off"}, "“gravity” is not a switch of the programme 2022-10-03; its switches: architect_courses,"),
        ({"sharing": "some"}, "“some” is not a choice of the switch “sharing”; choose from: allowed, forbidden."),
        ({"sharing": True}, "“true” is not a choice"),
        ({"composite_may_infer": "true"}, "“true” is not a choice of the switch “composite_may_infer”"),
    ],
)
def test_an_unknown_switch_or_choice_is_refused(values: dict[str, str | bool], sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        EDITION.with_switches(values)


def test_of_choices_made_elsewhere_those_are_kept_that_it_offers() -> None:
    choices: dict[str, SwitchValue] = {
        "gravity": "off",
        "sharing": "forbidden",
        "grace": "forever",
        "composite_may_infer": False,
    }
    assert EDITION.keep_switches(choices) == {"sharing": "forbidden", "composite_may_infer": False}


def test_of_choices_that_do_not_go_together_the_first_is_kept(tmp_path: Path) -> None:
    edition = parse_edition(write_windows(tmp_path / "windows.toml").read_text("utf-8"), "windows.toml")
    choices: dict[str, SwitchValue] = {"revenue_window": 12, "revenue_basis": "committed", "sharing": "forbidden"}
    assert edition.keep_switches(choices) == {"revenue_window": 12, "sharing": "forbidden"}
    assert edition.keep_switches({"revenue_basis": "committed", "revenue_window": 12}) == {"revenue_basis": "committed"}


def test_only_editions_that_ship_are_loaded() -> None:
    assert "2030" not in list_shipped()
    with pytest.raises(UserError, match="There is no programme “2030”; the app brings: 2022-10-03, 2022-10-24"):
        load_shipped("2030")


def test_the_ways_to_hold_a_credential() -> None:
    ways = EDITION.ways["sales_professional"]
    assert ways.inferred == ()
    assert ways.parts[0] == ("sales_core", "sales_professional", "sa_core")
    assert ways.parts[1:] == (("spec_devops",), ("spec_devsecops",), ("spec_ci",), ("spec_agile",))
    assert ways.match(["sales_core", "sales_professional"]) == ["sales_professional"]
    direct = EDITION.with_switches({"composite_may_infer": False})
    assert direct.ways["sales_professional"].parts[0] == ("sales_core",)
    assert EDITION.ways["sales_core"].inferred == ("sales_professional", "sa_core")
