"""A password from the File menu: set, changed and taken away, with the copies beside the file, and the desk back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from channeladmin.desk.backups import list_backups
from channeladmin.desk.desk import is_desk
from tests.ui.closed_desks import (
    SECRET,
    back_up_closed,
    find_page,
    focus,
    list_cut,
    list_names,
    make_desk,
    open_closed,
    open_in,
    press,
    read_names,
    refuse_in,
    wait_for_desk,
    write,
)
from ui.window.main_window import MainWindow
from ui.window.password import PasswordPage
from ui.window.password_setting import PasswordSetting

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A desk without a password, and a backup of it."""
    path = make_desk(tmp_path / "desks" / "own.channeladmin", "Acme")
    back_up_closed(path)
    return path


def ask(qtbot: QtBot, window: MainWindow) -> PasswordSetting:
    window.menus.password.trigger()
    page = find_page(qtbot, window, PasswordSetting)
    assert window.workspace is None
    assert focus() is page.first
    return page


def give(first: str, second: str) -> None:
    """Two entries by keyboard."""
    write(first)
    press(Qt.Key.Key_Return)
    write(second)
    press(Qt.Key.Key_Return)


def test_two_different_entries_are_no_password(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    open_in(qtbot, window, path)
    page = ask(qtbot, window)
    assert list_cut(page) == []
    give("one", "two")
    assert page.error.text() == "The two are not the same. Type them again."
    assert (page.first.text(), page.second.text(), focus()) == ("", "", page.first)
    QTest.mouseClick(page.ok, LEFT)
    assert page.error.text() == "Type a password; an empty one is none."
    assert not window.jobs.is_busy
    assert is_desk(path)


def test_it_is_set_and_asked_for_from_then_on(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    open_in(qtbot, window, path)
    page = ask(qtbot, window)
    assert not page.remove.isVisible()
    shown = wait_for_desk(qtbot, window, lambda: give(SECRET, SECRET))
    assert list_names(shown.session.desk) == ["Acme"]
    assert window.status.message.text() == "The desk has the new password. 1 earlier copy encrypted."
    assert not is_desk(path)
    (backup,) = list_backups(path)
    assert not is_desk(backup.path)
    assert read_names(backup.path, SECRET) == ["Acme"]
    window.close()
    refuse_in(qtbot, window, path, PasswordPage)
    write(SECRET)
    wait_for_desk(qtbot, window, lambda: press(Qt.Key.Key_Return))


def test_earlier_copies_are_deleted_if_that_is_chosen(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    open_in(qtbot, window, path)
    page = ask(qtbot, window)
    (delete,) = (button for button in page.choices.values() if button.text() == "Delete them")
    assert not delete.isChecked()
    delete.setFocus()
    press(Qt.Key.Key_Space)
    page.first.setFocus()
    wait_for_desk(qtbot, window, lambda: give(SECRET, SECRET))
    assert window.status.message.text() == "The desk has the new password. 1 earlier copy deleted."
    assert list_backups(path) == ()


def test_it_is_changed_and_taken_away(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    open_in(qtbot, window, path)
    ask(qtbot, window)
    wait_for_desk(qtbot, window, lambda: give(SECRET, SECRET))
    page = ask(qtbot, window)
    assert page.ok.text() == "Change the password"
    wait_for_desk(qtbot, window, lambda: give("another", "another"))
    with pytest.raises(Exception, match="password is wrong"):
        open_closed(path, SECRET)
    open_closed(path, "another").close()
    page = ask(qtbot, window)
    shown = wait_for_desk(qtbot, window, lambda: QTest.mouseClick(page.remove, LEFT))
    assert is_desk(path)
    assert list_names(shown.session.desk) == ["Acme"]
    (backup,) = list_backups(path)
    assert window.status.message.text() == (
        f"The desk has no password any more. {backup.path.name} stays as it is: It is still encrypted, and opens with "
        "the former password only."
    )
    assert not ask(qtbot, window).remove.isVisible()


@pytest.mark.parametrize("password", [None, SECRET], ids=["plain", "encrypted"])
def test_esc_goes_back_to_the_desk(qtbot: QtBot, window: MainWindow, tmp_path: Path, password: str | None) -> None:
    path = make_desk(tmp_path / "own.channeladmin", "Acme", password=password)
    open_in(qtbot, window, path, password)
    ask(qtbot, window)
    write("half")
    shown = wait_for_desk(qtbot, window, lambda: press(Qt.Key.Key_Escape))
    assert list_names(shown.session.desk) == ["Acme"]
    assert is_desk(path) is (password is None)


def test_a_desk_that_somebody_else_has_open_keeps_its_password(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    other = open_closed(path)
    open_in(qtbot, window, path)
    ask(qtbot, window)
    shown = wait_for_desk(qtbot, window, lambda: give(SECRET, SECRET))
    assert "is open: m.okafor" in window.status.message.text()
    assert window.status.message.property("role") == "warning"
    assert list_names(shown.session.desk) == ["Acme"]
    other.close()
    assert is_desk(path)


def test_a_change_that_is_cancelled_leaves_the_desk_as_it_was(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    open_in(qtbot, window, path)
    ask(qtbot, window)
    window.jobs.started.connect(lambda *_: window.jobs.cancel())
    wait_for_desk(qtbot, window, lambda: give(SECRET, SECRET))
    assert window.status.message.text() == "Stopped; nothing was changed."
    assert is_desk(path)


def test_nothing_shows_before_the_page_does(qtbot: QtBot, path: Path) -> None:
    page = PasswordSetting(path, has_password=True)
    qtbot.addWidget(page)
    assert not page.remove.isVisible()
    page.show()
    assert page.remove.isVisible()
