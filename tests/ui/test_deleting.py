"""Deleting a partner and an agreement: one click, said in the status line, and one click back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from channeladmin.desk.agreements import add_agreement
from channeladmin.desk.desk import Desk
from channeladmin.desk.partners import load_partner
from channeladmin.desk.values import AgreementFields, Region
from channeladmin.errors import UserError
from tests.ui.conftest import HARD_NAME, AddPartner
from ui.window.main_window import MainWindow
from ui.window.workspace import Workspace

OpenWindow = Callable[[], MainWindow]
LEFT = Qt.MouseButton.LeftButton

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # of every menu that opens


def _space(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def _choose_delete(qtbot: QtBot, window: MainWindow) -> None:
    """Click Partner in the menu bar, and in its menu the action."""
    bar = window.menus
    (title,) = (action for action in bar.actions() if action.text() == "&Partner")
    QTest.mouseClick(bar, LEFT, pos=bar.actionGeometry(title).center())
    menu = title.menu()
    assert isinstance(menu, QMenu)
    qtbot.waitUntil(menu.isVisible)
    QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(bar.delete_partner).center())
    qtbot.waitUntil(lambda: not menu.isVisible())
    # It runs in the background: a backup is made before.
    qtbot.waitUntil(lambda: not window.jobs.is_busy)


def _names(window: MainWindow) -> list[object]:
    model = _space(window).partners.model
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_the_row_that_is_chosen_is_deleted_and_comes_back(
    qtbot: QtBot, open_window: OpenWindow, add_company: AddPartner
) -> None:
    for name in ("Acme", HARD_NAME, "Bolt"):
        add_company(name, sellers=1)
    window = open_window()
    table = _space(window).partners.table
    row = _names(window).index(HARD_NAME)
    QTest.mouseClick(table.viewport(), LEFT, pos=table.visualRect(table.model().index(row, 0)).center())
    _choose_delete(qtbot, window)
    assert _names(window) == ["Acme", "Bolt"]
    message = window.status.message
    assert message.isVisible()
    assert message.text().startswith(f"Deleted partner {HARD_NAME} with 1 agreement")
    assert window.status.undo_link.accessibleName() == f"Undo “Delete partner {HARD_NAME}” · Ctrl+Z"
    assert QApplication.activeModalWidget() is None
    assert _space(window).panel.name.text() != HARD_NAME
    QTest.mouseClick(window.status.undo_link, LEFT)
    assert _names(window) == sorted(("Acme", HARD_NAME, "Bolt"))
    assert message.text() == f"Undone: Delete partner {HARD_NAME}."


def test_the_partner_whose_page_is_open_is_deleted(
    qtbot: QtBot, open_window: OpenWindow, add_company: AddPartner, desk: Desk
) -> None:
    partner_id, _agreement = add_company("Acme")
    window = open_window()
    QTest.keyClick(_space(window).partners.table, Qt.Key.Key_Return)
    assert _space(window).page_key == "partner"
    _choose_delete(qtbot, window)
    assert _space(window).page_key == "partners"
    assert _names(window) == []
    assert "Acme" in window.status.message.text()
    with pytest.raises(UserError):
        load_partner(desk, partner_id)
    QTest.mouseClick(window.status.undo_link, LEFT)
    assert _names(window) == ["Acme"]


def test_several_rows_are_not_deleted_by_a_slip(qtbot: QtBot, open_window: OpenWindow, add_company: AddPartner) -> None:
    for name in ("Acme", "Bolt"):
        add_company(name)
    window = open_window()
    _space(window).partners.table.selectAll()
    _choose_delete(qtbot, window)
    assert _names(window) == ["Acme", "Bolt"]
    assert window.status.message.text() == "Choose one partner in the list first."


def test_one_agreement_is_deleted_from_the_profile(
    qtbot: QtBot, open_window: OpenWindow, add_company: AddPartner, desk: Desk
) -> None:
    partner_id, emea = add_company("Acme")
    apac = add_agreement(desk, partner_id, AgreementFields(region=Region.APAC)).id
    window = open_window()
    page = _space(window).partner
    _space(window).open_partner(partner_id, apac)
    remove = page.profile.remove
    assert remove.ask.accessibleName() == "Delete the APAC agreement of Acme"
    page.profile.ensureWidgetVisible(remove)
    QTest.mouseClick(remove.ask, LEFT)
    assert len(page.header.chips()) == 2
    QTest.mouseClick(remove.delete, LEFT)
    assert [chip.text() for chip in page.header.chips()] == ["EMEA · Open"]
    assert page.agreement_id == emea
    assert window.status.message.text().startswith("Deleted the APAC agreement of Acme")
    QTest.mouseClick(remove.ask, LEFT)
    QTest.mouseClick(remove.delete, LEFT)
    assert page.header.chips() == []
    assert not remove.isVisible()
    assert page.profile.none.isVisible()
    for _ in range(2):
        QTest.mouseClick(window.status.undo_link, LEFT)
    assert [chip.text() for chip in page.header.chips()] == ["APAC · prospect", "EMEA · Open"]
