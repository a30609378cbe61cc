"""The partners list on a real desk: rows, filters, live refresh, empty states, and adding a partner by keyboard."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from channeladmin.desk.desk import Desk
from channeladmin.desk.history import undo
from channeladmin.desk.partners import add_partner, delete_partner, load_partner
from channeladmin.desk.values import OPEN, PartnerFields, Region, Status
from tests.ui.conftest import HARD_NAME, AddPartner
from ui.kit.chips import PILL_ROLE, Tone
from ui.kit.theme import Theme
from ui.partners.page import PartnersPage
from ui.session import DeskSession

NAME, REGION, TRACK, STANDING = range(4)


@pytest.fixture
def page(qtbot: QtBot, session: DeskSession, theme: Theme) -> PartnersPage:
    page = PartnersPage(session)
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    return page


def _column(page: PartnersPage, column: int) -> list[str]:
    return [str(page.model.index(row, column).data()) for row in range(page.model.rowCount())]


def test_a_row_says_how_an_agreement_stands(page: PartnersPage, add_company: AddPartner) -> None:
    add_company(HARD_NAME, sellers=1)
    page.reload()
    assert _column(page, NAME) == [HARD_NAME]
    assert _column(page, REGION) == ["EMEA"]
    assert _column(page, TRACK) == ["Open"]
    assert _column(page, STANDING) == ["unmet: 1 of 2 sales verified"]
    pill = page.model.index(0, STANDING).data(PILL_ROLE)
    assert pill.tone is Tone.UNMET
    assert page.count.text() == "1 agreement"


def test_the_model_is_sound(page: PartnersPage, add_company: AddPartner, qtmodeltester: ModelTester) -> None:
    for number in range(5):
        add_company(f"Company {number}")
    page.reload()
    qtmodeltester.check(page.model)


def test_text_and_chips_hold_the_list(page: PartnersPage, add_company: AddPartner) -> None:
    add_company("Łukasz Cloud", region=Region.EMEA)
    add_company("Straße AG", region=Region.APAC, sellers=2)
    add_company("Zeta", region=Region.APAC, is_signed=False)
    page.reload()
    page.set_text("lukasz")
    assert _column(page, NAME) == ["Łukasz Cloud"]
    page.set_text("")
    page.region.choose(Region.APAC)
    assert _column(page, NAME) == ["Straße AG", "Zeta"]
    assert page.region.text() == "Region: APAC ▾"
    page.track.choose(OPEN)
    assert _column(page, NAME) == ["Straße AG"]
    assert page.count.text() == "1 agreement shown"
    page.standing.choose(Status.MET)
    assert page.model.rowCount() == 0
    page.clear_filters()
    assert page.model.rowCount() == 3


def test_a_click_on_the_header_sorts(page: PartnersPage, add_company: AddPartner) -> None:
    for name in ("Bolt", "Acme", "Córdoba"):
        add_company(name)
    page.reload()
    assert _column(page, NAME) == ["Acme", "Bolt", "Córdoba"]
    header = page.table.horizontalHeader()
    QTest.mouseClick(
        header.viewport(), Qt.MouseButton.LeftButton, pos=header.rect().center().__class__(40, header.height() // 2)
    )
    assert _column(page, NAME) == ["Córdoba", "Bolt", "Acme"]


def test_the_list_follows_every_act_and_keeps_its_selection(
    qtbot: QtBot, page: PartnersPage, session: DeskSession, desk: Desk, add_company: AddPartner
) -> None:
    _bolt, agreement_id = add_company("Bolt")
    page.reload()
    with qtbot.waitSignal(page.agreement_selected) as told:
        page.table.selectRow(0)
    assert told.args == [agreement_id]
    session.act(lambda: add_partner(desk, PartnerFields(name="Acme")))
    assert _column(page, NAME) == ["Acme", "Bolt"]
    assert page.table.selected_keys() == [agreement_id]
    session.act(lambda: delete_partner(desk, _bolt))
    assert _column(page, NAME) == ["Acme"]
    session.act(lambda: undo(desk))
    assert _column(page, NAME) == ["Acme", "Bolt"]


def test_a_company_without_an_agreement_is_listed_and_opens(qtbot: QtBot, page: PartnersPage, desk: Desk) -> None:
    added = add_partner(desk, PartnerFields(name="Acme"))
    page.reload()
    assert _column(page, STANDING) == ["no agreement"]
    page.focus_list()
    with qtbot.waitSignal(page.opened) as told:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert told.args == [added.id, None]


def test_an_empty_desk_has_three_doors(qtbot: QtBot, page: PartnersPage) -> None:
    page.reload()
    assert page.doors.isVisible()
    with qtbot.waitSignal(page.sample_asked):
        QTest.keyClick(page.doors.sample, Qt.Key.Key_Space)
    with qtbot.waitSignal(page.import_asked):
        QTest.keyClick(page.doors.roster, Qt.Key.Key_Space)
    QTest.keyClick(page.doors.partner, Qt.Key.Key_Space)
    assert page.new_partner.isVisible()
    assert not page.table.isVisible()


def _entry(page: PartnersPage, name: str) -> QWidget:
    widget: QWidget = page.new_partner.form.editor(name).widget
    return widget


def test_a_partner_is_added_by_keyboard(qtbot: QtBot, page: PartnersPage, desk: Desk) -> None:
    page.reload()
    page.start_new_partner()
    name = _entry(page, "name")
    assert isinstance(name, QLineEdit)
    QTest.keyClicks(name, HARD_NAME)
    QTest.keyClicks(_entry(page, "region"), "E")
    QTest.keyClicks(_entry(page, "signed_on"), "2021-03-14")
    with qtbot.waitSignal(page.opened) as told:
        QTest.keyClick(_entry(page, "signed_on"), Qt.Key.Key_Return)
    assert told.args is not None
    view = load_partner(desk, told.args[0])
    assert view.partner.fields.name == HARD_NAME
    assert [each.agreement.fields.region for each in view.agreements] == [Region.EMEA]
    assert _column(page, NAME) == [HARD_NAME]
    assert not page.new_partner.isVisible()


def test_what_is_wrong_stands_under_its_field(page: PartnersPage, add_company: AddPartner) -> None:
    add_company("Acme")
    page.reload()
    page.start_new_partner()
    form = page.new_partner.form
    QTest.keyClick(page.new_partner.add_button, Qt.Key.Key_Space)
    assert form.error_text("name") == "This is needed."
    QTest.keyClicks(_entry(page, "name"), "acme")
    QTest.keyClick(_entry(page, "name"), Qt.Key.Key_Return)
    assert "already a partner named Acme" in form.error_text("name")
    assert page.model.rowCount() == 1


def test_every_control_has_a_name(page: PartnersPage, add_company: AddPartner, qapp: QApplication) -> None:
    add_company("Acme")
    page.reload()
    unnamed = [
        child
        for child in page.findChildren(QWidget)
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisible() and not child.accessibleName()
    ]
    assert unnamed == []


def test_a_second_partner_begins_on_an_empty_form(qtbot: QtBot, page: PartnersPage, desk: Desk) -> None:
    page.reload()
    for name in ("Acme", "Bolt"):
        page.start_new_partner()
        form = page.new_partner.form
        assert [form.editor(each).entry() for each in ("name", "external_ref", "region", "signed_on")] == [None] * 4
        QTest.keyClicks(_entry(page, "name"), name)
        QTest.keyClick(_entry(page, "region"), Qt.Key.Key_Down)
        QTest.keyClicks(_entry(page, "signed_on"), "2021-03-14")
        with qtbot.waitSignal(page.opened) as told:
            QTest.keyClick(_entry(page, "signed_on"), Qt.Key.Key_Return)
        assert told.args is not None
        (agreement,) = load_partner(desk, told.args[0]).agreements
        assert agreement.agreement.fields.signed_on == date(2021, 3, 14)
        assert agreement.agreement.fields.region is next(iter(Region))


def test_what_is_needed_is_no_longer_said_while_it_is_typed(page: PartnersPage) -> None:
    page.reload()
    page.start_new_partner()
    form = page.new_partner.form
    QTest.keyClick(page.new_partner.add_button, Qt.Key.Key_Space)
    assert form.error_text("name") == "This is needed."
    QTest.keyClicks(_entry(page, "name"), "A")
    assert form.error_text("name") == ""
    assert not _entry(page, "name").property("wrong")
