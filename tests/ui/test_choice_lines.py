"""Lines with a choice that come and go while somebody is in one of them."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.pages import show_page
from ui.kit.typed_choice import TypedChoiceField
from ui.rosters.choice_lines import ChoiceLine, ChoiceLines

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # of every list that opens


def make_line(key: str) -> ChoiceLine:
    return ChoiceLine(key, key, "Say which one it is.", (), "none of these", is_open=True)


@pytest.mark.parametrize("text", ["Nobody", "Acme"])
def test_a_line_that_goes_while_something_is_typed_in_it_says_nothing_more(qtbot: QtBot, text: str) -> None:
    page = QWidget()
    layout = QVBoxLayout(page)
    lines = ChoiceLines("To do")
    layout.addWidget(lines)
    layout.addWidget(QLineEdit())
    lines.show_lines([make_line("one"), make_line("two")], ["Acme"])
    show_page(qtbot, page)
    told: list[tuple[str, object]] = []
    lines.chosen.connect(lambda key, value: told.append((key, value)))
    field = lines.fields["one"]
    assert isinstance(field, TypedChoiceField)
    field.line.setFocus()
    field.line.selectAll()
    QTest.keyClicks(field.line, text)
    popup = field.completer.popup()
    assert popup is not None
    popup.hide()
    assert field.line.hasFocus()
    lines.show_lines([make_line("two")], ["Acme"])
    assert told == []
    assert list(lines.fields) == ["two"]
    page.close()
