"""What will happen: the selected row in full, what is to do, look-alikes and possible leavers, with their choices."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from channeladmin.desk.desk import Desk
from channeladmin.desk.import_profiles import list_aliases
from channeladmin.desk.importing import Bucket
from channeladmin.desk.listing import find_rows, get_rows
from channeladmin.desk.partners import add_partner
from channeladmin.desk.people import add_person, list_people
from channeladmin.desk.values import EmploymentFields, PartnerFields, PersonFields, Region
from tests.ui.assistant_hand import Hand, settle
from tests.ui.conftest import AddPartner, Load
from ui.kit.jobs import JobRunner
from ui.rosters.assistant import RosterAssistant
from ui.rosters.choice_lines import ChoiceLines
from ui.rosters.preview_table import Subject
from ui.rosters.row_detail import RowDetail
from ui.rosters.step_bar import Step
from ui.session import DeskSession

HEADER = "partner,name,email,title,credential,earned\n"


@pytest.fixture
def partner_id(add_company: AddPartner, desk: Desk) -> int:
    partner_id = add_company("Acme GmbH")[0]
    add_person(
        desk, partner_id, PersonFields(name="Robert Lee"), ["rob@acme.example"], EmploymentFields(region=Region.EMEA)
    )
    return partner_id


@pytest.fixture
def companies(partner_id: int) -> int:
    return partner_id


def list_chips(assistant: RosterAssistant) -> list[str]:
    return [chip.text() for chip in assistant.planned.table.chips.values() if not chip.isHidden()]


def list_detail(detail: RowDetail) -> list[tuple[str, ...]]:
    return [
        tuple(str(detail.model().index(row, column).data()) for column in list_columns(detail))
        for row in range(detail.model().rowCount())
    ]


def list_heads(detail: RowDetail) -> list[str]:
    return [detail.model().headerData(column, Qt.Orientation.Horizontal) for column in list_columns(detail)]


def list_columns(detail: RowDetail) -> list[int]:
    return [column for column in range(detail.model().columnCount()) if not detail.isColumnHidden(column)]


def look_at(hand: Hand, assistant: RosterAssistant, subject: Subject) -> None:
    if not assistant.steps.buttons[Step.PLAN].isChecked():
        hand.click(assistant.steps.buttons[Step.PLAN])
    hand.click(assistant.planned.table.chips[subject])


def list_words(lines: ChoiceLines) -> list[tuple[str, str]]:
    return [(line.head, line.words) for line in lines.lines]


def test_another_file_is_shown_from_its_beginning(
    qtbot: QtBot, assistant: RosterAssistant, load: Load, session: DeskSession, jobs: JobRunner
) -> None:
    text = HEADER + "".join(f"Acme GmbH,Person {number},p{number}@acme.example,,,\n" for number in range(60))
    load(text)
    table, read = assistant.planned.table, assistant.reading.view
    qtbot.keyClick(table.view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert (table.view.currentIndex().row(), table.view.verticalScrollBar().value() > 0) == (59, True)
    assistant.steps.choose(Step.READ)
    qtbot.waitUntil(lambda: read.verticalScrollBar().maximum() > 0)
    read.scrollToBottom()
    load(text.replace("Person", "Somebody"))
    assert (table.view.currentIndex().row(), table.view.verticalScrollBar().value()) == (0, 0)
    assert list_detail(table.detail)[0][2] == "Acme GmbH"
    assert read.verticalScrollBar().value() == 0
    qtbot.keyClick(table.view, Qt.Key.Key_Down)
    session.act(lambda: add_partner(session.desk, PartnerFields(name="Bolt Ltd")))
    settle(qtbot, assistant, jobs)
    assert table.view.currentIndex().row() == 1


def test_the_selected_row_is_shown_in_full(qtbot: QtBot, assistant: RosterAssistant, load: Load, hand: Hand) -> None:
    load(
        f"{HEADER}Acme GmbH,Robert Lee,rob@acme.example,CTO,,\nAcme GmbH,Ann Ray,ann@acme.example,,,\n"
        "Acme GmbH,Bo,bo@acme.example,,pse,someday\n"
    )
    look_at(hand, assistant, None)
    table = assistant.planned.table
    assert list_heads(table.detail) == ["Field", "In the file", "Before", "After"]
    changed = [
        ("title", "CTO", "nothing", "CTO"),
        ("partner", "Acme GmbH", "", "known already"),
        ("name", "Robert Lee", "", "known already"),
        ("email", "rob@acme.example", "", "known already"),
    ]
    assert list_detail(table.detail) == changed
    table.view.setFocus()
    qtbot.keyClick(table.view, Qt.Key.Key_Down)
    assert list_heads(table.detail) == ["Field", "In the file", "Stored"]
    assert list_detail(table.detail) == [
        ("partner", "Acme GmbH", "Acme GmbH"),
        ("employed from", "", "always; no first day is given"),
        ("name", "Ann Ray", "Ann Ray"),
        ("email", "ann@acme.example", "ann@acme.example"),
    ]
    qtbot.keyClick(table.view, Qt.Key.Key_Down)
    ((cell, value, why),) = list_detail(table.detail)
    assert (cell, value) == ("earned", "someday")
    assert "“someday” is not a date" in why
    hand.click(table.chips[Bucket.CHANGED])
    assert list_detail(table.detail) == changed


def test_an_unknown_company_is_told_and_said_to_be_one_of_the_desk(
    assistant: RosterAssistant, load: Load, hand: Hand, desk: Desk, partner_id: int
) -> None:
    load(f"{HEADER}Acme Gmb,Ann Ray,ann@acme.example,,,\nElsewhere,Bo,bo@else.example,,,\n")
    assert list_chips(assistant)[:3] == ["all 2", "rejected 2", "to do 2"]
    look_at(hand, assistant, "to do")
    lines = assistant.planned.todo
    (first, words), (second, _) = list_words(lines)
    assert (first, second) == ("“Acme Gmb”", "“Elsewhere”")
    assert words == "1 row waits. Nearest: “Acme GmbH”."
    assert list(lines.fields) == ["partner:Acme Gmb", "partner:Elsewhere"]
    hand.choose(lines.fields["partner:Acme Gmb"], "Acme GmbH")
    assert assistant.steps.step is Step.PLAN
    assert assistant.head.summary.text() == "2 rows · 1 new · 1 rejected"
    assert ("“Acme Gmb”", "Answered: taken for “Acme GmbH” from this import on.") in list_words(lines)
    hand.choose(lines.fields["partner:Acme Gmb"], "Choose or type…")
    assert assistant.head.summary.text() == "2 rows · 2 rejected"
    hand.choose(lines.fields["partner:Acme Gmb"], "Acme GmbH")
    hand.click(assistant.head.apply)
    assert {person.person.fields.name for person in list_people(desk, partner_id)} == {"Robert Lee", "Ann Ray"}


def test_new_people_of_no_company_are_said_to_work_where_their_address_says(
    assistant: RosterAssistant, load: Load, hand: Hand, desk: Desk, partner_id: int
) -> None:
    load(
        "Badge Name,Issued to First Name,Issued to Middle Name,Issued to Last Name,Issued to Email,Issue Date\n"
        "Sales Core,Ann,,Ray,ann@acme.example,2022-03-01\nSales Core,Bo,,Roe,bo@far.example,2022-03-01\n"
    )
    look_at(hand, assistant, "to do")
    lines = assistant.planned.todo
    assert list_words(lines) == [
        ("“@acme.example”", "1 row waits. Nearest: “Acme GmbH”."),
        ("“@far.example”", "1 row waits."),
    ]
    hand.choose(lines.fields["domain:@acme.example"], "Acme GmbH")
    assert assistant.head.summary.text() == "2 rows · 1 new · 1 rejected"
    assert ("“@acme.example”", "Answered: taken to work at “Acme GmbH” from this import on.") in list_words(lines)
    hand.click(assistant.head.apply)
    assert sorted(person.person.fields.name for person in list_people(desk, partner_id)) == ["Ann Ray", "Robert Lee"]


def test_credentials_and_orders_of_dates_are_answered_here_too(
    assistant: RosterAssistant, load: Load, hand: Hand, desk: Desk
) -> None:
    load(f"{HEADER}Acme GmbH,Robert Lee,rob@acme.example,,Sales Wizard,03/04/2022\n")
    look_at(hand, assistant, "to do")
    lines = assistant.planned.todo
    assert list(lines.fields) == ["dates:earned", "credential:Sales Wizard"]
    order = lines.fields["dates:earned"]
    order.box.setFocus()
    hand.choose(lines.fields["credential:Sales Wizard"], "Sales Professional")
    assert lines.fields["dates:earned"] is order
    assert order.box.hasFocus()
    hand.choose(lines.fields["dates:earned"], "31/10/2022")
    assert assistant.steps.step is Step.PLAN
    assert assistant.head.summary.text() == "1 row · 1 new"
    assert assistant.columns.names.fields["Sales Wizard"].entry() == "sales_professional"
    assert assistant.columns.dates.entry() == "dmy"
    hand.click(assistant.head.apply)
    assert list_aliases(desk) == {"Sales Wizard": "sales_professional"}


def test_a_person_who_looks_alike_is_taken_for_the_known_one(
    assistant: RosterAssistant, load: Load, hand: Hand, desk: Desk, partner_id: int
) -> None:
    load(f"{HEADER}Acme GmbH,Bob Lee,bob@acme.example,CTO,,\n")
    assert list_chips(assistant) == ["all 1", "new 1", "look-alikes 1", "possible leavers 1", "messages 1"]
    look_at(hand, assistant, "look-alikes")
    lines = assistant.planned.hints
    assert list_words(lines) == [
        (
            "“Bob Lee”",
            "New (bob@acme.example), and perhaps “Robert Lee” (rob@acme.example) of the same company: "
            "a short form of the name.",
        )
    ]
    box = lines.fields["bob@acme.example"].box
    box.setFocus()
    hand.choose(lines.fields["bob@acme.example"], "one person")
    assert box.hasFocus()
    assert list_chips(assistant) == ["all 1", "changed 1", "look-alikes 1", "messages 1"]
    assert list_words(lines) == [("“Bob Lee”", "Taken for “Robert Lee” in this import, as one person.")]
    hand.choose(lines.fields["bob@acme.example"], "two people")
    assert assistant.head.summary.text() == "1 row · 1 new"
    hand.choose(lines.fields["bob@acme.example"], "one person")
    hand.click(assistant.head.apply)
    (person,) = list_people(desk, partner_id)
    assert [email.fields.address for email in person.emails] == ["rob@acme.example", "bob@acme.example"]
    assert assistant.planned.hints.fields == {}


def test_a_company_that_looks_alike_is_taken_for_the_known_one(
    assistant: RosterAssistant, load: Load, hand: Hand, desk: Desk
) -> None:
    load("partner,region,website\nACME Inc.,EMEA,acme.example\n")
    look_at(hand, assistant, "look-alikes")
    ((head, words),) = list_words(assistant.planned.hints)
    assert head == "“ACME Inc.”"
    assert words.startswith("New, and much like “Acme GmbH”: ")
    hand.choose(assistant.planned.hints.fields["ACME Inc."], "one company")
    hand.click(assistant.head.apply)
    assert [row.partner for row in get_rows(desk, find_rows(desk))] == ["Acme GmbH"]


def test_possible_leavers_and_messages_are_read_without_options(
    assistant: RosterAssistant, load: Load, hand: Hand
) -> None:
    load("partner,name,email,Shoe\nAcme GmbH,Ann Ray,ann@acme.example,38\n")
    look_at(hand, assistant, "possible leavers")
    leavers, messages = assistant.planned.leavers, assistant.planned.messages.list
    assert leavers.lead.isVisible()
    assert leavers.list.item(0).text() == "Robert Lee <rob@acme.example> · Acme GmbH"
    hand.click(assistant.planned.table.chips["messages"])
    texts = [messages.item(at).text() for at in range(messages.count())]
    assert any("column “Shoe”" in text for text in texts)
    assert not any("--" in text for text in texts)


def test_other_files_begin_without_what_was_said_of_these(assistant: RosterAssistant, load: Load, hand: Hand) -> None:
    load(f"{HEADER}Acme Gmb,Ann Ray,ann@acme.example,,,\n")
    look_at(hand, assistant, "to do")
    hand.choose(assistant.planned.todo.fields["partner:Acme Gmb"], "Acme GmbH")
    load(f"{HEADER}Acme Gmb,Ann Ray,ann@acme.example,,,\n")
    assert assistant.head.summary.text() == "1 row · 1 rejected"
    assert assistant.planned.table.subject is None


def test_a_row_that_is_held_says_what_can_be_done_about_it(
    assistant: RosterAssistant, load: Load, hand: Hand, desk: Desk, partner_id: int
) -> None:
    add_person(
        desk, partner_id, PersonFields(name="Ann Ray"), ["ann@acme.example"], EmploymentFields(region=Region.EMEA)
    )
    load("partner,name,Post,other_emails\nAcme GmbH,Bob Lee,rob@acme.example,ann@acme.example\n")
    look_at(hand, assistant, Bucket.DUPLICATE)
    (cell, value, why), (head, _, advice) = list_detail(assistant.planned.table.detail)
    assert (cell, value, head) == ("Post", "rob@acme.example", "What to do")
    assert "“Robert Lee”" in why
    assert advice.startswith("If the row is of “Robert Lee” or “Ann Ray” alone: correct the file")
