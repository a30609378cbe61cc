"""How files are read: chosen in the first step of an import, and remembered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from channeladmin.desk.desk import Desk
from channeladmin.desk.import_profiles import list_profiles
from tests.ui.assistant_hand import Hand, settle
from tests.ui.conftest import AddPartner
from tests.ui.pages import show_page, wait_for_jobs
from ui.kit.jobs import JobRunner
from ui.rosters.assistant import RosterAssistant
from ui.rosters.step_bar import Step
from ui.session import DeskSession

Load = Callable[..., None]


@pytest.fixture
def assistant(qtbot: QtBot, session: DeskSession, jobs: JobRunner, add_company: AddPartner) -> RosterAssistant:
    add_company("Acme")
    assistant = RosterAssistant(session, jobs)
    show_page(qtbot, assistant)
    return assistant


@pytest.fixture
def load(qtbot: QtBot, assistant: RosterAssistant, jobs: JobRunner, tmp_path: Path) -> Load:
    def load_texts(**texts: str) -> None:
        """By name without its ending."""
        paths = [tmp_path / f"{name}.csv" for name in texts]
        for path, text in zip(paths, texts.values(), strict=True):
            path.write_text(text, encoding="utf-8")
        assistant.load_files(paths)
        wait_for_jobs(qtbot, jobs)

    return load_texts


@pytest.fixture
def hand(qtbot: QtBot, assistant: RosterAssistant, jobs: JobRunner) -> Hand:
    return Hand(qtbot, assistant, jobs)


def test_how_a_file_is_read_is_remembered_with_its_columns(
    qtbot: QtBot, assistant: RosterAssistant, load: Load, hand: Hand, jobs: JobRunner, desk: Desk
) -> None:
    text = "an,export,of\nthe,portal,today\nHouse,Worker,E-mail\nAcme,{},{}@acme.example\n"
    load(team=text.format("Ana Ruiz", "ana"))
    hand.click(assistant.steps.buttons[Step.READ])
    hand.choose(assistant.reading.sources.header, "line 3")
    hand.click(assistant.steps.next)
    hand.choose(assistant.columns.columns.fields["House"], "partner")
    hand.choose(assistant.columns.columns.fields["Worker"], "name")
    hand.click(assistant.columns.remember)
    settle(qtbot, assistant, jobs)
    hand.click(assistant.head.apply)
    assert [profile.reading.to_document() for profile in list_profiles(desk)] == [{"header_row": 3}]
    load(later=text.format("Bo Lee", "bo"))
    assert assistant.steps.step is Step.PLAN
    assert assistant.head.summary.text() == "1 row · 1 new"
    hand.click(assistant.steps.back)
    hand.click(assistant.columns.plainly)
    settle(qtbot, assistant, jobs)
    assert list(assistant.columns.columns.fields) == ["an", "export", "of"]
