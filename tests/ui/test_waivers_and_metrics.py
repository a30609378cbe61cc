"""Waivers on the Profile tab and reported metrics on Activity & revenue: lists edited in place, every edit an act."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from channeladmin.desk.desk import Desk
from channeladmin.desk.history import undo
from channeladmin.desk.metrics import add_metric_entry, list_metric_entries
from channeladmin.desk.programs import use_edition
from channeladmin.desk.values import MetricEntryFields, WaiverFields
from channeladmin.desk.waiving import grant_waiver, list_waivers
from tests.ui.conftest import AddPartner
from tests.ui.pages import show_page, type_in_cell
from ui.kit.inline_table import InlineTable
from ui.kit.jobs import JobRunner
from ui.partner.page import PartnerPage
from ui.session import DeskSession

METRIC = "services_registrations"


@pytest.fixture
def ids(add_company: AddPartner) -> tuple[int, int]:
    return add_company("Acme")


@pytest.fixture
def page(qtbot: QtBot, session: DeskSession, jobs: JobRunner, ids: tuple[int, int]) -> PartnerPage:
    page = PartnerPage(session, jobs)
    show_page(qtbot, page)
    page.load(*ids)
    return page


def _row(table: InlineTable, row: int = 0) -> list[object]:
    model = table.model
    return [model.index(row, column).data() for column in range(len(model.columns))]


def _grant(session: DeskSession, agreement_id: int) -> None:
    fields = WaiverFields(
        requirement="sales_verified", since=date(2022, 10, 1), until=date(2022, 12, 31), reason="Hiring"
    )
    session.act(lambda: grant_waiver(session.desk, agreement_id, fields))


def test_a_waiver_is_edited_deleted_and_undone(
    qtbot: QtBot, page: PartnerPage, session: DeskSession, desk: Desk, ids: tuple[int, int]
) -> None:
    _grant(session, ids[1])
    waivers = page.profile.waivers
    assert _row(waivers) == ["Sales verified", "1 Oct 2022", "31 Dec 2022", "m.okafor", "Hiring"]
    type_in_cell(qtbot, waivers.view, 0, 2, "30 Nov 2022")
    assert list_waivers(desk)[0].waiver.fields.until == date(2022, 11, 30)
    type_in_cell(qtbot, waivers.view, 0, 2, "30 Sep 2022")
    assert "before it begins" in waivers.errors.text()
    qtbot.keyClick(waivers.view, Qt.Key.Key_Escape)
    qtbot.keyClick(waivers.view, Qt.Key.Key_Delete)
    assert list_waivers(desk) == ()
    session.act(lambda: undo(desk))
    assert _row(waivers)[2] == "30 Nov 2022"


def test_a_waiver_is_added_from_today_by_who_acts(qtbot: QtBot, page: PartnerPage, desk: Desk) -> None:
    waivers = page.profile.waivers
    waivers.view.setFocus()
    waivers.view.setCurrentIndex(waivers.model.index(0, 0))
    qtbot.keyClick(waivers.view, Qt.Key.Key_F2)
    for text in ("sales", "", "2022-12-31", "", "Hiring"):
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClicks(focus, text)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    [view] = list_waivers(desk)
    assert view.waiver.fields == WaiverFields(
        requirement="sales_verified",
        since=date(2022, 10, 10),
        until=date(2022, 12, 31),
        reason="Hiring",
        granted_by="m.okafor",
    )


def test_a_waiver_of_another_edition_keeps_its_name(
    page: PartnerPage, session: DeskSession, desk: Desk, ids: tuple[int, int]
) -> None:
    _grant(session, ids[1])
    use_edition(desk, "2025-08")
    page.load(*ids)
    assert _row(page.profile.waivers)[0] == "sales verified"


def test_an_edition_without_metrics_shows_none(page: PartnerPage) -> None:
    page.show_tab("Activity & revenue")
    assert page.activity.metrics_section.isHidden()
    assert "number" not in page.activity.describe()


def test_a_number_is_reported_with_its_unit(
    qtbot: QtBot, page: PartnerPage, session: DeskSession, desk: Desk, ids: tuple[int, int]
) -> None:
    use_edition(desk, "2025-08")
    page.load(*ids)
    page.show_tab("Activity & revenue")
    metrics = page.activity.metrics
    assert metrics.isVisibleTo(page)
    # There is one metric, and it is today: only the amount has to be typed.
    type_in_cell(qtbot, metrics.view, 0, 2, "8.5")
    qtbot.keyClick(metrics.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    [entry] = list_metric_entries(desk, ids[1])
    assert entry.fields == MetricEntryFields(metric=METRIC, reported_on=date(2022, 10, 10), amount_hundredths=850)
    assert _row(metrics) == ["Services registrations", "10 Oct 2022", "8.5 registrations", ""]
    assert page.activity.describe().endswith("1 number reported")
    type_in_cell(qtbot, metrics.view, 0, 2, "many")
    assert metrics.errors.text() == "Amount: “many” is not a number; write it as 1250 or 12.5."
    qtbot.keyClick(metrics.view, Qt.Key.Key_Escape)
    session.act(lambda: undo(desk))
    assert list_metric_entries(desk, ids[1]) == ()


def test_a_number_of_a_metric_that_is_gone_stays_readable(page: PartnerPage, desk: Desk, ids: tuple[int, int]) -> None:
    use_edition(desk, "2024-08")
    entry = MetricEntryFields(metric=METRIC, reported_on=date(2022, 10, 1), amount_hundredths=800)
    add_metric_entry(desk, ids[1], entry)
    page.load(*ids)
    page.show_tab("Activity & revenue")
    assert _row(page.activity.metrics)[2] == "8 registrations"
    use_edition(desk, "2022-10-03")
    page.load(*ids)
    assert page.activity.metrics_section.isHidden()
