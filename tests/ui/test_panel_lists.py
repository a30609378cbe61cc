"""What the panel says above its rows: who stops counting soon, the fewest awards, and since when a track is not met."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from channeladmin.desk.agreements import add_step
from channeladmin.desk.desk import Desk
from channeladmin.desk.people import add_award, add_person
from channeladmin.desk.remedy_words import word_awards_needed
from channeladmin.desk.values import (
    OPEN,
    SELECT,
    AgreementStepFields,
    AwardFields,
    EmploymentFields,
    PersonFields,
    Region,
    Remedy,
    RemedyKey,
)
from tests.ui.conftest import AddPartner
from ui.kit.theme import Theme
from ui.panel.panel import EvaluationPanel
from ui.panel.quiet_lists import QuietList
from ui.session import DeskSession


@pytest.fixture
def panel(qtbot: QtBot, session: DeskSession, theme: Theme) -> EvaluationPanel:
    panel = EvaluationPanel(session)
    qtbot.addWidget(panel)
    panel.resize(400, 700)
    panel.show()
    return panel


def _hire(desk: Desk, partner_id: int, name: str, *awards: AwardFields) -> None:
    person_id = add_person(
        desk, partner_id, PersonFields(name=name), [f"{name}@x.example"], EmploymentFields(region=Region.EMEA)
    ).id
    for award in awards:
        add_award(desk, person_id, award)


def _lines(shown: QuietList | None) -> list[tuple[str, str]]:
    return [] if shown is None else [(line.text(), line.side) for line in shown.lines]


def test_who_stops_counting_within_90_days_is_named_with_the_rows(
    panel: EvaluationPanel, desk: Desk, add_company: AddPartner
) -> None:
    partner_id, agreement_id = add_company("Acme", sellers=1)
    soon, later = date(2023, 1, 8), date(2023, 1, 9)
    _hire(desk, partner_id, "Eva", AwardFields(credential="sales_core", earned_on=date(2022, 1, 1), expires_on=soon))
    _hire(desk, partner_id, "Mei", AwardFields(credential="sales_core", earned_on=date(2022, 1, 1), expires_on=later))
    panel.show_agreement(agreement_id)
    assert panel.body is not None
    assert _lines(panel.body.endings) == [("Eva · Sales Core (Sales verified)", "8 Jan 2023")]
    panel.set_day(date(2022, 10, 11))
    assert [line[0][:3] for line in _lines(panel.body.endings)] == ["Eva", "Mei"]


def test_the_fewest_awards_name_who_earns_what(panel: EvaluationPanel, desk: Desk, add_company: AddPartner) -> None:
    partner_id, agreement_id = add_company("Acme", sellers=1)
    panel.show_agreement(agreement_id)
    assert panel.body is not None
    [(line, _)] = _lines(panel.body.awards_needed)
    assert line == "Somebody new – SA Core"
    _hire(desk, partner_id, "Mei", AwardFields(credential="sa_core", earned_on=date(2022, 1, 1)))
    panel.refresh()
    assert panel.body.awards_needed is None


def test_the_fewest_awards_do_not_repeat_what_the_rows_say(
    panel: EvaluationPanel, desk: Desk, add_company: AddPartner
) -> None:
    partner_id, agreement_id = add_company("Acme", sellers=2)
    until = date(2022, 9, 30)
    _hire(desk, partner_id, "Mei", AwardFields(credential="sa_core", earned_on=date(2022, 1, 1), expires_on=until))
    panel.show_agreement(agreement_id)
    panel.tabs.tabs[OPEN].click()
    assert panel.body is not None
    told = [label.text() for label in panel.blocks["solution_architect_verified"].findChildren(QLabel)]
    assert "open — nearest: Mei renews SA Core" in told
    assert panel.body.awards_needed is None
    panel.tabs.tabs[SELECT].click()
    # Select lacks more, and one person may fill places of several rows.
    assert panel.body.awards_needed is not None


def test_newcomers_who_are_alike_share_a_line() -> None:
    steps = [
        Remedy(RemedyKey.RENEW, person_id=1, person="Eva", credential="pse"),
        Remedy(RemedyKey.EARN, person_id=1, person="Eva", credential="sa_core"),
        Remedy(RemedyKey.EARN, credential="sa_core", number=1),
        Remedy(RemedyKey.EARN, credential="sa_core", number=2),
        Remedy(RemedyKey.EARN, credential="pse", number=3),
    ]
    assert word_awards_needed(steps) == (
        ("Eva", "PSE (renewed), SA Core"),
        ("2 new people", "SA Core, each of them"),
        ("Somebody new", "PSE"),
    )


def test_since_when_the_granted_track_is_not_met(panel: EvaluationPanel, desk: Desk, add_company: AddPartner) -> None:
    partner_id, agreement_id = add_company("Acme", sellers=1)
    until = date(2022, 9, 30)
    _hire(desk, partner_id, "Eva", AwardFields(credential="sales_core", earned_on=date(2022, 1, 1)))
    _hire(desk, partner_id, "Mei", AwardFields(credential="sa_core", earned_on=date(2022, 1, 1), expires_on=until))
    panel.show_agreement(agreement_id)
    # Until then Mei counted as a seller too.
    assert panel.lapse.isVisible()
    assert panel.lapse.text() == "Open: not met since 1 Oct 2022; grace to 31 Jan 2023"
    add_step(desk, agreement_id, AgreementStepFields(track=SELECT, since=date(2022, 10, 1)))
    panel.refresh()
    assert not panel.lapse.isVisible()


def test_what_ends_the_verdict_is_told_once(panel: EvaluationPanel, desk: Desk, add_company: AddPartner) -> None:
    partner_id, agreement_id = add_company("Acme", sellers=2)
    until = date(2022, 12, 3)
    _hire(desk, partner_id, "Mei", AwardFields(credential="sa_core", earned_on=date(2022, 1, 1), expires_on=until))
    panel.show_agreement(agreement_id)
    panel.tabs.tabs[OPEN].click()
    assert panel.body is not None
    assert "until 3 Dec 2022, then unmet: an award of Mei ends" in panel.body.summary.text()
    told = [label.text() for label in panel.findChildren(QLabel) if "then unmet" in label.text()]
    assert told == [panel.body.summary.text()]
