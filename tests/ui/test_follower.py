"""What another process writes to the open desk shows by itself, and undo never takes back what was not shown."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from channeladmin.desk.history import list_operations
from channeladmin.desk.partners import add_partner, edit_partner, load_partner
from channeladmin.desk.values import PartnerFields
from tests.ui.closed_desks import focus, list_names, make_desk, open_closed, open_in, press, write
from ui.follower import Follower
from ui.window.main_window import MainWindow
from ui.window.workspace import Workspace

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_desk(tmp_path / "desks" / "own.channeladmin", "Acme")


@pytest.fixture
def shown(qtbot: QtBot, window: MainWindow, path: Path) -> Workspace:
    return open_in(qtbot, window, path)


def follower(shown: Workspace) -> Follower:
    (found,) = shown.findChildren(Follower)
    return found


def partner_names(shown: Workspace) -> list[str]:
    model = shown.partners.model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def import_elsewhere(path: Path, *names: str) -> None:
    """The command line of another process brings companies in."""
    roster = path.with_name("partners.csv")
    roster.write_text("partner,region\n" + "".join(f"{name},EMEA\n" for name in names), encoding="utf-8")
    words = ["--file", str(path), "--by", "j.lind", "import", "partners", str(roster)]
    done = subprocess.run([sys.executable, "-m", "ui", *words], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


def test_an_import_elsewhere_shows_without_a_key_press(
    qtbot: QtBot, window: MainWindow, shown: Workspace, path: Path
) -> None:
    assert window.menus.undo.text() == "Undo “Add partner Acme”"
    import_elsewhere(path, "Bolt", "Corp")
    qtbot.waitUntil(lambda: partner_names(shown) == ["Acme", "Bolt", "Corp"])
    assert window.menus.undo.text() == "Undo “Import partners.csv (2 rows)”"
    assert window.status.undo_link.accessibleName() == "Undo “Import partners.csv (2 rows)” · Ctrl+Z"
    assert window.status.message.text() == "j.lind: Import partners.csv (2 rows)."
    press(Qt.Key.Key_Z, CTRL)
    assert partner_names(shown) == ["Acme"]


def test_undo_takes_back_nothing_that_was_not_shown(window: MainWindow, shown: Workspace, path: Path) -> None:
    follower(shown).stop()
    with closing(open_closed(path)) as other:
        add_partner(other, PartnerFields(name="Bolt"))
    before = list_operations(shown.session.desk)
    press(Qt.Key.Key_Z, CTRL)
    assert list_operations(shown.session.desk) == before
    assert window.status.message.text() == (
        "The desk has changed meanwhile. Look at what would be undone now, and ask again."
    )
    assert window.menus.undo.text() == "Undo “Add partner Bolt”"
    press(Qt.Key.Key_Z, CTRL)
    assert list_names(shown.session.desk) == ["Acme"]


def test_redo_does_nothing_that_was_not_shown(window: MainWindow, shown: Workspace, path: Path) -> None:
    follower(shown).stop()
    press(Qt.Key.Key_Z, CTRL)
    assert window.menus.redo.text() == "Redo “Add partner Acme”"
    with closing(open_closed(path)) as other:
        add_partner(other, PartnerFields(name="Bolt"))
    press(Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert list_names(shown.session.desk) == ["Bolt"]
    assert not window.menus.redo.isEnabled()


def test_its_own_acts_are_no_news(window: MainWindow, shown: Workspace) -> None:
    desk = shown.session.desk
    shown.session.act(lambda: add_partner(desk, PartnerFields(name="Bolt")))
    window.status.tell("Read me.")
    follower(shown).look()
    assert window.status.message.text() == "Read me."


def test_what_is_being_typed_stays(window: MainWindow, shown: Workspace, path: Path) -> None:
    """Somebody else edits the same record meanwhile; both keep what they wrote."""
    desk = shown.session.desk
    shown.partners.focus_list()
    press(Qt.Key.Key_Return)
    partner_id = shown.partner.partner_id
    assert partner_id is not None
    line = shown.partner.profile.company.editor("website").widget
    assert isinstance(line, QLineEdit)
    line.setFocus()
    write("acme.exa")
    with closing(open_closed(path)) as other:
        edit_partner(other, partner_id, PartnerFields(name="Acme", country="PL"))
    follower(shown).look()
    assert focus() is line
    assert line.text() == "acme.exa"
    write("mple")
    press(Qt.Key.Key_Tab)
    fields = load_partner(desk, partner_id).partner.fields
    assert (fields.website, fields.country) == ("acme.example", "PL")


def test_it_follows_no_more_once_the_desk_is_left(window: MainWindow, shown: Workspace) -> None:
    left = follower(shown)
    assert left.is_active
    window.close()
    assert not left.is_active
