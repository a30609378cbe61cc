"""An open desk: the data file, who acts on it, what day it is, and the edition in use."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from channeladmin.desk.place import default_path
from channeladmin.progress import Progress, ignore_progress
from channeladmin.storage.clock import Clock, FixedClock, SystemClock
from channeladmin.storage.database import Database, create_database, open_database
from channeladmin.storage.discarding import discard_new
from channeladmin.storage.login import find_login_name
from channeladmin.storage.presence import list_present
from channeladmin.storage.refusals import OpenRefused, RefusalKind, WayOn
from channeladmin.storage.sqlite.header import is_desk_file
from channeladmin.storage.visitor import WINDOW, Visitor

if TYPE_CHECKING:
    from datetime import date

    from channeladmin.program.edition import Edition
    from channeladmin.storage.changes import Changes

__all__ = [
    "WINDOW",
    "Clock",
    "Desk",
    "FixedClock",
    "OpenRefused",
    "RefusalKind",
    "SystemClock",
    "Visitor",
    "WayOn",
    "create_desk",
    "default_path",
    "is_desk",
    "list_visitors",
    "open_desk",
]


@dataclass
class Desk:
    """One open data file; every job of staff takes it as its first argument."""

    database: Database
    opened_at: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.opened_at = self.database.clock.now()

    @property
    def path(self) -> Path:
        """Where the data file lies."""
        return self.database.path

    @property
    def actor(self) -> str:
        """Who acts; it belongs to the machine, not to the file."""
        return self.database.actor

    @property
    def is_read_only(self) -> bool:
        """Whether the file is open for reading only: every act is refused with a sentence."""
        return self.database.is_read_only

    @property
    def ended_uncleanly(self) -> bool:
        """Whether, when it was opened, the file had been left in the middle of things: it should be checked."""
        return self.database.ended_uncleanly

    @property
    def edition(self) -> Edition:
        """The edition in use, with the switches that this file sets."""
        from channeladmin.storage.editions import load_active_edition

        with self.database.read() as connection:
            return load_active_edition(connection)

    def today(self) -> date:
        """The day for which lists, standings and forms are shown."""
        return self.database.clock.today()

    def now(self) -> datetime:
        """The moment by the desk's clock (aware, UTC)."""
        return self.database.clock.now()

    def find_foreign_changes(self) -> Changes | None:
        """What other processes have written since the last call (since the opening), or None.

        Several acts come as one, under the newest one's key; the label says who and what. To be asked from one place
        only, about every second: where nothing happened it costs the look-up of one key.
        """
        return self.database.find_foreign_changes()

    def close(self) -> None:
        """Give the file back."""
        self.database.close()

    def discard(self) -> bool:
        """Close a desk that was made for work which then failed, and remove it; whether it is gone.

        It stays where somebody else has it open, or has worked in it meanwhile.
        """
        return discard_new(self.database)


def open_desk(
    path: Path,
    *,
    actor: str | None = None,
    password: str | None = None,
    clock: Clock | None = None,
    what: str = WINDOW,
    is_read_only: bool = False,
    progress: Progress = ignore_progress,
) -> Desk:
    """Open a data file; `OpenRefused` (a `UserError` or an `EnvironmentProblem`) where it cannot be, untouched.

    Its `kind` tells the reasons apart, its `ways_on` what can be offered. `actor` is the login name and `clock` that of
    the machine unless given; `what` (“window”, or a command's name) tells others who meet this process at the file.
    `is_read_only` opens it also where it must not be written; its standings are then those of the last day of writing.
    A file of an older version is brought up to date first, after a backup, with `progress`.
    """
    return Desk(
        open_database(
            path,
            clock=clock or SystemClock(),
            actor=actor or find_login_name(),
            password=password,
            what=what,
            is_read_only=is_read_only,
            progress=progress,
        )
    )


def create_desk(
    path: Path,
    *,
    actor: str | None = None,
    password: str | None = None,
    clock: Clock | None = None,
    seed: int | None = None,
    what: str = WINDOW,
) -> Desk:
    """Make an empty data file and open it; `UserError` if there is one already. `seed` makes the keys repeatable.

    `OpenRefused` for a place that is no place for one: a network drive, a folder that syncs.
    """
    return Desk(
        create_database(
            path,
            clock=clock or SystemClock(),
            actor=actor or find_login_name(),
            password=password,
            seed=seed,
            what=what,
        )
    )


def list_visitors(path: Path) -> tuple[Visitor, ...]:
    """Who has a data file open for writing now, this process included."""
    return list_present(path)


def is_desk(path: Path) -> bool:
    """Whether a file is a desk that opens without a password."""
    return is_desk_file(path)
