"""How long work tells its caller how far it is, and learns that it shall stop."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with (done, total), total 0 where it is not known; raises `Cancelled` to stop the work."""


def ignore_progress(done: int, total: int) -> None:
    """The progress of work that nobody watches."""
