"""A damaged file in the window: what is wrong, what can be read, and the backup that takes its place."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.conftest import NOON
from tests.ui.closed_desks import (
    SECRET,
    add_partners,
    back_up_closed,
    find_button,
    find_page,
    focus,
    harm_schema,
    harm_word,
    list_cut,
    list_names,
    make_desk,
    press,
    refuse_in,
    wait_for_desk,
    write,
)
from ui.window.damage_page import DamagePage
from ui.window.main_window import MainWindow
from ui.window.password import PasswordPage
from ui.window.refused_page import RefusedPage


def read_texts(page: DamagePage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel)]


def look_into(qtbot: QtBot, window: MainWindow, path: Path) -> DamagePage:
    refused = refuse_in(qtbot, window, path, RefusedPage)
    assert refused.state.heading.text() == "The file is damaged"
    assert focus() is find_button(refused, "See what can be done…")
    press(Qt.Key.Key_Return)
    return find_page(qtbot, window, DamagePage)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A damaged desk; its newest good backup lacks one company, and a newer backup is damaged as well."""
    path = make_desk(tmp_path / "desks" / "own.channeladmin", "Acme")
    good = back_up_closed(path)
    add_partners(path, "Bolt")
    bad = good.with_name(good.name.replace("2022-10-10", "2022-10-11"))
    bad.write_bytes(good.read_bytes())
    harm_word(bad, "Acme")
    return path


def test_what_is_wrong_and_what_is_good_is_told_and_nothing_happens_by_itself(
    qtbot: QtBot, window: MainWindow, path: Path
) -> None:
    harm_schema(path)
    before = {each: each.read_bytes() for each in path.parent.rglob("*") if each.is_file()}
    page = look_into(qtbot, window, path)
    texts = read_texts(page)
    assert texts[0] == "“own.channeladmin” is damaged"
    assert any("malformed" in text or "damaged" in text for text in texts[1:3])
    assert "It stays as it is until you decide." in texts
    assert list_cut(page) == []
    (backup,) = (text for text in texts if text.startswith("Made on"))
    assert backup.startswith("Made on 10 Oct 2022 at ")
    assert focus() is find_button(page, "Put this backup in its place")
    assert {each: each.read_bytes() for each in path.parent.rglob("*") if each.is_file()} == before


def test_the_backup_takes_its_place_and_the_damaged_file_is_kept(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    harm_schema(path)
    damaged = path.read_bytes()
    look_into(qtbot, window, path)
    shown = wait_for_desk(qtbot, window, lambda: press(Qt.Key.Key_Return))
    assert list_names(shown.session.desk) == ["Acme"]
    (kept,) = path.parent.glob("*.damaged")
    assert kept.read_bytes() == damaged
    assert window.status.message.text() == (f"The backup is in place. The damaged file is kept as {kept.name}.")


def test_an_encrypted_one_too(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = make_desk(tmp_path / "desks" / "own.channeladmin", "Acme", password=SECRET)
    back_up_closed(path, SECRET)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 8192 * 4096])
    refuse_in(qtbot, window, path, PasswordPage)
    write(SECRET)
    press(Qt.Key.Key_Return)
    refused = find_page(qtbot, window, RefusedPage)
    QTest.mouseClick(find_button(refused, "See what can be done…"), Qt.MouseButton.LeftButton)
    page = find_page(qtbot, window, DamagePage)
    button = find_button(page, "Put this backup in its place")
    shown = wait_for_desk(qtbot, window, lambda: QTest.mouseClick(button, Qt.MouseButton.LeftButton))
    assert list_names(shown.session.desk) == ["Acme"]


def test_without_a_backup_there_is_another_file_to_open(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = make_desk(tmp_path / "own.channeladmin", "Acme")
    harm_schema(path)
    page = look_into(qtbot, window, path)
    assert "There is none in the folder of its backups." in read_texts(page)
    assert focus() is find_button(page, "Open another file…")


def test_the_acts_since_the_backup_are_listed(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER journal_partner_insert")
    refused = refuse_in(qtbot, window, path, RefusedPage)
    assert refused.state.heading.text() == "The file was altered"
    press(Qt.Key.Key_Return)
    texts = read_texts(find_page(qtbot, window, DamagePage))

    assert "Records: partner 2" in texts
    assert "1 act since that backup, the newest first:" in texts
    local = NOON.astimezone()
    assert f"· Add partner Bolt (m.okafor, 10 Oct 2022 {local:%H:%M})" in texts


def test_looking_into_it_can_be_cancelled(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    harm_schema(path)
    refused = refuse_in(qtbot, window, path, RefusedPage)
    window.jobs.started.connect(lambda *_: window.jobs.cancel())
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.jobs.is_busy)
    assert refused.isVisible()
    assert window.findChild(DamagePage) is None
