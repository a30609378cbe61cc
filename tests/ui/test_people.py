"""The people matrix and the person beneath it, by keyboard."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from channeladmin.desk.desk import Desk
from channeladmin.desk.history import list_operations
from channeladmin.desk.people import PersonView, add_award, add_person, list_people
from channeladmin.desk.programs import use_edition
from channeladmin.desk.values import AwardFields, EmploymentFields, PersonFields, Region
from tests.ui.conftest import HARD_NAME, TODAY, AddPartner
from tests.ui.pages import show_page, type_in_cell, type_in_form
from ui.kit.chips import Tone
from ui.kit.jobs import JobRunner
from ui.partner.matrix_cells import Cell, Derived, build_award
from ui.partner.page import PartnerPage
from ui.partner.people import PeopleTab
from ui.partner.people_matrix import CELL_ROLE, FIXED, LEFT_ROLE
from ui.session import DeskSession

SALES_CORE = len(FIXED)


@pytest.fixture
def partner_id(add_company: AddPartner) -> int:
    partner_id, _agreement = add_company("Acme", sellers=1)
    return partner_id


@pytest.fixture
def tab(qtbot: QtBot, session: DeskSession, jobs: JobRunner, partner_id: int) -> PeopleTab:
    page = PartnerPage(session, jobs)
    show_page(qtbot, page)
    page.load(partner_id)
    page.show_tab("People & certifications")
    page.people.page = page  # type: ignore[attr-defined]  # keeps it alive
    return page.people


def employ(desk: Desk, partner_id: int, name: str, **employment: object) -> int:
    fields = EmploymentFields.model_validate({"region": Region.EMEA, **employment})
    address = f"{name.split(' ', maxsplit=1)[0]}@acme.example"
    return add_person(desk, partner_id, PersonFields(name=name), [address], fields).id


def find(desk: Desk, partner_id: int, name: str) -> PersonView:
    return next(each for each in list_people(desk, partner_id) if each.person.fields.name == name)


def reload(tab: PeopleTab, partner_id: int) -> None:
    tab.page.load(partner_id)  # type: ignore[attr-defined]  # set by the fixture


def test_a_date_typed_in_a_cell_is_an_award(qtbot: QtBot, tab: PeopleTab, desk: Desk, partner_id: int) -> None:
    column = [column.key for column in tab.matrix.shown.columns].index("spec_ci") + len(FIXED)
    type_in_cell(qtbot, tab.view, 0, column, "3 Feb 2022")
    awards = {award.fields.credential: award.fields.earned_on for award in list_people(desk, partner_id)[0].awards}
    assert awards["spec_ci"] == date(2022, 2, 3)
    assert tab.matrix.index(0, column).data() == "3 Feb 22"
    assert list_operations(desk)[0].label == "Add award of Seller 1"


def test_a_date_typed_over_another_edits_the_award(qtbot: QtBot, tab: PeopleTab, desk: Desk, partner_id: int) -> None:
    type_in_cell(qtbot, tab.view, 0, SALES_CORE, "2022-01-10 -> 2023-01-09")
    (award,) = list_people(desk, partner_id)[0].awards
    assert (award.fields.earned_on, award.fields.expires_on) == (date(2022, 1, 10), date(2023, 1, 9))
    type_in_cell(qtbot, tab.view, 0, SALES_CORE, "2022-01-11")
    (award,) = list_people(desk, partner_id)[0].awards
    assert (award.fields.earned_on, award.fields.expires_on) == (date(2022, 1, 11), date(2023, 1, 9))


def test_delete_takes_the_award_away(qtbot: QtBot, tab: PeopleTab, desk: Desk, partner_id: int) -> None:
    tab.view.setFocus()
    tab.view.setCurrentIndex(tab.matrix.index(0, SALES_CORE))
    qtbot.keyClick(tab.view, Qt.Key.Key_Delete)
    assert list_people(desk, partner_id)[0].awards == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("soon", "“soon” is not a date; write it as 2022-10-31."),
        ("2022-02-03 -> 2021-02-03", "The award expires on 2021-02-03, before it was earned on 2022-02-03."),
    ],
)
def test_what_cannot_be_stored_stays_in_its_cell(
    qtbot: QtBot, tab: PeopleTab, desk: Desk, partner_id: int, text: str, reason: str
) -> None:
    type_in_cell(qtbot, tab.view, 0, SALES_CORE, text)
    assert tab.matrix.index(0, SALES_CORE).data() == text
    assert tab.errors.text() == f"Seller 1, Sales Core: {reason}"
    assert list_people(desk, partner_id)[0].awards[0].fields.earned_on == date(2022, 3, 12)
    qtbot.keyClick(tab.view, Qt.Key.Key_Delete)
    assert tab.errors.text() == ""
    assert tab.matrix.index(0, SALES_CORE).data() == "12 Mar 22"


def test_cells_say_what_ends_and_what_ended(desk: Desk, partner_id: int) -> None:
    employ(desk, partner_id, "Jürgen Çelik")
    person = find(desk, partner_id, "Jürgen Çelik")

    def cell(**award: object) -> Cell:
        add_award(desk, person.person.id, AwardFields.model_validate({"credential": "pse", **award}))
        shown = find(desk, partner_id, "Jürgen Çelik")
        return build_award(shown, "pse", TODAY, Derived())

    assert cell(earned_on=date(2020, 1, 1), expires_on=date(2022, 10, 9)).text == "ended 9 Oct 22"
    soon = cell(earned_on=date(2021, 2, 3), expires_on=date(2022, 10, 10))
    assert (soon.text, soon.tone) == ("3 Feb 21 → 10 Oct 22", Tone.REVIEW)
    later = cell(earned_on=date(2022, 2, 3), expires_on=date(2024, 2, 3))
    assert (later.text, later.tone) == ("3 Feb 22", Tone.MET)
    revoked = cell(earned_on=date(2022, 5, 1), revoked_on=date(2022, 6, 1))
    assert revoked.text == "3 Feb 22"
    assert cell(earned_on=date(2022, 11, 1)).tone is Tone.NEUTRAL


def test_who_left_is_grey_and_last(tab: PeopleTab, desk: Desk, partner_id: int) -> None:
    employ(desk, partner_id, "Aaron Gone", ends_on=date(2022, 8, 30))
    reload(tab, partner_id)
    names = [person.person.fields.name for person in tab.matrix.shown.people]
    assert names == ["Seller 1", "Aaron Gone"]
    assert tab.matrix.index(1, 2).data() == "left 30 Aug"
    assert [tab.matrix.index(row, 0).data(LEFT_ROLE) for row in range(2)] == [False, True]


def earn_all_parts(desk: Desk, person_id: int) -> None:
    """Those that stand together for PSE."""
    for part in ("implementation", "migration", "associate", "cicd", "security", "project_management"):
        add_award(desk, person_id, AwardFields(credential=f"pse_{part}", earned_on=date(2022, 6, 7)))


def read_cell(tab: PeopleTab, person_id: int, credential: str) -> str:
    row = tab.matrix.row_of(person_id)
    assert row is not None
    columns = [column.key for column in tab.matrix.shown.columns]
    return str(tab.matrix.index(row, len(FIXED) + columns.index(credential)).data())


def test_all_parts_stand_for_their_whole_alone(tab: PeopleTab, desk: Desk, partner_id: int) -> None:
    """The row of architects takes either of two; the parts are those of one."""
    mei = employ(desk, partner_id, "Mei Nakamura")
    earn_all_parts(desk, mei)
    reload(tab, partner_id)
    assert read_cell(tab, mei, "pse") == "composite"
    assert read_cell(tab, mei, "sa_core") == ""


def test_who_counts_in_a_part_of_a_row_is_shown_so(tab: PeopleTab, desk: Desk, partner_id: int) -> None:
    """No row counts who works elsewhere; the designation, of any region, does."""
    mei = employ(desk, partner_id, "Mei Nakamura", region=Region.APAC)
    earn_all_parts(desk, mei)
    reload(tab, partner_id)
    assert read_cell(tab, mei, "pse") == ""
    use_edition(desk, "2025-08")
    reload(tab, partner_id)
    assert read_cell(tab, mei, "pse") == "composite"


def test_who_counts_by_another_award_is_shown_so(tab: PeopleTab, desk: Desk, partner_id: int) -> None:
    person_id = employ(desk, partner_id, "Mei Nakamura")
    add_award(desk, person_id, AwardFields(credential="sa_core", earned_on=date(2022, 6, 7)))
    reload(tab, partner_id)
    row = tab.matrix.row_of(person_id)
    assert row is not None
    cell = tab.matrix.index(row, SALES_CORE).data(CELL_ROLE)
    assert (cell.text, cell.is_derived) == ("inferred", True)


def test_a_region_is_unknown_until_it_is_chosen(tab: PeopleTab, desk: Desk, partner_id: int) -> None:
    person_id = employ(desk, partner_id, "Una Kova", region=None)
    reload(tab, partner_id)
    row = tab.matrix.row_of(person_id)
    assert row is not None
    index = tab.matrix.index(row, 1)
    assert index.data() == "unknown"
    tab.matrix.setData(index, Region.EMEA)
    assert find(desk, partner_id, "Una Kova").employments[0].fields.region is Region.EMEA
    assert tab.matrix.index(row, 1).data() == "EMEA"


def test_a_person_is_added_in_place(qtbot: QtBot, tab: PeopleTab, desk: Desk, partner_id: int) -> None:
    tab.view.setFocus()
    tab.view.setCurrentIndex(tab.matrix.index(1, 0))
    qtbot.keyClick(tab.view, Qt.Key.Key_Return)
    assert tab.new_form.editor("region").entry() is Region.EMEA
    type_in_form(qtbot, tab.new_form, "name", HARD_NAME)
    line = type_in_form(qtbot, tab.new_form, "emails", "a@acme.example, a@home.example")
    qtbot.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    person = find(desk, partner_id, HARD_NAME)
    assert [email.fields.address for email in person.emails] == ["a@acme.example", "a@home.example"]
    assert tab.new.isHidden()
    assert tab.details.name.text() == HARD_NAME


def test_the_first_person_of_a_company_has_cells_of_their_own(
    qtbot: QtBot, tab: PeopleTab, desk: Desk, add_company: AddPartner
) -> None:
    partner_id, _agreement = add_company("Bolt")
    reload(tab, partner_id)
    employ(desk, partner_id, "Ana Ruiz")
    reload(tab, partner_id)
    place = tab.view.visualRect(tab.matrix.index(0, SALES_CORE))
    assert place.left() == tab.view.columnViewportPosition(SALES_CORE)
    assert place.height() > tab.view.visualRect(tab.matrix.index(1, 0)).height()
    qtbot.mouseClick(tab.view.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    assert tab.view.currentIndex() == tab.matrix.index(0, SALES_CORE)


def test_an_address_of_somebody_else_is_refused(qtbot: QtBot, tab: PeopleTab, desk: Desk, partner_id: int) -> None:
    taken = list_people(desk, partner_id)[0].emails[0].fields.address
    tab.start_person()
    type_in_form(qtbot, tab.new_form, "name", "Copy Cat")
    type_in_form(qtbot, tab.new_form, "emails", taken.upper())
    assert not tab.new_form.submit()
    assert tab.new_form.error_text("emails") == f"{taken.upper()} is an address of Seller 1."
    type_in_form(qtbot, tab.new_form, "emails", "nonsense")
    assert not tab.new_form.submit()
    assert "is not an e-mail address" in tab.new_form.error_text("emails")


def test_the_chosen_person_is_edited_beneath(qtbot: QtBot, tab: PeopleTab, desk: Desk, partner_id: int) -> None:
    tab.view.setFocus()
    tab.view.setCurrentIndex(tab.matrix.index(0, 0))
    qtbot.keyClick(tab.view, Qt.Key.Key_Return)
    assert tab.details.form.editor("name").widget.hasFocus()
    type_in_form(qtbot, tab.details.form, "name", "Ana Ruiz")
    type_in_form(qtbot, tab.details.form, "emails", "ana@acme.example; ana@home.example")
    person = list_people(desk, partner_id)[0]
    assert person.person.fields.name == "Ana Ruiz"
    assert [email.fields.address for email in person.emails] == ["ana@acme.example", "ana@home.example"]
    assert tab.details.form.editor("learner_id").widget.hasFocus()
    type_in_cell(qtbot, tab.details.awards.view, 0, 2, "2024-03-11")
    assert list_people(desk, partner_id)[0].awards[0].fields.expires_on == date(2024, 3, 11)
    type_in_cell(qtbot, tab.details.employments.view, 0, 3, "2022-09-30")
    assert tab.matrix.index(0, 2).data() == "left 30 Sep"
    assert tab.details.name.text() == "Ana Ruiz"


def test_two_employments_that_overlap_are_refused(qtbot: QtBot, tab: PeopleTab, partner_id: int) -> None:
    tab.view.setCurrentIndex(tab.matrix.index(0, 0))
    table = tab.details.employments
    type_in_cell(qtbot, table.view, 1, 1, "Again")
    qtbot.keyClick(table.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "overlaps" in table.errors.text()
    assert table.model.index(1, 1).data() == "Again"


def test_still_here_is_one_click(qtbot: QtBot, tab: PeopleTab, desk: Desk, partner_id: int) -> None:
    tab.view.setCurrentIndex(tab.matrix.index(0, 0))
    qtbot.mouseClick(tab.details.confirm, Qt.MouseButton.LeftButton)
    assert list_people(desk, partner_id)[0].employments[0].fields.confirmed_on == TODAY
    assert tab.matrix.index(0, 2).data() == "10 Oct"


def test_the_matrix_is_a_sound_model(tab: PeopleTab, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(tab.matrix)


def test_typing_in_an_empty_matrix_begins_a_person(
    qtbot: QtBot, tab: PeopleTab, desk: Desk, add_company: AddPartner
) -> None:
    bolt, _agreement = add_company("Bolt")
    tab.view.setFocus()
    reload(tab, bolt)
    tab.view.setCurrentIndex(QModelIndex())
    assert tab.view.hasFocus()
    qtbot.keyClicks(tab.view, "A")
    line = tab.new_form.editor("name").widget
    assert isinstance(line, QLineEdit)
    assert line.hasFocus()
    qtbot.keyClicks(line, "na Ruiz")
    type_in_form(qtbot, tab.new_form, "emails", "ana@bolt.example")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert [each.person.fields.name for each in list_people(desk, bolt)] == ["Ana Ruiz"]


def test_enter_in_an_empty_matrix_begins_a_person(qtbot: QtBot, tab: PeopleTab, add_company: AddPartner) -> None:
    bolt, _agreement = add_company("Bolt")
    tab.view.setFocus()
    reload(tab, bolt)
    tab.view.setCurrentIndex(QModelIndex())
    qtbot.keyClick(tab.view, Qt.Key.Key_Return)
    assert tab.new.isVisible()
    assert tab.new_form.editor("name").widget.hasFocus()


def test_without_a_current_cell_typing_goes_to_the_first_date(qtbot: QtBot, tab: PeopleTab) -> None:
    tab.view.setFocus()
    tab.view.setCurrentIndex(QModelIndex())
    qtbot.keyClick(tab.view, Qt.Key.Key_Return)
    assert tab.view.currentIndex() == tab.matrix.index(0, 0)
    assert tab.details.form.editor("name").widget.hasFocus()


def test_escape_gives_back_what_could_not_be_stored(qtbot: QtBot, tab: PeopleTab) -> None:
    type_in_cell(qtbot, tab.view, 0, SALES_CORE, "garbage")
    assert tab.errors.text() == "Seller 1, Sales Core: “garbage” is not a date; write it as 2022-10-31."
    qtbot.keyClick(tab.view, Qt.Key.Key_Escape)
    assert tab.errors.text() == ""
    assert tab.matrix.index(0, SALES_CORE).data() == "12 Mar 22"


@pytest.mark.parametrize("name", ["Ana " * 75, "M" * 5000])
def test_a_very_long_name_leaves_the_tab_as_it_is(
    qtbot: QtBot, tab: PeopleTab, desk: Desk, partner_id: int, name: str
) -> None:
    employ(desk, partner_id, name.strip(), region=Region.EMEA)
    reload(tab, partner_id)
    row = next(row for row in range(2) if tab.matrix.index(row, 0).data() != "Seller 1")
    tab.view.setFocus()
    tab.view.setCurrentIndex(tab.matrix.index(row, 0))
    QApplication.processEvents()
    assert not tab.horizontalScrollBar().isVisible()
    label = tab.details.name
    assert label.height() <= 2 * label.fontMetrics().lineSpacing() + 2
    assert label.toolTip() == label.text()
    assert tab.details.confirm.isVisible()
    edge = tab.details.confirm.mapTo(tab.viewport(), tab.details.confirm.rect().topRight()).x()
    assert edge < tab.viewport().width()
