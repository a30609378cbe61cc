"""The Backups page: made, listed, checked, and one put back by keyboard, without losing the desk that was there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from channeladmin.desk.backups import BackupReason, list_backups
from channeladmin.desk.partners import add_partner
from channeladmin.desk.values import PartnerFields
from tests.conftest import NOON
from tests.ui.closed_desks import (
    SECRET,
    add_partners,
    back_up_closed,
    find_button,
    focus,
    harm_word,
    list_names,
    make_desk,
    open_in,
    press,
    read_names,
    space,
    wait_for_desk,
    wait_for_words,
)
from ui.window.main_window import MainWindow
from ui.window.workspace import Workspace

CTRL = Qt.KeyboardModifier.ControlModifier
PASSWORDS = pytest.mark.parametrize("password", [None, SECRET], ids=["plain", "encrypted"])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_desk(tmp_path / "desks" / "own.channeladmin", "Acme")


def show_backups(space: Workspace) -> None:
    """Ctrl+5, with the keyboard wherever it is."""
    press(Qt.Key.Key_5, CTRL)
    assert space.page_key == "backups"


def make_restorable(tmp_path: Path, password: str | None = None) -> tuple[Path, Path]:
    """A desk with two companies, and its backup with one of them."""
    path = make_desk(tmp_path / "desks" / "own.channeladmin", "Acme", password=password)
    backup = back_up_closed(path, password)
    add_partners(path, "Bolt", password=password)
    return path, backup


def test_a_backup_made_now_is_listed(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    page = open_in(qtbot, window, path).backups
    show_backups(space(window))
    assert not page.table.isVisible()
    assert window.status.selection.text() == "0 backups"
    assert focus() is page.back_up_button
    press(Qt.Key.Key_Return)
    words = wait_for_words(qtbot, window, "The copy lies in")
    (backup,) = list_backups(path)
    assert str(backup.path) in words
    assert page.table.isVisible()
    cells = [page.model.index(0, column).data() for column in range(4)]
    local = NOON.astimezone()
    assert cells == [f"10 Oct 2022, {local:%H:%M}", "by hand", f"{backup.size / 2**20:.1f} MB", backup.path.name]
    assert window.status.selection.text() == "1 backup"
    assert window.status.saved.text() == "Saved · backed up just now"


def test_a_check_is_told(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    page = open_in(qtbot, window, path).backups
    show_backups(space(window))
    QTest.mouseClick(page.check_button, Qt.MouseButton.LeftButton)
    assert wait_for_words(qtbot, window, "The desk") == (
        "The desk is sound: structure, history, every record and every standing."
    )


def test_a_check_tells_what_is_wrong(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    harm_word(path, "Acme")
    open_in(qtbot, window, path)
    window.menus.check.trigger()
    words = wait_for_words(qtbot, window, "partner")
    assert window.status.message.property("role") == "warning"
    assert "The desk is sound" not in words


@PASSWORDS
def test_a_backup_is_put_back_by_keyboard(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, password: str | None
) -> None:
    path, backup = make_restorable(tmp_path, password)
    page = open_in(qtbot, window, path, password).backups
    show_backups(space(window))
    press(Qt.Key.Key_Return)
    assert page.question.isVisible()
    assert focus() is page.question.no
    press(Qt.Key.Key_Tab)
    assert focus() is page.question.yes
    again = wait_for_desk(qtbot, window, lambda: press(Qt.Key.Key_Return))
    assert list_names(again.session.desk) == ["Acme"]
    kept = next(each for each in list_backups(path) if each.reason is BackupReason.BEFORE_RESTORE)
    assert window.status.message.text() == f"The backup is in place. What was there is kept as {kept.path.name}."
    assert read_names(kept.path, password) == ["Acme", "Bolt"]
    assert read_names(backup, password) == ["Acme"]


def test_the_restored_desk_can_be_worked_on_and_restored_again(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path, _backup = make_restorable(tmp_path, SECRET)
    open_in(qtbot, window, path, SECRET)
    for names in (["Acme"], ["Acme", "Bolt"]):
        show_backups(space(window))
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_Tab)
        again = wait_for_desk(qtbot, window, lambda: press(Qt.Key.Key_Space))
        assert list_names(again.session.desk) == names
    again.session.act(lambda: add_partner(again.session.desk, PartnerFields(name="Corp")))
    assert list_names(again.session.desk) == ["Acme", "Bolt", "Corp"]


def test_esc_is_no(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path, _backup = make_restorable(tmp_path)
    page = open_in(qtbot, window, path).backups
    show_backups(space(window))
    QTest.mouseClick(page.restore_button, Qt.MouseButton.LeftButton)
    assert page.question.isVisible()
    press(Qt.Key.Key_Escape)
    assert not page.question.isVisible()
    assert focus() is page.table
    assert not window.jobs.is_busy
    assert list_names(space(window).session.desk) == ["Acme", "Bolt"]


def test_a_restore_that_is_cancelled_leaves_the_desk_open_as_it_was(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path, _backup = make_restorable(tmp_path)
    open_in(qtbot, window, path)
    show_backups(space(window))
    press(Qt.Key.Key_Return)
    cancel = window.status.cancel_button
    window.jobs.started.connect(lambda *_: QTest.mouseClick(cancel, Qt.MouseButton.LeftButton))
    answer = find_button(space(window).backups, "Restore it")
    again = wait_for_desk(qtbot, window, lambda: QTest.mouseClick(answer, Qt.MouseButton.LeftButton))
    assert list_names(again.session.desk) == ["Acme", "Bolt"]
    assert window.status.message.text() == "Stopped; nothing was changed."
    assert [each.reason for each in list_backups(path)] == [BackupReason.BY_HAND]


@PASSWORDS
def test_a_damaged_backup_is_not_put_back(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, password: str | None
) -> None:
    path, backup = make_restorable(tmp_path, password)
    content = bytearray(backup.read_bytes())
    content[len(content) // 2] ^= 1
    backup.write_bytes(content) if password else harm_word(backup, "Acme")
    open_in(qtbot, window, path, password)
    show_backups(space(window))
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Tab)
    again = wait_for_desk(qtbot, window, lambda: press(Qt.Key.Key_Space))
    assert "is damaged" in window.status.message.text()
    assert window.status.message.property("role") == "warning"
    assert list_names(again.session.desk) == ["Acme", "Bolt"]


def test_the_chosen_backup_stays_chosen_while_others_come(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path, backup = make_restorable(tmp_path)
    page = open_in(qtbot, window, path).backups
    show_backups(space(window))
    press(Qt.Key.Key_Return)
    later = backup.with_name(backup.name.replace("2022-10-10", "2022-10-11"))
    later.write_bytes(backup.read_bytes())
    window.menus.back_up.trigger()
    wait_for_words(qtbot, window, "The copy lies in")
    assert page.model.rowCount() == 3
    assert page.question.isVisible()
    assert focus() is page.question.no
    with qtbot.waitSignal(page.restore_asked) as asked:
        QTest.mouseClick(page.question.yes, Qt.MouseButton.LeftButton)
    assert asked.args == [backup]


def test_another_row_takes_the_question_away(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path, backup = make_restorable(tmp_path)
    backup.with_name(backup.name.replace("2022-10-10", "2022-10-09")).write_bytes(backup.read_bytes())
    page = open_in(qtbot, window, path).backups
    show_backups(space(window))
    press(Qt.Key.Key_Return)
    page.table.setFocus()
    press(Qt.Key.Key_Down)
    assert not page.question.isVisible()


def test_a_desk_is_not_taken_away_from_under_running_work(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path, backup = make_restorable(tmp_path)
    before = open_in(qtbot, window, path)
    window.menus.back_up.trigger()
    window.files.restore(path, backup)
    assert window.status.message.text() == (
        "“Copying the desk” is not done yet. Wait for its end or cancel it, then try again."
    )
    window.files.open_path(path)
    window.menus.password.trigger()
    wait_for_words(qtbot, window, "The copy lies in")
    assert window.workspace is before


def test_work_that_waits_goes_with_its_desk(qtbot: QtBot, window: MainWindow, tmp_path: Path, path: Path) -> None:
    other = make_desk(tmp_path / "other.channeladmin", "Bolt")
    open_in(qtbot, window, path)

    def open_and_back_up() -> None:
        window.files.open_path(other)
        window.menus.back_up.trigger()

    wait_for_desk(qtbot, window, open_and_back_up)
    qtbot.waitUntil(lambda: not window.jobs.is_busy)
    assert list_backups(path) == ()
