"""What the status line counts on each page and tab."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from channeladmin.desk.desk import Desk
from channeladmin.desk.inviting import draft_invitation
from tests.ui.conftest import AddPartner, OpenWindow
from tests.ui.pages import get_workspace


def test_the_status_line_counts_what_is_shown(
    qtbot: QtBot, open_window: OpenWindow, add_company: AddPartner, desk: Desk
) -> None:
    partner_id, agreement_id = add_company("Acme", sellers=2)
    draft_invitation(desk, agreement_id, exception_reason="Reference")
    window = open_window()
    space = get_workspace(window)
    assert window.status.selection.text() == "1 of 1 selected"
    space.open_partner(partner_id, agreement_id)
    told = []
    for title in space.partner.tabs:
        space.partner.show_tab(title)
        told.append(window.status.selection.text())
    assert told == [
        "1 agreement",
        "2 people · 2 awards",
        "0 plans · 0 objectives",
        "0 activities · 0 bookings · 0 reviews",
        "0 of 34 benefits earned",
        "1 invitation",
    ]
    space.show_page("invitations")
    assert window.status.selection.text() == "1 invitation · 1 to approve"
    QTest.keyClick(space.invitations.table, Qt.Key.Key_Down)
    QTest.keyClick(space.invitations.table, Qt.Key.Key_Return)
    number = "SEL-2022-0001"
    qtbot.waitUntil(lambda: window.status.selection.text().startswith(f"{number} · drafted · "), timeout=20_000)
    assert window.status.selection.text().endswith(" pages")
