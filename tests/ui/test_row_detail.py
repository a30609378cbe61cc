"""The preview: a list with what will be stored, the selected row with its cells, in as much room as it takes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from channeladmin.desk.importing import Bucket, PlannedRow
from channeladmin.rosters.stored_rows import StoredRows
from tests.ui.assistant_hand import Hand
from tests.ui.conftest import Load
from ui.rosters.assistant import RosterAssistant
from ui.rosters.preview_table import PreviewTable
from ui.rosters.row_detail import RowDetail
from ui.rosters.step_bar import Step

HEADER = "partner,name,email,credential,earned,employed_from,title,learner_id\n"
WHY = 4
ANN = "Acme GmbH,Ann Ray,ann@acme.example"


@pytest.fixture
def table(assistant: RosterAssistant) -> PreviewTable:
    return assistant.planned.table


def open_plan(hand: Hand, assistant: RosterAssistant) -> None:
    if not assistant.steps.buttons[Step.PLAN].isChecked():
        hand.click(assistant.steps.buttons[Step.PLAN])


def find_room(detail: RowDetail) -> int:
    """The height of its lines and their head."""
    return detail.horizontalHeader().height() + detail.verticalHeader().length() + 2 * detail.frameWidth()


def test_the_list_shows_what_is_stored_and_its_tip_the_cells(
    assistant: RosterAssistant, load: Load, hand: Hand, table: PreviewTable
) -> None:
    load(f"{HEADER}{ANN},Certified Professional Services Engineer,31/10/2021,13/04/2021,CTO,\n")
    open_plan(hand, assistant)
    assert table.model.index(0, WHY).data() == (
        "adds partner Acme GmbH · credential PSE · earned 31 Oct 2021 · employed from 13 Apr 2021 · "
        "email ann@acme.example · title CTO"
    )
    tip = str(table.model.index(0, WHY).data(Qt.ItemDataRole.ToolTipRole)).splitlines()
    assert tip == [
        "adds partner Acme GmbH",
        "credential PSE (in the file: Certified Professional Services Engineer)",
        "earned 31 Oct 2021 (in the file: 31/10/2021)",
        "employed from 13 Apr 2021 (in the file: 13/04/2021)",
        "email ann@acme.example",
        "title CTO",
    ]


def test_the_row_takes_the_room_of_its_lines_and_none_without_a_row(
    qtbot: QtBot, assistant: RosterAssistant, load: Load, hand: Hand, table: PreviewTable
) -> None:
    load(f"{HEADER}{ANN},,,,,\nAcme GmbH,Bo,bo@acme.example,pse,someday,,,\n")
    open_plan(hand, assistant)
    hand.click(table.chips[None])
    detail = table.detail
    assert detail.model().rowCount() == 4
    qtbot.waitUntil(lambda: detail.height() == find_room(detail))
    table.view.setFocus()
    qtbot.keyClick(table.view, Qt.Key.Key_Down)
    assert detail.model().rowCount() == 1
    qtbot.waitUntil(lambda: detail.height() == find_room(detail))
    before = table.view.height()
    table.view.selectionModel().clearCurrentIndex()
    assert detail.isHidden()
    qtbot.waitUntil(lambda: table.view.height() > before + 20)


def test_more_lines_than_there_is_room_for_scroll_and_the_row_stays_in_sight(
    qtbot: QtBot, assistant: RosterAssistant, load: Load, hand: Hand, table: PreviewTable
) -> None:
    many = "".join(f"Acme GmbH,Bo,bo@acme.example,pse,someday {at},,,\n" for at in range(40))
    load(f"{HEADER}{many}{ANN},pse,2021-10-31,2021-04-03,CTO,L-1\n")
    open_plan(hand, assistant)
    assistant.window().resize(1000, 440)
    hand.click(table.chips[None])
    table.view.setFocus()
    qtbot.keyClick(table.view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    detail = table.detail
    assert detail.model().rowCount() == 8
    qtbot.waitUntil(lambda: detail.height() < find_room(detail))
    assert detail.verticalScrollBar().maximum() > 0
    assert detail.height() <= table.view.height() + 1
    last = table.view.visualRect(table.view.currentIndex())
    assert table.view.viewport().rect().contains(last.center())


def test_the_lines_are_a_sound_model(
    assistant: RosterAssistant, load: Load, table: PreviewTable, qtmodeltester: ModelTester
) -> None:
    load(f"{HEADER}{ANN},,,,,\n")
    qtmodeltester.check(table.detail.model())


def test_only_what_is_in_sight_is_worked_out(
    assistant: RosterAssistant, load: Load, hand: Hand, table: PreviewTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: set[int] = set()
    whole = StoredRows.list_changes

    def see(stored: StoredRows, row: PlannedRow) -> object:
        seen.add(row.line)
        return whole(stored, row)

    monkeypatch.setattr(StoredRows, "list_changes", see)
    load(HEADER + "".join(f"Acme GmbH,P {at},p{at}@acme.example,,,,,\n" for at in range(2_000)))
    open_plan(hand, assistant)
    hand.click(table.chips[Bucket.NEW])
    table.view.scrollToBottom()
    table.view.grab()
    assert 2_001 in seen
    assert len(seen) < 200
