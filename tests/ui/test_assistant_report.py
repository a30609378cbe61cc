"""The report of an import speaks of what has happened, and asks for nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt

from channeladmin.desk.history import list_operations
from tests.ui.assistant_hand import Hand
from tests.ui.conftest import Load
from ui.rosters.assistant import RosterAssistant
from ui.rosters.group_head import GroupHead
from ui.rosters.preview_table import PreviewTable
from ui.rosters.report_words import ANSWERED, LEFT_OPEN
from ui.rosters.step_bar import Step
from ui.session import DeskSession

HEADER = "partner,name,email,credential,earned,Shoe\n"
ANN = "Acme GmbH,Ann Ray,ann@acme.example,,,38\n"


def list_heads(table: PreviewTable) -> list[object]:
    model = table.model
    return [model.headerData(column, Qt.Orientation.Horizontal) for column in range(3, model.columnCount())]


def test_its_columns_and_its_to_do_say_what_has_happened(assistant: RosterAssistant, load: Load, hand: Hand) -> None:
    load(f"{HEADER}{ANN}Bolt,Bo Lee,bo@bolt.example,,,\nAcme Gmbx,Cy Fox,cy@acme.example,,,\n")
    table, todo = assistant.planned.table, assistant.planned.todo
    if assistant.steps.step is not Step.PLAN:
        hand.click(assistant.steps.buttons[Step.PLAN])
    assert list_heads(table) == ["What happens", "Why, or what changes"]
    hand.click(assistant.head.apply)
    assert list_heads(table) == ["What happened", "Why, or what changed"]
    hand.click(table.chips["to do"])
    (head,) = [each for each in todo.findChildren(GroupHead) if each.isVisible()]
    assert (head.head.text(), head.words.text()) == ("Companies", LEFT_OPEN)
    hand.click(assistant.head.undo)
    assert list_heads(table) == ["What happens", "Why, or what changes"]
    assert head.words.text() != LEFT_OPEN


def test_what_was_answered_is_said_to_be(assistant: RosterAssistant, load: Load, hand: Hand) -> None:
    load(f"{HEADER}Acme Gmbx,Cy Fox,cy@acme.example,,,\n")
    if assistant.steps.step is not Step.PLAN:
        hand.click(assistant.steps.buttons[Step.PLAN])
    hand.click(assistant.planned.table.chips["to do"])
    hand.choose(assistant.planned.todo.fields["partner:Acme Gmbx"], "Acme GmbH")
    hand.click(assistant.head.apply)
    hand.click(assistant.planned.table.chips["to do"])
    (head,) = [each for each in assistant.planned.todo.findChildren(GroupHead) if each.isVisible()]
    assert head.words.text() == ANSWERED


def test_its_messages_ask_for_nothing(assistant: RosterAssistant, load: Load, hand: Hand) -> None:
    load(HEADER + ANN)
    hand.click(assistant.head.apply)
    hand.click(assistant.planned.table.chips["messages"])
    (text,) = [assistant.planned.messages.list.item(at).text() for at in range(1)]
    assert text.endswith("No field takes the column “Shoe”; its cells are left out unless it is mapped to a field.")


def test_rows_that_stay_as_they_are_are_not_counted_as_imported(
    assistant: RosterAssistant, load: Load, hand: Hand, session: DeskSession
) -> None:
    load(HEADER + ANN)
    hand.click(assistant.head.apply)
    load(f"{HEADER}{ANN}Acme GmbH,Bo Lee,bo@acme.example,,,\n")
    assert assistant.head.summary.text() == "2 rows · 1 new · 1 same as before"
    assert assistant.head.apply.text() == "Import 1 row"
    hand.click(assistant.head.apply)
    assert list_operations(session.desk)[0].label == "Import team.csv (1 row)"
