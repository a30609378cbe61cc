"""Backups that make themselves while work goes on, and the check that runs by itself after an unclean end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from channeladmin.desk.backups import BackupReason, list_backups
from channeladmin.desk.desk import Clock, FixedClock
from channeladmin.desk.partners import add_partner
from channeladmin.desk.values import PartnerFields
from channeladmin.progress import Progress
from tests.conftest import NOON
from tests.ui.closed_desks import harm_word, list_names, make_desk, open_in, wait_for_words
from ui.backups.automatic import AutomaticBackups
from ui.window.main_window import MainWindow
from ui.window.workspace import Workspace


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_desk(tmp_path / "desks" / "own.channeladmin", "Acme")


@pytest.fixture
def at_work(qtbot: QtBot, window: MainWindow, path: Path) -> Workspace:
    """The window on a desk in which something was just done."""
    shown = open_in(qtbot, window, path)
    shown.session.act(lambda: add_partner(shown.session.desk, PartnerFields(name="Bolt")))
    return shown


def let_pass(shown: Workspace, minutes: int) -> None:
    """The desk's clock goes on; then the minute's look comes."""
    clock: Clock = FixedClock(NOON + timedelta(minutes=minutes))
    shown.session.desk.database.clock = clock
    look(shown)


def look(shown: Workspace) -> None:
    (automatic,) = shown.findChildren(AutomaticBackups)
    automatic.look()


def test_one_is_made_half_an_hour_after_the_opening(
    qtbot: QtBot, window: MainWindow, at_work: Workspace, path: Path
) -> None:
    let_pass(at_work, 29)
    assert not window.jobs.is_busy
    window.status.tell("Read me.")
    let_pass(at_work, 30)
    assert window.jobs.title == "Backing up"
    assert window.status.cancel_button.isVisible()
    qtbot.waitUntil(lambda: window.status.saved.text() == "Saved · backed up just now")
    assert [each.reason for each in list_backups(path)] == [BackupReason.AUTOMATIC]
    assert window.status.message.text() == "Read me."
    look(at_work)
    assert not window.jobs.is_busy


def test_none_is_made_while_other_work_runs(qtbot: QtBot, window: MainWindow, at_work: Workspace, path: Path) -> None:
    may_end = threading.Event()

    def work(_progress: Progress) -> None:
        may_end.wait(20)

    window.jobs.run("Importing", work, lambda _result: None)
    let_pass(at_work, 30)
    may_end.set()
    qtbot.waitUntil(lambda: not window.jobs.is_busy)
    assert list_backups(path) == ()
    look(at_work)
    assert window.jobs.title == "Backing up"


def test_none_is_made_of_a_desk_that_is_only_read(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    window.show()
    with qtbot.waitSignal(window.desk_shown, timeout=20_000):
        window.files.open_path(path, is_read_only=True)
    assert window.workspace is not None
    let_pass(window.workspace, 30)
    assert not window.jobs.is_busy


def test_one_that_fails_is_told(qtbot: QtBot, window: MainWindow, at_work: Workspace, path: Path) -> None:
    path.with_name("own backups").write_text("a file where the folder belongs", encoding="utf-8")
    let_pass(at_work, 30)
    wait_for_words(qtbot, window, "own backups” cannot be made")
    assert window.status.message.property("role") == "warning"
    assert window.status.saved.text() == "Saved · no backup yet"


def test_none_is_made_once_the_desk_is_left(window: MainWindow, at_work: Workspace) -> None:
    (automatic,) = at_work.findChildren(AutomaticBackups)
    at_work.close_desk()
    assert not automatic.is_active


def die_at(path: Path) -> None:
    """A process that has the desk open is killed in the middle of things."""
    script = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from channeladmin.desk.desk import open_desk\n"
        "from channeladmin.desk.partners import add_partner\n"
        "from channeladmin.desk.values import PartnerFields\n"
        "desk = open_desk(Path(sys.argv[1]), actor='j.lind')\n"
        "add_partner(desk, PartnerFields(name='Corp'))\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
class TestUncleanEnd:
    def test_the_check_runs_by_itself_and_is_told(self, qtbot: QtBot, window: MainWindow, path: Path) -> None:
        die_at(path)
        shown = open_in(qtbot, window, path)
        assert wait_for_words(qtbot, window, "The desk") == (
            "The desk was not closed properly the last time, so it was checked. "
            "The desk is sound: structure, history, every record and every standing."
        )
        assert list_names(shown.session.desk) == ["Acme", "Corp"]

    def test_what_it_finds_is_a_warning(self, qtbot: QtBot, window: MainWindow, path: Path) -> None:
        harm_word(path, "Acme")
        die_at(path)
        open_in(qtbot, window, path)
        words = wait_for_words(qtbot, window, "The partner")
        assert words.startswith("The desk was not closed properly the last time, so it was checked. ")
        assert window.status.message.property("role") == "warning"

    def test_once_is_enough(self, qtbot: QtBot, window: MainWindow, path: Path) -> None:
        die_at(path)
        open_in(qtbot, window, path)
        wait_for_words(qtbot, window, "so it was checked")
        window.status.clear_message()
        with qtbot.waitSignal(window.desk_shown, timeout=20_000):
            window.files.open_path(path)
        assert not window.jobs.is_busy
