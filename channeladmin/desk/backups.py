"""Backups of the data file, and bringing one back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from channeladmin.progress import Progress, ignore_progress
from channeladmin.storage.backups import back_up_database, find_last_backup, restore_file
from channeladmin.storage.clock import Clock, SystemClock

if TYPE_CHECKING:
    from channeladmin.desk.desk import Desk

__all__ = ["back_up", "last_backup", "restore"]


def back_up(desk: Desk, out: Path | None = None, *, progress: Progress = ignore_progress) -> Path:
    """Write a proved copy of the data file, while it is in use, and return where it lies.

    `out` is a file or a folder; None: the folder “<name> backups” beside the data file. A backup of that name is
    replaced only once the new one is proved; a file that is no desk is never replaced.
    """
    return back_up_database(desk.database, out, progress=progress)


def last_backup(desk: Desk) -> datetime | None:
    """When “Back Up Now” last wrote to this desk's own backups folder (aware, UTC), or None."""
    return find_last_backup(desk.path)


def restore(
    path: Path,
    backup: Path,
    *,
    password: str | None = None,
    clock: Clock | None = None,
    progress: Progress = ignore_progress,
) -> Path | None:
    """Put a backup in the place of a data file that is not open anywhere; returns where the present one is kept.

    None if there was no file. `UserError` if the backup is not a desk, `EnvironmentProblem` if it is damaged or the
    file is in use; then nothing is changed.
    """
    now = (clock or SystemClock()).now()
    return restore_file(path, backup, at=now, password=password, progress=progress)
