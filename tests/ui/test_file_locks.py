"""No dialog of the window opens the data file: closing it again would drop the locks that keep other programs off."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QFileSystemModel, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from channeladmin.desk.desk import FixedClock, create_desk
from channeladmin.desk.inviting import draft_invitation, take_step
from tests.conftest import NOON
from tests.desk.select_partner import enter_select_partner
from ui.window.main_window import MainWindow
from ui.window.workspace import Workspace

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux lists the locks of a process"),
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),  # of every dialog that is raised
]

OWN = {("own.channeladmin", "1073741826"), ("own.channeladmin-shm", "128")}
"""Files and first bytes of the locks that SQLite holds as long as it has a file open in WAL mode."""


def held_locks(folder: Path) -> set[tuple[str, str]]:
    """The locks of this process on the files of a folder."""
    names = {path.stat().st_ino: path.name for path in folder.iterdir()}
    rows = (line.split() for line in Path("/proc/locks").read_text(encoding="ascii").splitlines())
    own = [row for row in rows if row[1] == "POSIX" and row[4] == str(os.getpid())]
    return {(names.get(int(row[5].split(":")[2]), "elsewhere"), row[6]) for row in own}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A desk with an approved invitation, in a folder of its own; nobody has it open."""
    folder = tmp_path / "desks"
    folder.mkdir()
    desk = create_desk(folder / "own.channeladmin", actor="m.okafor", clock=FixedClock(NOON))
    number = draft_invitation(desk, enter_select_partner(desk, "Acme").agreement_id).number
    take_step(desk, number, "approve")
    desk.close()
    (folder / "roster.csv").write_text("partner,region\nBolt,EMEA\n", encoding="utf-8")
    return folder / "own.channeladmin"


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow, path: Path) -> Iterator[MainWindow]:
    """The window with that desk, and nothing else that has it open."""
    window.show()
    with qtbot.waitSignal(window.desk_shown, timeout=10_000):
        window.files.open_path(path)
    assert held_locks(path.parent) >= OWN
    yield window
    window.close()


def space(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def show_packet(window: MainWindow, qtbot: QtBot) -> None:
    space(window).open_packet("SEL-2022-0001")
    document = space(window).invitations.packet.viewer.document
    qtbot.waitUntil(lambda: document.pageCount() > 0 and not window.jobs.is_busy, timeout=20_000)


def list_folder(qtbot: QtBot, dialog: QDialog, folder: Path) -> None:
    """Until the dialog has listed the desk's folder, file by file."""
    (model,) = dialog.findChildren(QFileSystemModel)
    with qtbot.waitSignal(model.directoryLoaded, timeout=10_000, check_params_cb=lambda name: Path(name) == folder):
        if isinstance(dialog, QFileDialog):
            dialog.setDirectory(str(folder))
        else:
            model.setRootPath(str(folder))


def shown_dialogs(window: QWidget) -> list[QFileDialog]:
    return [each for each in window.findChildren(QFileDialog) if each.isVisible()]


@pytest.mark.parametrize(
    "ask",
    [
        lambda window: window.menus.open_desk.trigger(),
        lambda window: window.menus.new_desk.trigger(),
        lambda window: window.menus.save_copy.trigger(),
        lambda window: window.menus.import_roster.trigger(),
        lambda window: window.menus.exports["partners"].trigger(),
        lambda window: space(window).rosters.ask_files(),
        lambda window: space(window).rosters.saving.ask_for_rejects(),
        lambda window: space(window).invitations.ask_folder(),
    ],
    ids=["open", "new", "copy", "import", "export", "rosters", "rejects", "packets"],
)
def test_a_dialog_on_the_desks_folder_leaves_its_locks(
    qtbot: QtBot, opened: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch, ask: Callable[[MainWindow], None]
) -> None:
    monkeypatch.chdir(path.parent)
    ask(opened)
    (dialog,) = shown_dialogs(opened)
    list_folder(qtbot, dialog, path.parent)
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    assert line is not None
    QTest.keyClicks(line, f"{path.parent}/ow")
    assert held_locks(path.parent) >= OWN
    dialog.reject()
    assert held_locks(path.parent) >= OWN


def test_saving_a_packet_leaves_them(qtbot: QtBot, opened: MainWindow, path: Path) -> None:
    show_packet(opened, qtbot)
    qtbot.mouseClick(space(opened).invitations.packet.save_button, Qt.MouseButton.LeftButton)
    (dialog,) = shown_dialogs(opened)
    list_folder(qtbot, dialog, path.parent)
    assert held_locks(path.parent) >= OWN
    dialog.reject()


def test_printing_leaves_them(qtbot: QtBot, opened: MainWindow, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Qt's print dialog lists the home folder, to complete the name of a file to print to."""
    monkeypatch.setenv("HOME", str(path.parent))
    show_packet(opened, qtbot)
    packet = space(opened).invitations.packet
    qtbot.mouseClick(packet.print_button, Qt.MouseButton.LeftButton)
    assert packet.dialog is not None
    list_folder(qtbot, packet.dialog, path.parent)
    assert held_locks(path.parent) >= OWN
    name = packet.dialog.findChild(QLineEdit, "filename")
    assert name is not None
    assert name.text() == f"{path.parent}/"
    (browse,) = (each for each in packet.dialog.findChildren(QPushButton) if each.text() == "Choose…")
    for button in packet.dialog.findChildren(QToolButton, "fileBrowser"):
        assert button.visibleRegion().isEmpty()
    assert browse.isVisible()
    browse.click()
    (dialog,) = shown_dialogs(packet.dialog)
    list_folder(qtbot, dialog, path.parent)
    assert held_locks(path.parent) >= OWN
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    assert line is not None
    QTest.keyClicks(line, str(path.parent / "paper.pdf"))
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert Path(name.text()) == path.parent / "paper.pdf"
    packet.dialog.reject()
    assert held_locks(path.parent) >= OWN


def test_the_open_desk_is_not_read_as_a_roster(qtbot: QtBot, opened: MainWindow, path: Path) -> None:
    space(opened).import_files([path])
    qtbot.waitUntil(lambda: not opened.jobs.is_busy)
    assert space(opened).rosters.head.problem.text() == (
        "“own.channeladmin” is the desk that is open. Choose a table that was exported from another system."
    )
    assert held_locks(path.parent) >= OWN


def test_the_open_desk_can_be_opened_again(qtbot: QtBot, opened: MainWindow, path: Path) -> None:
    with qtbot.waitSignal(opened.desk_shown, timeout=10_000):
        opened.files.open_path(path)
    assert held_locks(path.parent) >= OWN
