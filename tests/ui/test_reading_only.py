"""A desk that is open for reading only offers nothing that would write, and each offer that is withheld says why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from channeladmin.desk.desk import Desk, FixedClock, create_desk
from channeladmin.desk.history import list_operations
from channeladmin.desk.inviting import draft_invitation
from channeladmin.desk.plans import add_plan
from channeladmin.desk.values import BusinessPlanFields
from tests.conftest import NOON
from tests.ui.closed_desks import press, space
from tests.ui.conftest import AddPartner
from ui.kit.buttons import Button
from ui.session import FOR_READING
from ui.window.main_window import MainWindow
from ui.window.workspace import Workspace

CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def reading(qtbot: QtBot, window: MainWindow, desk: Desk, add_company: AddPartner) -> MainWindow:
    """The window at a company with a plan and an invitation, in a desk for reading only."""
    partner_id, agreement_id = add_company("Acme", sellers=1)
    add_plan(desk, agreement_id, BusinessPlanFields(fiscal_year=2023))
    draft_invitation(desk, agreement_id, exception_reason="A friend")
    path = desk.path
    desk.close()
    window.show()
    qtbot.waitExposed(window)
    with qtbot.waitSignal(window.desk_shown, timeout=20_000):
        window.files.open_path(path, is_read_only=True)
    window.activateWindow()
    space(window).open_partner(partner_id, agreement_id)
    return window


def list_writing(shown: Workspace) -> Iterator[Button]:
    """Every button of the pages that would write."""
    partner, details = shown.partner, shown.partner.people.details
    yield from (shown.partners.import_button, shown.partners.new_button)
    yield from (shown.partners.doors.roster, shown.partners.doors.partner)
    yield from (partner.header.confirm, partner.header.invite, partner.header.region)
    yield from (partner.profile.remove.ask, partner.plan.remove.ask)
    yield from (details.confirm, details.remove.ask, details.erase.ask)
    yield from shown.rosters.door.buttons
    yield from (shown.rosters.head.apply, shown.rosters.head.undo)
    yield from (shown.history.undo_button, shown.history.trim_button, shown.history.report.yes)
    yield from shown.invitations.packet.steps.values()
    yield from (shown.programme.use_button, shown.programme.add_button)
    yield from (shown.panel.trying.strip.keep, shown.backups.restore_button)


def test_every_button_that_would_write_is_withheld_with_the_reason(reading: MainWindow) -> None:
    shown = space(reading)
    for key in shown.pages:
        shown.show_page(key)
    for button in list_writing(shown):
        assert not button.isEnabled(), button.accessibleName()
        assert (button.toolTip(), button.accessibleDescription()) == (FOR_READING, FOR_READING)


def test_every_entry_of_the_menus_that_would_write_is_withheld_with_the_reason(reading: MainWindow) -> None:
    menus = reading.menus
    for action in (
        menus.import_roster,
        menus.undo,
        menus.redo,
        menus.new_partner,
        menus.invite,
        menus.delete_partner,
    ):
        assert not action.isEnabled(), action.text()
        assert action.toolTip() == FOR_READING
    assert not reading.status.undo_link.isEnabled()
    for action in (menus.export_list, menus.save_copy, menus.try_changes, menus.check, menus.open_desk):
        assert action.isEnabled()


@pytest.mark.parametrize(
    ("key", "keys"),
    [
        (Qt.Key.Key_I, CTRL),
        (Qt.Key.Key_I, CTRL_SHIFT),
        (Qt.Key.Key_N, CTRL_SHIFT),
        (Qt.Key.Key_Z, CTRL),
        (Qt.Key.Key_Z, CTRL_SHIFT),
    ],
)
def test_their_keys_say_why_nothing_happens(reading: MainWindow, key: Qt.Key, keys: Qt.KeyboardModifier) -> None:
    press(key, keys)
    assert reading.status.message.text() == FOR_READING
    assert reading.status.message.isVisible()


def test_a_roster_that_is_dropped_is_refused_and_a_desk_is_opened(
    qtbot: QtBot, reading: MainWindow, tmp_path: Path
) -> None:
    roster = tmp_path / "people.csv"
    roster.write_text("partner,region\nBolt,EMEA\n", encoding="utf-8")
    _drop(reading, roster)
    assert reading.status.message.text() == FOR_READING
    assert space(reading).page_key == "partner"
    other = tmp_path / "other.channeladmin"
    create_desk(other, actor="m.okafor", clock=FixedClock(NOON)).close()
    with qtbot.waitSignal(reading.desk_shown, timeout=20_000):
        _drop(reading, other)
    assert reading.menus.import_roster.isEnabled()
    assert reading.menus.new_partner.toolTip() != FOR_READING
    assert space(reading).partners.new_button.isEnabled()


def test_del_in_a_list_and_a_person_begun_are_refused(reading: MainWindow) -> None:
    shown = space(reading)
    before = len(list_operations(shown.session.desk))
    steps = shown.partner.profile.steps.view
    steps.setFocus()
    steps.setCurrentIndex(steps.model().index(0, 0))
    QTest.keyClick(steps, Qt.Key.Key_Delete)
    assert "is open for reading only" in reading.status.message.text()
    reading.status.clear_message()
    shown.partner.people.start_person("A")
    assert reading.status.message.text() == FOR_READING
    assert shown.partner.people.new.isHidden()
    assert len(list_operations(shown.session.desk)) == before


def _drop(window: MainWindow, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    place, action = QPointF(4, 4), Qt.DropAction.CopyAction
    button, key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for event in (
        QDragEnterEvent(place, action, mime, button, key),
        QDropEvent(place, action, mime, button, key),
    ):
        QApplication.sendEvent(window, event)
