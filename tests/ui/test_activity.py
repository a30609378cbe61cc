"""Activities, bookings and reviews, edited in their lists, and the quarters above them."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QLabel, QTableView, QWidget
from pytestqt.qtbot import QtBot

from channeladmin.desk.activities import add_activity, list_activities, list_bookings, list_reviews
from channeladmin.desk.desk import Desk
from channeladmin.desk.history import redo, undo
from channeladmin.desk.values import ActivityFields, ActivityKind, ActivityStatus, BookingKind
from tests.ui.conftest import HARD_NAME, AddPartner
from tests.ui.pages import show_page, type_in_cell
from ui.kit.jobs import JobRunner
from ui.partner.activity import ActivityTab
from ui.partner.page import PartnerPage
from ui.session import DeskSession


@pytest.fixture
def page(qtbot: QtBot, session: DeskSession, jobs: JobRunner, add_company: AddPartner, desk: Desk) -> PartnerPage:
    partner_id, agreement_id = add_company("Acme")
    held = ActivityFields(
        held_on=date(2022, 6, 14), kind=ActivityKind.TRADE_SHOW, title=HARD_NAME, status=ActivityStatus.COMPLETED
    )
    add_activity(desk, agreement_id, held)
    page = PartnerPage(session, jobs)
    show_page(qtbot, page)
    page.load(partner_id, agreement_id)
    page.show_tab("Activity & revenue")
    return page


@pytest.fixture
def tab(page: PartnerPage) -> ActivityTab:
    return page.activity


@pytest.fixture
def agreement_id(page: PartnerPage) -> int:
    assert page.agreement_id is not None
    return page.agreement_id


def test_an_activity_is_shown_in_words(tab: ActivityTab) -> None:
    cells = [tab.activities.model.index(0, column).data() for column in range(4)]
    assert cells == ["14 Jun 2022", "trade show", HARD_NAME, "completed"]


def test_the_quarters_follow_an_edit(qtbot: QtBot, tab: ActivityTab, desk: Desk, agreement_id: int) -> None:
    def shown() -> list[str]:
        return [label.text() for label in tab.quarters.findChildren(QLabel) if not label.isHidden()]

    assert HARD_NAME in shown()
    type_in_cell(qtbot, tab.activities.view, 0, 2, "DevOps Days")
    assert list_activities(desk, agreement_id)[0].fields.title == "DevOps Days"
    assert "DevOps Days" in shown()


def test_a_booking_is_entered(qtbot: QtBot, tab: ActivityTab, desk: Desk, agreement_id: int) -> None:
    view, model = tab.bookings.view, tab.bookings.model
    type_in_cell(qtbot, view, 0, 0, "5 May 2022")
    type_in_cell(qtbot, view, 0, 1, "$188,400.50")
    model.setData(model.index(0, 2), BookingKind.GROWTH)
    qtbot.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (booking,) = list_bookings(desk, agreement_id)
    assert booking.fields.closed_on == date(2022, 5, 5)
    assert booking.fields.net_arr_cents == 18_840_050
    assert booking.fields.kind is BookingKind.GROWTH


def test_a_row_begun_is_stored_when_the_list_is_left(
    qtbot: QtBot, tab: ActivityTab, desk: Desk, agreement_id: int
) -> None:
    type_in_cell(qtbot, tab.reviews.view, 0, 0, "2022-10-01")
    tab.activities.view.setFocus()
    (review,) = list_reviews(desk, agreement_id)
    assert (review.fields.reviewed_on, review.fields.reviewed_by) == (date(2022, 10, 1), "m.okafor")


def _focus_in(view: QTableView) -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus is view or view.isAncestorOf(focus)
    return focus


def test_tab_goes_through_a_new_row(qtbot: QtBot, tab: ActivityTab, desk: Desk, agreement_id: int) -> None:
    view = tab.activities.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(1, 0))
    qtbot.keyClicks(view, "2")
    qtbot.keyClicks(_focus_in(view), "025-12-01")
    qtbot.keyClick(_focus_in(view), Qt.Key.Key_Tab)
    qtbot.keyClick(_focus_in(view), Qt.Key.Key_Down)
    qtbot.keyClick(_focus_in(view), Qt.Key.Key_Tab)
    assert len(list_activities(desk, agreement_id)) == 1
    qtbot.keyClicks(_focus_in(view), "Webinar")
    qtbot.keyClick(_focus_in(view), Qt.Key.Key_Tab)
    qtbot.keyClick(_focus_in(view), Qt.Key.Key_Down)
    qtbot.keyClick(_focus_in(view), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.state() != QAbstractItemView.State.EditingState)
    qtbot.keyClick(_focus_in(view), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (added,) = [each.fields for each in list_activities(desk, agreement_id) if each.fields.title != HARD_NAME]
    assert (added.held_on, added.title) == (date(2025, 12, 1), "Webinar")
    assert list_bookings(desk, agreement_id) == ()


def test_tab_goes_on_in_a_row_that_moves(qtbot: QtBot, tab: ActivityTab, desk: Desk, agreement_id: int) -> None:
    later = ActivityFields(held_on=date(2023, 1, 1), kind=ActivityKind.WEBINAR, title="Other")
    tab.session.act(lambda: add_activity(desk, agreement_id, later))
    view, model = tab.activities.view, tab.activities.model
    row = next(at for at in range(2) if model.index(at, 2).data() == HARD_NAME)
    view.setFocus()
    view.setCurrentIndex(model.index(row, 0))
    qtbot.keyClicks(view, "2")
    editor = _focus_in(view)
    qtbot.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(editor, "2024-02-02")
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert view.state() == QAbstractItemView.State.EditingState
    _focus_in(view)
    index = view.currentIndex()
    assert (index.column(), model.index(index.row(), 2).data()) == (1, HARD_NAME)


def test_a_click_on_the_current_cell_opens_it_at_once(qtbot: QtBot, tab: ActivityTab) -> None:
    view = tab.activities.view
    place = view.visualRect(view.model().index(0, 2)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.state() != QAbstractItemView.State.EditingState
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.keyClicks(_focus_in(view), "!")
    assert view.state() == QAbstractItemView.State.EditingState


def test_the_cross_removes_a_row(qtbot: QtBot, tab: ActivityTab, desk: Desk, agreement_id: int) -> None:
    view = tab.activities.view
    place = view.visualRect(view.model().index(0, 4)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert list_activities(desk, agreement_id) == ()


def _type_row(qtbot: QtBot, view: QTableView, day: str, title: str) -> None:
    """Type a new activity from its first open cell on, Tab after each."""
    for text in (day, "w", title):
        qtbot.keyClicks(_focus_in(view), text)
        qtbot.keyClick(_focus_in(view), Qt.Key.Key_Tab)
    qtbot.keyClicks(_focus_in(view), "c")
    qtbot.keyClick(_focus_in(view), Qt.Key.Key_Tab)


def test_rows_are_typed_one_after_another(qtbot: QtBot, tab: ActivityTab, desk: Desk, agreement_id: int) -> None:
    view = tab.activities.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(1, 0))
    qtbot.keyClick(view, Qt.Key.Key_F2)
    for number in range(3):
        _type_row(qtbot, view, f"2022-0{number + 7}-01", f"Event {number}")
        assert len(list_activities(desk, agreement_id)) == number + 2
        assert view.is_editing()
        assert (view.currentIndex().row(), view.currentIndex().column()) == (number + 2, 0)
    qtbot.keyClick(_focus_in(view), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is tab.bookings.view
    assert {each.fields.title for each in list_activities(desk, agreement_id)} == {
        HARD_NAME,
        "Event 0",
        "Event 1",
        "Event 2",
    }


def test_a_row_that_cannot_be_saved_opens_where_it_is_wrong(
    qtbot: QtBot, tab: ActivityTab, desk: Desk, agreement_id: int
) -> None:
    view = tab.activities.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(1, 0))
    qtbot.keyClick(view, Qt.Key.Key_F2)
    _type_row(qtbot, view, "soon", "Event")
    assert len(list_activities(desk, agreement_id)) == 1
    assert view.is_editing()
    assert (view.currentIndex().row(), view.currentIndex().column()) == (1, 0)
    editor = _focus_in(view)
    qtbot.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(editor, "2022-07-01")
    for _ in range(4):
        qtbot.keyClick(_focus_in(view), Qt.Key.Key_Tab)
    assert len(list_activities(desk, agreement_id)) == 2


def test_shift_tab_leaves_an_untouched_list(qtbot: QtBot, tab: ActivityTab) -> None:
    view = tab.bookings.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_F2)
    qtbot.keyClick(_focus_in(view), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is tab.activities.view


def test_a_click_anywhere_in_the_new_row_begins_at_its_first_cell(
    qtbot: QtBot, tab: ActivityTab, desk: Desk, agreement_id: int
) -> None:
    view = tab.activities.view
    for column in range(5):
        place = view.visualRect(view.model().index(1, column)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert view.is_editing()
        assert (view.currentIndex().row(), view.currentIndex().column()) == (1, 0)
        qtbot.keyClick(_focus_in(view), Qt.Key.Key_Escape)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.keyClicks(_focus_in(view), "2022-07-01")
    qtbot.keyClick(_focus_in(view), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not view.is_editing())
    place = view.visualRect(view.model().index(1, 2)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.currentIndex().column() == 2


def test_undo_and_redo_leave_the_keyboard_in_the_new_row(
    qtbot: QtBot, tab: ActivityTab, desk: Desk, agreement_id: int
) -> None:
    view = tab.activities.view
    later = ActivityFields(held_on=date(2022, 7, 1), kind=ActivityKind.WEBINAR, title="Other")
    tab.session.act(lambda: add_activity(desk, agreement_id, later))
    view.setFocus()
    view.setCurrentIndex(view.model().index(2, 1))
    for act, row in ((undo, 1), (redo, 2)):
        tab.session.act(lambda act=act: act(desk))  # type: ignore[misc]
        assert (view.currentIndex().row(), view.currentIndex().column()) == (row, 1)
        assert tab.activities.model.record_at(row) is None


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_opening_a_list_of_choices_does_not_leave_the_row(qtbot: QtBot, tab: ActivityTab) -> None:
    view = tab.activities.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(1, 0))
    qtbot.keyClicks(view, "2")
    qtbot.keyClicks(_focus_in(view), "022-07-01")
    qtbot.keyClick(_focus_in(view), Qt.Key.Key_Tab)
    box = _focus_in(view)
    assert isinstance(box, QComboBox)
    box.showPopup()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    assert tab.activities.errors.text() == ""
    box.hidePopup()
    assert view.is_editing()


def test_the_row_that_is_typed_in_is_in_sight(qtbot: QtBot, page: PartnerPage, tab: ActivityTab) -> None:
    page.resize(900, 480)
    view = tab.activities.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(1, 0))
    qtbot.keyClick(view, Qt.Key.Key_F2)
    for number in range(4):
        _type_row(qtbot, view, f"2022-0{number + 6}-01", f"Event {number}")

        def is_in_sight() -> bool:
            return _is_in_sight(tab, _focus_in(view))

        qtbot.waitUntil(is_in_sight)


def test_the_row_that_is_typed_in_stays_in_sight_when_the_page_grows_above_it(
    qtbot: QtBot, page: PartnerPage, tab: ActivityTab
) -> None:
    page.resize(900, 480)
    view = tab.activities.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(1, 0))
    qtbot.keyClick(view, Qt.Key.Key_F2)
    _type_row(qtbot, view, "2022-06-01", "Event")
    for height in (700, 900):
        length = tab.verticalScrollBar().maximum()
        tab.quarters.setMinimumHeight(height)
        qtbot.waitUntil(lambda length=length: tab.verticalScrollBar().maximum() > length)  # type: ignore[misc]
        assert _is_in_sight(tab, _focus_in(view))


def _is_in_sight(tab: ActivityTab, editor: QWidget) -> bool:
    top = editor.mapTo(tab.viewport(), editor.rect().topLeft()).y()
    return top >= 0 and top + editor.height() <= tab.viewport().height()
