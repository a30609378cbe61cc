"""Companies that are typed where only the nearest are listed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.assistant_hand import settle
from tests.ui.conftest import AddPartner, Load
from tests.ui.pages import show_page
from ui.kit.jobs import JobRunner
from ui.kit.typed_choice import Names, TypedChoiceField
from ui.rosters.assistant import RosterAssistant

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # of every list that opens


@pytest.fixture
def field(qtbot: QtBot) -> Iterator[TypedChoiceField]:
    names = Names(("Acme GmbH", "Birch", "Nordlicht Systems", "Nordwind"))
    field = TypedChoiceField([("Acme GmbH", "Acme GmbH")], names, blank="none of these")
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.addWidget(field.widget)
    layout.addWidget(QLineEdit())
    show_page(qtbot, page)
    field.start(None)
    field.line.setFocus()
    field.line.selectAll()
    yield field
    page.close()


def list_told(field: TypedChoiceField) -> list[object]:
    told: list[object] = []
    field.edited.connect(lambda: told.append(field.entry()))
    return told


def type_text(field: TypedChoiceField, text: str) -> None:
    """Letters that `QTest` has no keys for, too."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(field.line, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def list_offered(field: TypedChoiceField) -> list[str]:
    model = field.completer.completionModel()
    return [str(model.data(model.index(at, 0))) for at in range(model.rowCount())]


def press(key: Qt.Key) -> None:
    """Where the keyboard is: a list that is open takes it first."""
    widget = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key)


def test_any_name_is_completed_from_the_middle_whatever_its_case(field: TypedChoiceField) -> None:
    told = list_told(field)
    type_text(field, "NORD")
    assert list_offered(field) == ["Nordlicht Systems", "Nordwind"]
    assert told == []
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert told == ["Nordwind"]
    assert (field.entry(), field.line.text()) == ("Nordwind", "Nordwind")


@pytest.mark.parametrize("text", ["muller", "Müller", "MÜLLER", "müll"])
def test_accents_are_no_matter_on_either_side(field: TypedChoiceField, text: str) -> None:
    field.names.replace(("Acme GmbH", "Autohaus Müller", "Smolen"))
    told = list_told(field)
    type_text(field, text)
    assert list_offered(field) == ["Autohaus Müller"]
    press(Qt.Key.Key_Return)
    assert (told, field.line.text()) == (["Autohaus Müller"], "Autohaus Müller")


def test_a_name_is_found_that_is_written_without_the_accents_that_are_typed(field: TypedChoiceField) -> None:
    field.names.replace(("Acme GmbH", "Muller", "Lodz Tools"))
    type_text(field, "Müller")
    assert list_offered(field) == ["Muller"]
    press(Qt.Key.Key_Tab)
    assert (field.entry(), field.line.text()) == ("Muller", "Muller")


def test_of_names_that_differ_in_accents_the_one_that_is_typed_is_meant(field: TypedChoiceField) -> None:
    assert field.names.find("odegard") is None
    field.names.replace(("Muller", "Müller", "Ødegård", "Ödegard", "Ångström"))
    assert [field.names.find(text) for text in ("MULLER", "müller", "angstrom", "Mûller", "odegard", "x")] == [
        "Muller",
        "Müller",
        "Ångström",
        None,
        None,
        None,
    ]


def test_names_that_come_later_are_offered_too(field: TypedChoiceField) -> None:
    told = list_told(field)
    field.names.replace(("Acme GmbH", "Cedar"))
    type_text(field, "ced")
    press(Qt.Key.Key_Return)
    assert told == ["Cedar"]


def test_the_only_name_with_these_letters_is_taken_by_enter(field: TypedChoiceField) -> None:
    told = list_told(field)
    type_text(field, "licht")
    press(Qt.Key.Key_Return)
    assert told == ["Nordlicht Systems"]


def test_a_name_counts_when_the_field_is_left_and_blank_is_none(field: TypedChoiceField) -> None:
    told = list_told(field)
    type_text(field, "birch")
    press(Qt.Key.Key_Tab)
    assert not field.line.hasFocus()
    assert (told, field.line.text()) == (["Birch"], "Birch")
    field.line.setFocus()
    field.line.selectAll()
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Tab)
    assert (told, field.line.text()) == (["Birch", None], "none of these")


def test_what_is_no_name_stays_and_is_marked(field: TypedChoiceField) -> None:
    told = list_told(field)
    refused: list[str] = []
    field.refused.connect(refused.append)
    type_text(field, "Nobody")
    press(Qt.Key.Key_Return)
    assert (told, set(refused), field.entry()) == ([], {"Nobody"}, None)
    assert field.box.property("wrong") is True
    field.start(None)
    assert field.line.text() == "Nobody"
    field.start("Birch")
    assert (field.line.text(), field.box.property("wrong")) == ("Birch", False)


def test_esc_gives_back_what_stood_there_and_undo_is_the_text_s_own(field: TypedChoiceField) -> None:
    told = list_told(field)
    field.start("Birch")
    field.line.selectAll()
    type_text(field, "Nobody")
    QTest.keyClick(field.box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.line.text() == "Birch"
    type_text(field, "y")
    press(Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert field.line.text() == "y"
    press(Qt.Key.Key_Escape)
    assert (field.line.text(), field.entry(), field.is_dirty, told) == ("Birch", "Birch", False, [])


def test_the_list_offers_the_nearest(field: TypedChoiceField) -> None:
    told = list_told(field)
    assert [field.box.itemText(at) for at in range(field.box.count())] == ["none of these", "Acme GmbH"]
    QTest.keyClick(field.line, Qt.Key.Key_Down)
    assert told == ["Acme GmbH"]


@pytest.fixture
def companies(add_company: AddPartner) -> None:
    for name in ("Acme GmbH", "Nordlicht Systems"):
        add_company(name)


def test_a_company_that_is_not_near_is_typed_in_the_list_of_what_is_to_do(
    qtbot: QtBot, assistant: RosterAssistant, load: Load, jobs: JobRunner
) -> None:
    load("partner,name,email\nZzyzx,Bo,bo@z.example\nZzyzx,Cy,cy@z.example\n")
    qtbot.mouseClick(assistant.planned.table.chips["to do"], Qt.MouseButton.LeftButton)
    field = assistant.planned.todo.fields["partner:Zzyzx"]
    assert isinstance(field, TypedChoiceField)
    for _ in range(2):
        press(Qt.Key.Key_Tab)
    assert field.line.hasFocus()
    type_text(field, "nobody")
    press(Qt.Key.Key_Return)
    words = [label.text() for label in assistant.planned.todo.findChildren(QLabel)]
    assert "“nobody” is none of the names; choose one that is offered while you type." in words
    field.line.selectAll()
    type_text(field, "dlicht")
    press(Qt.Key.Key_Return)
    settle(qtbot, assistant, jobs)
    assert assistant.head.summary.text() == "2 rows · 2 new"
    assert assistant.planned.todo.fields["partner:Zzyzx"] is field
    assert field.line.text() == "Nordlicht Systems"


def test_text_that_is_no_name_takes_back_what_was_chosen_before(field: TypedChoiceField) -> None:
    told = list_told(field)
    type_text(field, "Birch")
    press(Qt.Key.Key_Return)
    field.line.selectAll()
    type_text(field, "Nobody")
    press(Qt.Key.Key_Tab)
    assert told == ["Birch", None]
    assert (field.line.text(), field.entry(), field.refused_text) == ("Nobody", None, "Nobody")
    field.start(None)
    assert (field.line.text(), field.refused_text) == ("Nobody", "Nobody")
    field.line.setFocus()
    field.line.selectAll()
    type_text(field, "Birch")
    press(Qt.Key.Key_Return)
    assert (told, field.refused_text) == (["Birch", None, "Birch"], "")


def test_a_company_that_is_refused_in_place_of_an_answer_leaves_the_line_open_and_says_so(
    qtbot: QtBot, assistant: RosterAssistant, load: Load, jobs: JobRunner
) -> None:
    load("partner,name,email\nZzyzx,Bo,bo@z.example\nYyy,Cy,cy@y.example\n")
    qtbot.mouseClick(assistant.planned.table.chips["to do"], Qt.MouseButton.LeftButton)
    first, second = (assistant.planned.todo.fields[f"partner:{name}"] for name in ("Zzyzx", "Yyy"))
    assert isinstance(first, TypedChoiceField)
    assert isinstance(second, TypedChoiceField)
    for each, text in ((first, "Nordlicht Systems"), (first, "Quell IT"), (second, "Acme GmbH")):
        each.line.setFocus()
        each.line.selectAll()
        type_text(each, text)
        QTest.keyClick(each.line, Qt.Key.Key_Return)
        settle(qtbot, assistant, jobs)
    words = [label.text() for label in assistant.planned.todo.findChildren(QLabel)]
    assert "“Quell IT” is none of the names; choose one that is offered while you type." in words
    assert first.line.text() == "Quell IT"
    assert assistant.planned.same == {"Yyy": "Acme GmbH"}
    assert assistant.head.summary.text() == "2 rows · 1 new · 1 rejected"
