"""What a terminal is told while work is long."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from channeladmin.cli import progress
from channeladmin.cli.progress import TOLD_EVERY, tell_progress
from channeladmin.progress import ignore_progress
from tests.cli.conftest import Run


def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """To be called in the test itself: the streams are replaced between its fixtures and its body."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)


def run_for(seconds: Iterator[float]) -> None:
    tell = tell_progress("agreements", clock=lambda: next(seconds))
    for done in range(3):
        tell(1200 * done, 100_000)
    tell(100_000, 100_000)


def test_long_work_tells_now_and_then_how_far_it_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_terminal(monkeypatch)
    run_for(iter((0.0, TOLD_EVERY / 2, TOLD_EVERY, TOLD_EVERY, TOLD_EVERY * 1.5)))
    assert capsys.readouterr() == ("", "1,200 of 100,000 agreements\n")


def test_work_that_is_soon_done_says_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_terminal(monkeypatch)
    run_for(iter((0.0, 0.1, 0.2, 0.3)))
    assert capsys.readouterr().err == ""


def test_a_file_or_a_pipe_is_told_nothing() -> None:
    assert tell_progress("agreements") is ignore_progress


def test_a_result_that_comes_bit_by_bit_on_the_same_terminal_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    at_a_terminal(monkeypatch)
    assert tell_progress("agreements", is_streamed=True) is not ignore_progress
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert tell_progress("agreements", is_streamed=True) is ignore_progress
    assert tell_progress("agreements") is not ignore_progress


@pytest.mark.parametrize("words", [("evaluate",), ("programs", "impact", "2025-08")])
def test_what_goes_through_the_whole_desk_tells_of_it(
    on_desk: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    at_a_terminal(monkeypatch)
    monkeypatch.setattr(progress, "TOLD_EVERY", 0)
    told = on_desk(*words, "--on", "2022-10-31").err.splitlines()
    assert told[0] == "0 of 64 agreements"
    assert told[-1] == "63 of 64 agreements"
    assert len(told) == 64
