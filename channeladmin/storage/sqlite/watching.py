"""Long statements of SQLite that can be stopped: its progress handler asks whether to go on."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING, Any

from channeladmin.errors import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection

    from channeladmin.progress import Progress

_STEPS = 20_000
"""Steps of SQLite's machine between two questions: a few milliseconds."""


@contextmanager
def stoppable(connection: Connection, progress: Progress, *, steps: int = 0) -> Iterator[None]:
    """While the block runs, `progress` is asked now and then inside each statement; `Cancelled` leaves the block.

    It is told as not known unless it is said about how many `steps` of SQLite's machine the block takes.
    """
    passed = count(_STEPS, _STEPS)
    with stopped_by(connection.connection.driver_connection, lambda: progress(min(next(passed), steps), steps)):
        yield


@contextmanager
def stopped_by(connection: Any, ask: Callable[[], None]) -> Iterator[None]:  # noqa: ANN401 - the driver has no types
    """The same for a connection of the driver, with any question that raises `Cancelled` where the work shall stop."""
    stopped: list[Cancelled] = []

    def ask_and_note() -> int:
        try:
            ask()
        except Cancelled as stop:
            # An exception cannot pass through SQLite: it is raised once the statement has ended.
            stopped.append(stop)
        return len(stopped)

    connection.set_progress_handler(ask_and_note, _STEPS)
    try:
        yield
    except BaseException as error:
        if stopped:
            raise stopped[0] from error
        raise
    finally:
        connection.set_progress_handler(None, 0)
