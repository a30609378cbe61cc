"""Giving up the older part of the history, from the History page."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from channeladmin.desk.backups import BackupReason, list_backups
from channeladmin.desk.desk import FixedClock, open_desk
from channeladmin.desk.history import list_operations
from channeladmin.desk.partners import add_partner
from channeladmin.desk.values import PartnerFields
from tests.conftest import NOON
from tests.ui.closed_desks import find_button, focus, list_names, make_desk, open_in, press, wait_for_words, write
from ui.history.page import HistoryPage
from ui.window.main_window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two acts of 2020, one of 10 October 2022."""
    path = make_desk(tmp_path / "desks" / "own.channeladmin")
    for name, days in (("Acme", 800), ("Bolt", 799), ("Corp", 0)):
        clock = FixedClock(NOON - timedelta(days=days))
        with closing(open_desk(path, actor="m.okafor", clock=clock)) as desk:
            add_partner(desk, PartnerFields(name=name))
    return path


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, path: Path) -> HistoryPage:
    page = open_in(qtbot, window, path).history
    press(Qt.Key.Key_4, CTRL)
    assert page.isVisible()
    return page


def ask(page: HistoryPage) -> None:
    QTest.mouseClick(find_button(page, "Trim…"), LEFT)
    assert page.trim.isVisible()
    assert focus() is page.trim.day


def labels(page: HistoryPage) -> list[str]:
    return [str(page.model.index(row, 0).data()) for row in range(page.model.rowCount())]


def test_acts_of_before_a_day_are_given_up(qtbot: QtBot, window: MainWindow, page: HistoryPage, path: Path) -> None:
    ask(page)
    assert page.trim.day.text() == "1 Jan 2021"
    press(Qt.Key.Key_Return)
    assert wait_for_words(qtbot, window, "given up") == "2 acts given up; the records are as they were."
    assert labels(page) == ["Add partner Corp", "Everything before 1 Jan 2021, trimmed on 10 Oct 2022"]
    assert focus() is page.table
    assert window.workspace is not None
    assert list_names(window.workspace.session.desk) == ["Acme", "Bolt", "Corp"]
    assert [each.reason for each in list_backups(path)] == [BackupReason.BEFORE_TRIM]
    assert window.status.saved.text() == "Saved · backed up just now"
    page.table.selectRow(1)
    assert not page.undo_button.isEnabled()
    assert page.model.index(1, 4).data() == "cannot be undone"


def test_what_is_no_day_is_told_under_it(page: HistoryPage) -> None:
    ask(page)
    write("soon")
    press(Qt.Key.Key_Return)
    assert page.trim.error.text() == "“soon” is not a day; write it as 31 Oct 2022."
    assert page.trim.isVisible()


def test_a_day_with_nothing_before_it_is_told(qtbot: QtBot, window: MainWindow, page: HistoryPage) -> None:
    ask(page)
    write("1 Jan 2020")
    QTest.mouseClick(page.trim.yes, LEFT)
    wait_for_words(qtbot, window, "There is no history that old. Nothing was trimmed.")
    assert window.status.message.property("role") == "warning"
    assert len(labels(page)) == 3


def test_esc_leaves_the_history_as_it_is(page: HistoryPage) -> None:
    ask(page)
    press(Qt.Key.Key_Escape)
    assert not page.trim.isVisible()
    assert focus() is page.table
    assert len(labels(page)) == 3


def test_trimming_can_be_cancelled(qtbot: QtBot, window: MainWindow, page: HistoryPage) -> None:
    ask(page)
    window.jobs.started.connect(lambda *_: window.jobs.cancel())
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.jobs.is_busy)
    assert len(labels(page)) == 3
    assert window.workspace is not None
    assert len(list_operations(window.workspace.session.desk)) == 3
