"""Files of several kinds that are dropped together: one act, each with its own columns; a file can be left out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from channeladmin.desk.desk import Desk
from channeladmin.desk.history import list_operations
from channeladmin.desk.listing import find_rows, get_rows
from channeladmin.desk.people import list_people
from tests.ui.assistant_hand import Hand
from tests.ui.pages import wait_for_jobs
from ui.kit.jobs import JobRunner
from ui.rosters.assistant import RosterAssistant
from ui.rosters.step_bar import Step

Load = Callable[..., None]
PEOPLE = "partner,Who,email\nAcme,Ana Ruiz,ana@acme.example\n"
PARTNERS = "partner,region,agreement_signed\nAcme,EMEA,2022-01-01\n"


@pytest.fixture
def companies() -> None:
    """There are none."""


@pytest.fixture
def load(qtbot: QtBot, assistant: RosterAssistant, jobs: JobRunner, tmp_path: Path) -> Load:
    def load_texts(**texts: str) -> None:
        paths = [tmp_path / f"{name}.csv" for name in texts]
        for path, text in zip(paths, texts.values(), strict=True):
            path.write_text(text, encoding="utf-8")
        assistant.load_files(paths)
        wait_for_jobs(qtbot, jobs)

    return load_texts


def list_files(assistant: RosterAssistant) -> list[str]:
    files = assistant.reading.files
    return [files.item(at).text() for at in range(files.count())]


def test_partners_and_their_people_are_one_act(assistant: RosterAssistant, load: Load, hand: Hand, desk: Desk) -> None:
    load(people=PEOPLE, partners=PARTNERS)
    assert list_files(assistant) == ["people.csv · roster · 1 row", "partners.csv · partners · 1 row"]
    assert assistant.steps.step is Step.COLUMNS
    kinds = assistant.kinds
    assert {kind: chip.text() for kind, chip in kinds.chips.items()} == {
        "roster": "roster · 1 file",
        "partners": "partners · 1 file",
    }
    hand.click(kinds.chips["roster"])
    assert list(assistant.columns.columns.fields) == ["partner", "Who", "email"]
    hand.choose(assistant.columns.columns.fields["Who"], "name")
    hand.click(kinds.chips["partners"])
    assert list(assistant.columns.columns.fields) == ["partner", "region", "agreement_signed"]
    assert assistant.head.summary.text() == "2 rows · 2 new"
    hand.click(assistant.head.apply)
    (row,) = get_rows(desk, find_rows(desk))
    assert [person.person.fields.name for person in list_people(desk, row.partner_id)] == ["Ana Ruiz"]
    assert list_operations(desk)[0].label == "Import 2 files (2 rows)"


def test_what_is_missing_in_one_kind_is_shown_first(assistant: RosterAssistant, load: Load, hand: Hand) -> None:
    load(partners=PARTNERS, people="Who,learner_id\nAna Ruiz,L-1\n")
    assert assistant.steps.step is Step.COLUMNS
    assert assistant.columns is assistant.kinds.pages["roster"]
    assert assistant.kinds.chips["roster"].isChecked()
    assert assistant.columns.missing.isVisible()
    assert assistant.kinds.chips["roster"].text() == "roster · 1 file · to decide"
    assert assistant.columns.constants.rows[-1][0].entry() == "partner"
    hand.choose(assistant.columns.columns.fields["Who"], "partner")
    assert assistant.columns.constants.rows[-1][0].entry() is None
    assert assistant.kinds.chips["roster"].text() == "roster · 1 file"


def test_the_kind_of_each_file_is_chosen_and_a_file_is_left_out(
    assistant: RosterAssistant, load: Load, hand: Hand
) -> None:
    load(people=PEOPLE, partners=PARTNERS)
    hand.click(assistant.steps.buttons[Step.READ])
    hand.choose(assistant.reading.sources.kind, "leave it out")
    assert list_files(assistant)[0] == "people.csv · left out"
    assert assistant.head.summary.text() == "1 row · 1 new"
    assert not assistant.kinds.chips["roster"].isVisibleTo(assistant.kinds)
    assistant.reading.files.setCurrentRow(1)
    hand.choose(assistant.reading.sources.kind, "leave it out")
    assert "All files are left out" in assistant.head.problem.text()
    assert not assistant.head.apply.isEnabled()
    hand.choose(assistant.reading.sources.kind, "partners")
    assert assistant.head.apply.isEnabled()


def test_a_file_that_is_no_table_is_named_and_can_be_left_out(
    assistant: RosterAssistant, load: Load, hand: Hand
) -> None:
    load(empty="", partners=PARTNERS)
    assert "“empty.csv” is empty" in assistant.head.problem.text()
    assert list_files(assistant) == ["empty.csv · roster · could not be read", "partners.csv · partners · 1 row"]
    hand.choose(assistant.reading.sources.kind, "leave it out")
    assert assistant.head.summary.text() == "1 row · 1 new"
    assert not assistant.head.problem.isVisible()
    assert not assistant.head.leave_out.isVisible()


def test_a_bad_file_beside_good_ones_of_another_kind_is_selected_and_left_out_by_one_key(
    assistant: RosterAssistant, load: Load, hand: Hand
) -> None:
    load(partners=PARTNERS, more=PARTNERS.replace("Acme", "Birch"), empty="")
    head = assistant.head
    assert head.summary.text() == "“empty.csv” could not be read"
    assert head.problem.text().endswith("Leave out “empty.csv” to import the other 2 files.")
    assert assistant.reading.files.currentItem().text() == "empty.csv · roster · could not be read"
    assert assistant.reading.sources.facts.text() == "empty.csv: could not be read"
    assert (head.leave_out.text(), head.leave_out.hasFocus()) == ("Leave out “empty.csv”", True)
    hand.click(head.leave_out)
    assert assistant.steps.step is Step.PLAN
    assert head.summary.text() == "2 rows · 2 new"
    assert not head.leave_out.isVisible()
    assert list_files(assistant)[2] == "empty.csv · left out"


def test_bad_files_of_several_kinds_are_told_and_left_out_together(
    assistant: RosterAssistant, load: Load, hand: Hand, tmp_path: Path, jobs: JobRunner
) -> None:
    load(empty="", partners=PARTNERS)
    assistant.load_files([tmp_path / "partners.csv", tmp_path / "empty.csv", tmp_path / "none.csv"])
    wait_for_jobs(hand.qtbot, jobs)
    assert list_files(assistant) == [
        "partners.csv · partners · 1 row",
        "empty.csv · roster · could not be read",
        "none.csv · roster · could not be read",
    ]
    hand.choose(assistant.reading.sources.kind, "plans")
    head = assistant.head
    assert head.summary.text() == "2 files could not be read"
    first, second = head.problem.text().splitlines()
    assert {"“empty.csv”" in first, "“none.csv”" in second} in ({True}, {False})
    assert second.endswith("to import “partners.csv”.")
    assert head.leave_out.text() == "Leave out these 2 files"
    assert head.title.text() == "Import 3 files"
    hand.click(head.leave_out)
    assert head.summary.text() == "1 row · 1 new"
    assert head.title.text() == "Import partners.csv"


def test_where_no_file_can_be_read_none_is_offered_to_be_left_out(assistant: RosterAssistant, load: Load) -> None:
    load(empty="", void="")
    assert assistant.head.summary.text() == "2 files could not be read"
    assert not assistant.head.leave_out.isVisible()


def test_one_file_cannot_be_left_out(assistant: RosterAssistant, load: Load) -> None:
    load(partners=PARTNERS)
    assert assistant.reading.sources.kind.box.findText("leave it out") < 0
