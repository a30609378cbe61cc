"""A box of choices under the keyboard: looking through them chooses nothing until the box is left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from ui.kit.fields import ChoiceField


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
