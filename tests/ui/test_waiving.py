"""Waivers in the panel, by keyboard: granted in the row, changed and ended there, and undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from channeladmin.desk.desk import Desk
from channeladmin.desk.history import undo
from channeladmin.desk.partners import edit_partner
from channeladmin.desk.values import OPEN, PartnerFields, WaiverFields
from channeladmin.desk.waiving import grant_waiver, list_waivers
from tests.ui.conftest import AddPartner
from tests.ui.pages import show_page
from ui.kit.chips import Pill, Tone
from ui.kit.theme import Theme
from ui.panel.panel import EvaluationPanel
from ui.session import DeskSession

ROW = "solution_architect_verified"
REASON = "An architect starts in December"


@pytest.fixture
def panel(qtbot: QtBot, session: DeskSession, theme: Theme, add_company: AddPartner) -> EvaluationPanel:
    panel = EvaluationPanel(session)
    show_page(qtbot, panel)
    panel.resize(400, 700)
    panel.show_agreement(add_company("Acme", sellers=2)[1])
    return panel


@pytest.fixture
def grant(panel: EvaluationPanel, session: DeskSession, desk: Desk) -> Callable[..., None]:
    def grant_now(since: date = date(2022, 10, 1), until: date = date(2022, 12, 31)) -> None:
        assert panel.evaluation is not None
        agreement_id = panel.evaluation.facts.agreement_id
        fields = WaiverFields(requirement=ROW, since=since, until=until, reason=REASON)
        session.act(lambda: grant_waiver(desk, agreement_id, fields))

    return grant_now


def _focus() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def _press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(_focus(), key, modifier)


def _open_form(panel: EvaluationPanel, key: str = ROW) -> None:
    """Tab to the row's link and press it."""
    panel.tabs.tabs[OPEN].setFocus()
    for _ in range(12):
        _press(Qt.Key.Key_Tab)
        if _focus() in panel.blocks[key].buttons:
            break
    assert _focus().accessibleName().startswith("Waive ")
    _press(Qt.Key.Key_Return)


def _texts(panel: EvaluationPanel) -> list[str]:
    return [label.text() for label in panel.blocks[ROW].findChildren(QLabel)]


def test_a_waiver_is_granted_by_keyboard_and_undone(panel: EvaluationPanel, session: DeskSession, desk: Desk) -> None:
    _open_form(panel)
    QTest.keyClicks(_focus(), REASON)
    _press(Qt.Key.Key_Tab)
    _press(Qt.Key.Key_Tab)
    QTest.keyClicks(_focus(), "2022-12-31")
    _press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    [view] = list_waivers(desk)
    assert view.waiver.fields == WaiverFields(
        requirement=ROW, since=date(2022, 10, 10), until=date(2022, 12, 31), reason=REASON, granted_by="m.okafor"
    )
    assert not panel.waiving.isVisible()
    assert panel.blocks[ROW].pill.pill == Pill("waived", Tone.WAIVED)
    assert f"Waived by m.okafor until 31 Dec 2022: {REASON}" in _texts(panel)
    assert panel.tabs.tabs[OPEN].pill == Pill("met · 1 waiver", Tone.MET)
    assert _focus().accessibleName().startswith("End the waiver of")
    session.act(lambda: undo(desk))
    assert panel.blocks[ROW].pill.pill.tone is Tone.UNMET


def test_what_is_wrong_stands_under_its_field_and_nothing_is_lost(panel: EvaluationPanel, desk: Desk) -> None:
    _open_form(panel)
    _press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert panel.waiving.form.error_text("reason") != ""
    assert panel.waiving.form.error_text("until") != ""
    QTest.keyClicks(_focus(), REASON)
    _press(Qt.Key.Key_Tab)
    _press(Qt.Key.Key_Tab)
    QTest.keyClicks(_focus(), "2022-10-09")
    _press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "before it begins" in panel.waiving.form.error_text("until")
    assert panel.waiving.form.editor("reason").entry() == REASON
    assert list_waivers(desk) == ()


def test_esc_gives_up_and_goes_back_to_the_row(panel: EvaluationPanel, desk: Desk) -> None:
    _open_form(panel)
    QTest.keyClicks(_focus(), "N")
    _press(Qt.Key.Key_Escape)
    _press(Qt.Key.Key_Escape)
    assert not panel.waiving.isVisible()
    assert _focus() is panel.blocks[ROW].buttons[0]
    assert list_waivers(desk) == ()


def test_a_form_that_is_open_stays_open_over_a_change_elsewhere(
    panel: EvaluationPanel, session: DeskSession, desk: Desk
) -> None:
    _open_form(panel)
    QTest.keyClicks(_focus(), REASON)
    assert panel.evaluation is not None
    partner_id = panel.evaluation.facts.partner_id
    session.act(lambda: edit_partner(desk, partner_id, PartnerFields(name="Acme Ltd")))
    assert panel.name.text() == "Acme Ltd"
    assert panel.waiving.isVisible()
    assert panel.blocks[ROW].isAncestorOf(panel.waiving)
    QTest.keyClicks(_focus(), ".")
    assert panel.waiving.form.editor("reason").entry() == f"{REASON}."


def test_the_keyboard_stays_on_its_button_over_a_change_elsewhere(
    panel: EvaluationPanel, session: DeskSession, desk: Desk, grant: Callable[..., None]
) -> None:
    """Where the button is gone, what scrolls has the keyboard: the next Tab goes on from there."""
    panel.blocks[ROW].buttons[0].setFocus()
    name = _focus().accessibleName()
    before = _focus()
    assert panel.evaluation is not None
    partner_id = panel.evaluation.facts.partner_id
    session.act(lambda: edit_partner(desk, partner_id, PartnerFields(name="Acme Two")))
    assert _focus() is not before
    assert (_focus().accessibleName(), panel.isAncestorOf(_focus())) == (name, True)
    assert name.startswith("Waive ")
    grant()
    assert _focus().accessibleName() == "Requirements"


def test_a_change_takes_no_keyboard_from_elsewhere(panel: EvaluationPanel, grant: Callable[..., None]) -> None:
    panel.blocks[ROW].buttons[0].setFocus()
    panel.tabs.tabs[OPEN].setFocus()
    grant()
    assert _focus() is panel.tabs.tabs[OPEN]


def test_another_agreement_does_not_take_the_form(panel: EvaluationPanel, add_company: AddPartner) -> None:
    assert panel.evaluation is not None
    first = panel.evaluation.facts.agreement_id
    _open_form(panel)
    QTest.keyClicks(_focus(), REASON)
    panel.show_agreement(add_company("Bolt")[1])
    assert not panel.waiving.isVisible()
    panel.show_agreement(first)
    assert panel.waiving.isVisible()
    assert panel.waiving.form.editor("reason").entry() == REASON


def test_a_waiver_is_changed_in_its_row(panel: EvaluationPanel, grant: Callable[..., None], desk: Desk) -> None:
    grant()
    panel.blocks[ROW].buttons[1].setFocus()
    _press(Qt.Key.Key_Space)
    _press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not panel.waiving.isVisible()
    panel.blocks[ROW].buttons[1].setFocus()
    _press(Qt.Key.Key_Space)
    QTest.keyClicks(_focus(), "! ")
    _press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    [view] = list_waivers(desk)
    assert view.waiver.fields.reason == f"! {REASON}"
    assert view.waiver.fields.until == date(2022, 12, 31)


def test_a_waiver_ends_today_by_one_key(panel: EvaluationPanel, grant: Callable[..., None], desk: Desk) -> None:
    grant()
    panel.blocks[ROW].buttons[0].setFocus()
    _press(Qt.Key.Key_Return)
    [view] = list_waivers(desk)
    assert view.waiver.fields.until == date(2022, 10, 10)
    # It ends with the day, and cannot be ended earlier.
    assert [button.text() for button in panel.blocks[ROW].buttons] == ["Change…"]
    panel.set_day(date(2022, 10, 11))
    assert [button.text() for button in panel.blocks[ROW].buttons] == ["Waive…"]


def test_the_context_menu_offers_the_same(panel: EvaluationPanel, grant: Callable[..., None]) -> None:
    assert [action.text() for action in panel.blocks[ROW].actions()] == ["Waive…"]
    assert panel.blocks["sales_verified"].actions() == []
    panel.blocks[ROW].actions()[0].trigger()
    assert panel.waiving.isVisible()
    grant()
    assert [action.text() for action in panel.blocks[ROW].actions()] == ["End today", "Change…"]
