"""The window under an edition whose tracks have other names, on a desk that has granted ours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from channeladmin.desk.agreements import add_step
from channeladmin.desk.desk import Desk
from channeladmin.desk.programs import add_edition, use_edition
from channeladmin.desk.values import OPEN, SELECT, AgreementStepFields
from tests.program.metals import GOLD, PLATINUM, SILVER, write_metals
from tests.ui.conftest import AddPartner
from ui.kit.field_spec import build_editor
from ui.kit.fields import ChoiceField
from ui.kit.theme import Theme
from ui.panel.panel import EvaluationPanel
from ui.session import DeskSession
from ui.window.main_window import MainWindow


def test_the_tabs_are_those_of_the_edition_in_use(
    qtbot: QtBot, session: DeskSession, desk: Desk, theme: Theme, add_company: AddPartner, tmp_path: Path
) -> None:
    panel = EvaluationPanel(session)
    qtbot.addWidget(panel)
    panel.show()
    _partner, agreement_id = add_company("Acme", sellers=2)
    add_step(desk, agreement_id, AgreementStepFields(track=SELECT, since=date(2022, 10, 1)))
    add_edition(desk, write_metals(tmp_path))
    panel.show_agreement(agreement_id)
    assert list(panel.tabs.tabs) == [OPEN, SELECT]
    kept = panel.tabs.tabs[SELECT]
    panel.refresh()
    assert panel.tabs.tabs[SELECT] is kept and kept.isChecked()
    session.act(lambda: use_edition(desk, "metals"))
    assert list(panel.tabs.tabs) == [SILVER, GOLD, PLATINUM]
    assert panel.tabs.tabs[GOLD].isChecked()
    assert panel.tabs.tabs[GOLD].accessibleName() == "Solid Gold: 2 of 3"
    assert panel.about.text() == "EMEA · Select since 1 Oct 2022"
    panel.tabs.tabs[PLATINUM].click()
    assert panel.blocks["sellers"].pill.pill.text == "2 of 3"
    panel.tabs.tabs[SILVER].click()
    assert panel.summary.text().startswith("Meets every Silver requirement")
    qtbot.waitUntil(lambda: all(tab.isVisible() for tab in panel.tabs.tabs.values()))


def test_no_page_breaks_over_a_track_that_the_edition_does_not_have(
    qtbot: QtBot, open_window: Callable[[], MainWindow], desk: Desk, add_company: AddPartner, tmp_path: Path
) -> None:
    partner_id, agreement_id = add_company("Acme", sellers=2)
    add_step(desk, agreement_id, AgreementStepFields(track=SELECT, since=date(2022, 10, 1)))
    add_edition(desk, write_metals(tmp_path))
    window = open_window()
    space = window.workspace
    assert space is not None
    session = space.session
    chips = space.partners.track.menu().actions()
    assert [action.text() for action in chips] == ["Any track", "Open", "Select"]
    session.act(lambda: use_edition(session.desk, "metals"))
    shown = [action.text().replace("&&", "&") for action in space.partners.track.menu().actions()]
    assert shown == ["Any track", "Silver", "Solid Gold", "Platinum & more", "Open", "Select"]
    space.partners.track.choose(SELECT)
    assert space.partners.model.rowCount() == 1
    cells = [space.partners.model.index(0, column).data() for column in range(space.partners.model.columnCount())]
    assert cells[:5] == ["Acme", "EMEA", "Select", "met", "—"]
    space.open_partner(partner_id, agreement_id)
    page = space.partner
    for title in page.tabs:
        page.show_tab(title)
    assert page.header.chips()[0].text() == "EMEA · Select"
    steps = page.profile.steps
    column = next(at for at, spec in enumerate(steps.model.columns) if spec.name == "track")
    shown = [steps.model.index(row, column).data() for row in range(steps.model.rowCount())]
    assert shown == ["", "Open", "Select", None]
    editor = build_editor(AgreementStepFields, steps.model.columns[column])
    assert isinstance(editor, ChoiceField)
    assert [value for value, _ in editor.choices] == [None, SILVER, GOLD, PLATINUM, OPEN, SELECT]
    page.invite.open_panel(agreement_id)
    assert "has no Select track" in page.invite.summary.text()
    assert not page.invite.draft_button.isEnabled()
    texts = [label.text() for label in page.findChildren(QLabel)]
    assert texts
