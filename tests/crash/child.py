"""Work in a process of its own that can be killed at any moment, and says what it has acknowledged."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from time import monotonic

Acknowledge = Callable[[str], None]
"""Called by the work when something has been acknowledged to its caller."""

Work = Callable[[Acknowledge], None]

_FORK = multiprocessing.get_context("fork")


def run_and_kill(work: Work, *, after_seconds: float) -> list[str]:
    """Run the work, kill it with SIGKILL after a while, and return what it had acknowledged by then.

    The time runs from the work's first word, which is not among those returned. What ends earlier is not killed; a
    work that fails by itself is a fault of the test.
    """
    receiver, sender = _FORK.Pipe(duplex=False)
    process = _FORK.Process(target=_run, args=(work, sender))
    process.start()
    sender.close()
    assert receiver.poll(60), "the process says nothing"
    receiver.recv()
    deadline = monotonic() + after_seconds
    acknowledged: list[str] = []
    with suppress(EOFError):
        while (left := deadline - monotonic()) > 0:
            if receiver.poll(left):
                acknowledged.append(receiver.recv())
    if process.pid is not None and process.is_alive():
        os.kill(process.pid, signal.SIGKILL)
    process.join()
    # What had been sent when the process was killed counts as acknowledged.
    with suppress(EOFError):
        while receiver.poll(0):
            acknowledged.append(receiver.recv())
    assert process.exitcode in {0, -signal.SIGKILL}, "the work failed by itself"
    return acknowledged


def _run(work: Work, sender: Connection) -> None:
    sender.send("begun")
    work(sender.send)
    sender.close()
