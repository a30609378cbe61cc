"""To do, by sorts: what lines have in common is said once, and where new people work is answered for all at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from channeladmin.desk.desk import Desk
from channeladmin.desk.import_same import list_same
from channeladmin.desk.partners import add_partner
from channeladmin.desk.people import list_people
from channeladmin.desk.values import AgreementFields, PartnerFields, Region
from tests.ui.assistant_hand import Hand, settle
from tests.ui.conftest import Load
from ui.kit.jobs import JobRunner
from ui.kit.typed_choice import TypedChoiceField
from ui.rosters.assistant import RosterAssistant
from ui.rosters.group_head import GroupHead
from ui.rosters.step_bar import Step

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # of every list that opens

CREDLY = (
    "Badge Name,Badge Template ID,Issued to First Name,Issued to Middle Name,Issued to Last Name,Issued to Email,"
    "Country,State,Region,Status,Expired,Issue Date\n"
)
NAMES = ("Alder", "Birch", "Cedar", "Elder", "Fir", "Hazel", "Juniper", "Larch", "Maple", "Oak", "Poplar", "Rowan")


def write_badges(*domains: str) -> str:
    return CREDLY + "".join(
        f"Sales Core,t,Ann,,No{number},p{number}@{domain},FR,,Europe,accepted,,2022-05-12\n"
        for number, domain in enumerate(domains)
    )


TWELVE = write_badges(*(f"{name.lower()}.example" for name in NAMES))


@pytest.fixture
def companies(desk: Desk) -> dict[str, int]:
    return {
        name: add_partner(
            desk, PartnerFields(name=name, website=f"{name.lower()}.example"), AgreementFields(region=Region.EMEA)
        ).id
        for name in NAMES
    }


def look_at_todo(assistant: RosterAssistant, hand: Hand) -> None:
    hand.click(assistant.planned.table.chips["to do"])


def list_values(assistant: RosterAssistant) -> dict[str, object]:
    return {line.head.strip("“”"): line.value for line in assistant.planned.todo.lines}


def test_a_first_badge_file_with_new_people_of_twelve_companies_takes_four_clicks_and_the_second_two(
    qtbot: QtBot, assistant: RosterAssistant, load: Load, jobs: JobRunner, desk: Desk, companies: dict[str, int]
) -> None:
    """To drop the file is one."""
    first = Hand(qtbot, assistant, jobs)
    first.clicks += 1
    load(TWELVE)
    assert assistant.steps.step is Step.PLAN
    assert assistant.head.summary.text() == "12 rows · 12 rejected"
    look_at_todo(assistant, first)
    assert assistant.planned.nearest.text() == "&Take the nearest for all 12"
    first.click(assistant.planned.nearest)
    assert assistant.head.summary.text() == "12 rows · 12 new"
    first.click(assistant.head.apply)
    assert assistant.report is not None
    assert not assistant.planned.nearest.isVisible()
    assert first.clicks == 4
    assert [len(list_people(desk, partner_id)) for partner_id in companies.values()] == [1] * 12
    assert list_same(desk) == {f"@{name.lower()}.example": name for name in NAMES}
    second = Hand(qtbot, assistant, jobs)
    second.clicks += 1
    load(TWELVE.replace(",p", ",q"))
    assert assistant.head.summary.text() == "12 rows · 12 new"
    second.click(assistant.head.apply)
    assert second.clicks == 2


def test_what_was_taken_stands_in_each_line_and_can_be_changed_or_taken_back(
    assistant: RosterAssistant, load: Load, hand: Hand, desk: Desk, jobs: JobRunner, companies: dict[str, int]
) -> None:
    load(write_badges("alder.example", "birch.example", "cedar.example"))
    look_at_todo(assistant, hand)
    lines = assistant.planned.todo
    hand.click(assistant.planned.nearest)
    assert [line.words for line in lines.lines] == [
        f"Answered: taken to work at “{name}” from this import on." for name in NAMES[:3]
    ]
    assert [field.entry() for field in lines.fields.values()] == list(NAMES[:3])
    hand.choose(lines.fields["domain:@birch.example"], "Choose or type…")
    field = lines.fields["domain:@cedar.example"]
    assert isinstance(field, TypedChoiceField)
    field.line.selectAll()
    QTest.keyClicks(field.line, "Oak")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    settle(hand.qtbot, assistant, jobs)
    assert list_values(assistant) == {"@alder.example": "Alder", "@birch.example": None, "@cedar.example": "Oak"}
    assert not assistant.planned.nearest.isVisible(), "what was taken back is an answer"
    hand.click(assistant.head.apply)
    assert list_same(desk) == {"@alder.example": "Alder", "@cedar.example": "Oak"}
    assert len(list_people(desk, companies["Oak"])) == 1


def test_what_has_no_nearest_stays_open_and_what_was_answered_stays_as_it_is(
    assistant: RosterAssistant, load: Load, hand: Hand
) -> None:
    load(write_badges("alder.example", "birch.example", "cedar.example", "far.example"))
    look_at_todo(assistant, hand)
    lines, button = assistant.planned.todo, assistant.planned.nearest
    assert button.text() == "&Take the nearest for 3 of 4"
    field = lines.fields["domain:@birch.example"]
    assert isinstance(field, TypedChoiceField)
    field.line.selectAll()
    QTest.keyClicks(field.line, "Oak")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    hand.click(button)
    assert list_values(assistant) == {
        "@alder.example": "Alder",
        "@birch.example": "Oak",
        "@cedar.example": "Cedar",
        "@far.example": None,
    }
    assert assistant.planned.table.chips["to do"].text() == "to do 1"
    assert not button.isVisible()


def test_by_keyboard_all_are_taken_save_the_one_in_which_somebody_types(
    qtbot: QtBot, assistant: RosterAssistant, load: Load, hand: Hand, jobs: JobRunner
) -> None:
    load(write_badges("alder.example", "birch.example"))
    look_at_todo(assistant, hand)
    lines = assistant.planned.todo
    first, second = (field for field in lines.fields.values() if isinstance(field, TypedChoiceField))
    assistant.planned.nearest.setFocus()
    QTest.keyClick(assistant.planned.nearest, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() in (first.box, first.line)
    second.line.setFocus()
    second.line.selectAll()
    QTest.keyClicks(second.line, "Qq")
    QTest.keyClick(assistant.window(), Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: not second.line.hasFocus())
    settle(qtbot, assistant, jobs)
    assert list_values(assistant) == {"@alder.example": "Alder", "@birch.example": None}
    assert second.line.text() == "Qq"
    assert QApplication.focusWidget() in (first.box, first.line)


def test_a_domain_that_is_no_longer_the_company_of_before_is_left_to_the_hand(
    assistant: RosterAssistant, load: Load, hand: Hand
) -> None:
    load(write_badges("alder.example"))
    look_at_todo(assistant, hand)
    assert assistant.planned.nearest.text() == "&Take the nearest"
    hand.click(assistant.planned.nearest)
    hand.click(assistant.head.apply)
    load(write_badges("alder.example", "birch.example").replace(",p", ",q"))
    hand.click(assistant.planned.table.chips["remembered"])
    hand.choose(assistant.planned.recalled.fields["@alder.example"], "no longer")
    look_at_todo(assistant, hand)
    assert assistant.planned.nearest.text() == "&Take the nearest for 1 of 2"
    hand.click(assistant.planned.nearest)
    assert list_values(assistant) == {"@alder.example": None, "@birch.example": "Birch"}


def test_every_line_that_was_taken_is_shown_however_many_there_are(
    assistant: RosterAssistant, load: Load, hand: Hand, desk: Desk
) -> None:
    for number in range(210):
        add_partner(desk, PartnerFields(name=f"Tree {number}", website=f"tree{number}.example"))
    load(write_badges(*(f"tree{number}.example" for number in range(210))))
    look_at_todo(assistant, hand)
    button = assistant.planned.nearest
    assert button.text() == "&Take the nearest for 200 of 210"
    hand.click(button)
    assert button.text() == "&Take the nearest for all 10"
    hand.click(button)
    assert list_values(assistant) == {f"@tree{number}.example": f"Tree {number}" for number in range(210)}


def test_what_lines_have_in_common_is_said_once_above_them(assistant: RosterAssistant, load: Load, hand: Hand) -> None:
    load(
        "partner,name,email,credential,earned\nAlde,Ann,ann@x.example,Sales Wizard,03/04/2022\n"
        "Birch,Bo,bo@x.example,Sales Witch,03/04/2022\nCedr,Cy,cy@x.example,,\nElde,Di,di@x.example,,\n"
    )
    hand.click(assistant.steps.buttons[Step.PLAN])
    look_at_todo(assistant, hand)
    lines = assistant.planned.todo
    heads = [head for head in lines.findChildren(GroupHead) if head.isVisible()]
    told = sorted((head.y(), head.head.text(), head.words.text()) for head in heads)
    assert [words for _, *words in told] == [
        [
            "Dates",
            "The order of day and month cannot be told from the file. "
            "Choose how the last day of October is written in it.",
        ],
        ["Credentials", "Say which credential it is, and the desk knows it from then on."],
        [
            "Companies",
            "Add the company first or import it with a file of partners, or say which one of the desk it is.",
        ],
    ]
    texts = [label.text() for label in lines.findChildren(QLabel) if label.isVisible()]
    assert len([text for text in texts if "Add the company first" in text]) == 1
    assert lines.lines[0].words == "2 rows wait in team.csv."
    assert lines.fields["partner:Cedr"].widget.accessibleName() == "Company “Cedr”: what it is"
