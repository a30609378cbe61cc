"""The log of a big act goes into the data file after its commit, in a thread of its own.

SQLite would do that within the commit, and make whoever acts wait for a second writing of all that is safe already.
"""

from __future__ import annotations

from contextlib import closing, contextmanager, suppress
from threading import Thread
from typing import TYPE_CHECKING

import sqlcipher3.dbapi2 as driver

from channeladmin.errors import EnvironmentProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

_USUAL_PAGES = 1000
"""SQLite's own default: a log that is longer goes into the file at the next commit."""


class LateCheckpoint:
    """Puts off the checkpoint of a commit; one at a time runs."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._running: Thread | None = None

    @contextmanager
    def after(self, connection: Connection) -> Iterator[None]:
        """Commit in the block; the checkpoint follows it."""
        driver_connection = connection.connection.driver_connection
        assert driver_connection is not None
        driver_connection.execute("PRAGMA wal_autocheckpoint = 0").close()
        try:
            yield
        finally:
            driver_connection.execute(f"PRAGMA wal_autocheckpoint = {_USUAL_PAGES}").close()
        self.wait()
        self._running = Thread(target=self._run, name="checkpoint")
        self._running.start()

    def wait(self) -> None:
        """Return when none is running."""
        if self._running is not None:
            self._running.join()

    def _run(self) -> None:
        """What does not get through now is left to the next commit, as SQLite does it: nothing hangs on it."""
        with suppress(driver.Error, EnvironmentProblem), closing(self._engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
