"""What would change: asked and stopped by keyboard, worked out in the background, safe whatever else is done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from channeladmin.desk.desk import Desk
from channeladmin.desk.partners import add_partner
from channeladmin.desk.programs import add_edition
from channeladmin.desk.values import AgreementFields, PartnerFields, Region
from tests.desk.own_editions import switch_values
from tests.desk.select_partner import SelectPartner, enter_select_partner
from tests.ui.closed_desks import focus, press, space
from tests.ui.programme import CTRL, list_impact, show_programme, show_side, tab_to, wait_for_end, write_harder
from ui.programme.page import ProgrammePage
from ui.window.main_window import MainWindow

OpenWindow = Callable[[], MainWindow]


@pytest.fixture
def partner(desk: Desk, tmp_path: Path) -> SelectPartner:
    """One that meets all beside one of whom nothing is recorded, and an edition that asks more."""
    add_partner(desk, PartnerFields(name="Zebra"), AgreementFields(region=Region.AMER))
    add_edition(desk, write_harder(tmp_path))
    return enter_select_partner(desk)


@pytest.fixture
def at_harder(open_window: OpenWindow, partner: SelectPartner) -> tuple[MainWindow, ProgrammePage]:
    """A window where it can be asked what the harder edition would change, the keyboard on the button."""
    del partner
    window = open_window()
    page = show_programme(window)
    page.choose("harder")
    show_side(page, "What would change")
    tab_to(page.impact.button)
    return window, page


At = tuple[MainWindow, ProgrammePage]
OPEN_ROW = ["Lumière Conseil SAS", "EMEA", "Open", "met", "unmet", "Sales verified"]
SELECT_ROW = ["Lumière Conseil SAS", "EMEA", "Select", "met", "unmet", "Sales verified"]
ANSWER = "If the desk went by harder: 2 verdicts would fall, in 1 of 2 agreements, on 10 Oct 2022."


def test_the_edition_in_use_has_nothing_to_compare(open_window: OpenWindow, partner: SelectPartner) -> None:
    page = show_programme(open_window())
    show_side(page, "What would change")
    assert page.impact.empty.heading.text() == "This edition is in use as it stands"
    assert not page.impact.button.isVisible()


def test_it_is_worked_out_and_enter_opens_the_partner(qtbot: QtBot, at_harder: At, partner: SelectPartner) -> None:
    window, page = at_harder
    assert page.impact.empty.heading.text() == "Not worked out yet"
    press(Qt.Key.Key_Return)
    assert page.impact.is_running
    assert page.impact.button.text() == "Stop"
    wait_for_end(qtbot, window)
    assert list_impact(page) == [OPEN_ROW, SELECT_ROW]
    assert page.impact.sentence.text() == ANSWER
    assert focus() is page.impact.list.table
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert space(window).page_key == "partner"
    assert (space(window).partner.partner_id, space(window).partner.agreement_id) == (
        partner.partner_id,
        partner.agreement_id,
    )
    assert space(window).session.desk.edition.id == "2022-10-03"


def test_the_answer_is_sorted_and_copied_like_any_list(qtbot: QtBot, at_harder: At) -> None:
    window, page = at_harder
    press(Qt.Key.Key_Return)
    wait_for_end(qtbot, window)
    page.impact.list.table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    assert [row[2] for row in list_impact(page)] == ["Select", "Open"]


def test_a_reading_is_tried_from_its_row(qtbot: QtBot, at_harder: At, desk: Desk) -> None:
    window, page = at_harder
    page.choose("2022-10-03")
    show_side(page, "Readings")
    row = page.readings.rows["revenue_basis"]
    tab_to(row.box)
    press(Qt.Key.Key_Tab)
    assert focus().accessibleName() == ("What meets the revenue target: What would “what was booked” change?")
    press(Qt.Key.Key_Return)
    wait_for_end(qtbot, window)
    assert page.impact.isVisible()
    assert list_impact(page) == [[*SELECT_ROW[:5], "Programme revenue"]]
    assert page.impact.sentence.text() == (
        "With “What meets the revenue target” read as “what was booked”: 1 verdict would fall, in 1 of 2 agreements, "
        "on 10 Oct 2022."
    )
    assert switch_values(desk) == {}


def test_an_empty_answer_says_so(qtbot: QtBot, at_harder: At) -> None:
    window, page = at_harder
    page.choose("2022-10-03")
    page._on_asked("grace", "none")
    wait_for_end(qtbot, window)
    assert page.impact.empty.isVisible()
    assert page.impact.empty.heading.text() == "Nothing would change"
    assert page.impact.empty.sentence.text() == "Every verdict of 2 agreements on 10 Oct 2022 stays as it is."


@pytest.mark.parametrize("way", ["button", "status line"])
def test_it_is_stopped(qtbot: QtBot, at_harder: At, way: str) -> None:
    window, page = at_harder

    def stop(*_: object) -> None:
        if way == "button":
            press(Qt.Key.Key_Return)
        else:
            QTest.mouseClick(window.status.cancel_button, Qt.MouseButton.LeftButton)

    window.jobs.started.connect(stop)
    press(Qt.Key.Key_Space)
    wait_for_end(qtbot, window)
    window.jobs.started.disconnect(stop)
    assert not page.impact.is_running
    assert page.impact.impact is None
    assert page.impact.empty.heading.text() == "Stopped"
    page.impact.button.setFocus()
    press(Qt.Key.Key_Return)
    wait_for_end(qtbot, window)
    assert page.impact.sentence.text() == ANSWER


def test_another_page_can_be_shown_meanwhile(qtbot: QtBot, at_harder: At) -> None:
    window, page = at_harder
    window.jobs.started.connect(lambda *_: press(Qt.Key.Key_1, CTRL))
    press(Qt.Key.Key_Return)
    assert space(window).page_key == "partners"
    wait_for_end(qtbot, window)
    assert space(window).page_key == "partners"
    show_programme(window)
    assert page.impact.sentence.text() == ANSWER


@pytest.mark.parametrize("moment", ["started", "finished"])
def test_another_edition_leaves_the_work_behind(qtbot: QtBot, at_harder: At, moment: str) -> None:
    """At the beginning the work stops at once; at its end, before the answer is handed on, the answer is dropped."""
    window, page = at_harder
    told: list[tuple[int, int]] = []
    window.jobs.progressed.connect(lambda done, total: told.append((done, total)))
    getattr(window.jobs, moment).connect(lambda *_: page.choose("2024-08"))
    press(Qt.Key.Key_Return)
    wait_for_end(qtbot, window)
    assert ((2, 2) in told) == (moment == "finished")
    assert page.impact.impact is None
    assert page.impact.empty.heading.text() == "Not worked out yet"
    assert page.impact.sentence.text() == "If the desk went by 2024-08 …"


@pytest.mark.parametrize("answer", ["Stop and close", "Go on working"])
def test_the_window_is_closed_meanwhile(qtbot: QtBot, at_harder: At, answer: str) -> None:
    window, page = at_harder

    def close(*_: object) -> None:
        window.close()
        box = window.findChild(QMessageBox)
        assert box is not None
        assert box.text() == "“What would change: harder” is not done yet."
        next(button for button in box.buttons() if button.text() == answer).click()

    window.jobs.started.connect(close)
    press(Qt.Key.Key_Return)
    wait_for_end(qtbot, window)
    if answer == "Go on working":
        assert window.isVisible()
        assert page.impact.sentence.text() == ANSWER
    else:
        qtbot.waitUntil(lambda: not window.isVisible())
        assert window.workspace is None


def test_the_desk_is_worked_on_meanwhile(qtbot: QtBot, at_harder: At) -> None:
    window, page = at_harder
    session = space(window).session
    press(Qt.Key.Key_Return)
    session.act(lambda: add_partner(session.desk, PartnerFields(name="Acme")))
    wait_for_end(qtbot, window)
    assert list_impact(page) == [OPEN_ROW, SELECT_ROW]


def test_an_answer_from_before_a_change_says_so(qtbot: QtBot, at_harder: At) -> None:
    window, page = at_harder
    press(Qt.Key.Key_Return)
    wait_for_end(qtbot, window)
    session = space(window).session

    def add_bolt() -> object:
        return add_partner(session.desk, PartnerFields(name="Bolt"), AgreementFields(region=Region.EMEA))

    session.act(add_bolt)
    assert page.impact.sentence.text() == f"{ANSWER} The desk has changed since."


def test_the_answer_goes_when_the_question_is_another(qtbot: QtBot, at_harder: At) -> None:
    window, page = at_harder
    press(Qt.Key.Key_Return)
    wait_for_end(qtbot, window)
    window.bar.as_of.choose(date(2020, 1, 1))
    assert page.impact.impact is None
    tab_to(page.impact.button)
    press(Qt.Key.Key_Return)
    wait_for_end(qtbot, window)
    assert page.impact.empty.sentence.text() == "Every verdict of 2 agreements on 1 Jan 2020 stays as it is."
    tab_to(page.use_button)
    press(Qt.Key.Key_Return)
    wait_for_end(qtbot, window)
    assert page.impact.empty.heading.text() == "This edition is in use as it stands"
