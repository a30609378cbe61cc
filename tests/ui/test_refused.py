"""A file that is not opened: the reason in place of its pages, the ways on by keyboard, and nothing lost on them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from channeladmin.desk.partners import load_partner
from tests.ui.closed_desks import (
    SECRET,
    find_button,
    find_page,
    focus,
    list_cut,
    list_names,
    make_desk,
    open_in,
    press,
    read_names,
    refuse_in,
    space,
    wait_for_desk,
    wait_for_words,
    write,
)
from ui.window.main_window import MainWindow
from ui.window.password import PasswordPage
from ui.window.refused_page import RefusedPage

CTRL = Qt.KeyboardModifier.ControlModifier


def _make_strangers_file(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA application_id = 77")
        connection.execute("CREATE TABLE notes (words TEXT)")


def _make_text(path: Path) -> None:
    path.write_text("partner,region\n" * 400, encoding="utf-8")


def _make_newer(path: Path) -> None:
    make_desk(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 999")


def _make_nothing(path: Path) -> None:
    assert not path.exists()


@pytest.fixture
def synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desk in a folder that syncs; the default desk belongs elsewhere."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    path = make_desk(tmp_path / "desks" / "own.channeladmin", "Acme")
    (tmp_path / "Dropbox").mkdir()
    return path.rename(tmp_path / "Dropbox" / path.name)


@pytest.mark.parametrize(
    ("make", "heading", "words"),
    [
        (_make_strangers_file, "This file belongs to another program", "belongs to another program"),
        (_make_newer, "This desk is of a newer version", "newer version"),
        (_make_nothing, "There is no such file", "There is no file"),
    ],
)
def test_the_reason_stands_in_place_of_the_desk(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, make: Callable[[Path], None], heading: str, words: str
) -> None:
    path = tmp_path / "strange.channeladmin"
    make(path)
    before = path.read_bytes() if path.exists() else None
    page = refuse_in(qtbot, window, path, RefusedPage)
    assert page.state.heading.text() == heading
    assert words in page.state.sentence.text()
    assert str(path) in page.state.sentence.text()
    assert [button.text() for button in page.findChildren(QPushButton)] == ["Open another file…"]
    assert focus() is find_button(page, "Open another file…")
    assert (path.read_bytes() if path.exists() else None) == before


def test_what_is_no_desk_may_be_one_with_a_password(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    _make_text(path)
    page = refuse_in(qtbot, window, path, PasswordPage)
    assert focus() is page.entry
    write("anything")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.jobs.is_busy)
    again = find_page(qtbot, window, PasswordPage)
    assert "is not a desk file, or the password is wrong" in again.reason.text()


def test_a_wrong_password_and_then_the_right_one(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = make_desk(tmp_path / "secret.channeladmin", "Acme", password=SECRET)
    first = refuse_in(qtbot, window, path, PasswordPage)
    assert first.reason.text() == ""
    write("open says me")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: focus() is not first.entry and isinstance(focus(), QLineEdit))
    second = find_page(qtbot, window, PasswordPage)
    assert "the password is wrong" in second.reason.text()
    assert list_cut(second) == []
    write(SECRET)
    shown = wait_for_desk(qtbot, window, lambda: press(Qt.Key.Key_Return))
    assert list_names(shown.session.desk) == ["Acme"]


def test_a_desk_in_a_synced_folder_is_opened_for_reading(qtbot: QtBot, window: MainWindow, synced: Path) -> None:
    page = refuse_in(qtbot, window, synced, RefusedPage)
    assert page.state.heading.text() == "This folder is synced"
    assert "Dropbox" in page.state.sentence.text()
    assert list_cut(page) == []
    assert focus() is find_button(page, "Open it for reading only")
    before = synced.read_bytes()
    shown = wait_for_desk(qtbot, window, lambda: press(Qt.Key.Key_Return))
    assert window.menus.file_name.text() == "own.channeladmin (for reading only)"
    assert window.status.saved.text() == "For reading only"
    assert list_names(shown.session.desk) == ["Acme"]
    window.close()
    assert synced.read_bytes() == before
    assert [each.name for each in synced.parent.iterdir()] == [synced.name]


def test_nothing_can_be_typed_into_a_record_for_reading_only(qtbot: QtBot, window: MainWindow, synced: Path) -> None:
    refuse_in(qtbot, window, synced, RefusedPage)
    shown = wait_for_desk(qtbot, window, lambda: press(Qt.Key.Key_Return))
    shown.partners.focus_list()
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown.page_key == "partner")
    partner_id = shown.partner.partner_id
    assert partner_id is not None
    line = shown.partner.profile.company.editor("website").widget
    assert isinstance(line, QLineEdit)
    line.setFocus()
    write("acme.example")
    press(Qt.Key.Key_Tab)
    assert line.text() == ""
    assert window.status.message.isHidden()
    assert load_partner(shown.session.desk, partner_id).partner.fields.website is None


def test_what_needs_the_file_alone_is_refused_for_reading_only(qtbot: QtBot, window: MainWindow, synced: Path) -> None:
    refuse_in(qtbot, window, synced, RefusedPage)
    shown = wait_for_desk(qtbot, window, lambda: press(Qt.Key.Key_Return))
    assert not window.menus.password.isEnabled()
    assert window.menus.password.toolTip() == (
        "The desk is open for reading only, so it keeps the password that it has."
    )
    press(Qt.Key.Key_5, CTRL)
    press(Qt.Key.Key_Return)
    wait_for_words(qtbot, window, "The copy lies in")
    assert not shown.backups.restore_button.isEnabled()
    shown.backups.table.setFocus()
    press(Qt.Key.Key_Return)
    assert window.status.message.text() == "The desk is open for reading only, so no backup can be put in its place."
    assert window.workspace is shown
    window.menus.check.trigger()
    wait_for_words(qtbot, window, "The desk is sound")


def test_a_copy_on_this_computer_is_opened(qtbot: QtBot, window: MainWindow, synced: Path, tmp_path: Path) -> None:
    page = refuse_in(qtbot, window, synced, RefusedPage)
    button = find_button(page, "Copy it to this computer and open the copy")
    shown = wait_for_desk(qtbot, window, lambda: QTest.mouseClick(button, Qt.MouseButton.LeftButton))
    copy = tmp_path / "home" / "channeladmin" / synced.name
    assert shown.session.desk.path == copy
    assert not shown.session.desk.is_read_only
    assert window.menus.file_name.text() == "own.channeladmin"
    assert window.files.recent_paths() == [copy]
    window.close()
    assert read_names(copy) == ["Acme"]


def test_an_encrypted_one_is_asked_for_its_password_and_goes_the_same_ways(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    path = make_desk(tmp_path / "desks" / "own.channeladmin", "Acme", password=SECRET)
    (tmp_path / "Dropbox").mkdir()
    path = path.rename(tmp_path / "Dropbox" / path.name)
    refuse_in(qtbot, window, path, PasswordPage)
    write(SECRET)
    press(Qt.Key.Key_Return)
    page = find_page(qtbot, window, RefusedPage)
    button = find_button(page, "Copy it to this computer and open the copy")
    shown = wait_for_desk(qtbot, window, lambda: QTest.mouseClick(button, Qt.MouseButton.LeftButton))
    assert list_names(shown.session.desk) == ["Acme"]
    window.close()
    assert read_names(tmp_path / "home" / "channeladmin" / path.name, SECRET) == ["Acme"]


def test_a_copy_that_is_cancelled_leaves_the_ways_on(
    qtbot: QtBot, window: MainWindow, synced: Path, tmp_path: Path
) -> None:
    page = refuse_in(qtbot, window, synced, RefusedPage)
    window.jobs.started.connect(lambda *_: window.jobs.cancel())
    button = find_button(page, "Copy it to this computer and open the copy")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    wait_for_words(qtbot, window, "Stopped; nothing was changed.")
    assert page.isVisible()
    assert list((tmp_path / "home" / "channeladmin").iterdir()) == []


def test_an_open_desk_gives_way_to_the_reason_and_can_be_opened_again(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = make_desk(tmp_path / "own.channeladmin", "Acme")
    open_in(qtbot, window, path)
    refuse_in(qtbot, window, tmp_path / "nowhere.channeladmin", RefusedPage)
    assert window.workspace is None
    assert not window.menus.password.isEnabled()
    window.menus.recent.aboutToShow.emit()
    wait_for_desk(qtbot, window, window.menus.recent.actions()[0].trigger)
    assert list_names(space(window).session.desk) == ["Acme"]


@pytest.mark.parametrize("password", [None, SECRET])
def test_from_a_refusal_one_goes_back_to_the_desk_that_was_open(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, password: str | None
) -> None:
    open_in(qtbot, window, make_desk(tmp_path / "own.channeladmin", "Acme", password=password), password)
    page = refuse_in(qtbot, window, tmp_path / "nowhere.channeladmin", RefusedPage)
    back = find_button(page, "Go back to “own.channeladmin”")
    wait_for_desk(qtbot, window, lambda: QTest.mouseClick(back, Qt.MouseButton.LeftButton))
    assert list_names(space(window).session.desk) == ["Acme"]
    other = make_desk(tmp_path / "other.channeladmin", password="another one")
    asked = refuse_in(qtbot, window, other, PasswordPage)
    back = find_button(asked, "Go back to “own.channeladmin”")
    wait_for_desk(qtbot, window, lambda: QTest.mouseClick(back, Qt.MouseButton.LeftButton))
    assert list_names(space(window).session.desk) == ["Acme"]
