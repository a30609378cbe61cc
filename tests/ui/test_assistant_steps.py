"""The four steps of an import: what each asks, that nothing chosen is lost, and how few clicks it takes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from channeladmin.desk.desk import Desk
from channeladmin.desk.history import list_operations
from channeladmin.desk.import_profiles import list_aliases, list_profiles
from channeladmin.desk.people import add_person, list_people
from channeladmin.desk.values import EmploymentFields, PersonFields, Region
from tests.ui.assistant_hand import Hand, settle
from tests.ui.conftest import AddPartner
from tests.ui.pages import wait_for_jobs
from ui.kit.jobs import JobRunner
from ui.rosters.assistant import RosterAssistant
from ui.rosters.step_bar import Step

CREDLY = (
    "Badge Name,Badge Template ID,Issued to First Name,Issued to Middle Name,Issued to Last Name,Issued to Email,"
    "Country,State,Region,Status,Expired,Issue Date\n"
)
HOUSE = "Haus;Kollege;Post;Abzeichen;Am\nAcme;Ana Ruiz;ana@acme.example;Sales Core;03.04.2022\n"
Load = Callable[..., None]


@pytest.fixture
def partner_id(add_company: AddPartner) -> int:
    return add_company("Acme")[0]


@pytest.fixture
def companies(partner_id: int) -> int:
    return partner_id


@pytest.fixture
def load(qtbot: QtBot, assistant: RosterAssistant, jobs: JobRunner, tmp_path: Path) -> Load:
    def load_texts(*texts: str, name: str = "team.csv") -> None:
        paths = [tmp_path / (name if number == 0 else f"{number}-{name}") for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, encoding="utf-8")
        assistant.load_files(paths)
        wait_for_jobs(qtbot, jobs)

    return load_texts


def step_of(assistant: RosterAssistant) -> Step:
    return assistant.steps.step


def write_credly(count: int) -> str:
    badges = ("GitLab Verified Sales Core Associate", "Solution Architect Core", "Sales Wizard")
    rows = (
        f"{badges[number % 3]},t,Person,,No{number},p{number}@acme.example,FR,,Europe,accepted,,"
        f"2022-05-{1 + number % 28:02}"
        for number in range(count)
    )
    return CREDLY + "\n".join(rows) + "\n"


def test_a_first_badge_file_takes_under_ten_clicks_and_the_second_two(
    qtbot: QtBot, assistant: RosterAssistant, load: Load, jobs: JobRunner, desk: Desk, partner_id: int
) -> None:
    """To drop the files is one. One badge has a name that nobody knows; it is said once."""
    with_people = EmploymentFields(region=Region.EMEA)
    for number in range(400):
        add_person(desk, partner_id, PersonFields(name=f"Person No{number}"), [f"p{number}@acme.example"], with_people)
    first = Hand(qtbot, assistant, jobs)
    first.clicks += 1
    load(write_credly(400), name="badges.csv")
    assert step_of(assistant) is Step.COLUMNS
    assert assistant.head.summary.text() == "400 rows · 267 new · 133 rejected"
    first.choose(assistant.columns.names.fields["Sales Wizard"], "Sales Professional")
    assert assistant.head.summary.text() == "400 rows · 400 new"
    first.click(assistant.steps.next)
    assert step_of(assistant) is Step.PLAN
    first.click(assistant.head.apply)
    assert step_of(assistant) is Step.REPORT
    assert first.clicks == 5
    assert list_aliases(desk) == {"Sales Wizard": "sales_professional"}
    second = Hand(qtbot, assistant, jobs)
    second.clicks += 1
    load(write_credly(400).replace("2022-05", "2022-06"), name="badges 2.csv")
    assert step_of(assistant) is Step.PLAN
    second.click(assistant.head.apply)
    assert second.clicks == 2
    assert sum(len(person.awards) for person in list_people(desk, partner_id)) == 800


def test_columns_are_mapped_and_remembered(
    qtbot: QtBot, assistant: RosterAssistant, load: Load, jobs: JobRunner, desk: Desk, partner_id: int
) -> None:
    load(HOUSE)
    hand = Hand(qtbot, assistant, jobs)
    assert step_of(assistant) is Step.COLUMNS
    fields = assistant.columns.columns.fields
    assert {title: field.entry() for title, field in fields.items()} == {
        "Haus": "partner",
        "Kollege": None,
        "Post": "email",
        "Abzeichen": None,
        "Am": None,
    }
    for title, words in (("Kollege", "name"), ("Abzeichen", "credential"), ("Am", "earned")):
        hand.choose(fields[title], words)
    assert assistant.head.summary.text() == "1 row · 1 rejected"
    hand.choose(assistant.columns.dates, "31/10/2022")
    assert assistant.head.summary.text() == "1 row · 1 new"
    hand.click(assistant.columns.remember)
    settle(qtbot, assistant, jobs)
    hand.click(assistant.head.apply)
    [person] = list_people(desk, partner_id)
    assert [str(award.fields.earned_on) for award in person.awards] == ["2022-04-03"]
    assert [profile.name for profile in list_profiles(desk)] == ["team"]
    load(HOUSE.replace("03.04", "05.06"), name="later.csv")
    assert step_of(assistant) is Step.PLAN
    assert assistant.head.summary.text() == "1 row · 1 new"
    hand.click(assistant.steps.back)
    assert assistant.columns.layout_used.text() == "Read as the saved profile “team” has it."
    hand.click(assistant.columns.plainly)
    settle(qtbot, assistant, jobs)
    assert assistant.columns.columns.fields["Am"].entry() is None
    assert assistant.columns.plainly.text() == "Use what is known"


def test_what_is_chosen_stays_over_all_steps(
    qtbot: QtBot, assistant: RosterAssistant, load: Load, jobs: JobRunner
) -> None:
    load(HOUSE)
    hand = Hand(qtbot, assistant, jobs)
    hand.choose(assistant.columns.columns.fields["Kollege"], "name")
    for _ in range(2):
        hand.click(assistant.steps.back if assistant.steps.step > Step.READ else assistant.steps.next)
    assistant.steps.buttons[Step.READ].click()
    hand.choose(assistant.reading.sources.encoding, "windows-1252")
    assert step_of(assistant) is Step.READ
    hand.click(assistant.steps.next)
    assert assistant.columns.columns.fields["Kollege"].entry() == "name"
    assert assistant.reading.sources.encoding.entry() == "windows-1252"


def test_what_no_column_has_is_said_for_every_row(
    qtbot: QtBot, assistant: RosterAssistant, load: Load, jobs: JobRunner, desk: Desk, partner_id: int
) -> None:
    load("Name,Learner ID\nAna Ruiz,L-1\n")
    assert step_of(assistant) is Step.COLUMNS
    assert assistant.columns.missing.isVisible()
    assert not assistant.head.apply.isEnabled()
    assert not assistant.steps.next.isEnabled()
    field, text = assistant.columns.constants.rows[0]
    assert field.entry() == "partner"
    text.line.setFocus()
    QTest.keyClicks(text.line, "Acme")
    settle(qtbot, assistant, jobs)
    assert not assistant.columns.missing.isVisible()
    assert text.line.hasFocus()
    Hand(qtbot, assistant, jobs).click(assistant.head.apply)
    assert [person.person.fields.name for person in list_people(desk, partner_id)] == ["Ana Ruiz"]


def test_several_files_are_one_act(
    qtbot: QtBot, assistant: RosterAssistant, load: Load, jobs: JobRunner, desk: Desk, partner_id: int
) -> None:
    load(HOUSE, "partner,name,email\nAcme,Bo Lee,bo@acme.example\n")
    assert list(assistant.columns.columns.fields) == [
        "Haus",
        "Kollege",
        "Post",
        "Abzeichen",
        "Am",
        "partner",
        "name",
        "email",
    ]
    hand = Hand(qtbot, assistant, jobs)
    hand.choose(assistant.columns.columns.fields["Kollege"], "name")
    hand.click(assistant.head.apply)
    assert {person.person.fields.name for person in list_people(desk, partner_id)} == {"Ana Ruiz", "Bo Lee"}
    assert list_operations(desk)[0].label == "Import 2 files (2 rows)"


def test_the_preview_follows_what_is_chosen(
    qtbot: QtBot, assistant: RosterAssistant, load: Load, jobs: JobRunner, qtmodeltester: ModelTester
) -> None:
    load("An export\npartner,name,email\nAcme,Ana Ruiz,ana@acme.example\n")
    assistant.steps.buttons[Step.READ].click()
    model = assistant.reading.model
    qtmodeltester.check(model)
    assert [model.headerData(at, Qt.Orientation.Horizontal) for at in range(3)] == ["partner", "name", "email"]
    assert model.headerData(0, Qt.Orientation.Vertical) == "3"
    Hand(qtbot, assistant, jobs).choose(assistant.reading.sources.header, "none")
    assert model.headerData(0, Qt.Orientation.Horizontal) == "column_1"


def test_keys_go_back_and_on_and_esc_goes_back_and_out(
    qtbot: QtBot, assistant: RosterAssistant, load: Load, jobs: JobRunner, desk: Desk
) -> None:
    before = list_operations(desk)
    load("partner,name,email\nAcme,Ana Ruiz,ana@acme.example\n")
    assert assistant.head.apply.hasFocus()
    for key, step in ((Qt.Key.Key_B, Step.COLUMNS), (Qt.Key.Key_B, Step.READ), (Qt.Key.Key_N, Step.COLUMNS)):
        QTest.keyClick(assistant.window(), key, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(lambda step=step: assistant.steps.step is step)  # type: ignore[misc]  # bound here
    QTest.keyClick(assistant, Qt.Key.Key_Escape)
    assert step_of(assistant) is Step.READ
    QTest.keyClick(assistant, Qt.Key.Key_Escape)
    assert assistant.currentWidget() is assistant.door
    assert list_operations(desk) == before


def test_the_report_is_saved(
    qtbot: QtBot, assistant: RosterAssistant, load: Load, jobs: JobRunner, tmp_path: Path
) -> None:
    load(
        "partner,name,email,title\nAcme,Ana Ruiz,ana@acme.example,CTO\nAcme,Ana Ruiz,ana@acme.example,CEO\n"
        "Nobody,B,b@x.example,\n"
    )
    Hand(qtbot, assistant, jobs).click(assistant.head.apply)
    assert isinstance(assistant.head.report, QPushButton)
    assert assistant.head.report.isVisible()
    assistant.saving.save_report(tmp_path / "report.csv")
    wait_for_jobs(qtbot, jobs)
    lines = (tmp_path / "report.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "source,line,about,bucket,changes,why"
    assert [line.split(",")[:4] for line in lines[1:]] == [
        ["team.csv", "2", "Ana Ruiz", "new"],
        ["team.csv", "3", "Ana Ruiz", "changed"],
        ["team.csv", "4", "B", "rejected"],
    ]
    assert "title: CTO -> CEO" in lines[2]
    assert "There is no company “Nobody”" in lines[3]


def test_what_is_read_late_does_not_bring_back_what_was_left(
    qtbot: QtBot, assistant: RosterAssistant, jobs: JobRunner, tmp_path: Path
) -> None:
    path = tmp_path / "team.csv"
    path.write_text("partner,name,email\nAcme,Ana Ruiz,ana@acme.example\n", encoding="utf-8")
    assistant.load_files([path])
    QTest.keyClick(assistant, Qt.Key.Key_Escape)
    wait_for_jobs(qtbot, jobs)
    assert assistant.currentWidget() is assistant.door


def test_what_cannot_be_mapped_is_told_and_nothing_older_can_be_imported(
    qtbot: QtBot, assistant: RosterAssistant, load: Load, jobs: JobRunner
) -> None:
    load(HOUSE)
    hand = Hand(qtbot, assistant, jobs)
    fields = assistant.columns.columns.fields
    hand.choose(fields["Kollege"], "name")
    assert assistant.head.apply.isEnabled()
    hand.choose(fields["Abzeichen"], "title")
    hand.choose(fields["Am"], "title")
    assert "Two columns are mapped to title" in assistant.head.problem.text()
    assert assistant.head.problem.isVisible()
    assert not assistant.head.apply.isEnabled()
    assert not assistant.steps.buttons[Step.PLAN].isEnabled()
    hand.choose(fields["Am"], "not taken")
    assert assistant.head.apply.isEnabled()
