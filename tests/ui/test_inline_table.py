"""Lists whose cells are edited in place, with real key presses."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from channeladmin.desk.values import (
    ActivityFields,
    ActivityKind,
    Stored,
)
from tests.ui.pages import type_in_cell
from ui.kit.field_spec import FieldSpec
from ui.kit.inline_model import RowActs
from ui.kit.inline_table import InlineTable

DAY = date(2022, 10, 31)


class Records:
    """Activities behind a list."""

    def __init__(self) -> None:
        self.table: InlineTable | None = None
        self.holder: QWidget | None = None
        self.stored: dict[int, ActivityFields] = {
            1: ActivityFields(held_on=DAY, kind=ActivityKind.WEBINAR, title="One")
        }

    def show(self) -> None:
        assert self.table is not None
        self.table.show_records([Stored(key, fields) for key, fields in self.stored.items()], "parent")

    def add(self, _parent: object, fields: ActivityFields) -> object:
        self.stored[max(self.stored, default=0) + 1] = fields
        self.show()
        return fields

    def edit(self, key: int, fields: ActivityFields) -> object:
        self.stored[key] = fields
        self.show()
        return fields

    def delete(self, key: int) -> object:
        fields = self.stored.pop(key)
        self.show()
        return fields


@pytest.fixture
def records(qtbot: QtBot) -> Records:
    records = Records()
    columns = (FieldSpec("held_on", "Held on"), FieldSpec("kind", "Kind"), FieldSpec("title", "Title", stretch=1))
    acts = RowActs(add=records.add, edit=records.edit, delete=records.delete)
    records.table = InlineTable(ActivityFields, columns, acts, invitation="Add an activity", name="Activities")
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.addWidget(records.table)
    layout.addWidget(QLineEdit())
    qtbot.addWidget(holder)
    holder.resize(600, 300)
    with qtbot.waitActive(holder):
        holder.show()
        holder.activateWindow()
    records.show()
    records.holder = holder
    return records


def press(qtbot: QtBot, records: Records, row: int, column: int, text: str, *, key: Qt.Key = Qt.Key.Key_Return) -> None:
    """Type over a cell."""
    assert records.table is not None
    type_in_cell(qtbot, records.table.view, row, column, text, key=key)


def test_typing_in_a_cell_edits_the_record(qtbot: QtBot, records: Records) -> None:
    press(qtbot, records, 0, 2, "Two & <more>")
    assert records.stored[1].title == "Two & <more>"


def test_a_wrong_cell_keeps_its_text_and_says_why(qtbot: QtBot, records: Records) -> None:
    assert records.table is not None
    press(qtbot, records, 0, 0, "soon")
    assert records.stored[1].held_on == DAY
    assert records.table.model.index(0, 0).data() == "soon"
    assert records.table.errors.text() == "Held on: “soon” is not a date; write it as 2022-10-31."
    press(qtbot, records, 0, 0, "2022-11-01")
    assert records.stored[1].held_on == date(2022, 11, 1)
    assert records.table.errors.text() == ""


def test_a_new_row_is_added_when_it_is_left(qtbot: QtBot, records: Records) -> None:
    assert records.table is not None
    view = records.table.view
    press(qtbot, records, 1, 2, "Fresh")
    assert len(records.stored) == 1
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert len(records.stored) == 1
    assert "Held on: This is needed." in records.table.errors.text()
    press(qtbot, records, 1, 0, "2 Nov 2022")
    records.table.model.setData(records.table.model.index(1, 1), ActivityKind.SEMINAR)
    qtbot.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert records.stored[2] == ActivityFields(held_on=date(2022, 11, 2), kind=ActivityKind.SEMINAR, title="Fresh")
    assert records.table.model.rowCount() == 3
    assert records.table.errors.text() == ""


def test_delete_removes_the_row(qtbot: QtBot, records: Records) -> None:
    assert records.table is not None
    view = records.table.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 2))
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert records.stored == {}


def test_the_list_is_a_sound_model(qtbot: QtBot, records: Records, qtmodeltester: ModelTester) -> None:
    assert records.table is not None
    qtmodeltester.check(records.table.model)
