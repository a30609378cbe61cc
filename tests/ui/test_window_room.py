"""Room for what is shown: titles and counts on the rail, and the columns of the list beside the panel."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import AddPartner
from ui.window.main_window import MainWindow
from ui.window.workspace import Workspace

OpenWindow = Callable[[], MainWindow]


def _space(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


@pytest.mark.parametrize("count", [0, 5, 128])
def test_the_rail_has_room_for_title_and_count(window: MainWindow, count: int) -> None:
    window.resize(1440, 900)
    window.show()
    window.rail.set_count("invitations", count)
    window.rail.mark("invitations")
    button = window.rail.button("invitations")
    assert button.accessibleName() == ("Invitations" if not count else f"Invitations, {count} waiting")
    assert button.width() >= button.least_width()


def test_the_list_fits_beside_the_panel(open_window: OpenWindow, add_company: AddPartner) -> None:
    for number in range(40):
        add_company(f"Company with a name of some length {number}")
    window = open_window()
    table = _space(window).partners.table
    header = table.horizontalHeader()
    for width in (1440, 1920, 1280, 1440):
        window.resize(width, 900)
        QApplication.processEvents()
        assert _space(window).panel.isVisible()
        assert table.verticalScrollBar().isVisible()
        assert not table.horizontalScrollBar().isVisible()
        assert header.length() == table.viewport().width()
    last = [column.key for column in _space(window).partners.model.columns].index("channel_manager")
    title = header.fontMetrics().horizontalAdvance("Channel manager")
    assert header.sectionSize(last) > title
    window.resize(900, 700)
    QApplication.processEvents()
    assert header.sectionSize(0) >= 120
