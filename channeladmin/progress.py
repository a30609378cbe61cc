"""How long work tells its caller how far it is, and learns that it shall stop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, runtime_checkable

Progress = Callable[[int, int], None]
"""Called with (done, total), total 0 where it is not known; raises `Cancelled` to stop the work."""


@runtime_checkable
class StagedProgress(Protocol):
    """A progress that can also show what the work is at."""

    def __call__(self, done: int, total: int) -> None:
        """As every progress."""

    def enter(self, stage: str) -> None:
        """The work goes on with this now; how far it is begins anew."""


def enter_stage(progress: Progress, stage: str) -> None:
    """Tell what the work is at, if the progress can show it, and that nothing is known of how far; `Cancelled` too."""
    if isinstance(progress, StagedProgress):
        progress.enter(stage)
        progress(0, 0)


def ignore_progress(done: int, total: int) -> None:
    """The progress of work that nobody watches."""
