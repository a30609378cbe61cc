"""The partner page: who it shows, its regions and tabs, and that every edit is an act that it follows."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from channeladmin.desk.agreements import add_agreement, add_step
from channeladmin.desk.desk import Desk
from channeladmin.desk.history import list_operations, undo
from channeladmin.desk.partners import add_partner, delete_partner, edit_partner, load_partner
from channeladmin.desk.people import list_people
from channeladmin.desk.values import (
    SELECT,
    AgreementFields,
    AgreementStatus,
    AgreementStepFields,
    PartnerFields,
    PartnerKind,
    Region,
)
from tests.ui.conftest import HARD_NAME, AddPartner
from tests.ui.pages import show_page, type_in_cell, type_in_form
from ui.kit.jobs import JobRunner
from ui.partner.page import PartnerPage
from ui.session import DeskSession


@pytest.fixture
def page(qtbot: QtBot, session: DeskSession, jobs: JobRunner) -> PartnerPage:
    page = PartnerPage(session, jobs)
    show_page(qtbot, page)
    return page


def test_the_head_tells_who_this_is(page: PartnerPage, desk: Desk) -> None:
    fields = PartnerFields(name=HARD_NAME, external_ref="P-1043", website="acme.example", kinds=(PartnerKind.MSP,))
    partner_id = add_partner(desk, fields, AgreementFields(region=Region.EMEA, channel_manager="M. Okafor")).id
    page.load(partner_id)
    assert page.header.name.text() == HARD_NAME
    assert page.header.name.textFormat() is Qt.TextFormat.PlainText
    assert page.header.facts.text() == "P-1043 · acme.example · MSP · M. Okafor"
    assert [chip.text() for chip in page.header.chips()] == ["EMEA · prospect"]


def test_a_chip_for_each_region_chooses_the_agreement(
    qtbot: QtBot, page: PartnerPage, desk: Desk, add_company: AddPartner
) -> None:
    partner_id, emea = add_company("Acme")
    apac = add_agreement(desk, partner_id, AgreementFields(region=Region.APAC)).id
    with qtbot.waitSignal(page.agreement_selected) as told:
        page.load(partner_id, emea)
    assert told.args == [emea]
    assert [chip.text() for chip in page.header.chips()] == ["APAC · prospect", "EMEA · Open"]
    with qtbot.waitSignal(page.agreement_selected) as told:
        qtbot.mouseClick(page.header.chips()[0], Qt.MouseButton.LeftButton)
    assert told.args == [apac]
    assert page.profile.agreement.editor("region").entry() is Region.APAC


def test_editing_the_company_is_an_act(qtbot: QtBot, page: PartnerPage, desk: Desk, add_company: AddPartner) -> None:
    partner_id, _agreement = add_company("Acme")
    page.load(partner_id)
    type_in_form(qtbot, page.profile.company, "name", "Acme & Sons")
    assert load_partner(desk, partner_id).partner.fields.name == "Acme & Sons"
    assert page.header.name.text() == "Acme & Sons"
    assert list_operations(desk)[0].label == "Edit partner Acme & Sons"
    assert page.profile.company.editor("legal_name").widget.hasFocus()


def test_a_name_that_is_taken_is_refused_under_the_field(
    qtbot: QtBot, page: PartnerPage, desk: Desk, add_company: AddPartner
) -> None:
    add_company("Bolt")
    partner_id, _agreement = add_company("Acme")
    page.load(partner_id)
    line = type_in_form(qtbot, page.profile.company, "name", "BOLT")
    assert page.profile.company.error_text("name") == "There is already a partner named Bolt."
    assert line.text() == "BOLT"
    assert load_partner(desk, partner_id).partner.fields.name == "Acme"


def test_signing_the_agreement_shows_its_steps(qtbot: QtBot, page: PartnerPage, add_company: AddPartner) -> None:
    partner_id, agreement_id = add_company("Acme", is_signed=False)
    page.load(partner_id, agreement_id)
    type_in_form(qtbot, page.profile.agreement, "signed_on", "14 Mar 2021")
    steps = page.profile.steps.model
    assert [steps.index(row, 1).data() or steps.index(row, 2).data() for row in range(2)] == ["authorized", "Open"]
    assert [chip.text() for chip in page.header.chips()] == ["EMEA · Open"]


def test_a_step_is_added_in_the_list(qtbot: QtBot, page: PartnerPage, desk: Desk, add_company: AddPartner) -> None:
    partner_id, agreement_id = add_company("Acme")
    page.load(partner_id, agreement_id)
    steps = page.profile.steps
    type_in_cell(qtbot, steps.view, 2, 0, "2022-05-01")
    type_in_cell(qtbot, steps.view, 2, 4, "Late payments")
    steps.model.setData(steps.model.index(2, 1), AgreementStatus.SUSPENDED)
    qtbot.keyClick(steps.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    view = load_partner(desk, partner_id).agreements[0]
    assert view.status is AgreementStatus.SUSPENDED
    assert [(step.fields.since, step.fields.reason, step.fields.decided_by) for step in view.steps][-1] == (
        date(2022, 5, 1),
        "Late payments",
        "m.okafor",
    )
    assert [chip.text() for chip in page.header.chips()] == ["EMEA · Open · suspended"]


def test_typing_stays_while_something_else_changes(
    qtbot: QtBot, page: PartnerPage, session: DeskSession, desk: Desk, add_company: AddPartner
) -> None:
    partner_id, _agreement = add_company("Acme")
    page.load(partner_id)
    line = page.profile.company.editor("website").widget
    assert isinstance(line, QLineEdit)
    line.setFocus()
    qtbot.keyClicks(line, "acme.exa")
    session.act(lambda: edit_partner(desk, partner_id, PartnerFields(name="Acme", country="Norway")))
    assert line.text() == "acme.exa"
    assert line.hasFocus()
    assert page.profile.company.editor("country").entry() == "Norway"


def test_undo_is_followed(qtbot: QtBot, page: PartnerPage, session: DeskSession, add_company: AddPartner) -> None:
    partner_id, _agreement = add_company("Acme")
    page.load(partner_id)
    type_in_form(qtbot, page.profile.company, "country", "Norway")
    session.act(lambda: undo(session.desk))
    assert page.profile.company.editor("country").entry() is None


def test_the_page_closes_when_its_partner_is_gone(
    qtbot: QtBot, page: PartnerPage, session: DeskSession, desk: Desk, add_company: AddPartner
) -> None:
    partner_id, _agreement = add_company("Acme")
    page.load(partner_id)
    with qtbot.waitSignal(page.closed):
        session.act(lambda: delete_partner(desk, partner_id))


def test_one_more_region_is_added_in_place(
    qtbot: QtBot, page: PartnerPage, desk: Desk, add_company: AddPartner
) -> None:
    partner_id, _agreement = add_company("Acme", region=Region.AMER)
    page.load(partner_id)
    qtbot.mouseClick(page.header.region, Qt.MouseButton.LeftButton)
    assert page.region.form.editor("region").entry() is Region.EMEA
    type_in_form(qtbot, page.region.form, "signed_on", "2022-09-01")
    assert page.region.form.submit()
    regions = [view.agreement.fields.region for view in load_partner(desk, partner_id).agreements]
    assert regions == [Region.AMER, Region.EMEA]
    assert page.agreement_id == load_partner(desk, partner_id).agreements[1].agreement.id
    assert page.region.isHidden()


def test_escape_closes_the_small_panel(qtbot: QtBot, page: PartnerPage, add_company: AddPartner) -> None:
    partner_id, _agreement = add_company("Acme")
    page.load(partner_id)
    qtbot.mouseClick(page.header.region, Qt.MouseButton.LeftButton)
    qtbot.keyClick(page.region.form.editor("signed_on").widget, Qt.Key.Key_Escape)
    assert page.region.isHidden()


def test_all_who_work_there_are_confirmed_at_once(
    qtbot: QtBot, page: PartnerPage, desk: Desk, add_company: AddPartner
) -> None:
    partner_id, _agreement = add_company("Acme", sellers=3)
    page.load(partner_id)
    qtbot.mouseClick(page.header.confirm, Qt.MouseButton.LeftButton)
    spells = [person.employments[0].fields for person in list_people(desk, partner_id)]
    assert [(spell.confirmed_on, spell.confirmed_by) for spell in spells] == [(date(2022, 10, 10), "m.okafor")] * 3
    assert list_operations(desk)[0].label == "Confirm 3 still there"


def test_a_company_without_an_agreement_says_what_to_do(page: PartnerPage, desk: Desk) -> None:
    page.load(add_partner(desk, PartnerFields(name="Acme")).id)
    assert page.agreement_id is None
    assert not page.header.invite.isEnabled()
    for title, tab in page.tabs.items():
        page.show_tab(title)
        assert tab.isVisible()
    page.show_tab("Profile")
    assert "Region" in page.profile.none.text()
    assert page.profile.none.isVisible()


def test_what_is_not_met_needs_a_reason(qtbot: QtBot, page: PartnerPage, add_company: AddPartner) -> None:
    partner_id, agreement_id = add_company(HARD_NAME)
    page.load(partner_id, agreement_id)
    qtbot.mouseClick(page.header.invite, Qt.MouseButton.LeftButton)
    assert HARD_NAME in page.invite.summary.text()
    assert not page.invite.draft_button.isEnabled()
    qtbot.keyClicks(page.invite.reason, "Largest reference in EMEA")
    with qtbot.waitSignal(page.packet_opened) as told:
        qtbot.keyClick(page.invite.reason, Qt.Key.Key_Return)
    assert told.args == ["SEL-2022-0001"]
    assert page.invite.isHidden()


def test_a_draft_that_cannot_be_made_says_why(qtbot: QtBot, page: PartnerPage, add_company: AddPartner) -> None:
    partner_id, agreement_id = add_company("Acme", is_signed=False)
    page.load(partner_id, agreement_id)
    page.start_invitation()
    qtbot.keyClicks(page.invite.reason, "Because")
    qtbot.keyClick(page.invite.reason, Qt.Key.Key_Return)
    assert "prospect" in page.invite.problem.text()
    assert page.invite.isVisible()


def test_a_partner_in_select_is_shown_so(page: PartnerPage, desk: Desk, add_company: AddPartner) -> None:
    from channeladmin.desk.agreements import add_step
    from channeladmin.desk.values import AgreementStepFields

    partner_id, agreement_id = add_company("Acme")
    add_step(desk, agreement_id, AgreementStepFields(since=date(2022, 1, 1), track=SELECT))
    page.load(partner_id, agreement_id)
    assert [chip.text() for chip in page.header.chips()] == ["EMEA · Select"]
    page.show_tab("Benefits")
    assert page.benefits.shown
    assert "benefits are earned" in page.benefits.note.text()


def test_who_is_in_select_is_not_asked_to_be_invited(
    page: PartnerPage, session: DeskSession, desk: Desk, add_company: AddPartner
) -> None:
    partner_id, agreement_id = add_company("Acme")
    page.load(partner_id, agreement_id)
    assert page.header.invite.isVisible()
    step = AgreementStepFields(since=date(2022, 1, 1), track=SELECT)
    session.act(lambda: add_step(desk, agreement_id, step))
    assert not page.header.invite.isVisible()
    session.act(lambda: undo(desk))
    assert page.header.invite.isVisible()
