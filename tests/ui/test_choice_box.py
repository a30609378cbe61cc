"""A box of choices under the keyboard: looking through them chooses nothing until the box is left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.fields import ChoiceField
from ui.kit.theme import Theme


@pytest.fixture
def field(qtbot: QtBot) -> ChoiceField:
    field = ChoiceField([("a", "Alpha"), ("b", "Beta"), ("c", "Gamma")], has_blank=True)
    field.box.setParent(None)
    qtbot.addWidget(field.box)
    field.box.show()
    field.box.setFocus()
    return field


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_A])
def test_a_key_looks_through_the_choices(qtbot: QtBot, field: ChoiceField, key: Qt.Key) -> None:
    with qtbot.assertNotEmitted(field.chosen), qtbot.waitSignal(field.edited):
        qtbot.keyClick(field.box, key)
    assert field.entry() == "a"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_click_in_the_open_list_chooses(qtbot: QtBot, field: ChoiceField) -> None:
    box: QComboBox = field.box
    box.showPopup()
    rows = box.view()
    with qtbot.waitSignal(field.chosen):
        qtbot.mouseClick(
            rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualRect(box.model().index(2, 0)).center(), delay=500
        )
    assert field.entry() == "b"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("count", [2, 4, 5, 10])
def test_the_open_list_shows_every_choice(qtbot: QtBot, theme: Theme, count: int) -> None:
    words = [f"Choice number {number}" for number in range(count)]
    field = ChoiceField([(word, word) for word in words], has_blank=False)
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.addWidget(field.box)
    layout.addStretch(1)
    qtbot.addWidget(holder)
    holder.resize(90, 600)
    holder.show()
    field.box.showPopup()
    rows = field.box.view()
    qtbot.waitUntil(rows.isVisible)
    last = rows.visualRect(field.box.model().index(count - 1, 0))
    assert rows.viewport().rect().contains(last)
    assert rows.viewport().height() - last.bottom() <= last.height()
    assert last.width() >= rows.fontMetrics().horizontalAdvance(words[-1])
    assert not rows.verticalScrollBar().isVisible()
    # The frame is the list's own: nothing of the pop-up is left over around it, no arrow to scroll with.
    assert rows.window().height() - rows.height() <= 2
    field.box.hidePopup()
