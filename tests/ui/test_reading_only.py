"""A desk that is open for reading only offers nothing that would write, and each offer that is withheld says why."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from channeladmin.desk.desk import Desk, FixedClock, create_desk
from channeladmin.desk.history import list_operations
from channeladmin.desk.inviting import draft_invitation
from channeladmin.desk.plans import add_plan
from channeladmin.desk.values import BusinessPlanFields
from tests.conftest import NOON
from tests.storage.frozen_folder import frozen_folder
from tests.ui.closed_desks import focus, make_desk, press, space, wait_for_desk, wait_for_words, write
from tests.ui.conftest import AddPartner
from ui.kit.buttons import Button
from ui.kit.fields import FieldEditor
from ui.kit.shown_list import INVITES_ROLE
from ui.session import FOR_READING
from ui.window.main_window import MainWindow
from ui.window.menus import PASSWORD_KEPT
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


def test_the_fields_of_a_record_can_be_read_chosen_and_copied_and_not_typed_into(reading: MainWindow) -> None:
    partner = space(reading).partner
    forms = (partner.profile.company, partner.profile.agreement, partner.plan.form, partner.people.details.form)
    fields = [each for form in forms for each in form.findChildren(QWidget) if each.property("readOnly") is True]
    assert len(fields) == sum(len(form.findChildren(FieldEditor)) for form in forms)
    assert {each.toolTip() for each in fields} == {FOR_READING}
    assert not [each for form in forms for each in form.findChildren(QComboBox) + form.findChildren(QCheckBox)]
    region = partner.profile.agreement.editor("region").widget
    assert isinstance(region, QLineEdit)
    name = partner.profile.company.editor("name").widget
    name.setFocus()
    press(Qt.Key.Key_A, CTRL)
    press(Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == "Acme"
    write("Bolt")
    press(Qt.Key.Key_Tab)
    assert focus() is partner.profile.company.editor("legal_name").widget
    address = partner.profile.company.editor("address").widget
    assert isinstance(address, QPlainTextEdit)
    assert address.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard
    assert (name.property("text"), region.text()) == ("Acme", "EMEA")
    assert not partner.profile.company.is_dirty


def test_the_rows_of_a_record_can_be_read_and_copied_and_none_is_begun(reading: MainWindow) -> None:
    partner = space(reading).partner
    for table in (
        partner.profile.steps,
        partner.profile.waivers,
        partner.plan.objectives,
        partner.activity.bookings,
        partner.people.details.awards,
    ):
        assert table.view.accessibleDescription() == FOR_READING
        assert not any(table.model.index(row, 0).data(INVITES_ROLE) for row in range(table.model.rowCount()))
    steps = partner.profile.steps.view
    steps.setFocus()
    steps.setCurrentIndex(steps.model().index(0, 0))
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_F2)
    write("2")
    assert not steps.is_editing()
    press(Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == steps.currentIndex().data() == "14 Mar 2021"
    assert steps.currentIndex().data(Qt.ItemDataRole.ToolTipRole) == FOR_READING


def test_the_people_can_be_read_and_nobody_is_offered_to_be_added(reading: MainWindow) -> None:
    people = space(reading).partner.people
    space(reading).partner.show_tab("People & certifications")
    assert people.matrix.rowCount() == 1
    people.view.setFocus()
    people.view.setCurrentIndex(people.matrix.index(0, 3))
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_F2)
    write("2")
    assert people.view.state() != people.view.State.EditingState
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Return)
    assert focus() is people.details.form.editor("name").widget


def test_the_page_of_rosters_says_why_none_is_brought_in(reading: MainWindow) -> None:
    door = space(reading).rosters.door
    assert (door.heading.text(), door.sentence.text()) == ("No roster can be brought in", FOR_READING)


def test_a_reading_of_the_edition_in_use_is_not_decided(reading: MainWindow) -> None:
    shown = space(reading)
    shown.show_page("programme")
    rows = shown.programme.readings.rows
    assert rows
    assert {(row.box.isEnabled(), row.box.toolTip()) for row in rows.values()} == {(False, FOR_READING)}


def test_a_password_is_not_offered(reading: MainWindow) -> None:
    password = reading.menus.password
    assert (password.isEnabled(), password.toolTip()) == (False, PASSWORD_KEPT)


def test_a_backup_is_made_where_something_can_be_written(qtbot: QtBot, reading: MainWindow) -> None:
    shown = space(reading)
    assert reading.menus.back_up.isEnabled()
    shown.show_page("backups")
    QTest.mouseClick(shown.backups.back_up_button, Qt.MouseButton.LeftButton)
    wait_for_words(qtbot, reading, "The copy lies in")
    assert shown.backups.model.rowCount() == 1


def test_a_backup_is_withheld_where_nothing_can_be_written(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_desk(tmp_path / "kept" / "own.channeladmin", "Acme")
    window.show()
    qtbot.waitExposed(window)
    with frozen_folder(path.parent, monkeypatch):
        # Where neither mode nor mark keeps the superuser out.
        may = os.access
        monkeypatch.setattr(os, "access", lambda place, mode: place != path.parent and may(place, mode))
        shown = wait_for_desk(qtbot, window, lambda: window.files.open_path(path, is_read_only=True))
        reason = shown.backups.back_up_button.toolTip()
        assert reason.startswith(f"Nothing can be written into “{path.parent}”")
        assert not shown.backups.back_up_button.isEnabled()
        assert (window.menus.back_up.isEnabled(), window.menus.back_up.toolTip()) == (False, reason)
        assert window.menus.save_copy.isEnabled()
        window.close()


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
