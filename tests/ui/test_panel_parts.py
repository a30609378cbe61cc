"""Parts of requirements on the panel: each with its own lines, and one line for what nothing depends on."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from channeladmin.desk.activities import add_booking
from channeladmin.desk.desk import Desk
from channeladmin.desk.programs import use_edition
from channeladmin.desk.values import SELECT, BookingFields, BookingKind, Measure, RequirementVerdict, Status
from tests.ui.conftest import AddPartner
from ui.kit.theme import Theme
from ui.panel.panel import EvaluationPanel
from ui.panel.requirement_block import RequirementBlock, list_parts
from ui.session import DeskSession


@pytest.fixture
def panel(qtbot: QtBot, session: DeskSession, theme: Theme, desk: Desk) -> EvaluationPanel:
    use_edition(desk, "2025-08")
    panel = EvaluationPanel(session)
    qtbot.addWidget(panel)
    panel.resize(400, 700)
    panel.show()
    return panel


def _texts(block: RequirementBlock) -> list[str]:
    return [label.text() for label in block.findChildren(QLabel) if label.isVisibleTo(block)]


def _find_left(panel: EvaluationPanel, key: str) -> int:
    """Where the label of a row begins."""
    block = panel.blocks[key]
    return next(label for label in block.findChildren(QLabel)).mapTo(panel, QPoint()).x()


def _show_select(panel: EvaluationPanel, agreement_id: int) -> None:
    panel.show_agreement(agreement_id)
    panel.tabs.tabs[SELECT].click()


def test_parts_stand_under_their_row_as_deep_as_they_lie(panel: EvaluationPanel, add_company: AddPartner) -> None:
    _show_select(panel, add_company("Acme")[1])
    row = panel.blocks["revenue_or_designation"]
    assert row.pill.pill.text == "0 of 1"
    assert [part.row.key for part in row.parts] == ["program_revenue", "psp_designation"]
    assert [part.row.key for part in row.parts[1].parts] == ["psp_engineers", "psp_registrations"]
    assert panel.blocks["psp_engineers"].pill.pill.text == "0 of 3"
    left = [_find_left(panel, key) for key in ("revenue_or_designation", "psp_designation", "psp_engineers")]
    assert left == sorted(set(left))
    steps = [text for text in _texts(row) if text == "$300,000 of NetARR is missing"]
    assert len(steps) == 1


def test_what_a_met_row_does_not_need_is_one_line_until_it_is_opened(
    panel: EvaluationPanel, add_company: AddPartner, desk: Desk
) -> None:
    _partner, agreement_id = add_company("Acme")
    deal = BookingFields(closed_on=date(2022, 5, 1), net_arr_cents=35_000_000, kind=BookingKind.NEW)
    add_booking(desk, agreement_id, deal)
    _show_select(panel, agreement_id)
    spare = panel.blocks["psp_designation"]
    assert panel.blocks["program_revenue"].parts == ()
    assert "psp_engineers" not in panel.blocks
    assert _texts(spare) == ["Professional Services Partner"]
    QTest.keyClick(spare.toggle, Qt.Key.Key_Space)
    assert "psp_engineers" in panel.blocks
    assert spare.toggle.accessibleName() == "Hide Professional Services Partner"
    panel.refresh()
    assert "psp_engineers" in panel.blocks
    QTest.keyClick(panel.blocks["psp_designation"].toggle, Qt.Key.Key_Space)
    assert _texts(panel.blocks["psp_designation"]) == ["Professional Services Partner"]


def _row(key: str, status: Status, *parts: RequirementVerdict, need: int = 1) -> RequirementVerdict:
    measure = Measure.PARTS if parts else Measure.YES_NO
    return RequirementVerdict(key, key, key, 1, status, measure, need, 0, 0, parts=parts)


@pytest.mark.parametrize(
    ("status", "need", "brief"),
    [
        (Status.MET, 1, {"a": False, "b": True, "c": True}),
        (Status.MET, 2, {"a": False, "b": True, "c": False}),
        (Status.UNMET, 3, {"a": False, "b": False, "c": False}),
    ],
)
def test_a_part_that_is_met_and_not_needed_is_brief(status: Status, need: int, brief: dict[str, bool]) -> None:
    parts = (_row("a", Status.MET), _row("b", Status.UNMET), _row("c", Status.WAIVED))
    row = _row("row", status, *parts, need=need)
    assert {part.key: is_brief for part, is_brief in list_parts(row)} == brief
