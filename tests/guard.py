"""A guard for tests of work that, done wrongly, would go on for minutes."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

_SECONDS = 30


@contextmanager
def ends() -> Iterator[None]:
    """Stop what does not end, and fail; nothing is measured, and only the processor's time of this process counts."""

    def stop(*_: object) -> None:
        raise AssertionError("This takes time that grows faster than its size.")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, _SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
