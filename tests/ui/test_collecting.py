"""Whatever a job does, no widget dies on its thread."""

from __future__ import annotations

import gc
import threading

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from channeladmin.progress import Progress
from channeladmin.storage.collection import paused_collection
from ui.imports import kept_imports
from ui.kit.jobs import JobRunner

_OBJECTS = 50_000
"""Enough for Python to search many times over."""


class _Leftover(QWidget):
    """A widget that only a search for cycles finds, as one whose slots hold it."""

    def __init__(self, died_on: list[int]) -> None:
        super().__init__()
        self._own = self
        self._died_on = died_on

    def __del__(self) -> None:
        self._died_on.append(threading.get_ident())


def _allocate(_progress: Progress) -> list[list[int]]:
    """Make and keep many objects, also where the search was put off and begins again."""
    with paused_collection():
        kept = [[number] for number in range(_OBJECTS)]
    kept += [[number] for number in range(_OBJECTS)]
    return kept


def test_widgets_that_are_left_over_die_on_the_thread_of_the_window(qtbot: QtBot, jobs: JobRunner) -> None:
    died_on: list[int] = []
    gc.collect()
    for _ in range(20):
        _Leftover(died_on)
    done: list[object] = []
    jobs.run("Make objects", _allocate, done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=10_000)
    qtbot.waitUntil(lambda: len(died_on) == 20, timeout=10_000)
    assert set(died_on) == {threading.get_ident()}


def test_python_searches_by_itself_again_when_the_window_is_gone(qtbot: QtBot) -> None:
    was_enabled = gc.isenabled()
    gc.enable()
    runner = JobRunner()
    assert not gc.isenabled()
    runner.deleteLater()
    qtbot.waitUntil(gc.isenabled)
    if not was_enabled:
        gc.disable()


def test_what_is_imported_at_the_start_is_never_searched() -> None:
    was_enabled = gc.isenabled()
    gc.enable()
    with kept_imports():
        assert not gc.isenabled()
        imported: list[list[int]] = [[]]
    assert gc.isenabled()
    assert not any(imported is each for age in range(3) for each in gc.get_objects(generation=age))
    gc.unfreeze()
    if not was_enabled:
        gc.disable()
