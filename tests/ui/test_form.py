"""Forms that are edited in place, with real key presses on the records' own Fields."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import BaseModel
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from channeladmin.desk.refusal import FieldRefused
from channeladmin.desk.values import (
    AgreementFields,
    BusinessPlanFields,
    PartnerFields,
    PartnerKind,
    Region,
    Stored,
)
from ui.kit.field_spec import FieldGroup, FieldSpec
from ui.kit.form import RecordForm

DAY = date(2022, 10, 31)


class Record:
    """A record behind a form: what was saved, in order."""

    def __init__(self) -> None:
        self.saved: list[Any] = []
        self.holders: list[QWidget] = []
        self.refusal: FieldRefused | None = None
        self.is_mute = False

    def save(self, _key: object, fields: object) -> object | None:
        if self.refusal:
            raise self.refusal
        if self.is_mute:
            return None
        self.saved.append(fields)
        return fields


@pytest.fixture
def record() -> Record:
    return Record()


def show_form(
    qtbot: QtBot,
    fields_type: type[BaseModel],
    names: tuple[str, ...],
    record: Record,
    *,
    saves_on_leave: bool = True,
) -> RecordForm:
    specs = tuple(FieldSpec(name, name, is_long=name == "address") for name in names)
    form = RecordForm(fields_type, (FieldGroup("", specs),), save=record.save, saves_on_leave=saves_on_leave)
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.addWidget(form)
    layout.addWidget(QLineEdit())
    qtbot.addWidget(holder)
    with qtbot.waitActive(holder):
        holder.show()
        holder.activateWindow()
    record.holders.append(holder)
    return form


def type_in(qtbot: QtBot, form: RecordForm, name: str, text: str) -> QLineEdit:
    line = form.editor(name).widget
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)
    return line


def partner(**values: object) -> Stored[PartnerFields]:
    return Stored(7, PartnerFields.model_validate({"name": "Acme", **values}))


def test_leaving_a_field_saves_it(qtbot: QtBot, record: Record) -> None:
    form = show_form(qtbot, PartnerFields, ("name", "country"), record)
    form.bind(partner(website="acme.example"))
    line = type_in(qtbot, form, "country", " Norway ")
    assert record.saved == []
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert [(fields.name, fields.country, fields.website) for fields in record.saved] == [
        ("Acme", "Norway", "acme.example")
    ]
    assert line.text() == "Norway"
    assert not form.is_dirty


def test_a_field_that_was_not_touched_saves_nothing(qtbot: QtBot, record: Record) -> None:
    form = show_form(qtbot, PartnerFields, ("name", "country"), record)
    form.bind(partner())
    form.focus_first()
    qtbot.keyClick(form.editor("name").widget, Qt.Key.Key_Tab)
    assert record.saved == []


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier])
def test_enter_saves(qtbot: QtBot, record: Record, modifier: Qt.KeyboardModifier) -> None:
    form = show_form(qtbot, PartnerFields, ("name",), record)
    form.bind(partner())
    line = type_in(qtbot, form, "name", "Bolt")
    qtbot.keyClick(line, Qt.Key.Key_Return, modifier)
    assert [fields.name for fields in record.saved] == ["Bolt"]


def test_escape_gives_back_what_was(qtbot: QtBot, record: Record) -> None:
    form = show_form(qtbot, PartnerFields, ("name", "country"), record)
    form.bind(partner(country="Norway"))
    line = type_in(qtbot, form, "country", "Sweden")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() == "Norway"
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert record.saved == []


def test_a_wrong_field_keeps_its_text_and_the_others_are_saved(qtbot: QtBot, record: Record) -> None:
    form = show_form(qtbot, AgreementFields, ("signed_on", "channel_manager"), record)
    form.bind(Stored(1, AgreementFields(region=Region.EMEA)))
    wrong = type_in(qtbot, form, "signed_on", "3/5/2022")
    qtbot.keyClick(wrong, Qt.Key.Key_Tab)
    assert form.error_text("signed_on") == "“3/5/2022” is not a date; write it as 2022-10-31."
    assert form.editor("signed_on").widget.accessibleDescription() == form.error_text("signed_on")
    line = type_in(qtbot, form, "channel_manager", "M. Okafor")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert [(fields.signed_on, fields.channel_manager) for fields in record.saved] == [(None, "M. Okafor")]
    assert wrong.text() == "3/5/2022"
    type_in(qtbot, form, "signed_on", "3 May 2022")
    assert form.submit()
    assert record.saved[-1].signed_on == date(2022, 5, 3)
    assert form.error_text("signed_on") == ""


def test_a_needed_field_left_blank_says_so(qtbot: QtBot, record: Record) -> None:
    form = show_form(qtbot, PartnerFields, ("name",), record)
    form.bind(partner())
    line = form.editor("name").widget
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert form.error_text("name") == "This is needed."
    assert record.saved == []


def test_a_rule_over_two_fields_is_said_and_nothing_is_lost(qtbot: QtBot, record: Record) -> None:
    form = show_form(qtbot, AgreementFields, ("signed_on", "ends_on"), record)
    form.bind(Stored(1, AgreementFields(region=Region.EMEA, signed_on=DAY)))
    line = type_in(qtbot, form, "ends_on", "2021-01-01")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert "before it begins" in form.error_text("ends_on")
    assert line.text() == "2021-01-01"


def test_a_refusal_stands_under_its_field(qtbot: QtBot, record: Record) -> None:
    form = show_form(qtbot, PartnerFields, ("name", "country"), record)
    form.bind(partner())
    record.refusal = FieldRefused("name", "There is already a partner named Bolt.")
    line = type_in(qtbot, form, "name", "Bolt")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert form.error_text("name") == "There is already a partner named Bolt."
    assert line.text() == "Bolt"


def test_what_was_not_stored_for_another_reason_stays_typed(qtbot: QtBot, record: Record) -> None:
    form = show_form(qtbot, PartnerFields, ("name",), record)
    form.bind(partner())
    record.is_mute = True
    line = type_in(qtbot, form, "name", "Bolt")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert form.is_dirty
    assert line.text() == "Bolt"


def test_showing_the_record_again_keeps_typing_and_takes_what_changed(qtbot: QtBot, record: Record) -> None:
    form = show_form(qtbot, PartnerFields, ("name", "country"), record)
    form.bind(partner(country="Norway"))
    line = type_in(qtbot, form, "name", "Acme Corp")
    form.bind(partner(country="Sweden"))
    assert line.text() == "Acme Corp"
    assert line.hasFocus()
    assert form.editor("country").entry() == "Sweden"


def test_typing_that_could_not_be_saved_is_there_when_its_record_is_shown_again(qtbot: QtBot, record: Record) -> None:
    form = show_form(qtbot, AgreementFields, ("signed_on",), record)
    form.bind(Stored(1, AgreementFields(region=Region.EMEA)))
    line = type_in(qtbot, form, "signed_on", "soon")
    form.bind(Stored(2, AgreementFields(region=Region.APAC, signed_on=DAY)))
    assert line.text() == "31 Oct 2022"
    assert form.error_text("signed_on") == ""
    form.bind(Stored(1, AgreementFields(region=Region.EMEA)))
    assert line.text() == "soon"
    assert "is not a date" in form.error_text("signed_on")


def test_undo_is_the_fields_while_it_holds_typing_and_the_windows_else(qtbot: QtBot, record: Record) -> None:
    form = show_form(qtbot, PartnerFields, ("name",), record)
    form.bind(partner())
    undone: list[str] = []
    shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), record.holders[0])
    shortcut.activated.connect(lambda: undone.append("desk"))
    line = type_in(qtbot, form, "name", "Bolt")
    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == []
    assert line.text() == "Acme"
    type_in(qtbot, form, "name", "Bolt")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == ["desk"]
    assert line.text() == "Bolt"


def test_a_new_record_is_saved_only_when_told(qtbot: QtBot, record: Record) -> None:
    form = show_form(qtbot, PartnerFields, ("name", "country"), record, saves_on_leave=False)
    form.bind_new({"country": "Norway"})
    assert not form.submit()
    assert form.error_text("name") == "This is needed."
    assert form.editor("name").widget.hasFocus()
    line = type_in(qtbot, form, "name", "Acme")
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert record.saved == []
    qtbot.keyClick(form.editor("country").widget, Qt.Key.Key_Return)
    assert [(fields.name, fields.country) for fields in record.saved] == [("Acme", "Norway")]


def test_the_editor_follows_the_type_of_the_field(qtbot: QtBot, record: Record) -> None:
    form = show_form(qtbot, BusinessPlanFields, ("committed_net_arr_cents", "kickoff_on", "status"), record)
    form.bind(Stored(1, BusinessPlanFields(fiscal_year=2023, committed_net_arr_cents=30_000_000)))
    line = form.editor("committed_net_arr_cents").widget
    assert isinstance(line, QLineEdit)
    assert line.text() == "$300,000"
    type_in(qtbot, form, "committed_net_arr_cents", "420k")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert record.saved[-1].committed_net_arr_cents == 42_000_000
    assert line.text() == "$420,000"
    box = form.editor("status").widget
    box.setFocus()
    qtbot.keyClicks(box, "a")
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert record.saved[-1].status == "approved"


def test_boxes_choose_several_and_save_at_once(qtbot: QtBot, record: Record) -> None:
    form = show_form(qtbot, PartnerFields, ("name", "kinds"), record)
    form.bind(partner(kinds=(PartnerKind.MSP,)))
    first = form.editor("kinds").watched()[0]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Space)
    assert record.saved[-1].kinds == (PartnerKind.RESELLER, PartnerKind.MSP)


def test_text_is_shown_as_it_is(qtbot: QtBot, record: Record) -> None:
    name = "A&B <Test> </para> GmbH"
    form = show_form(qtbot, PartnerFields, ("name", "address"), record)
    form.bind(partner(name=name, address=f"{name}\nOslo"))
    assert form.editor("name").entry() == name
    assert form.editor("address").entry() == f"{name}\nOslo"


def test_a_new_record_that_was_stored_leaves_an_empty_form(qtbot: QtBot, record: Record) -> None:
    form = show_form(qtbot, PartnerFields, ("name", "country", "website"), record, saves_on_leave=False)
    form.bind_new({"country": "Norway"})
    for name in ("Acme", "Bolt"):
        type_in(qtbot, form, "website", "acme.example")
        line = type_in(qtbot, form, "name", name)
        qtbot.keyClick(line, Qt.Key.Key_Return)
        assert [form.editor(each).entry() for each in ("name", "country", "website")] == [None, "Norway", None]
        assert not form.is_dirty
    assert [(fields.name, fields.country, fields.website) for fields in record.saved] == [
        ("Acme", "Norway", "acme.example"),
        ("Bolt", "Norway", "acme.example"),
    ]


def test_an_empty_date_shows_how_it_may_be_written_only_while_it_is_typed_in(qtbot: QtBot, record: Record) -> None:
    form = show_form(qtbot, AgreementFields, ("signed_on", "ends_on"), record)
    form.bind(Stored(1, AgreementFields(region=Region.EMEA)))
    lines = [form.editor(name).widget for name in ("signed_on", "ends_on")]
    form.focus_first()
    assert [isinstance(line, QLineEdit) and line.placeholderText() for line in lines] == ["e.g. 31 Oct 2022", ""]
    qtbot.keyClick(lines[0], Qt.Key.Key_Tab)
    assert [isinstance(line, QLineEdit) and line.placeholderText() for line in lines] == ["", "e.g. 31 Oct 2022"]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_calendar_stays_on_the_screen(qtbot: QtBot, record: Record) -> None:
    form = show_form(qtbot, AgreementFields, ("signed_on",), record)
    form.bind(Stored(1, AgreementFields(region=Region.EMEA)))
    screen = form.screen().availableGeometry()
    form.window().move(screen.right() - 80, screen.bottom() - 80)
    line = form.editor("signed_on").widget
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = QApplication.activePopupWidget()
    assert calendar is not None
    assert screen.contains(calendar.frameGeometry())
    calendar.close()
