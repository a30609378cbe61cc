"""Long statements of SQLite that can be stopped: its progress handler asks whether to go on."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from channeladmin.errors import Cancelled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from channeladmin.progress import Progress

_STEPS = 200_000
"""Steps of SQLite's machine between two questions: some milliseconds."""


@contextmanager
def stoppable(connection: Connection, progress: Progress) -> Iterator[None]:
    """While the block runs, `progress` is asked now and then inside each statement; `Cancelled` leaves the block."""
    driver_connection = connection.connection.driver_connection
    assert driver_connection is not None
    stopped: list[Cancelled] = []

    def ask() -> int:
        try:
            progress(0, 0)
        except Cancelled as stop:
            # An exception cannot pass through SQLite: it is raised once the statement has ended.
            stopped.append(stop)
        return len(stopped)

    driver_connection.set_progress_handler(ask, _STEPS)
    try:
        yield
    except BaseException as error:
        if stopped:
            raise stopped[0] from error
        raise
    finally:
        driver_connection.set_progress_handler(None, 0)
