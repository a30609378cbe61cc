"""A real desk in a temporary folder, a session on it, and the window opened on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from channeladmin.desk.desk import Desk, FixedClock, create_desk
from channeladmin.desk.partners import add_partner, load_partner
from channeladmin.desk.people import add_award, add_person
from channeladmin.desk.values import (
    AgreementFields,
    AwardFields,
    EmploymentFields,
    PartnerFields,
    PersonFields,
    Region,
)
from tests.conftest import NOON
from tests.ui.assistant_hand import Hand
from tests.ui.pages import show_page, wait_for_jobs
from ui.kit.jobs import JobRunner
from ui.rosters.assistant import RosterAssistant
from ui.session import DeskSession
from ui.window.main_window import MainWindow

TODAY = date(2022, 10, 10)
HARD_NAME = "A&B <Test> </para> GmbH"

AddPartner = Callable[..., tuple[int, int]]
Load = Callable[[str], None]
OpenWindow = Callable[[], MainWindow]


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> Iterator[None]:
    """Every test here has the application, and leaves an empty clipboard.

    Qt's offscreen platform crashes at the end of the process over what still lies there.
    """
    yield
    qapp.clipboard().clear()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty desk on 10 October 2022."""
    desk = create_desk(tmp_path / "test.channeladmin", actor="m.okafor", clock=FixedClock(NOON))
    yield desk
    desk.close()


@pytest.fixture
def session(desk: Desk, qapp: QApplication) -> DeskSession:
    """The session of that desk."""
    return DeskSession(desk)


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[JobRunner]:
    """A job runner that has ended before the test does."""
    runner = JobRunner()
    yield runner
    runner.stop_all()
    runner.wait()


@pytest.fixture
def add_company(desk: Desk) -> AddPartner:
    """Add a partner with a signed agreement and so many Sales Core holders; its id and its agreement's."""

    def add(name: str, *, region: Region = Region.EMEA, sellers: int = 0, is_signed: bool = True) -> tuple[int, int]:
        agreement = AgreementFields(region=region, signed_on=date(2021, 3, 14) if is_signed else None)
        partner_id = add_partner(desk, PartnerFields(name=name), agreement).id
        for number in range(sellers):
            person_id = add_person(
                desk,
                partner_id,
                PersonFields(name=f"Seller {number + 1}"),
                [f"seller{number + 1}@{partner_id}.example"],
                EmploymentFields(region=region),
            ).id
            add_award(desk, person_id, AwardFields(credential="sales_core", earned_on=date(2022, 3, 12)))
        return partner_id, load_partner(desk, partner_id).agreements[0].agreement.id

    return add


@pytest.fixture
def open_window(qtbot: QtBot, window: MainWindow, desk: Desk) -> OpenWindow:
    """Give the window the desk of the test, as it stands then, and wait for its pages."""

    def open_now() -> MainWindow:
        window.show()
        qtbot.waitExposed(window)
        with qtbot.waitSignal(window.desk_shown, timeout=10_000):
            window.files.open_path(desk.path)
        return window

    return open_now


@pytest.fixture
def companies(add_company: AddPartner) -> None:
    """What is there before the assistant opens; a test module may say otherwise."""
    add_company("Acme GmbH")


@pytest.fixture
def assistant(qtbot: QtBot, session: DeskSession, jobs: JobRunner, companies: object) -> RosterAssistant:
    """The roster assistant, on screen."""
    assistant = RosterAssistant(session, jobs)
    show_page(qtbot, assistant)
    return assistant


@pytest.fixture
def load(qtbot: QtBot, assistant: RosterAssistant, jobs: JobRunner, tmp_path: Path) -> Load:
    """Gives the assistant a file of that text."""

    def load_text(text: str) -> None:
        path = tmp_path / "team.csv"
        path.write_text(text, encoding="utf-8")
        assistant.load_files([path])
        wait_for_jobs(qtbot, jobs)

    return load_text


@pytest.fixture
def hand(qtbot: QtBot, assistant: RosterAssistant, jobs: JobRunner) -> Hand:
    """Clicks and keys in the assistant."""
    return Hand(qtbot, assistant, jobs)
