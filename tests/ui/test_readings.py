"""Readings of an edition are decided by keyboard, refused in words, and taken along when it is used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from channeladmin.desk.desk import Desk
from channeladmin.desk.evaluating import evaluate_agreement
from channeladmin.desk.programs import add_edition, use_edition
from channeladmin.desk.switches import set_switch
from channeladmin.desk.values import SELECT, Status
from tests.desk.own_editions import switch_values, write_windows
from tests.desk.select_partner import enter_select_partner
from tests.ui.closed_desks import focus, press
from tests.ui.programme import CTRL, show_programme, show_side, tab_to, wait_for_end
from ui.programme.page import ProgrammePage
from ui.programme.switch_row import SwitchRow
from ui.window.main_window import MainWindow

OpenWindow = Callable[[], MainWindow]


@pytest.fixture
def window_at_readings(open_window: OpenWindow, desk: Desk) -> tuple[MainWindow, ProgrammePage]:
    """A window at the readings of the edition in use, with a partner that meets all."""
    enter_select_partner(desk)
    window = open_window()
    page = show_programme(window)
    show_side(page, "Readings")
    return window, page


def choose(row: SwitchRow, steps: int = 1) -> None:
    """Tab to the box and look through it."""
    tab_to(row.box)
    for _ in range(steps):
        press(Qt.Key.Key_Down)


At = tuple[MainWindow, ProgrammePage]


def test_a_reading_is_decided_with_enter_and_undone(qtbot: QtBot, window_at_readings: At, desk: Desk) -> None:
    window, page = window_at_readings
    row = page.readings.rows["revenue_basis"]
    assert row.box.accessibleName() == "What meets the revenue target"
    assert row.box.currentText() == "what the plan commits to"
    assert not row.standard.isVisible()
    choose(row)
    assert switch_values(desk) == {}
    press(Qt.Key.Key_Return)
    wait_for_end(qtbot, window)
    assert switch_values(desk) == {"revenue_basis": "booked"}
    assert focus() is row.box
    assert row.standard.text() == "Decided otherwise; the file has “what the plan commits to”."
    assert window.status.selection.text() == "2022-10-03 in use · 1 reading decided otherwise"
    assert window.status.undo_link.accessibleName() == (
        "Undo “What meets the revenue target: what was booked” · Ctrl+Z"
    )
    press(Qt.Key.Key_Z, CTRL)
    wait_for_end(qtbot, window)
    assert switch_values(desk) == {}
    assert row.box.currentText() == "what the plan commits to"
    assert not row.standard.isVisible()


def test_leaving_the_box_decides_and_esc_gives_back(qtbot: QtBot, window_at_readings: At, desk: Desk) -> None:
    window, page = window_at_readings
    row = page.readings.rows["grace"]
    choose(row)
    press(Qt.Key.Key_Escape)
    assert row.box.currentText() == "to the end of the next quarter"
    press(Qt.Key.Key_Tab)
    assert not window.jobs.is_busy
    choose(page.readings.rows["deal_registration_by_one_sales_core"])
    press(Qt.Key.Key_Tab)
    wait_for_end(qtbot, window)
    assert switch_values(desk) == {"deal_registration_by_one_sales_core": True}


def test_every_standing_follows(qtbot: QtBot, window_at_readings: At, desk: Desk) -> None:
    window, page = window_at_readings
    space = window.workspace
    assert space is not None
    agreement_id = space.partners.model.keys[0]
    choose(page.readings.rows["revenue_basis"])
    press(Qt.Key.Key_Return)
    wait_for_end(qtbot, window)
    assert evaluate_agreement(desk, agreement_id).get(SELECT).status is Status.UNMET
    press(Qt.Key.Key_1, CTRL)
    space.partners.table.selectRow(0)
    assert space.panel.blocks["program_revenue"].pill.pill.text == "$0 of $300,000"


def test_readings_that_do_not_go_together_are_refused_under_the_box(
    qtbot: QtBot, open_window: OpenWindow, desk: Desk, tmp_path: Path
) -> None:
    add_edition(desk, write_windows(tmp_path / "windows.toml"))
    use_edition(desk, "windows")
    set_switch(desk, "revenue_window", 12)
    window = open_window()
    page = show_programme(window)
    show_side(page, "Readings")
    assert page.readings.rows["revenue_window"].box.currentText() == "the last 12 months"
    row = page.readings.rows["revenue_basis"]
    tab_to(row.box)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)
    wait_for_end(qtbot, window)
    assert row.error.isVisible()
    assert row.error.text().startswith("These readings do not go together: revenue_window = 12, revenue_basis = comm")
    assert row.box.accessibleDescription() == row.error.text()
    assert row.box.currentText() == "what was booked"
    assert switch_values(desk) == {"revenue_window": 12}
    press(Qt.Key.Key_Escape)
    assert not row.error.isVisible()


def test_readings_of_an_edition_that_is_not_in_use_are_taken_along(
    qtbot: QtBot, open_window: OpenWindow, desk: Desk
) -> None:
    window = open_window()
    page = show_programme(window)
    for _ in range(3):
        press(Qt.Key.Key_Down)
    show_side(page, "Readings")
    row = page.readings.rows["revenue_window"]
    choose(row)
    press(Qt.Key.Key_Return)
    assert not window.jobs.is_busy
    assert row.box.currentText() == "the last 12 months"
    assert page.use_button.text() == "Use with these readings"
    tab_to(page.use_button)
    press(Qt.Key.Key_Return)
    wait_for_end(qtbot, window)
    assert (desk.edition.id, switch_values(desk)) == ("2025-08", {"revenue_window": 12})
    assert page.use_button.text() == "Use this edition"
    assert page.readings.rows["revenue_window"].box.currentText() == "the last 12 months"


def test_readings_that_were_only_tried_are_gone_with_the_edition(open_window: OpenWindow, desk: Desk) -> None:
    page = show_programme(open_window())
    press(Qt.Key.Key_Down)
    show_side(page, "Readings")
    choose(page.readings.rows["sharing"])
    press(Qt.Key.Key_Return)
    assert page.use_button.text() == "Use with these readings"
    page.focus_list()
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Down)
    assert page.use_button.text() == "Use this edition"
    assert page.readings.rows["sharing"].box.currentText() == "may fill several rows"
    assert switch_values(desk) == {}
