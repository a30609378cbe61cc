"""One window for a data file: a second one brings up the first, and ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.closed_desks import make_desk, open_in, press, wait_for_desk
from ui.window.main_window import MainWindow
from ui.window.one_window import OneWindow, raise_other_window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # raising a window, offscreen

LISTENING = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from ui.window.one_window import OneWindow
app = QCoreApplication([])
window = OneWindow()
window.listen(Path(sys.argv[1]))
print("listening", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_desk(tmp_path / "desks" / "own.channeladmin", "Acme")


def open_second(path: Path) -> subprocess.Popen[str]:
    """The real program once more on a file."""
    return subprocess.Popen(
        [sys.executable, "-m", "ui", "--file", str(path), "open"],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_second_window_brings_up_the_first(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    open_in(qtbot, window, path)
    window.showMinimized()
    with qtbot.waitSignal(window.one_window.raised, timeout=30_000):
        second = open_second(path)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=30_000)
    assert (second.returncode, second.communicate()[1]) == (0, "")
    assert not window.isMinimized()
    assert window.isVisible()


def test_the_same_file_by_another_name_is_the_same(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    open_in(qtbot, window, path)
    link = path.with_name("link.channeladmin")
    link.symlink_to(path)
    with qtbot.waitSignal(window.one_window.raised, timeout=30_000):
        second = open_second(link)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=30_000)
    second.communicate()
    assert second.returncode == 0


def test_a_file_that_is_open_elsewhere_is_not_opened_from_the_menu(
    qtbot: QtBot, window: MainWindow, path: Path, tmp_path: Path
) -> None:
    other = make_desk(tmp_path / "other.channeladmin", "Bolt")
    shown = open_in(qtbot, window, path)
    answering = LISTENING.replace("sys.stdin.readline()", "window.raised.connect(app.quit)\napp.exec()")
    first = subprocess.Popen([sys.executable, "-c", answering, str(other)], stdout=subprocess.PIPE, text=True)
    assert first.stdout is not None
    assert first.stdout.readline() == "listening\n"
    window.files.open_path(other)
    assert window.status.message.text() == (
        "“other.channeladmin” is open in another window, which has come to the front."
    )
    assert window.workspace is shown
    first.communicate(timeout=30)
    assert first.returncode == 0


def test_one_that_hangs_does_not_keep_the_file_from_being_opened(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    hanging = subprocess.Popen(
        [sys.executable, "-c", LISTENING, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert hanging.stdout is not None
    assert hanging.stdout.readline() == "listening\n"
    open_in(qtbot, window, path)
    hanging.communicate("\n", timeout=30)


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL, and pipes go with their process")
def test_what_a_killed_window_left_does_not_hinder(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    dying = LISTENING.replace("sys.stdin.readline()", "os.kill(os.getpid(), signal.SIGKILL)")
    killed = subprocess.Popen([sys.executable, "-c", dying, str(path)], stdout=subprocess.PIPE)
    killed.communicate(timeout=30)
    assert killed.returncode == -signal.SIGKILL
    assert not raise_other_window(path)
    open_in(qtbot, window, path)
    with qtbot.waitSignal(window.one_window.raised, timeout=30_000):
        second = open_second(path)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=30_000)
    second.communicate()
    assert second.returncode == 0


def test_a_window_without_a_desk_answers_for_none(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    open_in(qtbot, window, path)
    window.menus.password.trigger()
    assert not raise_other_window(path)
    wait_for_desk(qtbot, window, lambda: press(Qt.Key.Key_Escape))


def test_it_answers_for_one_file_only(qtbot: QtBot, path: Path, tmp_path: Path) -> None:
    first, second = OneWindow(), OneWindow()
    first.listen(path)
    second.listen(tmp_path / "other.channeladmin")
    second.stop()
    assert not raise_other_window(tmp_path / "other.channeladmin")
    first.stop()
    assert not raise_other_window(path)
