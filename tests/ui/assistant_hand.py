"""The hand of somebody at the roster assistant: it drops files, clicks and chooses, and counts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.pages import wait_for_jobs
from ui.kit.fields import ChoiceField
from ui.kit.jobs import JobRunner
from ui.rosters.assistant import RosterAssistant


class Hand:
    """Clicks with the mouse, and counts."""

    def __init__(self, qtbot: QtBot, assistant: RosterAssistant, jobs: JobRunner) -> None:
        self.qtbot, self._assistant, self._jobs = qtbot, assistant, jobs
        self.clicks = 0

    def click(self, widget: QWidget) -> None:
        assert widget.isVisible()
        assert widget.isEnabled()
        self.clicks += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        settle(self.qtbot, self._assistant, self._jobs)

    def choose(self, field: ChoiceField, words: str) -> None:
        """Open the list and click one of its words."""
        self.clicks += 2
        box = field.box
        # A line that has just come is seen a moment later.
        self.qtbot.waitUntil(box.isVisible)
        box.setCurrentIndex(box.findText(words))
        box.activated.emit(box.currentIndex())
        settle(self.qtbot, self._assistant, self._jobs)


def settle(qtbot: QtBot, assistant: RosterAssistant, jobs: JobRunner) -> None:
    """Until what was said is worked out: that waits for a moment without a key."""
    qtbot.waitUntil(lambda: not assistant.pause.isActive())
    wait_for_jobs(qtbot, jobs)
