"""Invitations in the window: the list, the packet as it will print, its steps, and paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from pytestqt.qtbot import QtBot

from channeladmin.desk.desk import Desk
from channeladmin.desk.inviting import draft_invitation, get_invitation, take_step
from channeladmin.desk.partners import edit_partner, load_partner
from channeladmin.desk.values import SELECT, InvitationStatus, PartnerFields
from tests.desk.select_partner import SelectPartner, enter_select_partner
from tests.ui.conftest import HARD_NAME
from tests.ui.pages import show_page, wait_for_jobs
from ui.invitations.page import InvitationsPage
from ui.invitations.printing import build_printer
from ui.kit.chips import PILL_ROLE
from ui.kit.jobs import JobRunner
from ui.session import DeskSession


@pytest.fixture
def partner(desk: Desk) -> SelectPartner:
    return enter_select_partner(desk, HARD_NAME)


@pytest.fixture
def number(desk: Desk, partner: SelectPartner) -> str:
    return draft_invitation(desk, partner.agreement_id).number


@pytest.fixture
def page(qtbot: QtBot, session: DeskSession, jobs: JobRunner, number: str) -> InvitationsPage:
    page = InvitationsPage(session, jobs)
    show_page(qtbot, page)
    return page


def open_packet(qtbot: QtBot, page: InvitationsPage, jobs: JobRunner, number: str) -> None:
    page.open_number(number)
    qtbot.waitUntil(lambda: page.packet.viewer.document.pageCount() > 0, timeout=20_000)
    wait_for_jobs(qtbot, jobs)


def test_the_list_tells_what_each_waits_for(page: InvitationsPage, number: str) -> None:
    model = page.table.list
    assert [model.index(0, column).data() for column in (0, 1, 2, 3, 5)] == [
        number,
        HARD_NAME,
        "EMEA",
        "drafted",
        "waits for approval",
    ]
    assert model.index(0, 3).data(PILL_ROLE).text == "drafted"
    assert page.facts.text() == "1 invitation · 1 to approve"


def test_enter_opens_the_packet(qtbot: QtBot, page: InvitationsPage, jobs: JobRunner, number: str) -> None:
    page.table.setFocus()
    page.table.selectRow(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.currentWidget() is page.packet
    qtbot.waitUntil(lambda: page.packet.viewer.document.pageCount() > 0, timeout=20_000)
    assert page.packet.title.text() == number
    assert HARD_NAME in page.packet.facts.text()
    assert HARD_NAME in page.packet.viewer.document.getAllText(0).text().replace("\r\n", " ")
    assert page.packet.viewer.page.text() == f"Page 1 of {page.packet.viewer.document.pageCount()}"
    qtbot.mouseClick(page.packet.crumb, Qt.MouseButton.LeftButton)
    assert page.currentWidget() is not page.packet


def test_only_the_steps_that_are_allowed_are_offered(
    qtbot: QtBot, page: InvitationsPage, jobs: JobRunner, desk: Desk, number: str
) -> None:
    open_packet(qtbot, page, jobs, number)

    def offered() -> list[str]:
        return [step for step, button in page.packet.steps.items() if not button.isHidden()]

    assert offered() == ["approve", "withdraw"]
    qtbot.mouseClick(page.packet.steps["approve"], Qt.MouseButton.LeftButton)
    assert get_invitation(desk, number).status is InvitationStatus.APPROVED
    assert offered() == ["sent", "withdraw"]
    wait_for_jobs(qtbot, jobs)


def test_acceptance_has_its_day_and_grants_the_track(
    qtbot: QtBot, page: InvitationsPage, jobs: JobRunner, session: DeskSession, partner: SelectPartner, number: str
) -> None:
    for step in ("approve", "sent"):
        session.act(lambda step=step: take_step(session.desk, number, step))  # type: ignore[misc]
    open_packet(qtbot, page, jobs, number)
    line = page.packet.day.line
    line.setFocus()
    qtbot.keyClicks(line, "12 Oct 2022")
    qtbot.mouseClick(page.packet.steps["accept"], Qt.MouseButton.LeftButton)
    assert get_invitation(session.desk, number).invitation.fields.accepted_on == date(2022, 10, 12)
    last = load_partner(session.desk, partner.partner_id).agreements[0].steps[-1].fields
    assert (last.track, last.since) == (SELECT, date(2022, 10, 12))
    assert line.text() == ""
    wait_for_jobs(qtbot, jobs)


def test_a_day_that_cannot_be_is_refused_in_place(
    qtbot: QtBot, page: InvitationsPage, jobs: JobRunner, desk: Desk, number: str
) -> None:
    open_packet(qtbot, page, jobs, number)
    for text, word in (("soon", "is not a date"), ("2019-01-01", "2022")):
        page.packet.day.line.setFocus()
        page.packet.day.line.selectAll()
        qtbot.keyClicks(page.packet.day.line, text)
        qtbot.mouseClick(page.packet.steps["approve"], Qt.MouseButton.LeftButton)
        assert word in page.packet.problem.text()
        assert page.packet.problem.isVisible()
    assert get_invitation(desk, number).status is InvitationStatus.DRAFTED


def test_the_packet_prints_and_is_marked_so(
    qtbot: QtBot, page: InvitationsPage, jobs: JobRunner, session: DeskSession, number: str, tmp_path: Path
) -> None:
    session.act(lambda: take_step(session.desk, number, "approve"))
    open_packet(qtbot, page, jobs, number)
    printer = build_printer(page.packet.viewer.document, number)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    page.packet.print_on(printer)
    qtbot.waitUntil(lambda: get_invitation(session.desk, number).status is InvitationStatus.PRINTED, timeout=20_000)
    pages = PdfReader(tmp_path / "paper.pdf").pages
    assert len(pages) == page.packet.viewer.document.pageCount()
    assert [round(float(side)) for side in pages[0].mediabox[2:]] == [595, 842]
    wait_for_jobs(qtbot, jobs)


def test_print_asks_for_the_printer_without_blocking(
    qtbot: QtBot, page: InvitationsPage, jobs: JobRunner, desk: Desk, number: str
) -> None:
    open_packet(qtbot, page, jobs, number)
    qtbot.mouseClick(page.packet.print_button, Qt.MouseButton.LeftButton)
    dialog = page.packet.dialog
    assert isinstance(dialog, QPrintDialog)
    assert dialog.isVisible()
    assert dialog.maxPage() == page.packet.viewer.document.pageCount()
    dialog.reject()
    assert get_invitation(desk, number).status is InvitationStatus.DRAFTED


def test_the_packet_is_saved_as_a_pdf(
    qtbot: QtBot, page: InvitationsPage, jobs: JobRunner, number: str, tmp_path: Path
) -> None:
    open_packet(qtbot, page, jobs, number)
    page.packet.save_to(tmp_path / "packet.pdf")
    wait_for_jobs(qtbot, jobs)
    assert HARD_NAME in PdfReader(tmp_path / "packet.pdf").pages[0].extract_text()
    assert "packet.pdf" in page.packet.saved.text()


def test_a_file_that_cannot_be_written_is_said(
    qtbot: QtBot, page: InvitationsPage, jobs: JobRunner, number: str, tmp_path: Path
) -> None:
    open_packet(qtbot, page, jobs, number)
    page.packet.save_to(tmp_path / "nowhere" / "packet.pdf")
    wait_for_jobs(qtbot, jobs)
    assert page.packet.problem.text()


def test_a_draft_follows_the_records(
    qtbot: QtBot, page: InvitationsPage, jobs: JobRunner, session: DeskSession, partner: SelectPartner, number: str
) -> None:
    open_packet(qtbot, page, jobs, number)
    session.act(lambda: edit_partner(session.desk, partner.partner_id, PartnerFields(name="Renamed & Co")))
    assert "Renamed & Co" in page.packet.facts.text()
    wait_for_jobs(qtbot, jobs)
    assert "Renamed & Co" in page.packet.viewer.document.getAllText(0).text()


def test_zoom_and_pages_go_by_button(qtbot: QtBot, page: InvitationsPage, jobs: JobRunner, number: str) -> None:
    open_packet(qtbot, page, jobs, number)
    viewer = page.packet.viewer
    fitted = viewer.zoom.text()
    viewer.enlarge()
    assert viewer.zoom.text() != fitted
    viewer.fit_width()
    assert viewer.view.zoomMode() is QPdfView.ZoomMode.FitToWidth
    viewer.go_on()
    qtbot.waitUntil(lambda: viewer.page.text().startswith("Page 2 of"))
