"""The roster assistant by keyboard alone: Tab goes as one reads, and an answer leaves the keyboard where it is."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from channeladmin.desk.history import undo
from channeladmin.desk.partners import add_partner
from channeladmin.desk.values import PartnerFields
from tests.ui.assistant_hand import Hand, settle
from tests.ui.conftest import Load
from ui.kit.jobs import JobRunner
from ui.rosters.assistant import RosterAssistant
from ui.rosters.step_bar import Step
from ui.session import DeskSession

HOUSE = "Haus;Kollege;Nachname;Post\nAcme GmbH;Ana;Ruiz;ana@acme.example\n"


def test_columns_that_fill_one_field_stand_in_the_order_of_the_file(
    assistant: RosterAssistant, load: Load, hand: Hand
) -> None:
    load(HOUSE)
    fields = assistant.columns.columns.fields
    hand.choose(fields["Nachname"], "name")
    hand.choose(fields["Kollege"], "name")
    assert assistant.plan is not None
    assert assistant.plan.rows[0].about == "Ana Ruiz"


def test_an_answer_stays_in_its_line_and_tab_goes_on_from_there(
    qtbot: QtBot, assistant: RosterAssistant, load: Load, hand: Hand
) -> None:
    load("partner,name,email\nAcme Gmb,Ann Ray,ann@acme.example\nAcme Gmbx,Bo Lee,bo@acme.example\n")
    todo, chip = assistant.planned.todo, assistant.planned.table.chips["to do"]
    hand.click(chip)
    keys = ["partner:Acme Gmb", "partner:Acme Gmbx"]
    assert (list(todo.fields), chip.text()) == (keys, "to do 2")
    first, second = todo.fields.values()
    first.box.setFocus()
    hand.choose(first, "Acme GmbH")
    assert (list(todo.fields), chip.text()) == (keys, "to do 1")
    qtbot.keyClick(first.box, Qt.Key.Key_Tab)
    assert second.box.hasFocus()
    hand.choose(second, "Acme GmbH")
    assert chip.text() == "to do 0"
    assert chip.isVisible()
    hand.choose(first, "Choose or type…")
    assert (list(todo.fields), chip.text()) == (keys, "to do 1")


def test_other_files_are_asked_in_their_own_order(assistant: RosterAssistant, load: Load) -> None:
    rows = ["Acme Gmb,Ann Ray,ann@acme.example\n", "Acme Gmbx,Bo Lee,bo@acme.example\n"]
    load(f"partner,name,email\n{rows[0]}{rows[1]}")
    load(f"partner,name,email\n{rows[1]}{rows[0]}{rows[1].replace('bo@', 'bob@')}")
    assert list(assistant.planned.todo.fields) == ["partner:Acme Gmbx", "partner:Acme Gmb"]


def test_undo_of_the_window_goes_back_from_the_report_as_its_own_button_does(
    qtbot: QtBot, assistant: RosterAssistant, load: Load, hand: Hand, session: DeskSession, jobs: JobRunner
) -> None:
    load("partner,name,email\nAcme GmbH,Ann Ray,ann@acme.example\n")
    hand.click(assistant.head.apply)
    session.act(lambda: add_partner(session.desk, PartnerFields(name="Nobody Ltd")))
    assert assistant.steps.buttons[Step.REPORT].isChecked()
    session.act(lambda: undo(session.desk))
    assert assistant.steps.buttons[Step.REPORT].isChecked()
    session.act(lambda: undo(session.desk))
    settle(qtbot, assistant, jobs)
    assert assistant.head.apply.isEnabled()
    assert assistant.steps.buttons[Step.PLAN].isChecked()
    assert assistant.head.summary.text() == "1 row · 1 new"


def test_tab_goes_from_the_columns_to_remembering_them(assistant: RosterAssistant, load: Load) -> None:
    load(HOUSE)
    page = assistant.columns
    field, text = page.constants.rows[0]
    boxes = [each.widget for each in page.columns.fields.values()]
    way = [*boxes, field.widget, text.widget, page.remember, page.profile.widget]
    way[0].setFocus()
    for before, after in pairwise(way):
        QTest.keyClick(before, Qt.Key.Key_Tab)
        assert after.hasFocus()


def test_the_next_step_has_the_keyboard(qtbot: QtBot, assistant: RosterAssistant, load: Load) -> None:
    load(HOUSE)
    assistant.columns.columns.fields["Haus"].widget.setFocus()
    steps = assistant.steps
    QTest.keyClick(assistant.window(), Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: steps.step is Step.PLAN)
    assert steps.buttons[Step.PLAN].hasFocus()
    assistant.planned.table.view.setFocus()
    QTest.keyClick(assistant, Qt.Key.Key_Escape)
    assert steps.buttons[Step.COLUMNS].hasFocus()
    steps.next.setFocus()
    QTest.keyClick(steps.next, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: steps.step is Step.PLAN)
    assert not steps.buttons[Step.PLAN].hasFocus()


def test_after_ctrl_z_of_the_report_the_rows_have_the_keyboard(
    qtbot: QtBot, assistant: RosterAssistant, load: Load, hand: Hand, session: DeskSession, jobs: JobRunner
) -> None:
    load("partner,name,email\nAcme GmbH,Ann Ray,ann@acme.example\n")
    hand.click(assistant.head.apply)
    assert assistant.head.done.hasFocus()
    session.act(lambda: undo(session.desk))
    settle(qtbot, assistant, jobs)
    assert assistant.planned.table.view.hasFocus()
    hand.click(assistant.head.apply)
    hand.click(assistant.head.undo)
    assert assistant.planned.table.view.hasFocus()


def test_more_of_ctrl_z_leaves_the_keyboard_where_it_is(
    qtbot: QtBot, assistant: RosterAssistant, load: Load, hand: Hand, session: DeskSession, jobs: JobRunner
) -> None:
    for name in ("Bolt Ltd", "Cobalt Ltd", "Dune Ltd", "Elm Ltd"):
        add = partial(add_partner, session.desk, PartnerFields(name=name))
        session.act(add)
    load("partner,name,email\nAcme GmbH,Ann Ray,ann@acme.example\n")
    places = (
        assistant.planned.table.view,
        assistant.planned.table.chips[None],
        assistant.steps.buttons[Step.READ],
        assistant.head.apply,
    )
    for place in places:
        place.setFocus()
        session.act(lambda: undo(session.desk))
        settle(qtbot, assistant, jobs)
        assert place.hasFocus()


def test_who_moves_on_while_it_is_worked_out_stays_there(
    qtbot: QtBot, assistant: RosterAssistant, load: Load, session: DeskSession, jobs: JobRunner
) -> None:
    session.act(lambda: add_partner(session.desk, PartnerFields(name="Bolt Ltd")))
    load("partner,name,email\nAcme GmbH,Ann Ray,ann@acme.example\n")
    assert assistant.head.apply.hasFocus()
    session.act(lambda: undo(session.desk))
    assistant.head.other_files.setFocus()
    settle(qtbot, assistant, jobs)
    assert assistant.head.other_files.hasFocus()


def test_a_file_that_is_loaded_brings_the_keyboard_to_the_next_key(
    qtbot: QtBot, assistant: RosterAssistant, load: Load, jobs: JobRunner, tmp_path: Path
) -> None:
    path = tmp_path / "team.csv"
    path.write_text("partner,name,email\nAcme GmbH,Ann Ray,ann@acme.example\n", encoding="utf-8")
    assistant.focus_list()
    assistant.load_files([path])
    assert assistant.steps.buttons[Step.READ].hasFocus()
    settle(qtbot, assistant, jobs)
    assert assistant.head.apply.hasFocus()
    load(HOUSE)
    assert assistant.steps.buttons[Step.COLUMNS].hasFocus()
    load("partner,name,email\nAcme GmbH,Ann Ray,ann@acme.example\n")
    assert assistant.head.apply.hasFocus()
