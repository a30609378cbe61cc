"""The roster assistant: a real file read, previewed, applied as one act, reported, and undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from channeladmin.desk.desk import Desk
from channeladmin.desk.history import list_operations
from channeladmin.desk.importing import Bucket
from channeladmin.desk.listing import find_rows
from channeladmin.desk.partners import add_partner
from channeladmin.desk.people import list_people
from channeladmin.desk.values import PartnerFields
from tests.ui.conftest import HARD_NAME, AddPartner
from tests.ui.pages import wait_for_jobs
from ui.kit.chips import PILL_ROLE
from ui.kit.jobs import JobRunner
from ui.rosters.assistant import RosterAssistant
from ui.session import DeskSession

ROSTER = f"""partner,region,name,email,credential,earned
"{HARD_NAME}",EMEA,Ana Ruiz,ana@acme.example,Sales Core,2022-03-12
"{HARD_NAME}",EMEA,Bad Date,bad@acme.example,Sales Core,someday
Nobody Ltd,EMEA,Who Knows,who@nobody.example,Sales Core,2022-10-01
"""

Load = Callable[..., Path]


@pytest.fixture
def partner_id(add_company: AddPartner) -> int:
    return add_company(HARD_NAME)[0]


@pytest.fixture
def companies() -> None:
    """There are none."""


@pytest.fixture
def load(qtbot: QtBot, assistant: RosterAssistant, jobs: JobRunner, tmp_path: Path) -> Load:
    def load_text(text: str, name: str = "Q3 roster.csv", *, encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding=encoding)
        assistant.load_files([path])
        wait_for_jobs(qtbot, jobs)
        return path

    return load_text


def test_the_preview_tells_what_will_happen(
    assistant: RosterAssistant, load: Load, desk: Desk, partner_id: int
) -> None:
    load(ROSTER)
    assert assistant.head.title.text() == "Import Q3 roster.csv"
    assert assistant.head.summary.text() == "3 rows · 1 new · 2 rejected"
    assert "3 rows, utf-8, separated by comma, header on line 1" in assistant.reading.sources.facts.text()
    model = assistant.planned.table.model
    assert [model.index(row, 2).data() for row in range(3)] == ["Ana Ruiz", "Bad Date", "Who Knows"]
    assert [model.index(row, 3).data(PILL_ROLE).text for row in range(3)] == ["new", "rejected", "rejected"]
    assert "someday" in model.index(1, 4).data()
    assert "Nobody Ltd" in model.index(2, 4).data()
    assert assistant.head.apply.text() == "Import 1 row"
    assert list_people(desk, partner_id) == ()


def test_a_chip_shows_its_rows_alone(qtbot: QtBot, assistant: RosterAssistant, load: Load, partner_id: int) -> None:
    load(ROSTER)
    qtbot.mouseClick(assistant.planned.table.chips[Bucket.REJECTED], Qt.MouseButton.LeftButton)
    assert assistant.planned.table.model.rowCount() == 2
    assert assistant.planned.table.chips[Bucket.CHANGED].isHidden()


def test_the_import_is_one_act_and_undo_takes_it_back(
    qtbot: QtBot, assistant: RosterAssistant, load: Load, jobs: JobRunner, session: DeskSession, partner_id: int
) -> None:
    load(ROSTER)
    with qtbot.waitSignal(session.changed, timeout=20_000):
        qtbot.keyClick(assistant.head.apply, Qt.Key.Key_Space)
    wait_for_jobs(qtbot, jobs)
    assert assistant.head.title.text() == "Imported Q3 roster.csv"
    assert assistant.head.summary.text() == "3 rows · 1 added · 2 rejected"
    assert [person.person.fields.name for person in list_people(session.desk, partner_id)] == ["Ana Ruiz"]
    assert list_operations(session.desk)[0].label == "Import Q3 roster.csv (1 row)"
    with qtbot.waitSignal(session.changed, timeout=20_000):
        qtbot.mouseClick(assistant.head.undo, Qt.MouseButton.LeftButton)
    wait_for_jobs(qtbot, jobs)
    assert list_people(session.desk, partner_id) == ()
    assert assistant.head.apply.isVisible()
    assert assistant.head.apply.isEnabled()


def test_a_plan_follows_the_desk(
    qtbot: QtBot, assistant: RosterAssistant, load: Load, jobs: JobRunner, session: DeskSession, partner_id: int
) -> None:
    load(ROSTER)
    session.act(lambda: add_partner(session.desk, PartnerFields(name="Nobody Ltd")))
    wait_for_jobs(qtbot, jobs)
    assert assistant.head.summary.text() == "3 rows · 2 new · 1 rejected"


def test_changes_are_shown_field_by_field(
    qtbot: QtBot, assistant: RosterAssistant, load: Load, jobs: JobRunner, partner_id: int
) -> None:
    load(f'partner,region,fiscal_year,committed_net_arr\n"{HARD_NAME}",EMEA,FY23,300000\n', "plans.csv")
    assistant.apply()
    wait_for_jobs(qtbot, jobs)
    load(f'partner,region,fiscal_year,committed_net_arr\n"{HARD_NAME}",EMEA,FY23,420000\n', "plans.csv")
    assert assistant.head.summary.text() == "1 row · 1 changed"
    assert assistant.planned.table.model.index(0, 4).data() == "committed net arr: $300,000 → $420,000"


def test_strict_refuses_the_whole_file(
    qtbot: QtBot, assistant: RosterAssistant, load: Load, jobs: JobRunner, partner_id: int
) -> None:
    load(ROSTER)
    qtbot.keyClick(assistant.planned.strict, Qt.Key.Key_Space)
    wait_for_jobs(qtbot, jobs)
    assert not assistant.head.apply.isEnabled()


def test_the_separator_can_be_said(
    qtbot: QtBot, assistant: RosterAssistant, load: Load, jobs: JobRunner, partner_id: int
) -> None:
    load(ROSTER)
    assistant.reading.sources.delimiter.box.setFocus()
    qtbot.keyClicks(assistant.reading.sources.delimiter.box, "s")
    wait_for_jobs(qtbot, jobs)
    assert "separated by semicolon" in assistant.reading.sources.facts.text() or assistant.head.problem.isVisible()
    assert not assistant.head.apply.isEnabled()


@pytest.mark.parametrize(("text", "name"), [("", "empty.csv"), ("partner\n", "bare.csv")])
def test_a_file_without_rows_says_so(assistant: RosterAssistant, load: Load, text: str, name: str) -> None:
    load(text, name)
    assert assistant.head.problem.isVisible() or assistant.head.apply.text() == "Nothing to import"
    assert not assistant.head.apply.isEnabled()


def test_a_file_that_is_not_there_says_so(
    qtbot: QtBot, assistant: RosterAssistant, jobs: JobRunner, tmp_path: Path
) -> None:
    assistant.load_files([tmp_path / "gone.csv"])
    wait_for_jobs(qtbot, jobs)
    assert "gone.csv" in assistant.head.problem.text()
    assert assistant.head.summary.text() == "Could not be read"
    assert assistant.head.problem.isVisible()


def test_rejected_rows_are_saved_to_be_mended(
    qtbot: QtBot, assistant: RosterAssistant, load: Load, jobs: JobRunner, tmp_path: Path, partner_id: int
) -> None:
    load(ROSTER)
    assistant.saving.save_rejects(tmp_path / "rejected.csv")
    wait_for_jobs(qtbot, jobs)
    lines = (tmp_path / "rejected.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 3
    assert "someday" in lines[1]


def test_partners_come_in_and_the_user_goes_on_to_them(
    qtbot: QtBot, assistant: RosterAssistant, jobs: JobRunner, load: Load, desk: Desk
) -> None:
    load("partner,region\nBolt,AMER\n", "partners.csv")
    assert assistant.reading.sources.kind.entry() == "partners"
    assistant.apply()
    wait_for_jobs(qtbot, jobs)
    assert len(find_rows(desk)) == 1
    with qtbot.waitSignal(assistant.finished):
        qtbot.mouseClick(assistant.head.done, Qt.MouseButton.LeftButton)
    assert assistant.currentWidget() is assistant.door


def test_the_preview_is_a_sound_model(
    assistant: RosterAssistant, load: Load, partner_id: int, qtmodeltester: ModelTester
) -> None:
    load(ROSTER)
    qtmodeltester.check(assistant.planned.table.model)


def test_a_new_row_says_what_is_added(assistant: RosterAssistant, load: Load, partner_id: int) -> None:
    load(ROSTER)
    assert assistant.planned.table.model.index(0, 4).data() == (
        f"adds partner {HARD_NAME} · credential Sales Core · earned 12 Mar 2022 · region EMEA · email ana@acme.example"
    )


def test_a_row_with_too_many_cells_is_explained_without_a_column(
    assistant: RosterAssistant, load: Load, partner_id: int
) -> None:
    load(f'partner,region\n"{HARD_NAME}",EMEA,one,two\n', "partners.csv")
    why = str(assistant.planned.table.model.index(0, 4).data())
    assert why
    assert not why.startswith(":")
