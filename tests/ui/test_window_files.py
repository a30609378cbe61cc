"""What the window does with files: dropped, chosen, refused, asked for a password, written, and given back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from channeladmin.desk.desk import Desk, create_desk
from tests.ui.conftest import HARD_NAME, AddPartner, OpenWindow
from tests.ui.pages import get_workspace
from ui.window.main_window import MainWindow
from ui.window.password import PasswordPage
from ui.window.refused_page import RefusedPage
from ui.window.saved_state import word_saved


def _drop(window: MainWindow, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    button, no_key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for event in (
        QDragEnterEvent(QPointF(300, 300), Qt.DropAction.CopyAction, mime, button, no_key),
        QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, mime, button, no_key),
    ):
        QApplication.sendEvent(window, event)


def test_a_roster_may_be_dropped_anywhere(open_window: OpenWindow, tmp_path: Path) -> None:
    roster = tmp_path / "partners.csv"
    roster.write_text("partner,region\nAcme,EMEA\n")
    window = open_window()
    _drop(window, roster)
    assert get_workspace(window).page_key == "rosters"


def test_another_desk_may_be_dropped(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    other = create_desk(tmp_path / "other.channeladmin", actor="m.okafor")
    other.close()
    window = open_window()
    with qtbot.waitSignal(window.desk_shown, timeout=10_000):
        _drop(window, other.path)
    assert window.windowTitle().startswith("other.channeladmin")


def test_a_file_that_is_no_desk_is_refused_in_words(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.show()
    window.files.open_path(tmp_path / "nowhere.channeladmin")
    qtbot.waitUntil(lambda: window.findChild(RefusedPage) is not None)
    page = window.findChild(RefusedPage)
    assert page is not None
    assert "There is no file" in page.state.sentence.text()
    assert window.workspace is None
    assert not window.menus.save_copy.isEnabled()


def test_a_password_is_asked_for_in_the_window(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "secret.channeladmin"
    create_desk(path, actor="m.okafor", password="open sesame").close()
    window.show()
    window.files.open_path(path)
    qtbot.waitUntil(lambda: window.findChild(PasswordPage) is not None)
    page = window.findChild(PasswordPage)
    assert page is not None
    QTest.keyClicks(page.entry, "open sesame")
    with qtbot.waitSignal(window.desk_shown, timeout=10_000):
        QTest.keyClick(page.entry, Qt.Key.Key_Return)


def test_a_copy_is_written_and_told(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    window = open_window()
    copy = tmp_path / "copy.channeladmin"
    window.exchange.back_up(get_workspace(window).session.desk, copy)
    qtbot.waitUntil(lambda: copy.name in window.status.message.text())
    assert copy.exists()


def test_the_age_of_the_backup_is_told(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    assert window.status.saved.text() == "Saved · no backup yet"
    window.menus.back_up.trigger()
    qtbot.waitUntil(lambda: window.status.saved.text() == "Saved · backed up just now")


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "just now"), (12, "12 min ago"), (60, "1 hour ago"), (47 * 60, "47 hours ago"), (48 * 60, "2 days ago")],
)
def test_ages_are_worded(minutes: int, words: str) -> None:
    now = datetime(2022, 10, 10, 12, tzinfo=UTC)
    assert word_saved(now - timedelta(minutes=minutes), now) == f"Saved · backed up {words}"


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "xls", "ods", "zip"])
def test_the_menu_asks_for_every_kind_of_table(open_window: OpenWindow, suffix: str) -> None:
    window = open_window()
    window.menus.import_roster.trigger()
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    assert f"*.{suffix}" in dialog.nameFilters()[0].removeprefix("Tables (").removesuffix(")").split()


@pytest.mark.parametrize(("kind_of_file", "suffix"), [("CSV (*.csv)", "csv"), ("Excel workbook (*.xlsx)", "xlsx")])
def test_partners_are_exported_to_a_chosen_file(
    qtbot: QtBot, open_window: OpenWindow, add_company: AddPartner, tmp_path: Path, kind_of_file: str, suffix: str
) -> None:
    add_company(HARD_NAME)
    window = open_window()
    window.menus.exports["partners"].trigger()
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.nameFilters() == ["CSV (*.csv)", "Excel workbook (*.xlsx)"]
    dialog.setDirectory(str(tmp_path))
    kinds = dialog.findChild(QComboBox, "fileTypeCombo")
    assert kinds is not None
    kinds.setFocus()
    QTest.keyClicks(kinds, kind_of_file[0])
    assert [Path(name).name for name in dialog.selectedFiles()] == [f"partners.{suffix}"]
    dialog.accept()
    out = tmp_path / f"partners.{suffix}"
    qtbot.waitUntil(lambda: window.status.message.text() == f"1 row written to {out}.")
    if suffix == "csv":
        assert HARD_NAME in out.read_text(encoding="utf-8-sig")
    else:
        cells = CalamineWorkbook.from_path(str(out)).get_sheet_by_index(0).to_python()
        assert HARD_NAME in {cell for row in cells for cell in row}


def test_rosters_are_chosen_in_a_dialog(open_window: OpenWindow, tmp_path: Path) -> None:
    roster = tmp_path / "partners.csv"
    roster.write_text("partner,region\nAcme,EMEA\n")
    window = open_window()
    QTest.keyClick(window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(QFileDialog)
    assert dialog is not None
    dialog.selectFile(str(roster))
    dialog.accept()
    assert get_workspace(window).page_key == "rosters"


def test_closing_gives_the_file_back(open_window: OpenWindow, desk: Desk) -> None:
    window = open_window()
    window.close()
    assert window.workspace is None
    assert not window.isVisible()
