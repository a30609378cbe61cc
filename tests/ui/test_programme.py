"""The Programme page: editions looked at, added and used by keyboard, and what follows from that everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from channeladmin.desk.desk import Desk
from channeladmin.desk.inviting import draft_invitation
from channeladmin.desk.programs import use_edition
from tests.desk.own_editions import switch_values
from tests.desk.select_partner import enter_select_partner
from tests.program.texts import edit_shipped
from tests.ui.closed_desks import focus, list_cut, press, space
from tests.ui.conftest import OpenWindow
from tests.ui.programme import (
    CTRL,
    list_asked,
    list_editions_shown,
    show_programme,
    show_side,
    tab_to,
    wait_for_end,
    write_harder,
)
from ui.window.main_window import MainWindow


def test_the_editions_are_listed_and_the_one_in_use_is_marked(open_window: OpenWindow) -> None:
    window = open_window()
    page = show_programme(window)
    assert list_editions_shown(page) == [
        ["2022-10-03", "comes with the app", "in use"],
        ["2022-10-24", "comes with the app", ""],
        ["2024-08", "comes with the app", ""],
        ["2025-08", "comes with the app", ""],
    ]
    current = page.editions.current
    assert current is not None and current.id == "2022-10-03"
    assert not page.use_button.isEnabled()
    assert window.status.selection.text() == "2022-10-03 in use"
    assert window.rail.button("programme").isChecked()


def test_what_an_edition_asks_stands_in_a_tree(open_window: OpenWindow) -> None:
    page = show_programme(open_window())
    assert page.asked.tree.headerItem().text(1) == "Open"
    assert list_asked(page)[:4] == [
        ["Partner agreement", "yes", "yes"],
        ["Sales verified", "2 people", "4 people"],
        ["Sales professional", "–", "1 person"],
        ["Solution architect verified", "1 person", "2 people"],
    ]
    assert list_asked(page)[6] == ["Programme revenue", "–", "$300,000"]
    tab_to(page.asked.tree)
    press(Qt.Key.Key_Down)
    assert page.asked.wording.text() == "“# of Sales Verified (Sales Core) resources” (line 60 of the programme page)"
    item = page.asked.tree.topLevelItem(2)
    assert item is not None
    assert item.data(1, Qt.ItemDataRole.AccessibleTextRole) == "Open: not asked"


def test_parts_are_indented_and_designations_have_columns(open_window: OpenWindow) -> None:
    page = show_programme(open_window())
    for _ in range(3):
        press(Qt.Key.Key_Down)
    heads = page.asked.tree.headerItem()
    assert [heads.text(column) for column in range(5)] == [
        "Requirement",
        "Open",
        "Select",
        "Professional Services Partner (PSP)",
        "Certified Training Partner (CTP)",
    ]
    rows = list_asked(page)
    place = rows.index(["Revenue or the PSP designation", "–", "1 of these 2", "–", "–"])
    assert rows[place + 1] == ["  Programme revenue", "–", "$300,000", "–", "–"]
    assert rows[place + 2] == ["  Professional Services Partner", "–", "yes", "–", "–"]
    assert ["Services registrations in twelve months", "–", "–", "8 registrations", "–"] in rows


def test_an_edition_is_used_by_keyboard_and_everything_follows(
    qtbot: QtBot, open_window: OpenWindow, desk: Desk, tmp_path: Path
) -> None:
    partner = enter_select_partner(desk)
    draft_invitation(desk, partner.agreement_id)
    window = open_window()
    standing = space(window).partners.model
    assert standing.index(0, 3).data() == "met"
    space(window).open_partner(partner.partner_id, partner.agreement_id)
    page = show_programme(window)
    page.add_file(write_harder(tmp_path))
    wait_for_end(qtbot, window)
    assert ["harder", "of this file", ""] in list_editions_shown(page)
    assert page.editions.current is not None and page.editions.current.id == "harder"
    tab_to(page.use_button)
    press(Qt.Key.Key_Return)
    wait_for_end(qtbot, window)
    assert window.status.message.text().startswith("The desk goes by the programme harder now")
    assert ["harder", "of this file", "in use"] in list_editions_shown(page)
    assert window.bar.programme.accessibleName() == "Programme edition harder"
    assert window.status.undo_link.accessibleName() == "Undo “Use programme harder” · Ctrl+Z"
    press(Qt.Key.Key_1, CTRL)
    assert standing.index(0, 3).data() != "met"
    panel = space(window).panel
    assert panel.blocks["sales_verified"].pill.pill.text.endswith(" of 6")
    press(Qt.Key.Key_Z, CTRL)
    wait_for_end(qtbot, window)
    assert window.bar.programme.accessibleName() == "Programme edition 2022-10-03"
    assert standing.index(0, 3).data() == "met"
    assert panel.blocks["sales_verified"].pill.pill.text.endswith(" of 4") or "needs 4" in (
        panel.blocks["sales_verified"].pill.pill.text
    )


def test_what_others_choose_shows_by_itself(qtbot: QtBot, open_window: OpenWindow, desk: Desk) -> None:
    window = open_window()
    page = show_programme(window)
    use_edition(desk, "2025-08")
    qtbot.waitUntil(lambda: window.bar.programme.accessibleName() == "Programme edition 2025-08", timeout=10_000)
    assert list_editions_shown(page)[3] == ["2025-08", "comes with the app", "in use"]
    assert page.use_button.isEnabled()


def test_the_menu_leads_to_the_page(open_window: OpenWindow) -> None:
    window = open_window()
    menu = window.menus.programme
    menu.aboutToShow.emit()
    assert [action.isChecked() for action in menu.actions()] == [True, False, False, False]
    menu.actions()[2].trigger()
    assert space(window).page_key == "programme"
    current = space(window).programme.editions.current
    assert current is not None and current.id == "2024-08"
    assert space(window).session.desk.edition.id == "2022-10-03"


def test_a_file_with_faults_is_refused_in_words(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    window = open_window()
    page = show_programme(window)
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(edit_shipped("first_month = 2", "first_month = 20"), "utf-8")
    tab_to(page.add_button)
    press(Qt.Key.Key_Return)
    assert page.dialog is not None
    page.dialog.selectFile(str(wrong))
    page.dialog.accept()
    wait_for_end(qtbot, window)
    assert page.problem.isVisible()
    assert page.problem.text() == "wrong.toml, line 13, fiscal.first_month: This must be at most 12."
    assert len(list_editions_shown(page)) == 4
    page.add_file(write_harder(tmp_path))
    wait_for_end(qtbot, window)
    assert not page.problem.isVisible()
    page.add_file(tmp_path / "harder.toml")
    wait_for_end(qtbot, window)
    assert "was in the data file already" in window.status.message.text()


def test_the_file_of_an_edition_is_saved_to_start_from(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    window = open_window()
    page = show_programme(window)
    press(Qt.Key.Key_Down)
    tab_to(page.save_button)
    press(Qt.Key.Key_Return)
    assert page.dialog is not None
    assert [Path(name).name for name in page.dialog.selectedFiles()] == ["2022-10-24.toml"]
    page.dialog.selectFile(str(tmp_path / "copy.toml"))
    page.dialog.accept()
    wait_for_end(qtbot, window)
    assert (tmp_path / "copy.toml").read_bytes() == Path("resources/programs/2022-10-24.toml").read_bytes()
    assert "copy.toml" in window.status.message.text()


def test_a_desk_for_reading_only_says_why_nothing_is_used(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    path = desk.path
    desk.close()
    window.show()
    qtbot.waitExposed(window)
    with qtbot.waitSignal(window.desk_shown, timeout=10_000):
        window.files.open_path(path, is_read_only=True)
    page = show_programme(window)
    press(Qt.Key.Key_Down)
    assert page.editions.current is not None
    assert not page.editions.current.is_active
    for button in (page.use_button, page.add_button):
        assert not button.isEnabled()
        assert "reading only" in button.toolTip()
    assert space(window).session.desk.edition.id == "2022-10-03"


@pytest.mark.parametrize("size", [(900, 560), (1024, 700), (1440, 900)])
def test_nothing_is_cut_off(open_window: OpenWindow, size: tuple[int, int]) -> None:
    window = open_window()
    window.resize(*size)
    page = show_programme(window)
    for _ in range(4):
        for title in ("What it asks", "Readings", "What would change"):
            show_side(page, title)
            QApplication.processEvents()
            assert list_cut(page) == []
            assert not page.readings.horizontalScrollBar().isVisible()
            assert not page.asked.tree.horizontalScrollBar().isVisible()
            assert not page.editions.table.horizontalScrollBar().isVisible()
        page.focus_list()
        press(Qt.Key.Key_Down)
    assert window.width() == size[0]


def test_the_day_is_put_away_when_the_page_is_left(open_window: OpenWindow, desk: Desk) -> None:
    window = open_window()
    page = show_programme(window)
    show_side(page, "Readings")
    press(Qt.Key.Key_1, CTRL)
    show_programme(window)
    assert page.bar.tabText(page.bar.currentIndex()) == "Readings"
    assert focus() is page.editions.table
    assert switch_values(desk) == {}
