"""Backups of the data file, and bringing one back."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from channeladmin.progress import Progress, ignore_progress
from channeladmin.storage import backups
from channeladmin.storage.backup_name import BackupFile, BackupReason, find_folder, list_backups
from channeladmin.storage.backups import EVERY
from channeladmin.storage.clock import Clock, SystemClock
from channeladmin.storage.restoring import Restored, restore_file

if TYPE_CHECKING:
    from channeladmin.desk.desk import Desk

__all__ = [
    "EVERY",
    "BackupFile",
    "BackupReason",
    "Restored",
    "back_up",
    "back_up_before",
    "find_backup_hindrance",
    "is_backup_due",
    "last_backup",
    "list_backups",
    "restore",
]


def back_up(
    desk: Desk,
    out: Path | None = None,
    *,
    reason: BackupReason = BackupReason.BY_HAND,
    progress: Progress = ignore_progress,
) -> Path:
    """Write a proved copy of the data file, while it is in use, and return where it lies.

    `out` is a file or a folder; None: the folder “<name> backups” beside the data file, where those that the app made
    by itself are thinned as they grow old. A backup of that name is replaced only once the new one is proved; a file
    that is no desk is never replaced. Progress is told in thousandths, and as not known once the copy is proved, for
    what is left then; `Cancelled` leaves nothing.
    """
    return backups.back_up_database(desk.database, out, reason=reason, progress=_tell_until_the_end(progress))


def find_backup_hindrance(desk: Desk) -> str:
    """Why no backup can be made in the folder beside the data file, as a sentence; empty where one can.

    A desk that is open for reading only can be backed up as any other: only the place decides.
    """
    path = desk.path
    folder = find_folder(path)
    into = folder if folder.exists() else path.parent
    if os.access(into, os.W_OK | os.X_OK):
        return ""
    return f"Nothing can be written into “{into}”, so no backup can be made there. Save a copy elsewhere instead."


def is_backup_due(desk: Desk) -> bool:
    """Whether work was done that no backup holds, and the newest one (or the opening) is 30 minutes ago; quick."""
    return backups.is_backup_due(desk.database, opened_at=desk.opened_at)


def back_up_before(desk: Desk, reason: BackupReason, *, progress: Progress = ignore_progress) -> Path:
    """See that a good backup holds the desk as it is, before an act that changes much of it.

    None is made where the newest one does. `EnvironmentProblem` if it cannot be made; then the act must not be done.
    `UserError` for a desk that is open for reading only: no act follows, and none is needed.
    """
    desk.database.refuse_reader()
    return backups.back_up_before(desk.database, reason, progress=_tell_until_the_end(progress))


def _tell_until_the_end(progress: Progress) -> Progress:
    """For work that goes on when all that it can count is done: that it is whole only its end tells."""

    def tell(done: int, total: int) -> None:
        progress(*((done, total) if done < total else (0, 0)))

    return tell


def last_backup(desk: Desk) -> datetime | None:
    """When the newest backup in this desk's own backups folder was made (aware, UTC), or None."""
    return backups.find_last_backup(desk.path)


def restore(
    path: Path,
    backup: Path,
    *,
    password: str | None = None,
    clock: Clock | None = None,
    progress: Progress = ignore_progress,
) -> Restored:
    """Put a backup in the place of a data file that is not open anywhere; the present one is kept.

    `UserError` if the backup is not a desk, `EnvironmentProblem` if it is damaged or the file is in use; then nothing
    is changed.
    """
    now = (clock or SystemClock()).now()
    return restore_file(path, backup, at=now, password=password, progress=progress)
