"""While an act of the window runs, undo would take back what was done before it: it waits, and says so."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from channeladmin.desk.desk import Desk
from channeladmin.desk.importing import apply_import
from channeladmin.desk.partners import add_partner
from channeladmin.desk.values import PartnerFields
from channeladmin.progress import Progress
from tests.ui.closed_desks import list_names
from tests.ui.conftest import OpenWindow
from tests.ui.pages import wait_for_jobs
from ui.rosters import assistant as assistant_module
from ui.window.main_window import MainWindow
from ui.window.workspace import Workspace

CTRL = Qt.KeyboardModifier.ControlModifier
REASON = "“Import companies.csv (1 row)” is not done yet; undo waits until then."


class Gate:
    """Holds an import in the middle until it is opened."""

    def __init__(self) -> None:
        self.reached, self.open = threading.Event(), threading.Event()

    def apply(self, desk: Desk, plan: object, progress: Progress) -> object:
        self.reached.set()
        self.open.wait(20)
        progress(0, 0)
        return apply_import(desk, plan, progress)  # type: ignore[arg-type]  # handed on as it came


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    gate = Gate()
    monkeypatch.setattr(assistant_module, "apply_import", gate.apply)
    yield gate
    gate.open.set()


@pytest.fixture
def importing(qtbot: QtBot, open_window: OpenWindow, desk: Desk, gate: Gate, tmp_path: Path) -> MainWindow:
    """The window after one act, with an import that has begun."""
    add_partner(desk, PartnerFields(name="Acme"))
    window = open_window()
    window.activateWindow()
    roster = tmp_path / "companies.csv"
    roster.write_text("partner,region\nBolt,EMEA\n", encoding="utf-8")
    space(window).import_files([roster])
    wait_for_jobs(qtbot, window.jobs)
    space(window).rosters.apply()
    assert gate.reached.wait(20)
    return window


def space(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def press_undo(window: MainWindow) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Z, CTRL)


def test_ctrl_z_waits_and_says_for_what(qtbot: QtBot, importing: MainWindow, gate: Gate) -> None:
    menus, link = importing.menus, importing.status.undo_link
    assert not menus.undo.isEnabled()
    assert menus.undo.toolTip() == REASON
    assert not link.isEnabled()
    assert (link.toolTip(), link.accessibleDescription()) == (REASON, REASON)
    assert not space(importing).history.undo_button.isEnabled()
    press_undo(importing)
    assert importing.status.message.text() == REASON
    assert importing.status.message.isVisible()
    assert not menus.redo.isEnabled()
    gate.open.set()
    wait_for_jobs(qtbot, importing.jobs)
    assert list_names(space(importing).session.desk) == ["Acme", "Bolt"]
    assert menus.undo.isEnabled()
    assert link.isEnabled()
    assert "Bolt" not in link.toolTip()
    assert link.toolTip() == "Import companies.csv (1 row)"
    press_undo(importing)
    wait_for_jobs(qtbot, importing.jobs)
    assert list_names(space(importing).session.desk) == ["Acme"]


def test_undo_is_there_again_when_the_act_was_cancelled(qtbot: QtBot, importing: MainWindow, gate: Gate) -> None:
    importing.jobs.cancel()
    gate.open.set()
    wait_for_jobs(qtbot, importing.jobs)
    assert importing.menus.undo.isEnabled()
    assert importing.status.undo_link.toolTip() == "Add partner Acme"
    press_undo(importing)
    wait_for_jobs(qtbot, importing.jobs)
    assert list_names(space(importing).session.desk) == []


def test_what_is_typed_is_undone_in_its_field_meanwhile(importing: MainWindow) -> None:
    importing.bar.focus_search()
    QTest.keyClicks(importing.bar.search, "Ac")
    press_undo(importing)
    assert importing.bar.search.text() == ""
    assert importing.status.message.text() != REASON
