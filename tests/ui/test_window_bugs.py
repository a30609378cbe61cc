"""Bugs are told and the window goes on; without a display it says what is missing."""

from __future__ import annotations

import inspect
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox

from channeladmin.errors import EnvironmentProblem
from tests.ui.conftest import OpenWindow
from ui.app import BugReport
from ui.display import explain_missing_library, require_display


def test_a_bug_is_told_once_and_the_window_goes_on(open_window: OpenWindow, caplog: pytest.LogCaptureFixture) -> None:
    window = open_window()
    report = BugReport(window)
    for _ in range(2):
        with pytest.raises(KeyError) as caught:
            dict[str, int]()["Ana Ruiz"]
        report.tell(caught.type, caught.value, caught.tb)
    boxes = window.findChildren(QMessageBox)
    assert len(boxes) == 1
    assert "Ana Ruiz" not in boxes[0].text()
    boxes[0].close()
    assert window.isVisible()


class _Caller(QObject):
    happened = Signal(bool)

    def take(self, *, is_yes: bool) -> None:
        raise AssertionError(is_yes)


def test_a_bug_without_a_traceback_is_told_with_the_place_that_called(
    open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    window = open_window()
    caller, report = _Caller(), BugReport(window)
    monkeypatch.setattr(sys, "excepthook", report.tell)
    caller.happened.connect(caller.take)
    caller.happened.emit(True)
    line = inspect.currentframe().f_lineno - 1  # type: ignore[union-attr]  # CPython has frames
    (box,) = window.findChildren(QMessageBox)
    assert box.text().endswith(f"TypeError in what was called from {Path(__file__).name}:{line}")
    assert "caller.happened.emit(True)" in caplog.text
    box.close()


@pytest.mark.skipif(sys.platform != "linux", reason="displays are optional on Linux only")
class TestDisplay:
    def test_without_a_display_the_commands_are_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
            monkeypatch.delenv(name, raising=False)
        with pytest.raises(EnvironmentProblem, match=r"needs a display.*evaluate"):
            require_display()

    def test_a_dead_display_is_found_out(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
        monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
        monkeypatch.setenv("DISPLAY", ":4711")
        with pytest.raises(EnvironmentProblem, match=r":4711 does not answer|system library"):
            require_display()

    def test_a_platform_without_a_screen_needs_none(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("DISPLAY", raising=False)
        monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
        require_display()

    def test_a_missing_library_is_named_with_its_package(self) -> None:
        missing = OSError("libxcb-cursor.so.0: cannot open shared object file: No such file or directory")
        sentence = str(explain_missing_library(missing))
        assert "libxcb-cursor.so.0" in sentence
        assert "apt-get install libxcb-cursor0" in sentence
