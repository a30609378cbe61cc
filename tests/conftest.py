"""What tests of several rooms share: how Hypothesis runs, and the whole window without a display."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, settings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

if TYPE_CHECKING:
    from ui.kit.theme import Theme
    from ui.window.main_window import MainWindow

# No test fails for being slow on a busy machine.
settings.register_profile("house", deadline=None)
# For mutants, whose tests run many times over, and for a long search: pytest --hypothesis-profile few | many.
settings.register_profile(
    "few", deadline=None, max_examples=12, derandomize=True, phases=[Phase.explicit, Phase.generate], print_blob=False
)
settings.register_profile("many", deadline=None, max_examples=3000)
settings.load_profile("house")

NOON = datetime(2022, 10, 10, 12, tzinfo=UTC)
"""The fixed clock of the window's tests."""


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The light theme, the same on every machine."""
    from ui.kit.theme import Scheme, Theme

    return Theme(qapp, Scheme.LIGHT)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path) -> Iterator[MainWindow]:
    """The window on 10 October 2022, not yet given a data file."""
    from PySide6.QtCore import QSettings

    from channeladmin.desk.desk import FixedClock
    from ui.window.main_window import MainWindow

    chosen = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    window = MainWindow(theme=theme, settings=chosen, actor="m.okafor", clock=FixedClock(NOON))
    qtbot.addWidget(window)
    yield window
    window.jobs.stop_all()
    window.jobs.wait()
    # Qt's offscreen platform crashes at the end of the process over what still lies there.
    qapp.clipboard().clear()
