"""Data files that nobody has open, and the window at them as a person drives it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from channeladmin.desk.backups import back_up
from channeladmin.desk.desk import Desk, FixedClock, create_desk, open_desk
from channeladmin.desk.listing import find_rows, get_rows
from channeladmin.desk.partners import add_partner
from channeladmin.desk.values import PartnerFields
from tests.conftest import NOON
from ui.window.main_window import MainWindow
from ui.window.workspace import Workspace

CLOCK = FixedClock(NOON)
SECRET = "open sesame"
PAGE_SIZE = 4096

WidgetT = TypeVar("WidgetT", bound=QWidget)


def make_desk(path: Path, *names: str, password: str | None = None) -> Path:
    """A closed data file with some partners."""
    path.parent.mkdir(parents=True, exist_ok=True)
    create_desk(path, actor="m.okafor", password=password, clock=CLOCK).close()
    add_partners(path, *names, password=password)
    return path


def add_partners(path: Path, *names: str, password: str | None = None) -> None:
    """Add partners to a closed data file."""
    with closing(open_closed(path, password)) as desk:
        for name in names:
            add_partner(desk, PartnerFields(name=name))


def back_up_closed(path: Path, password: str | None = None) -> Path:
    """Make a backup by hand of a closed data file."""
    with closing(open_closed(path, password)) as desk:
        return back_up(desk)


def open_closed(path: Path, password: str | None = None) -> Desk:
    """A desk of its own on a data file."""
    return open_desk(path, actor="m.okafor", password=password, clock=CLOCK)


def read_names(path: Path, password: str | None = None) -> list[str]:
    """The partners of a closed data file or a backup."""
    with closing(open_desk(path, password=password, clock=CLOCK, is_read_only=True)) as desk:
        return list_names(desk)


def list_names(desk: Desk) -> list[str]:
    """The partners of an open desk."""
    return [row.partner for row in get_rows(desk, find_rows(desk))]


def harm_schema(path: Path) -> None:
    """Damage that is met at once, when the file is opened."""
    content = bytearray(path.read_bytes())
    content[100:PAGE_SIZE] = b"\x99" * (PAGE_SIZE - 100)
    path.write_bytes(content)


def harm_word(path: Path, word: str) -> None:
    """Damage that only a proof finds: one letter of a name is another."""
    content = bytearray(path.read_bytes())
    content[content.rindex(word.encode())] ^= 1
    path.write_bytes(content)


def open_in(qtbot: QtBot, window: MainWindow, path: Path, password: str | None = None) -> Workspace:
    """Show the window with a data file in it."""
    window.show()
    qtbot.waitExposed(window)
    with qtbot.waitSignal(window.desk_shown, timeout=20_000):
        window.files.open_path(path, password=password)
    window.activateWindow()
    return space(window)


def refuse_in(qtbot: QtBot, window: MainWindow, path: Path, page: type[WidgetT]) -> WidgetT:
    """Show the window with what stands there instead of a data file that it does not open."""
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    window.files.open_path(path)
    return find_page(qtbot, window, page)


def find_page(qtbot: QtBot, window: MainWindow, page: type[WidgetT]) -> WidgetT:
    """The page of a kind, once it is there."""
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(page)), timeout=20_000)
    return next(each for each in window.findChildren(page) if each.isVisible())


def space(window: MainWindow) -> Workspace:
    """The pages of the open desk."""
    assert window.workspace is not None
    return window.workspace


def find_button(parent: QWidget, text: str) -> QPushButton:
    """The one button that is seen with a text."""
    (button,) = (each for each in parent.findChildren(QPushButton) if each.text() == text and each.isVisible())
    return button


def list_cut(page: QWidget) -> list[str]:
    """The sentences on a page of which not every line is seen."""
    labels = (each for each in page.findChildren(QLabel) if each.isVisible() and each.wordWrap())
    return [each.text() for each in labels if each.height() < each.heightForWidth(each.width())]


def press(key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    QTest.keyClick(focus(), key, keys)


def write(text: str) -> None:
    """Type where the keyboard is."""
    QTest.keyClicks(focus(), text)


def focus() -> QWidget:
    """What has the keyboard."""
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


def wait_for_words(qtbot: QtBot, window: MainWindow, words: str) -> str:
    """The sentence above the status line, once it has some words in it and nothing runs any more."""
    label = window.status.message
    qtbot.waitUntil(lambda: words in label.text() and not window.jobs.is_busy, timeout=20_000)
    return label.text()


def wait_for_desk(qtbot: QtBot, window: MainWindow, act: Callable[[], object]) -> Workspace:
    """Do something that ends with a desk on screen."""
    with qtbot.waitSignal(window.desk_shown, timeout=20_000):
        act()
    return space(window)
