"""An open desk: the data file, who acts on it, what day it is, and the edition in use."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from channeladmin.storage.clock import Clock, FixedClock, SystemClock
from channeladmin.storage.database import Database, create_database, open_database
from channeladmin.storage.sqlite.header import is_desk_file

if TYPE_CHECKING:
    from datetime import date

    from channeladmin.program.edition import Edition

__all__ = ["Clock", "Desk", "FixedClock", "SystemClock", "create_desk", "default_path", "is_desk", "open_desk"]

SUFFIX = ".channeladmin"


@dataclass
class Desk:
    """One open data file; every job of staff takes it as its first argument."""

    database: Database

    @property
    def path(self) -> Path:
        """Where the data file lies."""
        return self.database.path

    @property
    def actor(self) -> str:
        """Who acts; it belongs to the machine, not to the file."""
        return self.database.actor

    @property
    def edition(self) -> Edition:
        """The edition in use, with the switches that this file sets."""
        from channeladmin.storage.editions import load_active_edition

        with self.database.read() as connection:
            return load_active_edition(connection)

    def today(self) -> date:
        """The day for which lists, standings and forms are shown."""
        return self.database.clock.today()

    def close(self) -> None:
        """Give the file back."""
        self.database.close()


def open_desk(path: Path, *, actor: str | None = None, password: str | None = None, clock: Clock | None = None) -> Desk:
    """Open a data file; `UserError` or `EnvironmentProblem` with the reason where it cannot be, the file untouched.

    `actor` is the login name and `clock` that of the machine unless given.
    """
    return Desk(open_database(path, clock=clock or SystemClock(), actor=actor or _find_login_name(), password=password))


def create_desk(
    path: Path,
    *,
    actor: str | None = None,
    password: str | None = None,
    clock: Clock | None = None,
    seed: int | None = None,
) -> Desk:
    """Make an empty data file and open it; `UserError` if there is one already. `seed` makes the keys repeatable."""
    return Desk(
        create_database(
            path, clock=clock or SystemClock(), actor=actor or _find_login_name(), password=password, seed=seed
        )
    )


def default_path() -> Path:
    """The data file that is meant when none is named, in the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("channeladmin", appauthor=False) / f"desk{SUFFIX}"


def is_desk(path: Path) -> bool:
    """Whether a file is a desk that opens without a password."""
    return is_desk_file(path)


def _find_login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        # An account without a name (a container's bare user id).
        return "unknown"
