"""What an import needs and nobody has said for certain: it is counted and led to, and its answer can be changed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.ui.assistant_hand import Hand, settle
from tests.ui.conftest import Load
from ui.kit.jobs import JobRunner
from ui.rosters.assistant import RosterAssistant
from ui.rosters.step_bar import Step

HEADER = "Firma;Name;E-Mail;Zertifikat;Datum\n"
PLAIN = f"{HEADER}Acme GmbH;Ann Lee;ann@acme.example;Sales Core;2022-03-05\nAcme GmbH;Bo;bo@acme.example;;\n"
OPEN = f"{HEADER}Acme GmbH;Ann Lee;ann@acme.example;Sales Core;03.05.2022\n"


def get_columns_step(assistant: RosterAssistant) -> str:
    return assistant.steps.buttons[Step.COLUMNS].text()


def list_needed(assistant: RosterAssistant) -> list[str]:
    return [label.text() for label in assistant.columns.findChildren(QLabel) if label.property("role") == "needed"]


def list_words(assistant: RosterAssistant) -> dict[str, str]:
    return {line.key: line.words for line in assistant.planned.todo.lines}


def test_a_needed_field_with_a_suggested_column_alone_is_counted_and_led_to(
    assistant: RosterAssistant, load: Load, hand: Hand
) -> None:
    load(PLAIN)
    page = assistant.columns
    assert assistant.steps.step is Step.COLUMNS
    assert get_columns_step(assistant) == "2 Columns and fields · 1 to decide"
    assert page.missing.isVisible()
    assert page.missing.text() == "Needed: earned. It is perhaps the column “Datum”; choose it below."
    assert list_needed(assistant) == ["2022-03-05 (perhaps earned)"]
    box = page.columns.fields["Datum"].widget
    assert box.hasFocus()
    assistant.steps.choose(Step.READ)
    assert not box.hasFocus()
    QTest.keyClick(assistant.window(), Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    hand.qtbot.waitUntil(lambda: assistant.steps.step is Step.COLUMNS)
    assert box.hasFocus()
    hand.choose(page.columns.fields["Datum"], "earned")
    assert get_columns_step(assistant) == "2 Columns and fields"
    assert not page.missing.isVisible()
    assert list_needed(assistant) == []
    assert assistant.head.summary.text() == "2 rows · 2 new"


def test_what_no_row_needs_stays_a_suggestion(assistant: RosterAssistant, load: Load) -> None:
    load("Firma;Name;E-Mail;Datum\nAcme GmbH;Ann Lee;ann@acme.example;2022-03-05\n")
    assert get_columns_step(assistant) == "2 Columns and fields"
    assert not assistant.columns.missing.isVisible()
    load(f"{HEADER}Acme GmbH;Ann Lee;ann@acme.example;;2022-03-05\n")
    assert get_columns_step(assistant) == "2 Columns and fields"


def test_without_its_column_a_file_is_led_to_the_one_that_it_may_be(
    assistant: RosterAssistant, load: Load, hand: Hand
) -> None:
    load("Firma;Datum;NetARR\nAcme GmbH;2022-03-05;45000\n")
    hand.click(assistant.steps.buttons[Step.READ])
    hand.choose(assistant.reading.sources.kind, "bookings")
    hand.click(assistant.steps.next)
    assert assistant.steps.step is Step.COLUMNS
    assert get_columns_step(assistant) == "2 Columns and fields · 1 to decide"
    assert assistant.columns.missing.text() == "Needed: closed. It is perhaps the column “Datum”; choose it below."
    assert assistant.columns.columns.fields["Datum"].widget.hasFocus()
    hand.choose(assistant.columns.columns.fields["Datum"], "closed")
    assert assistant.head.summary.text() == "1 row · 1 new"


def test_what_an_answer_opens_is_said_counted_and_led_to(assistant: RosterAssistant, load: Load, hand: Hand) -> None:
    load(OPEN)
    page = assistant.columns
    field = page.columns.fields["Datum"]
    assert field.widget.hasFocus()
    assert not page.opened.isVisible()
    hand.choose(field, "earned")
    assert get_columns_step(assistant) == "2 Columns and fields · 1 of 2 to decide"
    assert page.opened.isVisible()
    assert page.opened.text() == "One more thing to decide: the order of day and month."
    assert page.dates.widget.hasFocus()
    hand.choose(page.dates, "31/10/2022")
    assert get_columns_step(assistant) == "2 Columns and fields"
    assert not page.opened.isVisible()
    load(PLAIN)
    assert get_columns_step(assistant) == "2 Columns and fields · 1 to decide"
    assert not assistant.columns.opened.isVisible()


def test_keys_that_look_through_the_choices_keep_the_keyboard(
    assistant: RosterAssistant, load: Load, hand: Hand, jobs: JobRunner
) -> None:
    load(OPEN)
    page = assistant.columns
    field = page.columns.fields["Datum"]
    QTest.keyClicks(field.box, "earned")
    settle(hand.qtbot, assistant, jobs)
    assert field.entry() == "earned"
    assert page.opened.isVisible()
    assert field.widget.hasFocus()


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Return])
@pytest.mark.parametrize("has_arrows", [True, False])
def test_from_choices_that_keys_look_through_a_key_goes_to_what_one_has_opened(
    assistant: RosterAssistant, load: Load, hand: Hand, jobs: JobRunner, *, has_arrows: bool, key: Qt.Key
) -> None:
    load(OPEN)
    page = assistant.columns
    field = page.columns.fields["Datum"]
    if has_arrows:
        while field.entry() != "earned":
            QTest.keyClick(field.box, Qt.Key.Key_Down)
    else:
        QTest.keyClicks(field.box, "earned")
    settle(hand.qtbot, assistant, jobs)
    assert page.opened.isVisible()
    assert field.widget.hasFocus()
    QTest.keyClick(field.box, key)
    assert page.dates.widget.hasFocus()
    QTest.keyClick(page.dates.box, Qt.Key.Key_Tab)
    assert page.columns.fields["Firma"].widget.hasFocus()


def test_a_key_that_takes_what_was_looked_for_is_led_to_what_it_opens(
    assistant: RosterAssistant, load: Load, hand: Hand, jobs: JobRunner
) -> None:
    load(OPEN)
    field = assistant.columns.columns.fields["Datum"]
    QTest.keyClicks(field.box, "earned")
    QTest.keyClick(field.box, Qt.Key.Key_Return)
    settle(hand.qtbot, assistant, jobs)
    assert assistant.columns.dates.widget.hasFocus()


def test_who_went_on_before_it_was_opened_comes_to_it_with_the_next_tab(
    assistant: RosterAssistant, load: Load, hand: Hand, jobs: JobRunner
) -> None:
    load(OPEN)
    page = assistant.columns
    field, (next_field, _) = page.columns.fields["Datum"], page.constants.rows[0]
    QTest.keyClicks(field.box, "earned")
    QTest.keyClick(field.box, Qt.Key.Key_Tab)
    settle(hand.qtbot, assistant, jobs)
    assert next_field.widget.hasFocus()
    QTest.keyClick(next_field.box, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert field.widget.hasFocus()
    QTest.keyClick(field.box, Qt.Key.Key_Tab)
    assert page.dates.widget.hasFocus()


def test_the_box_of_a_suggested_column_says_that_nobody_has_chosen(
    assistant: RosterAssistant, load: Load, hand: Hand
) -> None:
    def find_words(title: str) -> str:
        box = assistant.columns.columns.fields[title].box
        return box.currentText() or box.placeholderText()

    load("Firma;Name;E-Mail;Datum\nAcme GmbH;Ann Lee;ann@acme.example;2022-03-05\n")
    assert [find_words(title) for title in ("Firma", "Datum")] == ["partner", "perhaps earned"]
    hand.choose(assistant.columns.columns.fields["Datum"], "not taken")
    assert find_words("Datum") == "not taken"
    load(PLAIN)
    assert find_words("Datum") == "Choose…"
    assert assistant.columns.columns.fields["Datum"].box.accessibleDescription() == "Choose…"
    hand.choose(assistant.columns.columns.fields["Datum"], "earned")
    assert find_words("Datum") == "earned"
    assert assistant.columns.columns.fields["Datum"].box.accessibleDescription() == ""


def test_a_box_without_an_answer_says_that_one_has_to_choose(
    assistant: RosterAssistant, load: Load, hand: Hand
) -> None:
    load(
        "partner;name;email;credential;earned\nAcme GmbH;Ann;ann@acme.example;Wizard;03.05.2022\n"
        "Acme Gmb;Cy;cy@acme.example;;\nElsewhere;Bo;bo@acme.example;;\n"
    )
    page = assistant.columns
    assert [field.box.currentText() for field in (page.dates, page.names.fields["Wizard"])] == ["Choose…", "Choose…"]
    hand.click(assistant.steps.next)
    hand.click(assistant.planned.table.chips["to do"])
    fields = assistant.planned.todo.fields
    assert {key: field.box.currentText() for key, field in fields.items()} == {
        "dates:earned": "Choose…",
        "credential:Wizard": "Choose…",
        "partner:Acme Gmb": "Choose or type…",
        "partner:Elsewhere": "Type the company…",
    }
    hand.choose(fields["partner:Acme Gmb"], "Acme GmbH")
    hand.choose(fields["partner:Acme Gmb"], "Choose or type…")
    assert fields["partner:Acme Gmb"].entry() is None


def test_the_column_is_answered_under_to_do_and_taken_back_there(
    assistant: RosterAssistant, load: Load, hand: Hand
) -> None:
    load(PLAIN)
    hand.click(assistant.steps.next)
    hand.click(assistant.planned.table.chips["to do"])
    lines, chip = assistant.planned.todo, assistant.planned.table.chips["to do"]
    assert list_words(assistant) == {"column:earned": "1 row waits. Perhaps: “Datum”."}
    hand.choose(lines.fields["column:earned"], "Datum")
    assert list_words(assistant) == {"column:earned": "Answered: filled by the column “Datum”."}
    assert chip.text() == "to do 0"
    assert assistant.columns.columns.fields["Datum"].entry() == "earned"
    assert assistant.head.summary.text() == "2 rows · 2 new"
    hand.choose(lines.fields["column:earned"], lines.fields["column:earned"].choices[0][1])
    assert assistant.columns.columns.fields["Datum"].entry() is None
    assert chip.text() == "to do 1"


def test_every_answer_stays_in_its_place_and_can_be_changed(assistant: RosterAssistant, load: Load, hand: Hand) -> None:
    rows = "".join(
        f"Acme GmbH;Ann Lee;ann@acme.example;{name};0{day}.05.2022\n"
        for name, day in (("Wizard", 1), ("Wizard", 2), ("Sorcerer", 3))
    )
    load(f"{HEADER.replace('Datum', 'earned')}{rows}")
    hand.click(assistant.steps.next)
    hand.click(assistant.planned.table.chips["to do"])
    lines = assistant.planned.todo
    keys = ["dates:earned", "credential:Wizard", "credential:Sorcerer"]
    assert list(lines.fields) == keys
    hand.choose(lines.fields["dates:earned"], "31/10/2022")
    hand.choose(lines.fields["credential:Wizard"], "Sales Core")
    assert list(lines.fields) == keys
    assert list_words(assistant) == {
        "dates:earned": "Answered: 31 October is read as 31/10/2022 in these files.",
        "credential:Wizard": "Answered: taken for “Sales Core” from this import on.",
        "credential:Sorcerer": "1 row waits.",
    }
    assert assistant.planned.table.chips["to do"].text() == "to do 1"
    hand.choose(lines.fields["credential:Wizard"], "Sales Professional")
    assert assistant.columns.names.fields["Wizard"].entry() == "sales_professional"
    field = lines.fields["credential:Wizard"]
    hand.choose(field, field.choices[0][1])
    assert assistant.columns.names.fields["Wizard"].entry() is None
    assert list(lines.fields) == keys
    assert list_words(assistant)["credential:Wizard"] == "2 rows wait."
