"""A page on screen, and the few ways in which tests drive it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.form import RecordForm
from ui.kit.jobs import JobRunner
from ui.window.main_window import MainWindow
from ui.window.workspace import Workspace


def get_workspace(window: MainWindow) -> Workspace:
    """What the window shows of the desk that is open in it."""
    assert window.workspace is not None
    return window.workspace


def show_page(qtbot: QtBot, page: QWidget) -> None:
    """Put a page on screen, active."""
    qtbot.addWidget(page)
    page.resize(900, 800)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()


def type_in_form(qtbot: QtBot, form: RecordForm, name: str, text: str) -> QLineEdit:
    """Type over a line of a form and leave it."""
    line = form.editor(name).widget
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    return line


def type_in_cell(
    qtbot: QtBot, view: QTableView, row: int, column: int, text: str, *, key: Qt.Key = Qt.Key.Key_Return
) -> None:
    """Type over a cell and press Enter, or another key."""
    view.setFocus()
    view.setCurrentIndex(view.model().index(row, column))
    qtbot.keyClicks(view, text[0])
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, text[1:])
    qtbot.keyClick(editor, key)
    qtbot.waitUntil(lambda: view.state() != QAbstractItemView.State.EditingState)


def wait_for_jobs(qtbot: QtBot, jobs: JobRunner) -> None:
    """Until nothing runs or waits any more."""
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=20_000)
