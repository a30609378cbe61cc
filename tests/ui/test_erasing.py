"""Erasing a person on request from their details: asked first, then gone everywhere, and never undone."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from channeladmin.desk.backups import list_backups
from channeladmin.desk.history import OperationKind, list_operations
from channeladmin.desk.partners import add_partner
from channeladmin.desk.people import add_person, list_people
from channeladmin.desk.values import EmploymentFields, PartnerFields, PersonFields
from tests.ui.closed_desks import (
    back_up_closed,
    focus,
    list_names,
    make_desk,
    open_closed,
    open_in,
    press,
    wait_for_words,
)
from ui.partner.person_details import PersonDetails
from ui.window.main_window import MainWindow
from ui.window.workspace import Workspace

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A partner with one person, a backup that holds both, and an act after it."""
    path = make_desk(tmp_path / "desks" / "own.channeladmin")
    with closing(open_closed(path)) as desk:
        partner_id = add_partner(desk, PartnerFields(name="Acme")).id
        add_person(desk, partner_id, PersonFields(name="Ana Ruiz"), ["ana.ruiz@acme.example"], EmploymentFields())
    back_up_closed(path)
    with closing(open_closed(path)) as desk:
        add_partner(desk, PartnerFields(name="Bolt"))
    return path


@pytest.fixture
def shown(qtbot: QtBot, window: MainWindow, path: Path) -> Workspace:
    """The partner's page at its people, with the person chosen."""
    shown = open_in(qtbot, window, path)
    shown.partners.focus_list()
    press(Qt.Key.Key_Return)
    shown.partner.show_tab("People & certifications")
    view = shown.partner.people.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    assert shown.partner.people.details.isVisible()
    return shown


def details(shown: Workspace) -> PersonDetails:
    return shown.partner.people.details


def erase(shown: Workspace) -> None:
    erase = details(shown).erase
    shown.partner.people.ensureWidgetVisible(erase)
    QTest.mouseClick(erase.ask, LEFT)
    assert erase.question.text() == (
        "Erase this person from records, history and letters, because they asked for it? This cannot be undone."
    )
    assert focus() is erase.keep
    QTest.mouseClick(erase.delete, LEFT)


def test_the_question_comes_first(shown: Workspace, window: MainWindow) -> None:
    prompt = details(shown).erase
    QTest.mouseClick(prompt.ask, LEFT)
    press(Qt.Key.Key_Escape)
    assert prompt.ask.isVisible()
    assert not prompt.delete.isVisible()
    assert not window.jobs.is_busy
    assert len(list_people(shown.session.desk, shown.partner.partner_id or 0)) == 1


def test_the_person_is_gone_everywhere_and_the_backups_are_named(
    qtbot: QtBot, window: MainWindow, shown: Workspace, path: Path
) -> None:
    erase(shown)
    (backup,) = list_backups(path)
    assert wait_for_words(qtbot, window, "was erased") == (
        "One person was erased from records, history and letters. "
        f"1 backup still holds the person: {backup.path.name}. "
        "Delete them too, or keep them from others."
    )
    assert not details(shown).isVisible()
    assert focus() is shown.partner.people.view
    assert shown.partner.people.matrix.shown.people == ()
    for operation in list_operations(shown.session.desk):
        assert "Ruiz" not in operation.label
    window.close()
    assert all(b"Ruiz" not in each.read_bytes() for each in path.parent.iterdir() if each.is_file())


def test_undo_takes_back_the_act_before_it_and_never_the_erasure(
    qtbot: QtBot, window: MainWindow, shown: Workspace
) -> None:
    erase(shown)
    wait_for_words(qtbot, window, "was erased")
    assert window.menus.undo.text() == "Undo “Add partner Bolt”"
    shown.partner.people.view.setFocus()
    press(Qt.Key.Key_Z, CTRL)
    desk = shown.session.desk
    assert list_names(desk) == ["Acme"]
    press(Qt.Key.Key_Z, CTRL)
    press(Qt.Key.Key_Z, CTRL)
    assert list_names(desk) in (["Acme"], [])
    assert OperationKind.ERASURE in {operation.kind for operation in list_operations(desk)}
    assert all("Ruiz" not in operation.label for operation in list_operations(desk))


def test_the_history_page_says_that_it_cannot_be_undone(qtbot: QtBot, window: MainWindow, shown: Workspace) -> None:
    erase(shown)
    wait_for_words(qtbot, window, "was erased")
    press(Qt.Key.Key_4, CTRL)
    model = shown.history.model
    states = {str(model.index(row, 0).data()): model.index(row, 4).data() for row in range(model.rowCount())}
    assert states["Erase a person"] == "cannot be undone"
    shown.history.table.selectRow(0)
    assert not shown.history.undo_button.isEnabled()
