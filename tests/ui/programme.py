"""The Programme page of a window, driven by keys, and editions for it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.program.texts import edit_shipped
from tests.ui.closed_desks import focus, press, space
from ui.programme.page import ProgrammePage
from ui.window.main_window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier


def show_programme(window: MainWindow) -> ProgrammePage:
    """Ctrl+6, with the keyboard wherever it is."""
    window.activateWindow()
    press(Qt.Key.Key_6, CTRL)
    page = space(window).programme
    assert space(window).page_key == "programme"
    assert focus() is page.editions.table
    return page


def show_side(page: ProgrammePage, title: str) -> None:
    """Enter on an edition leads to its sides, the arrows from one to the next."""
    page.editions.table.setFocus()
    press(Qt.Key.Key_Return)
    assert focus() is page.bar
    for _ in range(page.bar.count()):
        press(Qt.Key.Key_Left)
    while page.bar.tabText(page.bar.currentIndex()) != title:
        press(Qt.Key.Key_Right)


def tab_to(widget: QWidget) -> None:
    """Press Tab until the keyboard is there."""
    for _ in range(60):
        if focus() is widget:
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {widget.accessibleName()}")


def wait_for_end(qtbot: QtBot, window: MainWindow) -> None:
    """Until nothing runs or waits any more."""
    qtbot.waitUntil(lambda: not window.jobs.is_busy, timeout=20_000)


def list_editions_shown(page: ProgrammePage) -> list[list[str]]:
    model = page.editions.model
    return [[model.index(row, column).data() for column in (1, 3, 4)] for row in range(model.rowCount())]


def list_asked(page: ProgrammePage) -> list[list[str]]:
    """The cells of every row, a part behind two blanks for each whole that it lies in."""

    tree = page.asked.tree
    item = tree.topLevelItem(0)
    rows = []
    while item is not None:
        depth, above = 0, item.parent()
        while above is not None:
            depth, above = depth + 1, above.parent()
        cells = [item.text(column) for column in range(item.columnCount())]
        rows.append(["  " * depth + cells[0], *cells[1:]])
        item = tree.itemBelow(item)
    return rows


def list_impact(page: ProgrammePage) -> list[list[str]]:
    model = page.impact.list.model
    return [
        [model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


def write_harder(folder: Path, edition: str = "harder") -> Path:
    """An edition that asks six sellers."""
    text = edit_shipped('id = "2022-10-03"', f'id = "{edition}"').replace(
        "open = 2, select = 4", "open = 6, select = 6"
    )
    path = folder / f"{edition}.toml"
    path.write_text(text, "utf-8")
    return path
