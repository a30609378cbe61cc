"""The roster assistant by keyboard alone: Tab goes as one reads, and an answer leaves the keyboard where it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.assistant_hand import Hand
from tests.ui.conftest import AddPartner
from tests.ui.pages import show_page, wait_for_jobs
from ui.kit.jobs import JobRunner
from ui.rosters.assistant import RosterAssistant
from ui.session import DeskSession

HOUSE = "Haus;Kollege;Nachname;Post\nAcme GmbH;Ana;Ruiz;ana@acme.example\n"
Load = Callable[[str], None]


@pytest.fixture
def assistant(qtbot: QtBot, session: DeskSession, jobs: JobRunner, add_company: AddPartner) -> RosterAssistant:
    add_company("Acme GmbH")
    assistant = RosterAssistant(session, jobs)
    show_page(qtbot, assistant)
    return assistant


@pytest.fixture
def load(qtbot: QtBot, assistant: RosterAssistant, jobs: JobRunner, tmp_path: Path) -> Load:
    def load_text(text: str) -> None:
        path = tmp_path / "team.csv"
        path.write_text(text, encoding="utf-8")
        assistant.load_files([path])
        wait_for_jobs(qtbot, jobs)

    return load_text


@pytest.fixture
def hand(qtbot: QtBot, assistant: RosterAssistant, jobs: JobRunner) -> Hand:
    return Hand(qtbot, assistant, jobs)


def test_columns_that_fill_one_field_stand_in_the_order_of_the_file(
    assistant: RosterAssistant, load: Load, hand: Hand
) -> None:
    load(HOUSE)
    fields = assistant.columns.columns.fields
    hand.choose(fields["Nachname"], "name")
    hand.choose(fields["Kollege"], "name")
    assert assistant.plan is not None
    assert assistant.plan.rows[0].about == "Ana Ruiz"
