"""Activities, bookings and reviews, edited in their lists, and the quarters above them."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from channeladmin.desk.activities import add_activity, list_activities, list_bookings, list_reviews
from channeladmin.desk.desk import Desk
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


def test_the_cross_removes_a_row(qtbot: QtBot, tab: ActivityTab, desk: Desk, agreement_id: int) -> None:
    view = tab.activities.view
    place = view.visualRect(view.model().index(0, 4)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert list_activities(desk, agreement_id) == ()
