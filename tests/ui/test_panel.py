"""The evaluation panel: the verdict tree in slots, live while the records change, on any day."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from channeladmin.desk.desk import Desk
from channeladmin.desk.partners import delete_partner
from channeladmin.desk.people import add_award, add_person
from channeladmin.desk.programs import use_edition
from channeladmin.desk.values import OPEN, SELECT, AwardFields, EmploymentFields, PersonFields, Region
from tests.ui.conftest import HARD_NAME, AddPartner
from ui.kit.chips import Pill, Tone
from ui.kit.theme import Theme
from ui.panel.anniversary import next_anniversary
from ui.panel.panel import EvaluationPanel
from ui.panel.slots import SlotLine
from ui.session import DeskSession


@pytest.fixture
def panel(qtbot: QtBot, session: DeskSession, theme: Theme) -> EvaluationPanel:
    panel = EvaluationPanel(session)
    qtbot.addWidget(panel)
    panel.resize(400, 700)
    panel.show()
    return panel


def _texts(panel: EvaluationPanel, key: str) -> list[str]:
    block = panel.blocks[key]
    sides = [line.side for line in block.findChildren(SlotLine) if line.side]
    return [label.text() for label in block.findChildren(QLabel)] + sides


def _hire(desk: Desk, partner_id: int, name: str, credential: str, *, expires_on: date | None = None) -> None:
    person_id = add_person(
        desk, partner_id, PersonFields(name=name), [f"{name}@x.example"], EmploymentFields(region=Region.EMEA)
    ).id
    add_award(desk, person_id, AwardFields(credential=credential, earned_on=date(2022, 3, 12), expires_on=expires_on))


def test_nothing_chosen_says_so(panel: EvaluationPanel) -> None:
    assert panel.evaluation is None
    assert "No agreement chosen" in [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]


def test_the_empty_panel_fits_its_width(panel: EvaluationPanel) -> None:
    panel.resize(320, 700)
    assert panel.minimumSizeHint().width() <= 320
    assert panel.empty.sentence.height() > panel.empty.sentence.fontMetrics().height() * 2 - 4


def test_slots_are_filled_by_named_people(panel: EvaluationPanel, add_company: AddPartner) -> None:
    _partner, agreement_id = add_company(HARD_NAME, sellers=1)
    panel.show_agreement(agreement_id)
    assert panel.name.text() == HARD_NAME
    assert panel.name.textFormat() is Qt.TextFormat.PlainText
    assert panel.about.text() == "EMEA · Open since 14 Mar 2021"
    assert panel.tabs.tabs[OPEN].isChecked()
    block = panel.blocks["sales_verified"]
    assert block.pill.pill == Pill("1 of 2", Tone.UNMET)
    texts = _texts(panel, "sales_verified")
    assert "Seller 1 · Sales Core" in texts
    assert "12 Mar 2022" in texts
    assert any(text.startswith("open — ") for text in texts)


def test_it_follows_every_edit(
    panel: EvaluationPanel, session: DeskSession, desk: Desk, add_company: AddPartner
) -> None:
    partner_id, agreement_id = add_company("Acme", sellers=1)
    panel.show_agreement(agreement_id)
    assert panel.tabs.tabs[OPEN].pill.tone is Tone.UNMET

    def hire_both() -> object:
        _hire(desk, partner_id, "eva", "sales_core")
        person = add_person(
            desk, partner_id, PersonFields(name="mei"), ["mei@x.example"], EmploymentFields(region=Region.EMEA)
        )
        return add_award(desk, person.id, AwardFields(credential="sa_core", earned_on=date(2022, 3, 12)))

    session.act(hire_both)
    assert panel.tabs.tabs[OPEN].pill == Pill("met", Tone.MET)
    assert panel.summary.text().startswith("Meets every Open requirement")
    assert "eva · Sales Core" in _texts(panel, "sales_verified")


def test_the_other_track_is_a_key_away(panel: EvaluationPanel, add_company: AddPartner) -> None:
    _partner, agreement_id = add_company("Acme")
    panel.show_agreement(agreement_id)
    assert len(panel.blocks) == 3
    QTest.keyClick(panel.tabs.tabs[OPEN], Qt.Key.Key_Right)
    assert panel.tabs.tabs[SELECT].isChecked()
    assert len(panel.blocks) == 9
    assert panel.blocks["program_revenue"].pill.pill.text == "$0 of $300,000"
    assert panel.tabs.tabs[SELECT].accessibleName() == "Select: 1 of 9"
    panel.refresh()
    assert panel.tabs.tabs[SELECT].isChecked()


def test_another_day_is_another_answer(panel: EvaluationPanel, desk: Desk, add_company: AddPartner) -> None:
    partner_id, agreement_id = add_company("Acme", sellers=1)
    _hire(desk, partner_id, "Jürgen", "sales_core", expires_on=date(2022, 12, 3))
    panel.show_agreement(agreement_id)
    assert panel.blocks["sales_verified"].pill.pill.text == "2 of 2"
    assert "until 3 Dec 2022" in _texts(panel, "sales_verified")
    panel.set_day(date(2023, 1, 8))
    assert panel.about.text().endswith("as of 8 Jan 2023")
    assert panel.blocks["sales_verified"].pill.pill.text == "1 of 2"
    assert any("Jürgen expired" in text for text in _texts(panel, "sales_verified"))
    panel.set_day(None)
    assert panel.blocks["sales_verified"].pill.pill.text == "2 of 2"


def test_quarters_are_named(panel: EvaluationPanel, add_company: AddPartner) -> None:
    _partner, agreement_id = add_company("Acme")
    panel.show_agreement(agreement_id)
    panel.tabs.tabs[SELECT].click()
    names = [chip.accessibleName() for chip in panel.blocks["demand_generation"].chips()]
    assert names[0] == "FY22-Q3: 1 Aug 2021 to 31 Oct 2021: nothing held"
    assert len(names) == 4


def test_a_deleted_agreement_empties_it(
    panel: EvaluationPanel, session: DeskSession, desk: Desk, add_company: AddPartner
) -> None:
    partner_id, agreement_id = add_company("Acme")
    panel.show_agreement(agreement_id)
    session.act(lambda: delete_partner(desk, partner_id))
    assert panel.evaluation is None


@pytest.mark.parametrize(
    ("signed_on", "today", "expected"),
    [
        (date(2021, 3, 14), date(2022, 10, 10), date(2023, 3, 14)),
        (date(2021, 12, 1), date(2022, 10, 10), date(2022, 12, 1)),
        (date(2020, 2, 29), date(2022, 10, 10), date(2023, 2, 28)),
        (None, date(2022, 10, 10), None),
    ],
)
def test_the_anniversary_lies_ahead(signed_on: date | None, today: date, expected: date | None) -> None:
    assert next_anniversary(signed_on, today) == expected


def test_it_scrolls_no_further_than_its_last_row(qtbot: QtBot, panel: EvaluationPanel, add_company: AddPartner) -> None:
    _partner, agreement_id = add_company("Acme", sellers=4)
    panel.show_agreement(agreement_id)
    panel.tabs.tabs[SELECT].click()

    def find_spare() -> int:
        assert panel.body is not None
        last = max(block.geometry().bottom() for block in panel.blocks.values())
        return panel.body.height() - last

    qtbot.waitUntil(lambda: 0 < find_spare() < 24)


def test_three_tracks_have_room_in_a_narrow_panel(
    qtbot: QtBot, panel: EvaluationPanel, add_company: AddPartner, desk: Desk
) -> None:
    use_edition(desk, "2024-08")
    panel.resize(280, 700)
    panel.show_agreement(add_company("Acme")[1])
    tabs = panel.tabs.tabs.values()
    qtbot.waitUntil(lambda: all(tab.width() >= tab.sizeHint().width() for tab in tabs))
    assert max(tab.geometry().right() for tab in tabs) < panel.tabs.width()
    assert all(tab.geometry().bottom() < panel.tabs.height() for tab in tabs)
