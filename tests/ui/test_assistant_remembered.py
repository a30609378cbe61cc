"""Names that an earlier import took for companies: said by the assistant, and taken back there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from channeladmin.desk.desk import Desk
from channeladmin.desk.history import undo
from channeladmin.desk.import_same import list_same
from tests.ui.assistant_hand import Hand, settle
from tests.ui.conftest import AddPartner, Load
from ui.kit.jobs import JobRunner
from ui.rosters.assistant import RosterAssistant

HEADER = "partner,name,email\n"
KEY = "partner:The Acme people"


@pytest.fixture
def companies(add_company: AddPartner) -> None:
    add_company("Acme GmbH")
    add_company("Birch")


@pytest.fixture
def learnt(assistant: RosterAssistant, load: Load, hand: Hand) -> RosterAssistant:
    load(f"{HEADER}Acme Gmb,Ann Ray,ann@acme.example\n")
    hand.click(assistant.planned.table.chips["to do"])
    hand.choose(assistant.planned.todo.fields["partner:Acme Gmb"], "Acme GmbH")
    hand.click(assistant.head.apply)
    load(f"{HEADER}Acme Gmb,Bo Lee,bo@acme.example\n")
    return assistant


def walk(qtbot: QtBot, start: QWidget, goal: QWidget) -> list[str]:
    """What Tab comes by on the way from one widget to another."""
    found: list[str] = []
    widget: QWidget | None = start
    while widget is not None and widget is not goal and len(found) < 20:
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
        widget = QApplication.focusWidget()
        found.append(type(widget).__name__)
    return found


def test_a_company_is_known_by_its_other_name_and_it_is_said(learnt: RosterAssistant, hand: Hand, desk: Desk) -> None:
    assert list_same(desk) == {"Acme Gmb": "Acme GmbH"}
    assert learnt.head.summary.text() == "1 row · 1 new"
    chips = learnt.planned.table.chips
    assert chips["remembered"].text() == "remembered 1"
    assert chips["to do"].isHidden()
    hand.click(chips["remembered"])
    (line,) = learnt.planned.recalled.lines
    assert (line.head, line.words) == ("Company “Acme Gmb”", "Taken for “Acme GmbH”, as in an earlier import.")
    hand.click(learnt.head.apply)
    assert learnt.planned.recalled.fields == {}
    assert list_same(desk) == {"Acme Gmb": "Acme GmbH"}


def test_it_is_taken_back_and_chosen_anew(
    qtbot: QtBot, learnt: RosterAssistant, hand: Hand, desk: Desk, jobs: JobRunner
) -> None:
    hand.click(learnt.planned.table.chips["remembered"])
    field = learnt.planned.recalled.fields["Acme Gmb"]
    walked = walk(qtbot, learnt.planned.table.chips["remembered"], field.box)
    assert walked == ["ChoiceLines", "ChoiceBox"]
    qtbot.keyClick(field.box, Qt.Key.Key_Up)
    settle(qtbot, learnt, jobs)
    assert learnt.head.summary.text() == "1 row · 1 rejected"
    (line,) = learnt.planned.recalled.lines
    assert line.words == "No longer taken for “Acme GmbH”: with this import it is forgotten."
    hand.choose(field, "Acme GmbH")
    assert learnt.head.summary.text() == "1 row · 1 new"
    hand.choose(field, "no longer")
    hand.click(learnt.planned.table.chips["to do"])
    todo = learnt.planned.todo.fields["partner:Acme Gmb"]
    hand.choose(todo, "Acme GmbH")
    hand.choose(todo, "Choose or type…")
    assert learnt.head.summary.text() == "1 row · 1 rejected"


def test_what_was_said_of_one_import_is_undone_with_it(learnt: RosterAssistant, desk: Desk) -> None:
    undo(desk)
    assert list_same(desk) == {}
