"""Room for what is shown: titles and counts on the rail, and the columns of the list beside the panel."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QScrollBar,
    QStyle,
    QStyleOptionComboBox,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from channeladmin.desk.desk import Desk
from channeladmin.desk.plans import add_plan
from channeladmin.desk.programs import use_edition
from channeladmin.desk.values import SELECT, BusinessPlanFields
from tests.ui.conftest import AddPartner, OpenWindow
from tests.ui.pages import get_workspace, wait_for_jobs
from ui.kit.inline_table import InlineTable
from ui.panel.panel import EvaluationPanel
from ui.partner.tab import PartnerTab
from ui.window.main_window import MainWindow


@pytest.mark.parametrize("count", [0, 5, 128])
def test_the_rail_has_room_for_title_and_count(window: MainWindow, count: int) -> None:
    window.resize(1440, 900)
    window.show()
    window.rail.set_count("invitations", count)
    window.rail.mark("invitations")
    button = window.rail.button("invitations")
    assert button.accessibleName() == ("Invitations" if not count else f"Invitations, {count} waiting")
    assert button.width() >= button.least_width()


def test_the_list_fits_beside_the_panel(open_window: OpenWindow, add_company: AddPartner) -> None:
    for number in range(40):
        add_company(f"Company with a name of some length {number}")
    window = open_window()
    table = get_workspace(window).partners.table
    header = table.horizontalHeader()
    for width in (1440, 1920, 1280, 1440):
        window.resize(width, 900)
        QApplication.processEvents()
        assert get_workspace(window).panel.isVisible()
        assert table.verticalScrollBar().isVisible()
        assert not table.horizontalScrollBar().isVisible()
        assert header.length() == table.viewport().width()
    last = [column.key for column in get_workspace(window).partners.model.columns].index("channel_manager")
    title = header.fontMetrics().horizontalAdvance("Channel manager")
    assert header.sectionSize(last) > title
    window.resize(900, 700)
    QApplication.processEvents()
    assert header.sectionSize(0) >= 120


def _see_whole(tab: PartnerTab) -> list[str]:
    """What of a tab reaches beyond its right edge."""
    edge = tab.viewport().width()
    shown = [child for child in tab.content.findChildren(QWidget) if child.isVisible()]
    # What lies in a list scrolls there.
    shown = [child for child in shown if not _is_in_list(child, tab)]
    return [
        f"{type(child).__name__} {child.accessibleName()}"
        for child in shown
        if child.mapTo(tab.content, child.rect().topRight()).x() >= edge
    ]


def _is_in_list(child: QWidget, tab: PartnerTab) -> bool:
    above = child.parentWidget()
    while above is not None and above is not tab.content:
        if isinstance(above, QAbstractScrollArea):
            return True
        above = above.parentWidget()
    return False


@pytest.mark.parametrize("size", [(1024, 700), (900, 560), (1440, 900)])
def test_nothing_of_a_partner_is_cut_off(
    qtbot: QtBot, open_window: OpenWindow, add_company: AddPartner, desk: Desk, size: tuple[int, int]
) -> None:
    partner_id, agreement_id = add_company("Company with a name of some length", sellers=3)
    plan = BusinessPlanFields(fiscal_year=2023, committed_net_arr_cents=123_456_700, q1_cents=123_456_700)
    add_plan(desk, agreement_id, plan)
    window = open_window()
    window.resize(*size)
    page = get_workspace(window).partner
    get_workspace(window).open_partner(partner_id, agreement_id)
    for number, (title, tab) in enumerate(page.tabs.items()):
        page.show_tab(title)
        if title.startswith("People"):
            page.people.view.setCurrentIndex(page.people.matrix.index(0, 0))
        QApplication.processEvents()
        assert not tab.horizontalScrollBar().isVisible()
        assert _see_whole(tab) == []
        assert page.bar.tabRect(number).right() < page.bar.width()
        assert page.bar.tabRect(0).left() >= 0
    assert not any(button.isVisible() for button in page.bar.findChildren(QToolButton))


@pytest.mark.parametrize("size", [(1024, 700), (1440, 900)])
def test_the_lists_of_a_partner_need_no_scrolling_sideways(
    open_window: OpenWindow, add_company: AddPartner, desk: Desk, size: tuple[int, int]
) -> None:
    partner_id, agreement_id = add_company("Acme", sellers=1)
    use_edition(desk, "2025-08")
    window = open_window()
    window.resize(*size)
    page = get_workspace(window).partner
    get_workspace(window).open_partner(partner_id, agreement_id)
    seen = 0
    for title, tab in page.tabs.items():
        page.show_tab(title)
        if title.startswith("People"):
            page.people.view.setCurrentIndex(page.people.matrix.index(0, 0))
        QApplication.processEvents()
        for table in tab.findChildren(InlineTable):
            if table.isVisible():
                seen += 1
                assert table.view.horizontalHeader().length() <= table.view.viewport().width()
    assert seen == 8


def test_a_narrow_list_shows_its_last_row_over_its_bar(open_window: OpenWindow, add_company: AddPartner) -> None:
    partner_id, agreement_id = add_company("Acme", sellers=1)
    window = open_window()
    window.resize(900, 700)
    page = get_workspace(window).partner
    get_workspace(window).open_partner(partner_id, agreement_id)
    page.show_tab("People & certifications")
    page.people.view.setCurrentIndex(page.people.matrix.index(0, 0))
    QApplication.processEvents()
    view = page.people.details.awards.view
    assert view.horizontalScrollBar().isVisible()
    last = view.visualRect(view.model().index(view.model().rowCount() - 1, 0))
    assert last.bottom() <= view.viewport().height()


def test_the_whole_list_of_partners_fits_a_small_window(open_window: OpenWindow, add_company: AddPartner) -> None:
    for number in range(40):
        add_company(f"Company with a name of some length {number}")
    window = open_window()
    window.resize(1024, 700)
    QApplication.processEvents()
    table = get_workspace(window).partners.table
    assert table.verticalScrollBar().isVisible()
    assert not table.horizontalScrollBar().isVisible()
    last = [column.key for column in get_workspace(window).partners.model.columns].index("channel_manager")
    assert table.columnWidth(last) >= 80
    assert table.columnViewportPosition(last) + table.columnWidth(last) <= table.viewport().width()


def test_a_choice_in_a_list_has_room_for_its_words(open_window: OpenWindow, add_company: AddPartner) -> None:
    partner_id, agreement_id = add_company("Acme")
    window = open_window()
    window.resize(1024, 700)
    page = get_workspace(window).partner
    get_workspace(window).open_partner(partner_id, agreement_id)
    page.show_tab("Activity & revenue")
    QApplication.processEvents()
    view = page.activity.activities.view
    view.setFocus()
    for column in (1, 3):
        view.setCurrentIndex(view.model().index(0, column))
        view.edit(view.currentIndex())
        box = QApplication.focusWidget()
        assert isinstance(box, QComboBox)
        widest = max(box.fontMetrics().horizontalAdvance(box.itemText(at)) for at in range(box.count()))
        option = QStyleOptionComboBox()
        box.initStyleOption(option)
        room = box.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
        )
        assert room.width() >= widest


@pytest.mark.parametrize("edition", ["2022-10-03", "2025-08"])
def test_nothing_of_the_panel_is_cut_off_in_a_small_window(
    qtbot: QtBot, open_window: OpenWindow, add_company: AddPartner, desk: Desk, edition: str
) -> None:
    partner_id, agreement_id = add_company("Company with a name of some length", sellers=3)
    use_edition(desk, edition)
    window = open_window()
    window.resize(1024, 700)
    space, panel = get_workspace(window), get_workspace(window).panel
    space.open_partner(partner_id, agreement_id)
    panel.tabs.tabs[SELECT].click()
    panel.blocks["business_plan"].buttons[0].click()
    qtbot.waitUntil(panel.waiving.isVisible)
    qtbot.waitUntil(lambda: _reaches(panel) <= panel.rect().right())
    window.menus.try_changes.trigger()
    assert panel.body is not None
    assert panel.body.awards_needed is not None
    assert panel.body.awards_needed.link is not None
    panel.body.awards_needed.link.click()
    panel.trying.waive(panel.blocks["business_plan"].row)
    qtbot.waitUntil(lambda: _reaches(panel) <= panel.rect().right())


def _reaches(panel: EvaluationPanel) -> int:
    """How far to the right the widgets of the panel go."""
    shown = [each for each in panel.findChildren(QWidget) if each.isVisible() and not isinstance(each, QScrollBar)]
    return max(each.mapTo(panel, each.rect().bottomRight()).x() for each in shown)


@pytest.mark.parametrize("size", [(1024, 700), (1280, 800)])
def test_the_title_of_a_report_takes_two_lines_at_most(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path, size: tuple[int, int]
) -> None:
    window = open_window()
    window.resize(*size)
    path = tmp_path / "Channel partners EMEA people and certifications 2022-10-10.csv"
    path.write_text("partner,region\nAcme,EMEA\nBolt,Nowhere\n", encoding="utf-8")
    rosters = get_workspace(window).rosters
    get_workspace(window).import_files([path])
    wait_for_jobs(qtbot, window.jobs)
    rosters.apply()
    wait_for_jobs(qtbot, window.jobs)
    title = rosters.head.title
    assert rosters.head.rejects.isVisible()
    assert rosters.head.undo.isVisible()
    assert title.height() <= 2 * title.fontMetrics().lineSpacing()
    assert title.heightForWidth(title.width()) <= title.height()
    assert path.name in title.text()
