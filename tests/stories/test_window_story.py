"""The window story: one partner from an empty desk to a Select letter on paper, by keys and clicks alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPdf import QPdfDocument
from pytestqt.qtbot import QtBot

from channeladmin.desk.inviting import get_invitation
from channeladmin.desk.values import OPEN, SELECT, InvitationStatus
from tests.stories.window_hands import CTRL, CTRL_SHIFT, Hands
from ui.partner.people_matrix import FIXED
from ui.window.main_window import MainWindow

NAME = "Hana & Sons <Cloud> GmbH"
NUMBER = "SEL-2022-0001"


# The offscreen platform says so of every dialog that is raised.
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_from_an_empty_desk_to_a_letter_on_paper(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    hands = Hands(qtbot, window)
    make_desk(hands, tmp_path / "story.channeladmin")
    add_partner(hands)
    sign(hands)
    fill_open_with_people(hands)
    attest(hands)
    fill_select_with_people(hands)
    agree_plan(hands)
    hold_activities(hands)
    draft(hands)
    approve(hands)
    print_to_file(hands, tmp_path / "paper.pdf")
    save_as_pdf(hands, tmp_path / "letter.pdf")
    undo_the_last(hands)


def make_desk(hands: Hands, path: Path) -> None:
    hands.press(Qt.Key.Key_N, CTRL)
    with hands.qtbot.waitSignal(hands.window.desk_shown, timeout=20_000):
        hands.answer_file(path)
    assert path.exists()
    assert hands.space.partners.doors.isVisible()


def add_partner(hands: Hands) -> None:
    """A company with a region and nothing signed misses Open in all three rows."""
    hands.press(Qt.Key.Key_N, CTRL_SHIFT)
    form = hands.space.partners.new_partner.form
    hands.type(NAME)
    hands.press(Qt.Key.Key_Tab)
    hands.fill(form, "region", "E")
    hands.click_text("Add partner")
    page, panel = hands.space.partner, hands.space.panel
    assert page.isVisible()
    assert page.header.name.text() == NAME
    assert [chip.text() for chip in page.header.chips()] == ["EMEA · prospect"]
    assert panel.name.text() == NAME
    assert hands.track(OPEN) == ("0 of 3", False)
    assert hands.open_rows() == ["partner_agreement", "sales_verified", "solution_architect_verified"]
    assert panel.summary.text().startswith("3 requirements are open")


def sign(hands: Hands) -> None:
    assert hands.row("partner_agreement") == "unmet"
    form = hands.space.partner.profile.agreement
    hands.fill(form, "signed_on", "14 Mar 2021")
    hands.fill(form, "ends_on", "13 Mar 2024")
    hands.fill(form, "channel_manager", "M. Okafor")
    assert hands.row("partner_agreement") == "met"
    assert hands.track(OPEN) == ("1 of 3", False)
    assert hands.space.panel.about.text() == "EMEA · Open since 14 Mar 2021"
    assert [chip.text() for chip in hands.space.partner.header.chips()] == ["EMEA · Open"]


def fill_open_with_people(hands: Hands) -> None:
    """Two sellers and an architect, and Open is met."""
    hands.open_tab("People & certifications")
    hire(hands, "Ana Ruiz")
    assert hands.row("sales_verified") == "0 of 2"
    certify(hands, "Ana Ruiz", "sales_core", "2022-03-12")
    assert hands.row("sales_verified") == "1 of 2"
    assert "Ana Ruiz · Sales Core" in hands.lines("sales_verified")
    assert "12 Mar 2022" in hands.lines("sales_verified")
    hire(hands, "Jan Celik")
    certify(hands, "Jan Celik", "sales_core", "3 Feb 2022 -> 3 Feb 2023")
    assert hands.row("sales_verified") == "2 of 2"
    assert "until 3 Feb 2023" in hands.lines("sales_verified")
    assert hands.track(OPEN) == ("2 of 3", False)
    hire(hands, "Mei Nakamura")
    certify(hands, "Mei Nakamura", "sa_core", "2022-06-07")
    assert hands.row("solution_architect_verified") == "1 of 1"
    assert hands.track(OPEN) == ("met", True)
    assert hands.open_rows() == []
    assert hands.space.panel.summary.text().startswith("Meets every Open requirement, until 13 Mar 2024")


def attest(hands: Hands) -> None:
    hands.choose_track(SELECT)
    assert hands.track(SELECT)[0] == "1 of 9"
    assert hands.row("dedicated_practice") == "unmet"
    hands.open_tab("Profile")
    form = hands.space.partner.profile.agreement
    hands.fill(form, "practice", "s")
    hands.fill(form, "practice_attested_on", "15 Jul 2022")
    hands.fill(form, "practice_attested_by", "M. Okafor")
    assert hands.row("dedicated_practice") == "met"
    assert hands.track(SELECT) == ("2 of 9", False)


def fill_select_with_people(hands: Hands) -> None:
    """One more seller with all four specialisms, and a services engineer who counts as an architect, too."""
    hands.open_tab("People & certifications")
    assert (hands.row("sales_verified"), hands.row("sales_professional")) == ("3 of 4", "0 of 1")
    hire(hands, "Eva Brandt")
    certify(hands, "Eva Brandt", "sales_core", "2022-01-10")
    assert hands.row("sales_verified") == "4 of 4"
    for credential in ("spec_devops", "spec_devsecops", "spec_ci"):
        certify(hands, "Eva Brandt", credential, "2022-01-11")
    assert hands.row("sales_professional") == "0 of 1"
    assert any("Eva Brandt" in line for line in hands.lines("sales_professional"))
    certify(hands, "Eva Brandt", "spec_agile", "2022-01-14")
    assert hands.row("sales_professional") == "1 of 1"
    assert (hands.row("solution_architect_verified"), hands.row("professional_services")) == ("1 of 2", "0 of 1")
    hire(hands, "Kwame Adebayo")
    certify(hands, "Kwame Adebayo", "pse", "2021-09-19")
    assert (hands.row("solution_architect_verified"), hands.row("professional_services")) == ("2 of 2", "1 of 1")
    assert hands.open_rows() == ["business_plan", "program_revenue", "demand_generation"]
    assert hands.space.partner.people.errors.text() == ""


def agree_plan(hands: Hands) -> None:
    hands.open_tab("Business plan")
    hands.click_text("+ FY23")
    form = hands.space.partner.plan.form
    hands.fill(form, "partner_sponsor", "R. Bronte")
    hands.fill(form, "partner_sponsor_signed_on", "20 Feb 2022")
    hands.fill(form, "vendor_sponsor", "P. Vance")
    assert hands.row("business_plan") == "unmet"
    hands.fill(form, "approved_on", "1 Mar 2022")
    hands.fill(form, "approved_by", "J. Lind")
    hands.fill(form, "status", "a")
    assert hands.row("business_plan") == "met"
    assert hands.row("program_revenue") == "$0 of $300,000"
    hands.fill(form, "committed_net_arr_cents", "420k")
    assert hands.row("program_revenue") == "$420,000 of $300,000"
    assert hands.open_rows() == ["demand_generation"]


def hold_activities(hands: Hands) -> None:
    """One for each of the four closed quarters."""
    hands.open_tab("Activity & revenue")
    table = hands.space.partner.activity.activities
    assert hands.row("demand_generation") == "0 of 4 quarters"
    for number, (day, kind) in enumerate(
        (("2021-09-09", "w"), ("2021-12-02", "s"), ("2022-04-05", "t"), ("2022-06-14", "d"))
    ):
        assert hands.track(SELECT) == ("8 of 9", False)
        row = table.model.rowCount() - 1
        hands.fill_cell(table.view, row, 0, day)
        hands.fill_cell(table.view, row, 1, kind)
        hands.fill_cell(table.view, row, 2, f"Event {number}")
        hands.fill_cell(table.view, row, 3, "c")
        hands.press(Qt.Key.Key_Return, CTRL)
        assert table.errors.text() == ""
        assert hands.row("demand_generation") == f"{number + 1} of 4 quarters"
    assert hands.track(SELECT) == ("met", True)
    assert hands.track(OPEN) == ("met", True)
    assert hands.space.panel.summary.text().startswith("Meets every Select requirement")


def draft(hands: Hands) -> None:
    hands.press(Qt.Key.Key_I, CTRL_SHIFT)
    assert "meets all 9 Select requirements" in hands.space.partner.invite.summary.text()
    hands.click_text("Draft invitation")
    packet = hands.space.invitations.packet
    assert packet.isVisible()
    assert packet.title.text() == NUMBER
    await_pdf(hands)
    assert NAME in packet.viewer.document.getAllText(0).text().replace("\r\n", " ")


def approve(hands: Hands) -> None:
    hands.click_text("Approve")
    assert status(hands) is InvitationStatus.APPROVED
    await_pdf(hands)


def print_to_file(hands: Hands, paper: Path) -> None:
    hands.click_text("Print…")
    hands.answer_print(paper)
    hands.qtbot.waitUntil(lambda: status(hands) is InvitationStatus.PRINTED, timeout=30_000)
    await_pdf(hands)
    pages = PdfReader(paper).pages
    assert len(pages) == hands.space.invitations.packet.viewer.document.pageCount()
    assert [round(float(side)) for side in pages[0].mediabox[2:]] == [595, 842]


def save_as_pdf(hands: Hands, letter: Path) -> None:
    hands.click_text("Save as PDF…")
    hands.answer_file(letter)
    hands.qtbot.waitUntil(lambda: letter.name in hands.space.invitations.packet.saved.text(), timeout=20_000)
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(letter).pages).split())
    for words in (NAME, NUMBER, "Ana Ruiz", "Kwame Adebayo", "R. Bronte", "$420,000"):
        assert words in text
    assert "DRAFT" not in text


def undo_the_last(hands: Hands) -> None:
    """Printing was the last act; Ctrl+Z takes it back, on the screen as in the file."""
    link = hands.window.status.undo_link
    assert NUMBER in link.accessibleName()
    hands.press(Qt.Key.Key_Z, CTRL)
    assert status(hands) is InvitationStatus.APPROVED
    assert "print" in get_invitation(hands.space.session.desk, NUMBER).allowed_steps
    await_pdf(hands)


def hire(hands: Hands, name: str) -> None:
    tab = hands.space.partner.people
    tab.view.setFocus()
    last = tab.matrix.index(tab.matrix.rowCount() - 1, 0)
    tab.view.setCurrentIndex(last)
    hands.press(Qt.Key.Key_Return)
    hands.fill(tab.new_form, "name", name)
    hands.fill(tab.new_form, "emails", f"{name.split(maxsplit=1)[0].lower()}@hana.example")
    hands.fill(tab.new_form, "starts_on", "2020-01-01")
    hands.click_text("Add person")
    assert tab.details.name.text() == name


def certify(hands: Hands, name: str, credential: str, day: str) -> None:
    tab = hands.space.partner.people
    (row,) = (at for at, person in enumerate(tab.matrix.shown.people) if person.person.fields.name == name)
    column = [column.key for column in tab.matrix.shown.columns].index(credential) + len(FIXED)
    hands.fill_cell(tab.view, row, column, day)
    assert tab.errors.text() == ""


def status(hands: Hands) -> InvitationStatus:
    return get_invitation(hands.space.session.desk, NUMBER).status


def await_pdf(hands: Hands) -> None:
    document = hands.space.invitations.packet.viewer.document
    hands.qtbot.waitUntil(lambda: not hands.window.jobs.is_busy, timeout=30_000)
    hands.qtbot.waitUntil(lambda: document.status() is QPdfDocument.Status.Ready, timeout=20_000)
    assert document.pageCount() > 0
