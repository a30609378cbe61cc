"""The history page: who did what, before and after, and undo of one act."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from channeladmin.desk.desk import Desk
from channeladmin.desk.partners import add_partner, edit_partner, load_partner
from channeladmin.desk.values import PartnerFields
from channeladmin.errors import UserError
from tests.ui.conftest import HARD_NAME
from ui.history.page import HistoryPage
from ui.history.undoing import Undoing
from ui.kit.jobs import JobRunner
from ui.kit.record_table import RecordModel
from ui.kit.theme import Theme
from ui.session import DeskSession


@pytest.fixture
def undoing(session: DeskSession, jobs: JobRunner) -> Undoing:
    return Undoing(session, jobs)


@pytest.fixture
def page(qtbot: QtBot, session: DeskSession, undoing: Undoing, theme: Theme) -> HistoryPage:
    page = HistoryPage(session, undoing)
    qtbot.addWidget(page)
    return page


def _rows(model: RecordModel[object]) -> list[list[str]]:
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_an_act_shows_before_and_after(page: HistoryPage, desk: Desk) -> None:
    added = add_partner(desk, PartnerFields(name="Acme"))
    edit_partner(desk, added.id, PartnerFields(name=HARD_NAME, country="DE"))
    page.show()
    page.focus_list()
    assert page.model.rowCount() == 2
    assert page.model.index(0, 0).data() == f"Edit partner {HARD_NAME}"
    assert page.model.index(0, 1).data() == "m.okafor"
    assert _rows(page.fields) == [  # type: ignore[arg-type]  # the rows' own type does not matter here
        [f"partner “{HARD_NAME}” (changed)", "name", "Acme", HARD_NAME],
        [f"partner “{HARD_NAME}” (changed)", "country", "", "DE"],
    ]


def test_an_older_act_is_undone_by_its_button(page: HistoryPage, desk: Desk) -> None:
    first = add_partner(desk, PartnerFields(name="Acme"))
    second = add_partner(desk, PartnerFields(name="Bolt"))
    page.show()
    page.focus_list()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    QTest.keyClick(page.undo_button, Qt.Key.Key_Space)
    with pytest.raises(UserError):
        load_partner(desk, first.id)
    assert load_partner(desk, second.id).partner.fields.name == "Bolt"
    states = [str(page.model.index(row, 4).data()) for row in range(page.model.rowCount())]
    assert states == ["", "", "undone"]
    assert not page.undo_button.isEnabled()


def test_undo_and_redo_name_their_acts(qtbot: QtBot, undoing: Undoing, session: DeskSession, desk: Desk) -> None:
    told: list[tuple[str, str]] = []
    undoing.changed.connect(lambda undo_label, redo_label: told.append((undo_label, redo_label)))
    session.act(lambda: add_partner(desk, PartnerFields(name="Acme")))
    undoing.undo()
    undoing.redo()
    assert told == [("Add partner Acme", ""), ("", "Add partner Acme"), ("Add partner Acme", "")]


def test_nothing_done_yet_says_so(page: HistoryPage) -> None:
    page.show()
    assert not page.table.isVisible()
    assert not page.undo_button.isEnabled()
