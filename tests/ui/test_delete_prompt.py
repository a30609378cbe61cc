"""Deleting from a page takes two steps, and typing never takes them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from channeladmin.desk.desk import Desk
from channeladmin.desk.people import list_people
from channeladmin.desk.plans import list_plans
from tests.ui.conftest import AddPartner
from tests.ui.pages import show_page
from ui.kit.delete_prompt import DeletePrompt
from ui.kit.inline_table import InlineTable
from ui.kit.jobs import JobRunner
from ui.partner.page import PartnerPage
from ui.session import DeskSession


@pytest.fixture
def page(qtbot: QtBot, session: DeskSession, jobs: JobRunner, add_company: AddPartner) -> PartnerPage:
    page = PartnerPage(session, jobs)
    show_page(qtbot, page)
    page.load(*add_company("Acme", sellers=1))
    return page


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.fixture
def prompt(qtbot: QtBot) -> DeletePrompt:
    prompt = DeletePrompt("Delete this plan", "Delete this plan and its objectives?")
    show_page(qtbot, prompt)
    prompt.ask.setFocus()
    return prompt


def test_blanks_typed_on_it_delete_nothing(qtbot: QtBot, prompt: DeletePrompt) -> None:
    with qtbot.assertNotEmitted(prompt.confirmed):
        for typed in "Six new customers by June ":
            qtbot.keyClicks(focus(), typed)
    assert prompt.question.text() == "Delete this plan and its objectives? Undo brings it back."


def test_the_second_step_deletes(qtbot: QtBot, prompt: DeletePrompt) -> None:
    qtbot.keyClick(focus(), Qt.Key.Key_Space)
    assert prompt.keep.hasFocus()
    assert not prompt.ask.isVisible()
    qtbot.keyClick(focus(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(prompt.confirmed):
        qtbot.keyClick(focus(), Qt.Key.Key_Space)
    assert prompt.ask.isVisible()
    assert not prompt.delete.isVisible()


def test_escape_keeps(qtbot: QtBot, prompt: DeletePrompt) -> None:
    qtbot.keyClick(focus(), Qt.Key.Key_Space)
    with qtbot.assertNotEmitted(prompt.confirmed):
        qtbot.keyClick(focus(), Qt.Key.Key_Escape)
    assert prompt.ask.hasFocus()


def _tables(page: PartnerPage) -> list[InlineTable]:
    return [table for table in page.stack.findChildren(InlineTable) if table.isVisible()]


@pytest.mark.parametrize("title", ["Profile", "Business plan", "People & certifications", "Activity & revenue"])
def test_no_button_that_deletes_follows_a_list(qtbot: QtBot, page: PartnerPage, title: str) -> None:
    page.show_tab(title)
    if title == "Business plan":
        page.plan.start_plan(2023)
    if title == "People & certifications":
        page.people.view.setCurrentIndex(page.people.matrix.index(0, 0))
    tables = _tables(page)
    assert tables
    for table in tables:
        table.view.setFocus()
        assert focus() is table.view
        qtbot.keyClick(table.view, Qt.Key.Key_Tab)
        reached = focus()
        assert reached is not table.view
        assert "Delete" not in (reached.text() if isinstance(reached, QAbstractButton) else "")


def test_a_plan_is_deleted_in_two_steps(qtbot: QtBot, page: PartnerPage, desk: Desk) -> None:
    page.show_tab("Business plan")
    page.plan.start_plan(2023)
    assert page.agreement_id is not None
    qtbot.mouseClick(page.plan.remove.ask, Qt.MouseButton.LeftButton)
    assert len(list_plans(desk, page.agreement_id)) == 1
    qtbot.mouseClick(page.plan.remove.delete, Qt.MouseButton.LeftButton)
    assert list_plans(desk, page.agreement_id) == ()


def test_a_person_is_deleted_in_two_steps(qtbot: QtBot, page: PartnerPage, desk: Desk) -> None:
    page.show_tab("People & certifications")
    page.people.view.setCurrentIndex(page.people.matrix.index(0, 0))
    remove = page.people.details.remove
    qtbot.mouseClick(remove.ask, Qt.MouseButton.LeftButton)
    assert page.partner_id is not None
    assert len(list_people(desk, page.partner_id)) == 1
    qtbot.mouseClick(remove.delete, Qt.MouseButton.LeftButton)
    assert list_people(desk, page.partner_id) == ()


def test_a_question_does_not_wait_for_another_record(qtbot: QtBot, page: PartnerPage) -> None:
    qtbot.mouseClick(page.profile.remove.ask, Qt.MouseButton.LeftButton)
    page.show_tab("Benefits")
    page.show_tab("Profile")
    assert page.profile.remove.ask.isVisible()
