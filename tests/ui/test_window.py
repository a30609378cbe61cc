"""The whole window: shown before its file is opened, keys, drops, files, undo, and closing."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from channeladmin.desk.desk import Desk
from channeladmin.desk.partners import add_partner
from channeladmin.desk.values import PartnerFields
from channeladmin.progress import Progress
from tests.ui.conftest import HARD_NAME, AddPartner, OpenWindow
from tests.ui.pages import get_workspace
from ui.kit.theme import Scheme, Theme
from ui.window.main_window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


def _focus(widget: QWidget) -> QWidget:
    widget.activateWindow()
    widget.setFocus()
    return widget


def test_the_window_shows_before_anything_heavy_is_imported() -> None:
    script = (
        "import sys\n"
        "from PySide6.QtCore import QSettings\n"
        "from ui.app import build_app, build_window\n"
        "app = build_app()\n"
        "window = build_window(app, QSettings('none', 'none'))\n"
        "heavy = ('sqlmodel', 'sqlalchemy', 'pydantic', 'reportlab', 'sqlcipher3')\n"
        "window.painted.connect(lambda: (print([name for name in heavy if name in sys.modules]), app.quit()))\n"
        "window.show()\n"
        "app.exec()\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


def test_opening_fills_it(open_window: OpenWindow, add_company: AddPartner, desk: Desk) -> None:
    add_company(HARD_NAME, sellers=2)
    window = open_window()
    assert window.windowTitle().startswith("test.channeladmin")
    assert window.bar.programme.text() == "Programme 2022-10-03 ▾"
    assert window.bar.as_of.text() == "As of today, 10 Oct 2022 ▾"
    assert get_workspace(window).partners.model.index(0, 0).data() == HARD_NAME
    assert window.status.undo_link.accessibleName() == "Undo “Add award of Seller 2” · Ctrl+Z"
    assert window.files.recent_paths() == [desk.path]


def test_ctrl_z_and_back(open_window: OpenWindow, add_company: AddPartner, desk: Desk) -> None:
    window = open_window()
    space = get_workspace(window)
    space.session.act(lambda: add_partner(desk, PartnerFields(name=HARD_NAME)))
    assert window.menus.undo.text() == "Undo “Add partner A&&B <Test> </para> GmbH”"
    QTest.keyClick(_focus(space.partners.table), Qt.Key.Key_Z, CTRL)
    assert space.partners.model.rowCount() == 0
    assert window.status.undo_link.text() == ""
    QTest.keyClick(_focus(window.bar.search), Qt.Key.Key_Z, CTRL_SHIFT)
    assert space.partners.model.rowCount() == 1


def test_typing_in_the_search_is_undone_there_first(open_window: OpenWindow, add_company: AddPartner) -> None:
    add_company("Acme")
    window = open_window()
    QTest.keyClicks(_focus(window.bar.search), "zz")
    QTest.keyClick(window.bar.search, Qt.Key.Key_Z, CTRL)
    assert window.bar.search.text() == ""
    assert window.status.undo_link.accessibleName() == "Undo “Add partner Acme” · Ctrl+Z"


def test_search_filters_as_you_type(qtbot: QtBot, open_window: OpenWindow, add_company: AddPartner) -> None:
    for name in ("Acme", "Bolt"):
        add_company(name)
    window = open_window()
    space = get_workspace(window)
    QTest.keyClick(space.partners.table, Qt.Key.Key_F, CTRL)
    assert window.focusWidget() is window.bar.search
    QTest.keyClicks(window.bar.search, "bolt")
    qtbot.waitUntil(lambda: space.partners.model.rowCount() == 1)
    QTest.keyClick(window.bar.search, Qt.Key.Key_Down)
    assert window.focusWidget() is space.partners.table
    assert space.panel.name.text() == "Bolt"
    QTest.keyClick(space.partners.table, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: space.partners.model.rowCount() == 0)
    QTest.keyClick(window.bar.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: space.partners.model.rowCount() == 2)


def test_pages_by_key_and_the_panel_beside_records(open_window: OpenWindow, add_company: AddPartner) -> None:
    add_company("Acme")
    window = open_window()
    space = get_workspace(window)
    assert space.panel.isVisible()
    for number, key in enumerate(window.menus.pages, start=1):
        QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), CTRL)
        assert space.page_key == key
        assert window.rail.button(key).isChecked()
        assert space.panel.isVisible() is (key == "partners")
    QTest.keyClick(window, Qt.Key.Key_1, CTRL)
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert not space.panel.isVisible()
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert space.panel.isVisible()


def test_enter_opens_the_partner_and_the_panel_goes_along(open_window: OpenWindow, add_company: AddPartner) -> None:
    partner_id, _agreement = add_company(HARD_NAME)
    window = open_window()
    space = get_workspace(window)
    QTest.keyClick(_focus(space.partners.table), Qt.Key.Key_Return)
    assert space.page_key == "partner"
    assert space.partner.partner_id == partner_id
    assert space.panel.isVisible()
    assert space.panel.name.text() == HARD_NAME
    assert window.rail.button("partners").isChecked()
    QTest.keyClick(window, Qt.Key.Key_1, CTRL)
    assert space.page_key == "partners"


def test_changes_are_tried_by_a_key(open_window: OpenWindow, add_company: AddPartner) -> None:
    window = open_window()
    space = get_workspace(window)
    QTest.keyClick(_focus(window), Qt.Key.Key_T, CTRL)
    assert window.status.message.text().startswith("Choose a partner with an agreement first")
    add_company("Acme")
    space.refresh()
    space.partners.table.setCurrentIndex(space.partners.model.index(0, 0))
    space.set_panel_wanted(is_wanted=False)
    QTest.keyClick(_focus(space.partners.table), Qt.Key.Key_T, CTRL)
    assert space.panel.trying.strip.isVisible()
    assert space.panel.trying.box.add.hasFocus()


def test_the_day_is_the_panels_alone(open_window: OpenWindow, add_company: AddPartner) -> None:
    add_company("Acme")
    window = open_window()
    space = get_workspace(window)
    space.partners.focus_list()
    menu = window.bar.as_of.menu()
    menu.aboutToShow.emit()
    offers = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert offers == [
        "Today, 10 Oct 2022",
        "In 90 days, 8 Jan 2023",
        "The agreement's anniversary, 14 Mar 2023",
        "Another day…",
    ]
    menu.actions()[1].trigger()
    assert window.bar.as_of.text() == "As of 8 Jan 2023 ▾"
    assert space.panel.about.text().endswith("as of 8 Jan 2023")
    menu.aboutToShow.emit()
    menu.actions()[0].trigger()
    assert window.bar.as_of.text() == "As of today, 10 Oct 2022 ▾"


def test_a_refused_act_is_told_without_a_dialog(open_window: OpenWindow) -> None:
    window = open_window()
    QTest.keyClick(window, Qt.Key.Key_I, CTRL_SHIFT)
    assert window.status.message.isVisible()
    assert window.status.message.text().startswith("Choose a partner")
    assert QApplication.activeModalWidget() is None
    window.status.clear_message()
    assert not window.status.message.isVisible()


def test_the_editions_are_listed_and_chosen(open_window: OpenWindow) -> None:
    window = open_window()
    menu = window.menus.programme
    menu.aboutToShow.emit()
    chosen = [action.text() for action in menu.actions() if action.isChecked()]
    assert len(chosen) == 1
    assert chosen[0].startswith("2022-10-03 · ")
    menu.actions()[0].trigger()
    assert window.bar.programme.accessibleName() == "Programme edition 2022-10-03"
    assert not window.status.message.isVisible()


def test_a_new_partner_from_anywhere(open_window: OpenWindow) -> None:
    window = open_window()
    QTest.keyClick(window, Qt.Key.Key_4, CTRL)
    QTest.keyClick(window, Qt.Key.Key_N, CTRL_SHIFT)
    page = get_workspace(window).partners
    assert page.new_partner.isVisible()
    assert window.focusWidget() is page.new_partner.form.editor("name").widget
    QTest.keyClicks(window.focusWidget(), "Acme")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert get_workspace(window).page_key == "partner"
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert get_workspace(window).page_key == "partners"


def test_the_first_start_and_the_sample_behind_its_door(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "data" / "desk.channeladmin"
    monkeypatch.setattr("channeladmin.desk.desk.default_path", lambda: home)
    window.show()
    with qtbot.waitSignal(window.desk_shown, timeout=10_000):
        window.files.open_path(None)
    assert home.exists()
    with qtbot.waitSignal(window.desk_shown, timeout=60_000):
        QTest.keyClick(get_workspace(window).partners.doors.sample, Qt.Key.Key_Space)
    assert get_workspace(window).partners.model.rowCount() >= 60
    assert window.files.recent_paths() == [home.with_name("sample.channeladmin"), home]


def test_the_theme_is_remembered(window: MainWindow, theme: Theme, tmp_path: Path) -> None:
    window.menus.themes[Scheme.DARK].trigger()
    assert theme.scheme is Scheme.DARK
    assert QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat).value("theme") == "dark"
    window.menus.themes[Scheme.LIGHT].trigger()


def test_closing_waits_for_running_work(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    reached, may_end = threading.Event(), threading.Event()

    def work(progress: Progress) -> None:
        reached.set()
        may_end.wait(5)
        progress(1, 2)

    window.jobs.run("Importing", work, lambda _result: None)
    assert reached.wait(5)
    assert window.status.cancel_button.isVisible()
    window.close()
    assert window.isVisible()
    box = window.findChild(QMessageBox)
    assert box is not None
    assert "Importing" in box.text()
    QTest.keyClick(box.buttons()[0], Qt.Key.Key_Space)
    may_end.set()
    qtbot.waitUntil(lambda: not window.isVisible())


def test_long_words_do_not_widen_the_window(open_window: OpenWindow, add_company: AddPartner) -> None:
    add_company("Long" * 120)
    window = open_window()
    window.resize(1024, 700)
    get_workspace(window).partners.focus_list()
    get_workspace(window).partners.open_current()
    window.status.warn("Sentence" * 60)
    QApplication.processEvents()
    assert window.minimumSizeHint().width() <= 1024
    assert window.size().width() == 1024
    assert window.status.undo_link.toolTip() == "Add partner " + "Long" * 120


def test_every_control_has_a_name(open_window: OpenWindow, add_company: AddPartner) -> None:
    add_company("Acme")
    window = open_window()
    for key in window.menus.pages:
        get_workspace(window).show_page(key)
        unnamed = [
            child
            for child in window.findChildren(QWidget)
            if child.focusPolicy() & Qt.FocusPolicy.TabFocus
            and child.isVisible()
            and not (child.accessibleName() or getattr(child, "text", str)())
        ]
        assert unnamed == []


def test_columns_stay_as_they_were_left(
    qtbot: QtBot, open_window: OpenWindow, add_company: AddPartner, desk: Desk
) -> None:
    for name in ("Bolt", "Acme"):
        add_company(name)
    window = open_window()
    table = get_workspace(window).partners.table
    table.setColumnHidden(1, True)
    table.horizontalHeader().moveSection(2, 1)
    with qtbot.waitSignal(window.desk_shown, timeout=10_000):
        window.files.open_path(desk.path)
    again = get_workspace(window).partners.table
    assert again is not table
    assert again.isColumnHidden(1)
    assert again.horizontalHeader().visualIndex(2) == 1
    assert get_workspace(window).partners.model.index(0, 0).data() == "Acme"
