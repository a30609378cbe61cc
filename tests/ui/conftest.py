"""A real desk in a temporary folder, a session on it, and the whole window, without a display."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
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
from ui.kit.jobs import JobRunner
from ui.kit.theme import Scheme, Theme
from ui.session import DeskSession
from ui.window.main_window import MainWindow

TODAY = date(2022, 10, 10)
NOON = datetime(2022, 10, 10, 12, tzinfo=UTC)
HARD_NAME = "A&B <Test> </para> GmbH"

AddPartner = Callable[..., tuple[int, int]]


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


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The light theme, the same on every machine."""
    return Theme(qapp, Scheme.LIGHT)


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
def window(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[MainWindow]:
    """The window, not yet given a data file."""
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    window = MainWindow(theme=theme, settings=settings, actor="m.okafor", clock=FixedClock(NOON))
    qtbot.addWidget(window)
    yield window
    window.jobs.stop_all()
    window.jobs.wait()


@pytest.fixture
def open_window(qtbot: QtBot, window: MainWindow, desk: Desk) -> Callable[[], MainWindow]:
    """Give the window the desk of the test, as it stands then, and wait for its pages."""

    def open_now() -> MainWindow:
        window.show()
        qtbot.waitExposed(window)
        with qtbot.waitSignal(window.desk_shown, timeout=10_000):
            window.files.open_path(desk.path)
        return window

    return open_now
