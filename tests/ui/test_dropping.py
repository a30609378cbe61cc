"""A file dropped on a text field goes to the window, as one dropped anywhere else does; dragged text stays text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from tests.ui.conftest import AddPartner
from ui.window.main_window import MainWindow
from ui.window.workspace import Workspace

OpenWindow = Callable[[], MainWindow]


@pytest.fixture
def at_partner(open_window: OpenWindow, add_company: AddPartner) -> MainWindow:
    """The window at the page of a partner, with the form for an invitation open."""
    partner_id, agreement_id = add_company("Acme")
    window = open_window()
    _space(window).open_partner(partner_id, agreement_id)
    _space(window).partner.start_invitation()
    return window


def _space(window: MainWindow) -> Workspace:
    assert window.workspace is not None
    return window.workspace


def _drop(target: QWidget, url: QUrl) -> None:
    """Qt offers the drag to the widget and its parents, and brings the drop to whoever took it."""
    mime = QMimeData()
    mime.setUrls([url])
    # File managers and browsers give the address as text, too: that is what fields would take.
    mime.setText(url.toString())
    button, key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for event in (
        QDragEnterEvent(QPointF(4, 4), Qt.DropAction.CopyAction, mime, button, key),
        QDropEvent(QPointF(4, 4), Qt.DropAction.CopyAction, mime, button, key),
    ):
        QApplication.sendEvent(target, event)


def test_every_text_field_leaves_files_to_the_window(
    at_partner: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[list[Path]] = []
    monkeypatch.setattr(_space(at_partner), "import_files", given.append)
    file = tmp_path / "partners.csv"
    fields = [
        *(each for each in at_partner.findChildren(QLineEdit) if each.isVisible()),
        *(each for each in at_partner.findChildren(QPlainTextEdit) if each.isVisible()),
    ]
    assert at_partner.bar.search in fields
    assert _space(at_partner).partner.invite.reason in fields
    assert any(isinstance(field, QPlainTextEdit) for field in fields)
    for number, field in enumerate(fields, start=1):
        field.setFocus()
        _drop(field.viewport() if isinstance(field, QPlainTextEdit) else field, QUrl.fromLocalFile(str(file)))
        assert given == [[file]] * number


def test_a_roster_dropped_on_the_field_with_the_keyboard_is_read(at_partner: MainWindow, tmp_path: Path) -> None:
    roster = tmp_path / "partners.csv"
    roster.write_text("partner,region\nBolt,EMEA\n")
    line = _space(at_partner).partner.profile.company.editor("website").widget
    line.setFocus()
    _drop(line, QUrl.fromLocalFile(str(roster)))
    assert _space(at_partner).page_key == "rosters"


def test_a_link_from_a_browser_is_text(at_partner: MainWindow) -> None:
    line = _space(at_partner).partner.profile.company.editor("website").widget
    assert isinstance(line, QLineEdit)
    line.setFocus()
    _drop(line, QUrl("https://acme.example/"))
    assert line.text() == "https://acme.example/"
    assert _space(at_partner).page_key == "partner"
