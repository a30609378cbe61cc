"""The business plan: begun for a year, filled in, and its objectives."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from channeladmin.desk.desk import Desk
from channeladmin.desk.plans import list_plans
from channeladmin.desk.values import PlanStatus
from tests.ui.conftest import AddPartner
from tests.ui.pages import show_page, type_in_cell, type_in_form
from ui.kit.fields import ChoiceField
from ui.kit.jobs import JobRunner
from ui.partner.page import PartnerPage
from ui.session import DeskSession


@pytest.fixture
def page(qtbot: QtBot, session: DeskSession, jobs: JobRunner, add_company: AddPartner) -> PartnerPage:
    page = PartnerPage(session, jobs)
    show_page(qtbot, page)
    page.load(*add_company("Acme"))
    page.show_tab("Business plan")
    return page


def begin(qtbot: QtBot, page: PartnerPage, text: str) -> int:
    chip = next(chip for chip in page.plan.chips() if chip.text() == text)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert page.agreement_id is not None
    return page.agreement_id


def test_a_plan_is_begun_for_this_year_or_the_next(qtbot: QtBot, page: PartnerPage, desk: Desk) -> None:
    assert [chip.text() for chip in page.plan.chips()] == ["+ FY23", "+ FY24"]
    assert page.plan.form.isHidden()
    agreement_id = begin(qtbot, page, "+ FY23")
    assert [view.plan.fields.fiscal_year for view in list_plans(desk, agreement_id)] == [2023]
    assert [chip.text() for chip in page.plan.chips()] == ["FY23", "+ FY24"]
    assert page.plan.form.isVisible()
    assert page.plan.form.editor("partner_sponsor").widget.hasFocus()


def test_the_plan_is_filled_in(qtbot: QtBot, page: PartnerPage, desk: Desk) -> None:
    agreement_id = begin(qtbot, page, "+ FY23")
    form = page.plan.form
    type_in_form(qtbot, form, "partner_sponsor", "R. Bronte & Co")
    type_in_form(qtbot, form, "partner_sponsor_signed_on", "20 Feb 2022")
    type_in_form(qtbot, form, "committed_net_arr_cents", "420k")
    type_in_form(qtbot, form, "approved_on", "2022-03-01")
    status = form.editor("status")
    assert isinstance(status, ChoiceField)
    status.box.setFocus()
    qtbot.keyClicks(status.box, "a")
    qtbot.keyClick(status.box, Qt.Key.Key_Tab)
    fields = list_plans(desk, agreement_id)[0].plan.fields
    assert fields.partner_sponsor == "R. Bronte & Co"
    assert fields.partner_sponsor_signed_on == date(2022, 2, 20)
    assert fields.committed_net_arr_cents == 42_000_000
    assert (fields.status, fields.approved_on) == (PlanStatus.APPROVED, date(2022, 3, 1))


def test_an_amount_that_is_none_says_so(qtbot: QtBot, page: PartnerPage, desk: Desk) -> None:
    agreement_id = begin(qtbot, page, "+ FY23")
    line = type_in_form(qtbot, page.plan.form, "q1_cents", "TBD")
    assert page.plan.form.error_text("q1_cents") == "“TBD” is not an amount; write it as $300,000."
    assert line.text() == "TBD"
    assert list_plans(desk, agreement_id)[0].plan.fields.q1_cents is None


def test_an_objective_is_added_edited_and_removed(qtbot: QtBot, page: PartnerPage, desk: Desk) -> None:
    agreement_id = begin(qtbot, page, "+ FY23")
    table = page.plan.objectives
    type_in_cell(qtbot, table.view, 0, 0, "Eight new customers")
    qtbot.keyClick(table.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    type_in_cell(qtbot, table.view, 0, 4, "140")
    assert table.errors.text() == "Weight %: This must be at most 100."
    type_in_cell(qtbot, table.view, 0, 4, "40")
    (objective,) = list_plans(desk, agreement_id)[0].objectives
    assert (objective.fields.title, objective.fields.weight) == ("Eight new customers", 40)
    qtbot.keyClick(table.view, Qt.Key.Key_Delete)
    assert list_plans(desk, agreement_id)[0].objectives == ()


def test_two_years_have_a_chip_each(qtbot: QtBot, page: PartnerPage) -> None:
    begin(qtbot, page, "+ FY23")
    begin(qtbot, page, "+ FY24")
    assert page.plan.form.editor("fiscal_year").entry() == 2024
    begin(qtbot, page, "FY23")
    assert page.plan.form.editor("fiscal_year").entry() == 2023
    assert [chip.text() for chip in page.plan.chips() if chip.isChecked()] == ["FY23"]
