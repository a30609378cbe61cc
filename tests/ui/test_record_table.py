"""The list view: pages of rows, order, selection by key, keys pressed, and what is copied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ui.kit.chips import PILL_ROLE, Pill, Tone
from ui.kit.record_table import Column, RecordModel, RecordTable

BIG = 1 << 61


class Rows:
    """So many rows, keyed by 62-bit numbers, that count how often they are asked for."""

    def __init__(self, count: int) -> None:
        self.keys = [BIG + number for number in range(count)]
        self.asked: list[int] = []

    def find(self, _sort: str, descending: bool) -> Sequence[int]:
        return self.keys[::-1] if descending else self.keys

    def get(self, keys: Sequence[int]) -> Mapping[int, str]:
        self.asked.append(len(keys))
        return {key: f"<b>& {key - BIG}" for key in keys}


def _model(rows: Rows) -> RecordModel[str]:
    columns: tuple[Column[str], ...] = (
        Column("name", "Name", lambda row: row),
        Column("state", "State", lambda _row: "met", pill=lambda _row: Pill("met", Tone.MET)),
    )
    model: RecordModel[str] = RecordModel(columns, find=rows.find, get=rows.get, sort="name")
    model.reload()
    return model


@pytest.fixture
def rows() -> Rows:
    return Rows(450)


@pytest.fixture
def table(qtbot: QtBot, rows: Rows) -> RecordTable:
    table = RecordTable(_model(rows), "Things")
    qtbot.addWidget(table)
    table.resize(400, 300)
    table.show()
    return table


def test_the_model_is_sound(rows: Rows, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(_model(rows))


def test_only_the_pages_that_are_looked_at_are_read(rows: Rows) -> None:
    model = _model(rows)
    assert rows.asked == []
    assert model.index(449, 0).data() == "<b>& 449"
    assert model.index(401, 0).data() == "<b>& 401"
    assert model.index(0, 1).data(PILL_ROLE) == Pill("met", Tone.MET)
    assert rows.asked == [50, 200]


def test_enter_opens_the_row_with_its_whole_key(qtbot: QtBot, table: RecordTable) -> None:
    table.selectRow(3)
    with qtbot.waitSignal(table.opened) as told:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert told.args == [BIG + 3]


def test_letters_go_to_the_filter(qtbot: QtBot, table: RecordTable) -> None:
    with qtbot.waitSignal(table.typed) as told:
        QTest.keyClick(table, Qt.Key.Key_A)
    assert told.args == ["a"]


def test_the_selection_stays_with_its_rows(qtbot: QtBot, table: RecordTable, rows: Rows) -> None:
    table.selectRow(5)
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert table.selected_keys() == [BIG + 5, BIG + 6]
    table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert table.selected_keys() == [BIG + 6, BIG + 5]
    assert table.current_key == BIG + 6
    rows.keys.remove(BIG + 6)
    table.model().reload()  # type: ignore[attr-defined]  # a RecordModel
    assert table.selected_keys() == [BIG + 5]


def test_select_all_is_counted_without_listing(qtbot: QtBot, table: RecordTable) -> None:
    QTest.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert table.count_selected() == 450


def test_rows_are_copied_as_shown(qtbot: QtBot, table: RecordTable) -> None:
    table.selectRow(1)
    table.setColumnHidden(1, True)
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == "Name\n<b>& 1\n"
    assert "<td>&lt;b&gt;&amp; 1</td>" in mime.html()
