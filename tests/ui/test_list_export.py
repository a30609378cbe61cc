"""A list goes out as it stands on screen: its columns, its filter, its order."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from channeladmin.desk.activities import add_activity
from channeladmin.desk.desk import Desk
from channeladmin.desk.exporting import export_list
from channeladmin.desk.values import ActivityFields, ActivityKind, Region
from channeladmin.errors import UserError
from tests.ui.conftest import HARD_NAME, AddPartner, OpenWindow
from tests.ui.pages import get_workspace
from ui.kit.record_model import PAGE_ROWS
from ui.kit.record_table import Column, RecordModel, RecordTable
from ui.kit.shown_list import find_list, read_list
from ui.window.main_window import MainWindow

KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def export_shown(qtbot: QtBot, window: MainWindow, folder: Path, name: str) -> list[list[str]]:
    """Press the keys of the menu, take the file that is offered, and read it."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_E, KEYS)
    dialog = window.findChild(QFileDialog)
    assert dialog is not None, window.status.message.text()
    assert [Path(chosen).name for chosen in dialog.selectedFiles()] == [name]
    dialog.setDirectory(str(folder))
    dialog.accept()
    out = folder / name
    qtbot.waitUntil(lambda: window.status.message.text().endswith(f"written to {out}."))
    qtbot.waitUntil(lambda: window.findChild(QFileDialog) is None)
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert window.status.message.text().startswith(f"{len(rows) - 1} row")
    return rows


def test_the_partners_as_filtered_sorted_and_arranged(
    qtbot: QtBot, open_window: OpenWindow, add_company: AddPartner, tmp_path: Path
) -> None:
    for name, region in (("=Acme", Region.EMEA), (HARD_NAME, Region.EMEA), ("Birch", Region.APAC)):
        add_company(name, region=region)
    window = open_window()
    page = get_workspace(window).partners
    page.region.choose(Region.EMEA)
    header = page.table.horizontalHeader()
    titles = [column.title for column in page.model.columns]
    page.table.setColumnHidden(titles.index("Channel manager"), True)
    page.table.setColumnHidden(titles.index("Reference"), False)
    header.moveSection(header.visualIndex(titles.index("Region")), 0)
    header.setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    rows = export_shown(qtbot, window, tmp_path, "partners.csv")
    assert rows[0] == ["Region", "Partner", "Track", "Standing on its track", "Select", "Next date", "Reference"]
    assert [row[:3] for row in rows[1:]] == [["EMEA", HARD_NAME, "Open"], ["EMEA", "'=Acme", "Open"]]


def test_the_people_of_a_partner_without_the_row_that_adds_one(
    qtbot: QtBot, open_window: OpenWindow, add_company: AddPartner, tmp_path: Path
) -> None:
    partner_id, agreement_id = add_company("Acme", sellers=2)
    window = open_window()
    space = get_workspace(window)
    space.open_partner(partner_id, agreement_id)
    space.partner.show_tab("People & certifications")
    titles, *people = export_shown(qtbot, window, tmp_path, "people and certifications.csv")
    assert titles[:3] == ["Person", "Region", "Confirmed"]
    assert [row[1] for row in people] == ["EMEA", "EMEA"]
    assert [row[0].startswith(f"Seller {number}") for number, row in enumerate(people, start=1)] == [True, True]
    assert [row[titles.index("Sales Core")] for row in people] == ["12 Mar 22", "12 Mar 22"]


def test_of_several_lists_the_one_with_the_keyboard(
    qtbot: QtBot, open_window: OpenWindow, add_company: AddPartner, desk: Desk, tmp_path: Path
) -> None:
    partner_id, agreement_id = add_company("Acme")
    add_activity(desk, agreement_id, ActivityFields(held_on=date(2022, 1, 1), kind=ActivityKind.WEBINAR, title="-x"))
    window = open_window()
    space = get_workspace(window)
    space.open_partner(partner_id, agreement_id)
    space.partner.show_tab("Activity & revenue")
    tables = [space.partner.activity.activities, space.partner.activity.bookings]
    tables[1].view.setFocus()
    assert len(export_shown(qtbot, window, tmp_path, f"{tables[1].view.accessibleName().casefold()}.csv")) == 1
    tables[0].view.setFocus()
    titles, row = export_shown(qtbot, window, tmp_path, f"{tables[0].view.accessibleName().casefold()}.csv")
    assert len(titles) == len(row) == len(tables[0].model.columns)
    assert "'-x" in row


@pytest.mark.parametrize(
    ("page", "name"),
    [("history", "History"), ("backups", "Backups"), ("programme", "Editions"), ("invitations", "Invitations")],
)
def test_every_page_with_a_list_has_one_to_export(
    qtbot: QtBot, open_window: OpenWindow, add_company: AddPartner, tmp_path: Path, page: str, name: str
) -> None:
    add_company("Acme")
    window = open_window()
    space = get_workspace(window)
    if page == "backups":
        space.backups.back_up_asked.emit()
        qtbot.waitUntil(lambda: not window.jobs.is_busy)
    if page == "invitations":
        space.partners.table.selectRow(0)
        space.invite()
        QTest.keyClicks(space.partner.invite.reason, "They asked")
        QTest.keyClick(space.partner.invite.reason, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: space.page_key == "invitations")
        space.invitations.show_list()
    space.show_page(page)
    titles, *rows = export_shown(qtbot, window, tmp_path, f"{name.casefold()}.csv")
    assert rows
    assert all(len(row) == len(titles) for row in rows)


def test_a_page_without_a_list_says_so(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    assert get_workspace(window).page_key == "partners"
    window.menus.export_list.trigger()
    qtbot.waitUntil(lambda: window.status.message.text() == "There is no list on this page to export.")
    assert window.findChild(QFileDialog) is None


def test_a_long_list_is_read_page_by_page(qtbot: QtBot) -> None:
    asked: list[int] = []

    def get(keys: Sequence[int]) -> dict[int, int]:
        asked.append(len(keys))
        return {key: key for key in keys if key != 3}

    columns: list[Column[int]] = [Column("key", "Key", str), Column("twice", "Twice", lambda row: str(2 * row))]
    model: RecordModel[int] = RecordModel(columns, find=lambda *_: range(6_000), get=get, sort="key")
    table = RecordTable(model, "Numbers")
    qtbot.addWidget(table)
    model.reload()
    table.setColumnHidden(0, True)
    shown = read_list(table)
    assert (shown.titles, asked) == (("Twice",), [])
    rows = list(shown.rows)
    assert (len(rows), rows[:4]) == (5_999, [("0",), ("2",), ("4",), ("8",)])
    assert max(asked) == PAGE_ROWS
    assert find_list(table) is None


def test_a_list_is_not_written_over_the_data_file(desk: Desk) -> None:
    with pytest.raises(UserError, match="the data file itself"):
        export_list(desk, ["a"], [["b"]], desk.path)
