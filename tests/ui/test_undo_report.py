"""Taking back an older act whose records a later one changed: told first, then done in part or left."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from channeladmin.desk.desk import Desk
from channeladmin.desk.history import list_operations, next_undo
from channeladmin.desk.importing import ImportOptions, apply_import, plan_import
from channeladmin.desk.listing import find_rows, get_rows
from channeladmin.desk.partners import add_partner, edit_partner
from channeladmin.desk.people import add_person, edit_person
from channeladmin.desk.values import EmploymentFields, PartnerFields, PersonFields
from tests.ui.closed_desks import find_button, focus, list_names, press
from tests.ui.pages import show_page, wait_for_jobs
from ui.history.page import HistoryPage
from ui.history.undoing import SMALL_ACT_ROWS, Undoing
from ui.kit.jobs import JobRunner
from ui.session import DeskSession

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def undoing(session: DeskSession, jobs: JobRunner) -> Undoing:
    return Undoing(session, jobs)


@pytest.fixture
def told(session: DeskSession) -> list[str]:
    """What the status line would say."""
    sentences: list[str] = []
    session.told.connect(sentences.append)
    session.failed.connect(sentences.append)
    return sentences


@pytest.fixture
def person_id(desk: Desk) -> int:
    """A person whose act a later one has changed in part."""
    partner_id = add_partner(desk, PartnerFields(name="Acme")).id
    added = add_person(desk, partner_id, PersonFields(name="Ana Ruiz"), ["ana@acme.example"], EmploymentFields())
    edit_person(desk, added.id, PersonFields(name="Ana Ruiz", learner_id="L-1"))
    return added.id


@pytest.fixture
def page(qtbot: QtBot, session: DeskSession, undoing: Undoing, person_id: int, jobs: JobRunner) -> HistoryPage:
    page = HistoryPage(session, undoing)
    show_page(qtbot, page)
    page.focus_list()
    return page


def ask(page: HistoryPage) -> None:
    """Undo the second newest act, by keyboard."""
    press(Qt.Key.Key_Down)
    page.undo_button.setFocus()
    press(Qt.Key.Key_Return)


def read_report(page: HistoryPage) -> list[tuple[str, str]]:
    model = page.report.model
    return [(str(model.index(row, 0).data()), str(model.index(row, 1).data())) for row in range(model.rowCount())]


def test_what_would_stay_is_told_and_nothing_is_stored(page: HistoryPage, desk: Desk) -> None:
    before = list_operations(desk)
    ask(page)
    assert page.report.isVisible()
    assert page.report.sentence.text() == (
        "Later acts changed what “Add Ana Ruiz” wrote: 2 records can go back, 1 would be kept."
    )
    assert read_report(page) == [("person “Ana Ruiz”", "changed since by “Edit Ana Ruiz”")]
    assert list_operations(desk) == before


def test_the_rest_is_undone_if_that_is_chosen(page: HistoryPage, desk: Desk, told: list[str]) -> None:
    ask(page)
    QTest.mouseClick(page.report.yes, LEFT)
    assert told == ["Undone in part: Add Ana Ruiz."]
    newest = list_operations(desk)[0]
    assert (newest.label, newest.row_count) == ("Undo: Add Ana Ruiz", 2)
    assert not page.report.isVisible()
    assert focus() is page.table


def test_all_of_it_is_left_if_that_is_chosen(page: HistoryPage, desk: Desk, person_id: int) -> None:
    before = list_operations(desk)
    ask(page)
    assert focus() is page.report.no
    press(Qt.Key.Key_Return)
    assert not page.report.isVisible()
    assert focus() is page.table
    assert list_operations(desk) == before


def test_where_nothing_can_go_back_there_is_nothing_to_do(
    qtbot: QtBot, page: HistoryPage, desk: Desk, session: DeskSession
) -> None:
    page.table.selectRow(page.model.rowCount() - 1)
    page.undo_button.setFocus()
    press(Qt.Key.Key_Return)
    assert page.report.sentence.text() == (
        "Later acts changed what “Add partner Acme” wrote: 0 records can go back, 1 would be kept."
    )
    assert not page.report.yes.isEnabled()


def test_a_report_that_has_gone_stale_is_not_applied(page: HistoryPage, desk: Desk, told: list[str]) -> None:
    """Somebody does another act, of which the page has not been told yet."""
    ask(page)
    add_partner(desk, PartnerFields(name="Bolt"))
    before = list_operations(desk)
    QTest.mouseClick(page.report.yes, LEFT)
    assert told == ["The desk has changed since this was worked out. Nothing was undone; look at it again."]
    assert list_operations(desk) == before


@pytest.fixture
def big(desk: Desk, tmp_path: Path) -> None:
    """An import of more rows than are taken back at once."""
    roster = tmp_path / "partners.csv"
    roster.write_text("partner\n" + "".join(f"Company {number}\n" for number in range(600)), encoding="utf-8")
    apply_import(desk, plan_import(desk, "partners", [roster], ImportOptions()))
    assert list_operations(desk)[0].row_count > SMALL_ACT_ROWS


def test_a_big_act_is_taken_back_as_a_job_with_progress(
    qtbot: QtBot, undoing: Undoing, session: DeskSession, jobs: JobRunner, desk: Desk, big: None, told: list[str]
) -> None:
    undoing.refresh()
    with qtbot.waitSignals([jobs.progressed, session.changed], timeout=20_000):
        undoing.undo()
        assert jobs.title == "Undoing “Import partners.csv (600 rows)”"
    wait_for_jobs(qtbot, jobs)
    assert list_names(desk) == []
    assert told == ["Undone: Import partners.csv (600 rows)."]
    with qtbot.waitSignal(session.changed, timeout=20_000):
        undoing.redo()
        assert jobs.title == "Redoing “Import partners.csv (600 rows)”"
    assert len(list_names(desk)) == 600


def test_a_big_undo_that_is_cancelled_leaves_all_of_it(
    qtbot: QtBot, undoing: Undoing, jobs: JobRunner, desk: Desk, big: None
) -> None:
    undoing.refresh()
    before = list_operations(desk)
    jobs.started.connect(lambda *_: jobs.cancel())
    undoing.undo()
    wait_for_jobs(qtbot, jobs)
    assert list_operations(desk) == before
    assert len(list_names(desk)) == 600


def test_a_big_act_is_reported_from_its_job(
    qtbot: QtBot, session: DeskSession, undoing: Undoing, jobs: JobRunner, desk: Desk, big: None
) -> None:
    row = get_rows(desk, find_rows(desk, text="Company 7"))[0]
    edit_partner(desk, row.partner_id, PartnerFields(name="Corp"))
    page = HistoryPage(session, undoing)
    show_page(qtbot, page)
    page.focus_list()
    ask(page)
    wait_for_jobs(qtbot, jobs)
    assert page.report.sentence.text() == (
        "Later acts changed what “Import partners.csv (600 rows)” wrote: 599 records can go back, 1 would be kept."
    )
    QTest.mouseClick(find_button(page, "Undo the rest"), LEFT)
    wait_for_jobs(qtbot, jobs)
    assert list_names(desk) == ["Corp"]
    assert next_undo(desk) is not None
