"""The editions after the first, each against what is known of it: wording, needs and readings."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from channeladmin.program.edition import Edition
from channeladmin.program.loading import list_shipped, load_shipped
from channeladmin.program.requirement import AnyOfRequirement

OCTOBER, SERVICES, LATEST = (load_shipped(key) for key in ("2022-10-24", "2024-08", "2025-08"))
LATER = [OCTOBER, SERVICES, LATEST]


def show_needs(edition: Edition, *keys: str) -> dict[str, list[object]]:
    """What each row asks of some tracks and designations; a blank is nothing."""
    return {
        row.key: [row.need.get(key, "") for key in keys]
        for row in edition.requirements
        if any(key in row.need for key in keys)
    }


def find(edition: Edition, key: str) -> Any:  # noqa: ANN401  # a requirement of the kind that the test is about
    return edition.find_requirement(key)


def test_they_follow_the_first_which_stays_the_first() -> None:
    assert list_shipped() == ("2022-10-03", "2022-10-24", "2024-08", "2025-08")
    assert [edition.effective_on for edition in LATER] == [date(2022, 10, 24), date(2024, 8, 1), date(2025, 8, 1)]
    assert [edition.id for edition in LATER] == list(list_shipped()[1:])


def test_october_asks_what_the_edition_three_weeks_before_asks() -> None:
    first = load_shipped("2022-10-03")
    assert {row.key: (row.kind, row.need) for row in OCTOBER.requirements} == {
        row.key: (row.kind, row.need) for row in first.requirements
    }
    assert [benefit.model_copy(update={"line": None}) for benefit in first.benefits] == list(OCTOBER.benefits)
    assert {switch.key for switch in OCTOBER.switches} - {switch.key for switch in first.switches} == {
        "engineers_edition_not_noted"
    }
    assert [row.label for row in OCTOBER.requirements[1:3]] == ["Verified associates", "Accredited professionals"]
    assert "(2021 certification)" in find(OCTOBER, "professional_services").wording


def test_august_2024_has_three_tracks_and_a_designation() -> None:
    assert [track.label for track in SERVICES.tracks] == ["Open", "Select", "Select Services"]
    assert show_needs(SERVICES, "open", "select", "select_services") == {
        "partner_agreement": [1, 1, 1],
        "accredited_professionals": [2, 4, 4],
        "solution_architect_verified": [1, 2, 2],
        "professional_services": ["", 1, 3],
        "business_plan": ["", 1, 1],
        "program_revenue": ["", 300_000, ""],
        "psp_designation": ["", "", 1],
    }
    row = find(SERVICES, "accredited_professionals")
    assert (row.credentials, row.existing, row.existing_earned_by, row.existing_reading) == (
        ("sales_professional",), ("sales_core",), date(2024, 7, 31), "earned_by_then",
    )  # fmt: skip
    assert find(SERVICES, "program_revenue").basis == "committed"


@pytest.mark.parametrize("edition", [SERVICES, LATEST])
def test_the_designation_of_services_partners(edition: Edition) -> None:
    assert show_needs(edition, "psp") == {"psp_engineers": [3], "psp_registrations": [8]}
    engineers, registrations = edition.list_asked("psp")
    assert (engineers.credentials, engineers.region_applies) == (("pse",), False)  # type: ignore[union-attr]  # people
    assert (registrations.basis, registrations.metric, registrations.months) == (  # type: ignore[union-attr]  # an amount
        "reported", "services_registrations", 12,
    )  # fmt: skip
    assert [(metric.key, metric.unit) for metric in edition.metrics] == [("services_registrations", "registrations")]


def test_august_2025_lets_the_designation_stand_for_revenue() -> None:
    assert show_needs(LATEST, "open", "select") == {
        "partner_agreement": [1, 1],
        "accredited_professionals": [2, 4],
        "solution_architect_verified": [1, 2],
        "professional_services": ["", 1],
        "business_plan": ["", 1],
        "revenue_or_designation": ["", 1],
        "sales_focus": ["", 1],
    }
    either = find(LATEST, "revenue_or_designation")
    assert isinstance(either, AnyOfRequirement)
    assert [(part.key, part.need) for part in either.of] == [
        ("program_revenue", {"select": 300_000}), ("psp_designation", {"select": 1}),
    ]  # fmt: skip
    revenue = find(LATEST, "program_revenue")
    assert (revenue.basis, revenue.months) == ("booked", None)
    assert find(LATEST.with_switches({"revenue_window": 12}), "program_revenue").months == 12
    assert find(LATEST, "accredited_professionals").existing == ()
    assert find(LATEST, "sales_focus").practices == ("sales", "both")


def test_the_designation_of_training_partners() -> None:
    assert show_needs(LATEST, "ctp") == {"ctp_trainers": [2], "ctp_courses": [4]}
    courses = find(LATEST, "ctp_courses")
    assert courses.credentials == ("certified_trainer",)
    assert courses.including == ("certified_trainer:ci_cd", "certified_trainer:security_essentials")
    assert not courses.region_applies
    assert not find(LATEST, "ctp_trainers").region_applies
    assert LATEST.get_ways("certified_trainer").match(courses.including) == list(courses.including)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("GitLab Certified Trainer: CI/CD", "ci_cd"),
        ("Certified Trainer - CI/CD", "ci_cd"),
        ("GitLab Certified Trainer: GitLab CI/CD", "ci_cd"),
        ("Certified Trainer in CI/CD", "ci_cd"),
        ("certified_trainer:ci_cd", "ci_cd"),
        ("GitLab Certified Trainer: Security Essentials", "security_essentials"),
        ("GitLab Certified Trainer: GitLab Security Essentials", "security_essentials"),
        ("GitLab Certified Trainer: Security", "security_essentials"),
        ("Certified Trainer (Security)", "security_essentials"),
        ("GitLab Certified Trainer: Advanced CI/CD", "advanced_ci_cd"),
        ("GitLab Certified Trainer: Fundamentals", "fundamentals"),
        ("GitLab Certified Trainer: Compliance", "compliance"),
        ("GitLab Certified Trainer: System Administration", "system_administration"),
        ("GitLab Certified Trainer: GitLab Project Management", "project_management"),
    ],
)
def test_trainers_are_found_by_their_courses(text: str, key: str) -> None:
    found = LATEST.find_credential(text)
    assert found is not None
    assert found.key == f"certified_trainer:{key}"


@pytest.mark.parametrize("edition", LATER, ids=lambda edition: edition.id)
@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Sales Core", "sales_core"),
        ("GitLab Verified Associate", "sales_core"),
        ("Verified Sales Associate", "sales_core"),
        ("Sales Professional", "sales_professional"),
        ("GitLab Accredited Professional", "sales_professional"),
        ("Accredited Sales Professional", "sales_professional"),
        ("Solutions Architect Verified Associate", "sa_core"),
        ("Solution Architect Core", "sa_core"),
        ("GitLab Professional Services Engineer", "pse"),
        ("Professional Services Certified", "pse"),
        ("GitLab Certified Trainer", "certified_trainer"),
    ],
)
def test_credentials_are_found_by_the_names_of_all_years(edition: Edition, text: str, key: str) -> None:
    found = edition.find_credential(text)
    assert (found.key if found else None) == key


@pytest.mark.parametrize("edition", LATER, ids=lambda edition: edition.id)
def test_every_name_of_the_first_edition_is_found_in_the_later_ones(edition: Edition) -> None:
    """So that a roster that was taken once is taken again, whichever edition is in use."""
    for credential in load_shipped("2022-10-03").credentials:
        for name in credential.names:
            found = edition.find_credential(name)
            assert (found.key if found else None) == credential.key, name


@pytest.mark.parametrize("edition", LATER, ids=lambda edition: edition.id)
def test_no_line_of_a_page_is_given_that_is_not_at_hand(edition: Edition) -> None:
    assert {row.line for row in (*edition.requirements, *edition.benefits, *edition.switches, *edition.tracks)} == {
        None
    }


def test_benefits_of_august_2024() -> None:
    offered = {
        benefit.key: {str(track): how for track, how in benefit.offered.items()} for benefit in SERVICES.benefits
    }
    assert len(offered) == 17
    assert offered["services_rebates"] == {"open": "for PSPs", "select": "", "select_services": ""}
    assert offered["listing"]["select_services"] == "featured"
    not_open = {key for key, tracks in offered.items() if "open" not in tracks}
    assert not_open == {"level_2_hotline", "partner_manager", "proposal_based_mdf"}


def test_benefits_of_august_2025() -> None:
    by_track = {track: [each for each in LATEST.benefits if track in each.offered] for track in ("open", "select")}
    assert {track: len(benefits) for track, benefits in by_track.items()} == {"open": 5, "select": 11}
    (unlocked,) = (benefit for benefit in LATEST.benefits if benefit.unlocked_by is not None)
    assert (unlocked.key, unlocked.unlocked_by, unlocked.one_holder_suffices) == (
        "deal_registration", "accredited_professionals", True,
    )  # fmt: skip


@pytest.mark.parametrize("edition", LATER, ids=lambda edition: edition.id)
def test_every_switch_stands_at_its_default_and_sets_what_it_names(edition: Edition) -> None:
    assert len(edition.switches) == 9
    for switch in edition.switches:
        assert edition.get_switch_value(switch.key) == switch.default
        for choice in switch.choices:
            assert edition.with_switches({switch.key: choice}).get_switch_value(switch.key) == choice
