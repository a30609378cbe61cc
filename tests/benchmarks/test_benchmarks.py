"""The short form of `make bench`: every figure is measured once, on little, and comes in the shape of the contract."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from benchmarks import desk_evaluation, journalled_insert, open_big, undo_import, window_start
from benchmarks.__main__ import MEASURES, main
from benchmarks.measuring import compare

KEYS = ["name", "unit", "figure", "reference", "ratio", "target", "holds", "runs"]


class Clock:
    """Stands still unless work moves it."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def work(self, seconds: Iterator[float]) -> None:
        self.now += next(seconds)


def test_medians_are_taken_in_turn_after_a_first_run_that_does_not_count() -> None:
    clock = Clock()
    app, bare = iter((90.0, 3.0, 8.0, 4.0)), iter((90.0, 1.0, 2.0, 5.0))
    figure = compare("x", lambda: clock.work(app), lambda: clock.work(bare), target=2.0, runs=3, clock=clock)
    assert list(json.loads(figure.to_json())) == KEYS
    assert (figure.figure, figure.reference, figure.ratio, figure.holds, figure.runs) == (4.0, 2.0, 2.0, True, 3)


def test_a_ratio_above_the_target_does_not_hold() -> None:
    clock = Clock()
    app, bare = iter((1.0, 2.01)), iter((1.0, 1.0))
    assert not compare("x", lambda: clock.work(app), lambda: clock.work(bare), target=2.0, runs=1, clock=clock).holds


def test_a_whole_desk_is_evaluated() -> None:
    figure = desk_evaluation.measure(partners=5, runs=1)
    assert (figure.name, figure.unit, figure.runs) == ("desk_evaluation", "s", 1)


def test_the_window_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    assert window_start.measure(runs=1).name == "window_start"


def test_a_figure_that_is_not_there_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["speed_of_light"]) == 2
    told = capsys.readouterr().err
    assert all(name in told for name in MEASURES)


def test_the_data_file_is_measured_on_little() -> None:
    figures = (
        journalled_insert.measure(people=10, runs=1),
        undo_import.measure(partners=3, people=4, runs=1),
        open_big.measure(rows=100, runs=1),
    )
    assert [figure.name for figure in figures] == ["journalled_insert", "undo_import", "open_big"]
