"""Ctrl+Z is the field's while something is typed in it, the desk's otherwise; and the desk says what it took back."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from channeladmin.desk.activities import add_activity, list_activities
from channeladmin.desk.desk import Desk
from channeladmin.desk.history import next_redo, undo
from channeladmin.desk.partners import edit_partner
from channeladmin.desk.values import ActivityFields, ActivityKind, PartnerFields
from tests.ui.conftest import AddPartner, OpenWindow
from ui.kit.inline_table import InlineTable
from ui.window.main_window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier
KIND = 1


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.fixture
def window(window: MainWindow) -> MainWindow:
    window.show()
    window.activateWindow()
    return window


@pytest.fixture
def opened(open_window: OpenWindow, add_company: AddPartner, desk: Desk) -> MainWindow:
    """The activities of a partner, the kind of the first one open."""
    partner_id, agreement_id = add_company("Acme")
    held = ActivityFields(held_on=date(2022, 6, 14), kind=ActivityKind.WEBINAR, title="Days")
    add_activity(desk, agreement_id, held)
    edit_partner(desk, partner_id, PartnerFields(name="Acme", country="NO"))
    undo(desk)
    window = open_window()
    assert window.workspace is not None
    window.workspace.open_partner(partner_id, agreement_id)
    window.workspace.partner.show_tab("Activity & revenue")
    return window


@pytest.fixture
def table(opened: MainWindow) -> InlineTable:
    assert opened.workspace is not None
    table = opened.workspace.partner.activity.activities
    table.view.setFocus()
    table.view.setCurrentIndex(table.model.index(0, KIND))
    QTest.keyClick(table.view, Qt.Key.Key_F2)
    assert isinstance(focus(), QComboBox)
    return table


def count(window: MainWindow, desk: Desk) -> int:
    assert window.workspace is not None
    agreement_id = window.workspace.partner.agreement_id
    assert agreement_id is not None
    return len(list_activities(desk, agreement_id))


@pytest.mark.parametrize("keys", [CTRL, CTRL_SHIFT])
def test_letters_typed_in_a_choice_keep_ctrl_z_in_it(
    opened: MainWindow, table: InlineTable, desk: Desk, keys: Qt.KeyboardModifier
) -> None:
    QTest.keyClicks(focus(), "zz")
    QTest.keyClick(focus(), Qt.Key.Key_Z, keys)
    assert count(opened, desk) == 1
    assert next_redo(desk) is not None
    assert table.view.is_editing()
    assert opened.status.message.text() == ""


def test_ctrl_z_gives_a_choice_back_first(opened: MainWindow, table: InlineTable, desk: Desk) -> None:
    box = focus()
    assert isinstance(box, QComboBox)
    assert box.currentText() == "webinar"
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText() != "webinar"
    QTest.keyClick(box, Qt.Key.Key_Z, CTRL)
    assert box.currentText() == "webinar"
    assert count(opened, desk) == 1
    QTest.keyClick(box, Qt.Key.Key_Z, CTRL)
    assert count(opened, desk) == 0
    assert opened.status.message.text() == "Undone: Add webinar to Acme (EMEA)."


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_an_open_list_of_choices_keeps_ctrl_z(opened: MainWindow, table: InlineTable, desk: Desk) -> None:
    box = focus()
    assert isinstance(box, QComboBox)
    box.showPopup()
    QTest.keyClick(box.view(), Qt.Key.Key_Z, CTRL)
    assert count(opened, desk) == 1
    box.hidePopup()


def test_undo_and_redo_say_what_they_did(open_window: OpenWindow, add_company: AddPartner, desk: Desk) -> None:
    partner_id, _agreement = add_company("Acme")
    edit_partner(desk, partner_id, PartnerFields(name="Bolt & Sons"))
    window = open_window()
    QTest.keyClick(focus(), Qt.Key.Key_Z, CTRL)
    assert window.status.message.text() == "Undone: Edit partner Bolt & Sons."
    assert window.status.message.isVisible()
    QTest.keyClick(focus(), Qt.Key.Key_Z, CTRL_SHIFT)
    assert window.status.message.text() == "Redone: Edit partner Bolt & Sons."
