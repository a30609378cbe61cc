"""Trying changes in the panel, by keyboard: nothing is stored until it is kept, and dropping leaves no trace."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from channeladmin.desk.desk import Desk
from channeladmin.desk.history import list_operations, undo
from channeladmin.desk.people import delete_person, list_people
from channeladmin.desk.programs import use_edition
from channeladmin.desk.trying import HoldActivity, ReportMetric
from channeladmin.desk.values import OPEN, SELECT, WaiverFields
from channeladmin.desk.waiving import list_waivers
from tests.ui.conftest import AddPartner
from tests.ui.pages import show_page
from ui.kit.chips import Pill, Tone
from ui.kit.theme import Theme
from ui.panel.panel import EvaluationPanel
from ui.panel.trying.kinds import KINDS
from ui.session import DeskSession

_DAYS = ("on", "earned_on", "starts_on", "last_day", "since")


@pytest.fixture
def ids(add_company: AddPartner) -> tuple[int, int]:
    return add_company("Acme", sellers=1)


@pytest.fixture
def panel(qtbot: QtBot, session: DeskSession, theme: Theme, ids: tuple[int, int]) -> EvaluationPanel:
    panel = EvaluationPanel(session)
    show_page(qtbot, panel)
    panel.resize(400, 700)
    panel.show_agreement(ids[1])
    return panel


def _focus() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def _press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(_focus(), key, modifier)


def _start(panel: EvaluationPanel) -> None:
    panel.try_changes.setFocus()
    _press(Qt.Key.Key_Return)
    assert _focus() is panel.trying.box.add


def _choose(panel: EvaluationPanel, title: str) -> None:
    """Open the form of a kind as the menu does (a real menu grabs the keyboard, which this platform cannot)."""
    panel.trying.box.menu.aboutToShow.emit()
    next(action for action in panel.trying.box.menu.actions() if action.text() == f"{title}…").trigger()


def _type(*texts: str) -> None:
    """Type into one field after the other, and enter."""
    for number, text in enumerate(texts):
        if number:
            _press(Qt.Key.Key_Tab)
        QTest.keyClicks(_focus(), text)
    _press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def _join(panel: EvaluationPanel, name: str, email: str) -> None:
    _choose(panel, "Somebody new joins")
    _type(name, email)


def _earn(panel: EvaluationPanel, who: str, what: str) -> None:
    """Letters choose in both boxes."""
    _choose(panel, "Somebody earns an award")
    _type(who, what)


def _find(panel: EvaluationPanel, name: str) -> QWidget:
    """The first button of the list whose name begins so."""
    found = panel.trying.box.findChildren(QPushButton)
    return next(each for each in found if each.isVisible() and each.accessibleName().startswith(name))


def test_the_mode_says_that_nothing_is_stored(panel: EvaluationPanel) -> None:
    assert not panel.trying.strip.isVisible()
    _start(panel)
    assert panel.trying.strip.isVisible()
    assert panel.trying.strip.sentence.text() == "Trying changes — nothing is stored"
    assert not panel.try_changes.isVisible()
    assert not panel.trying.strip.keep.isEnabled()
    assert panel.trying.box.outcome() == []


def test_it_begins_where_a_change_is_entered(qtbot: QtBot, panel: EvaluationPanel) -> None:
    """However far down the requirements were scrolled."""
    panel.resize(400, 300)
    [area] = panel.findChildren(QScrollArea)
    scrolled = area.verticalScrollBar()
    qtbot.waitUntil(lambda: scrolled.maximum() > 0)
    scrolled.setValue(scrolled.maximum())
    _start(panel)
    qtbot.waitUntil(lambda: not panel.trying.box.add.visibleRegion().isEmpty())


def test_before_and_after_of_every_row_that_differs(panel: EvaluationPanel, desk: Desk, ids: tuple[int, int]) -> None:
    operations = len(list_operations(desk))
    _start(panel)
    _join(panel, "Mei", "mei@x.example")
    assert panel.trying.box.items() == ["Mei joins on 10 Oct 2022"]
    assert panel.trying.box.outcome() == []
    _earn(panel, "Mei", "sol")
    assert panel.trying.box.items()[1] == "Mei earns SA Core on 10 Oct 2022"
    assert panel.trying.box.outcome() == [
        "Open: 1 of 3 → met",
        "Sales verified: 1 of 2 → 2 of 2",
        "Solution architect verified: 0 of 1 → 1 of 1",
    ]
    assert panel.blocks["sales_verified"].pill.pill == Pill("2 of 2", Tone.MET)
    assert panel.tabs.tabs[OPEN].pill == Pill("met", Tone.MET)
    assert len(list_operations(desk)) == operations
    assert [person.person.fields.name for person in list_people(desk, ids[0])] == ["Seller 1"]


def test_dropping_gives_back_what_is(panel: EvaluationPanel, desk: Desk, ids: tuple[int, int]) -> None:
    operations = len(list_operations(desk))
    _start(panel)
    _join(panel, "Mei", "mei@x.example")
    _earn(panel, "Mei", "sol")
    panel.trying.strip.drop.setFocus()
    _press(Qt.Key.Key_Return)
    assert not panel.trying.strip.isVisible()
    assert not panel.trying.box.isVisible()
    assert _focus() is panel.try_changes
    assert panel.blocks["sales_verified"].pill.pill == Pill("1 of 2", Tone.UNMET)
    assert len(list_operations(desk)) == operations


def test_keeping_is_one_act(panel: EvaluationPanel, session: DeskSession, desk: Desk, ids: tuple[int, int]) -> None:
    operations = len(list_operations(desk))
    _start(panel)
    _join(panel, "Mei", "mei@x.example")
    _earn(panel, "Mei", "sol")
    panel.trying.strip.keep.setFocus()
    _press(Qt.Key.Key_Return)
    assert not panel.trying.strip.isVisible()
    assert len(list_operations(desk)) == operations + 1
    assert [person.person.fields.name for person in list_people(desk, ids[0])] == ["Mei", "Seller 1"]
    assert panel.tabs.tabs[OPEN].pill == Pill("met", Tone.MET)
    session.act(lambda: undo(desk))
    assert [person.person.fields.name for person in list_people(desk, ids[0])] == ["Seller 1"]


def test_what_cannot_be_kept_says_why_and_can_be_changed(panel: EvaluationPanel, desk: Desk) -> None:
    _start(panel)
    _choose(panel, "Somebody new joins")
    _type("Mei")
    panel.trying.strip.keep.setFocus()
    _press(Qt.Key.Key_Return)
    assert "Give an e-mail address of Mei" in panel.trying.strip.problem.text()
    assert panel.trying.box.items() == ["Mei joins on 10 Oct 2022"]
    change = _find(panel, "Change:")
    change.setFocus()
    _press(Qt.Key.Key_Return)
    _press(Qt.Key.Key_Tab)
    QTest.keyClicks(_focus(), "mei@x.example")
    _press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert panel.trying.strip.problem.text() == ""
    panel.trying.strip.keep.click()
    assert not panel.trying.strip.isVisible()


def test_with_somebody_new_goes_what_they_would_earn(panel: EvaluationPanel) -> None:
    _start(panel)
    _join(panel, "Mei", "mei@x.example")
    _earn(panel, "Mei", "sol")
    _earn(panel, "Seller", "sol")
    remove = _find(panel, "Remove:")
    remove.setFocus()
    _press(Qt.Key.Key_Return)
    assert panel.trying.box.items() == ["Seller 1 earns SA Core on 10 Oct 2022"]
    assert _focus() is panel.trying.box.add


def test_esc_gives_a_form_up(panel: EvaluationPanel) -> None:
    _start(panel)
    _choose(panel, "The agreement is signed")
    _press(Qt.Key.Key_Escape)
    assert panel.trying.box.form is None
    assert panel.trying.box.items() == []
    assert _focus() is panel.trying.box.add


def test_what_is_wrong_stands_under_its_field(panel: EvaluationPanel) -> None:
    _start(panel)
    _choose(panel, "A deal is booked")
    _type("much")
    form = panel.trying.box.form
    assert form is not None
    assert "not an amount" in form.form.error_text("net_arr_cents")
    assert panel.trying.box.items() == []


def test_a_waiver_is_tried_from_its_row(panel: EvaluationPanel, desk: Desk) -> None:
    _start(panel)
    panel.blocks["sales_verified"].buttons[0].setFocus()
    _press(Qt.Key.Key_Return)
    _press(Qt.Key.Key_Tab)
    _type("Hiring", "", "2022-12-31")
    assert panel.trying.box.items() == ["Sales verified is waived until 31 Dec 2022: Hiring"]
    assert panel.blocks["sales_verified"].pill.pill == Pill("waived", Tone.WAIVED)
    # What is not there yet can be removed above, not ended.
    assert panel.blocks["sales_verified"].buttons == []
    assert list_waivers(desk) == ()
    panel.trying.strip.keep.click()
    [view] = list_waivers(desk)
    assert view.waiver.fields == WaiverFields(
        requirement="sales_verified",
        since=date(2022, 10, 10),
        until=date(2022, 12, 31),
        reason="Hiring",
        granted_by="m.okafor",
    )


def test_a_waiver_half_typed_waits_until_the_trial_is_over(panel: EvaluationPanel) -> None:
    panel.blocks["sales_verified"].buttons[0].setFocus()
    _press(Qt.Key.Key_Return)
    QTest.keyClicks(_focus(), "Hiring")
    panel.start_trying()
    assert not panel.waiving.isVisible()
    panel.trying.strip.drop.click()
    assert panel.waiving.isVisible()
    assert panel.waiving.form.editor("reason").entry() == "Hiring"


def test_the_fewest_awards_are_tried_by_one_key(panel: EvaluationPanel) -> None:
    assert panel.body is not None
    assert panel.body.awards_needed is not None
    link = panel.body.awards_needed.link
    assert link is not None
    link.setFocus()
    _press(Qt.Key.Key_Return)
    assert panel.trying.strip.isVisible()
    assert panel.trying.box.items() == [
        "Somebody new joins on 10 Oct 2022",
        "Somebody new earns SA Core on 10 Oct 2022",
    ]
    assert panel.tabs.tabs[OPEN].pill == Pill("met", Tone.MET)
    assert panel.body.awards_needed is None


def test_each_agreement_keeps_its_own(panel: EvaluationPanel, add_company: AddPartner, ids: tuple[int, int]) -> None:
    _start(panel)
    _join(panel, "Mei", "mei@x.example")
    panel.show_agreement(add_company("Bolt")[1])
    assert not panel.trying.strip.isVisible()
    panel.show_agreement(ids[1])
    assert panel.trying.strip.isVisible()
    assert panel.trying.box.items() == ["Mei joins on 10 Oct 2022"]


def test_somebody_who_is_gone_meanwhile_is_told(
    panel: EvaluationPanel, session: DeskSession, desk: Desk, ids: tuple[int, int]
) -> None:
    _start(panel)
    _earn(panel, "Seller", "sol")
    [seller] = list_people(desk, ids[0])
    session.act(lambda: delete_person(desk, seller.person.id))
    assert "no longer at this partner" in panel.trying.strip.problem.text()
    assert not panel.trying.strip.keep.isEnabled()
    assert panel.blocks["sales_verified"].pill.pill.text == "0 of 2"
    assert panel.trying.box.items() == ["Somebody earns SA Core on 10 Oct 2022"]


def test_the_other_track_has_its_own_outcome(panel: EvaluationPanel) -> None:
    _start(panel)
    _choose(panel, "A practice is attested")
    _type("services")
    assert panel.trying.box.outcome() == ["Select: 1 of 9 → 2 of 9"]
    panel.tabs.tabs[SELECT].click()
    assert panel.trying.box.outcome() == ["Select: 1 of 9 → 2 of 9", "Dedicated practice: unmet → met"]


def test_every_kind_has_a_form_that_begins_with_the_day_shown(panel: EvaluationPanel) -> None:
    _start(panel)
    panel.set_day(date(2022, 11, 15))
    for kind in KINDS:
        if kind.tried is ReportMetric:
            continue
        _choose(panel, kind.title)
        form = panel.trying.box.form
        assert form is not None
        editors = [form.form.editor(name) for name in kind.fields_type.model_fields if name in _DAYS]
        expected = date(2022, 1, 31) if kind.tried is HoldActivity else date(2022, 11, 15)
        assert [editor.entry() for editor in editors][:1] == [expected]
        _press(Qt.Key.Key_Escape)
    assert "A number is reported…" not in [action.text() for action in panel.trying.box.menu.actions()]


def test_a_number_is_tried_where_the_edition_has_metrics(panel: EvaluationPanel, desk: Desk) -> None:
    use_edition(desk, "2025-08")
    _start(panel)
    panel.tabs.tabs[SELECT].click()
    _choose(panel, "A number is reported")
    _press(Qt.Key.Key_Tab)
    _type("8")
    assert panel.trying.box.items() == ["Services registrations: 8 reported on 10 Oct 2022"]
    assert panel.trying.box.outcome() == [
        "Services registrations in twelve months: 0 of 8 registrations → 8 of 8 registrations"
    ]
