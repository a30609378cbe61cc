"""How files are read: chosen in the first step of an import, and remembered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from channeladmin.desk.desk import Desk
from channeladmin.desk.import_profiles import Profile, list_profiles, save_profile
from channeladmin.desk.importing import ReadOptions
from tests.ui.assistant_hand import Hand, settle
from tests.ui.conftest import AddPartner
from tests.ui.pages import wait_for_jobs
from ui.kit.jobs import JobRunner
from ui.rosters.assistant import RosterAssistant
from ui.rosters.step_bar import Step

Load = Callable[..., None]


@pytest.fixture
def companies(add_company: AddPartner) -> None:
    add_company("Acme")


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


def test_each_file_is_read_as_is_chosen_for_it(
    assistant: RosterAssistant, load: Load, hand: Hand, jobs: JobRunner, desk: Desk
) -> None:
    load(
        plain="partner,name,email\nAcme,Ana Ruiz,ana@acme.example\n",
        odd="an,export,of\nthe,portal,today\npartner,name,email\nAcme,Bo Lee,bo@acme.example\n",
    )
    assert not assistant.head.apply.isEnabled()
    hand.click(assistant.steps.buttons[Step.READ])
    page = assistant.reading
    assert [page.files.item(at).text() for at in range(2)] == [
        "plain.csv · roster · 1 row",
        "odd.csv · roster · 3 rows",
    ]
    page.files.setCurrentRow(1)
    assert page.model.headerData(0, Qt.Orientation.Horizontal) == "an"
    hand.choose(page.sources.header, "line 3")
    assert page.model.headerData(0, Qt.Orientation.Horizontal) == "partner"
    assert "odd.csv: 1 row" in page.sources.facts.text()
    page.files.setCurrentRow(0)
    assert page.sources.header.entry() is None
    assert page.model.headerData(0, Qt.Orientation.Horizontal) == "partner"
    assert assistant.head.summary.text() == "2 rows · 2 new"
    hand.click(assistant.steps.next)
    hand.click(assistant.columns.remember)
    settle(hand.qtbot, assistant, jobs)
    hand.click(assistant.head.apply)
    readings = {profile.name: profile.reading.to_document() for profile in list_profiles(desk)}
    assert readings == {"plain": {}, "plain 2": {"header_row": 3}}


def test_two_header_rows_are_chosen_and_remembered(
    assistant: RosterAssistant, load: Load, hand: Hand, jobs: JobRunner, desk: Desk
) -> None:
    load(two="Part,Na,E-\nner,me,mail\nAcme,Ana Ruiz,ana@acme.example\n")
    hand.click(assistant.steps.buttons[Step.READ])
    page = assistant.reading
    hand.choose(page.sources.header, "lines 1 and 2")
    assert [page.model.headerData(at, Qt.Orientation.Horizontal) for at in range(3)] == ["Part ner", "Na me", "E- mail"]
    assert "header on lines 1 and 2" in page.sources.facts.text()
    assert page.sources.header.entry() == (1, 2)
    assert assistant.head.summary.text() == "1 row · 1 new"
    hand.choose(page.sources.header, "line 1")
    assert page.model.headerData(0, Qt.Orientation.Horizontal) == "Part"


def test_a_file_that_cannot_be_read_as_is_chosen_says_so_and_can_be_read_again(
    assistant: RosterAssistant, load: Load, hand: Hand
) -> None:
    load(one="partner,name,email\nAcme,Ana Ruiz,ana@acme.example\n", two="partner,name\nAcme,Bé\n")
    hand.click(assistant.steps.buttons[Step.READ])
    assistant.reading.files.setCurrentRow(1)
    hand.choose(assistant.reading.sources.header, "line 9")
    assert "“two.csv” has no record on line 9" in assistant.head.problem.text()
    assert not assistant.head.apply.isEnabled()
    hand.choose(assistant.reading.sources.header, "found out")
    assert not assistant.head.problem.isVisible()


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


def test_what_a_profile_says_of_reading_is_told_and_can_be_found_out_again(
    qtbot: QtBot, assistant: RosterAssistant, load: Load, hand: Hand, jobs: JobRunner, desk: Desk
) -> None:
    columns = {"House": "partner", "Worker": "name"}
    reading = ReadOptions("windows-1252", quote="", header_row=2)
    header = frozenset({"house", "worker", "email"})
    save_profile(desk, Profile("Team", "roster", header, columns, reading=reading))
    load(team="Team of today,,\nHouse,Worker,E-mail\nAcme,Zoé Ray,zoe@acme.example\n")
    hand.click(assistant.steps.buttons[Step.READ])
    panel, model = assistant.reading.sources, assistant.reading.model
    assert [field.box.currentText() for field in (panel.encoding, panel.delimiter, panel.quote, panel.header)] == [
        "windows-1252 (profile)",
        "found out",
        "none (profile)",
        "line 2 (profile)",
    ]
    assert panel.by_profile.text() == "From the saved profile “Team”: encoding, quotes and header."
    assert model.data(model.index(0, 1)) == "ZoÃ© Ray"
    hand.choose(panel.encoding, "find out")
    assert model.data(model.index(0, 1)) == "Zoé Ray"
    assert panel.encoding.box.currentText() == "find out"
    assert panel.by_profile.text() == "From the saved profile “Team”: quotes and header."
    hand.choose(panel.quote, "double quotes")
    hand.choose(panel.header, "find out")
    assert panel.by_profile.isHidden()
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Worker"
    assert assistant.head.summary.text() == "1 row · 1 new"
    assert assistant.columns.layout_used.text() == "Read as the saved profile “Team” has it."
    hand.choose(panel.encoding, "windows-1252 (profile)")
    assert model.data(model.index(0, 1)) == "ZoÃ© Ray"
    hand.click(assistant.steps.next)
    hand.click(assistant.columns.plainly)
    settle(qtbot, assistant, jobs)
    hand.click(assistant.steps.back)
    assert panel.encoding.box.currentText() == "found out"
    assert panel.encoding.box.findText("find out") == -1
