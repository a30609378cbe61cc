"""The verdict as a whole: what it is of, which track speaks, and the first gap."""

from __future__ import annotations

from datetime import date

import pytest

from channeladmin.evaluation.evaluate import Depth, evaluate, evaluate_tracks, headline
from channeladmin.evaluation.facts import Facts, StatusStep, TrackStep
from channeladmin.evaluation.verdict import Measure, Outlook, Status
from channeladmin.program.vocabulary import OPEN, SELECT, AgreementStatus, Region, TrackKey
from tests.evaluation.build import EDITION, ON, facts, person
from tests.program.metals import GOLD, METALS, PLATINUM, SILVER

OPEN_TEAM = (person("Ann", "sales_core"), person("Bo", "sa_core"))
GRANTED = (TrackStep(OPEN, None), TrackStep(SELECT, ON))


def test_the_nine_rows_of_select_and_the_three_of_open() -> None:
    opened, select = evaluate_tracks(facts(), EDITION, ON)
    assert [(row.key, row.measure, row.need) for row in select.requirements] == [
        ("partner_agreement", Measure.YES_NO, 1),
        ("sales_verified", Measure.PEOPLE, 4),
        ("sales_professional", Measure.PEOPLE, 1),
        ("solution_architect_verified", Measure.PEOPLE, 2),
        ("professional_services", Measure.PEOPLE, 1),
        ("business_plan", Measure.YES_NO, 1),
        ("program_revenue", Measure.CENTS, 300_000_00),
        ("dedicated_practice", Measure.YES_NO, 1),
        ("demand_generation", Measure.QUARTERS, 4),
    ]
    assert [(row.key, row.need) for row in opened.requirements] == [
        ("partner_agreement", 1),
        ("sales_verified", 2),
        ("solution_architect_verified", 1),
    ]


def test_what_the_verdict_is_of() -> None:
    verdict = evaluate(facts(external_ref="A-1", track_steps=GRANTED), EDITION, OPEN, ON)
    assert (verdict.agreement_id, verdict.partner, verdict.external_ref) == (7, "Acme", "A-1")
    assert (verdict.region, verdict.track, verdict.on) == (Region.EMEA, OPEN, ON)
    assert (verdict.edition, verdict.agreement_status) == ("2022-10-03", AgreementStatus.AUTHORIZED)
    assert verdict.granted_track == SELECT
    assert evaluate(facts(track_steps=GRANTED), EDITION, OPEN, date(2022, 10, 9)).granted_track == OPEN
    assert evaluate(facts(), EDITION, OPEN, ON).granted_track is None


def test_the_first_gap_and_how_many_rows_are_met() -> None:
    opened, select = evaluate_tracks(facts(*OPEN_TEAM), EDITION, ON)
    assert (opened.status, opened.met_count, opened.first_gap) == (Status.MET, 3, None)
    assert (select.status, select.met_count) == (Status.UNMET, 1)
    assert select.first_gap is not None
    assert select.first_gap.key == "sales_verified"


@pytest.mark.parametrize(
    ("found", "track"),
    [
        pytest.param(facts(), OPEN, id="open is not met"),
        pytest.param(facts(*OPEN_TEAM), SELECT, id="open is met"),
        pytest.param(facts(track_steps=GRANTED), SELECT, id="select is granted"),
        pytest.param(facts(track_steps=GRANTED[:1]), OPEN, id="open is granted and not met"),
    ],
)
def test_the_headline(found: Facts, track: TrackKey) -> None:
    assert headline(evaluate_tracks(found, EDITION, ON)).track == track


@pytest.mark.parametrize(
    ("sellers", "granted", "track"),
    [
        pytest.param(0, None, SILVER, id="the entry track is not met"),
        pytest.param(1, None, GOLD, id="the entry track is met"),
        pytest.param(3, SILVER, GOLD, id="the entry track is granted and met"),
        pytest.param(0, SILVER, SILVER, id="the entry track is granted and not met"),
        pytest.param(0, PLATINUM, PLATINUM, id="the last track is granted"),
        pytest.param(0, SELECT, SILVER, id="a track of another edition is granted"),
        pytest.param(1, SELECT, GOLD, id="a track of another edition is granted and the entry track is met"),
    ],
)
def test_the_headline_among_three_tracks(sellers: int, granted: TrackKey | None, track: TrackKey) -> None:
    team = [person(f"Seller {number}", "sales_core") for number in range(sellers)]
    steps = () if granted is None else (TrackStep(granted, None),)
    assert headline(evaluate_tracks(facts(*team, track_steps=steps), METALS, ON)).track == track


def test_one_track_always_speaks_for_itself() -> None:
    met = evaluate_tracks(facts(*OPEN_TEAM), EDITION, ON)[:1]
    assert headline(met) is met[0]


def test_both_tracks_are_evaluated_whatever_the_status() -> None:
    found = facts(*OPEN_TEAM, status_steps=(StatusStep(AgreementStatus.DENIED, None),))
    opened, select = evaluate_tracks(found, EDITION, ON)
    assert [row.status for row in opened.requirements] == [Status.UNMET, Status.MET, Status.MET]
    assert select.agreement_status is AgreementStatus.DENIED


def test_counts_alone_come_without_findings_quarters_steps_and_outlook() -> None:
    found = facts(*OPEN_TEAM, ends_on=date(2023, 1, 1))
    for verdict in evaluate_tracks(found, EDITION, ON, Depth.COUNTS):
        assert (verdict.outlook, verdict.remedies) == (Outlook(), ())
        for row in verdict.requirements:
            assert (row.outlook, row.remedies, row.quarters) == (Outlook(), (), ())
            assert row.measure is Measure.PEOPLE or row.findings == ()
