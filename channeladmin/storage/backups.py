"""Backups of a data file: made, found, and thinned out as they grow old."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from sqlalchemy.exc import DBAPIError

from channeladmin.errors import DamagedFile, EnvironmentProblem
from channeladmin.progress import Progress, ignore_progress
from channeladmin.storage.backup_name import (
    BackupFile,
    BackupReason,
    find_folder,
    list_backups,
    name_backup,
)
from channeladmin.storage.backup_state import FileState, read_state
from channeladmin.storage.backup_target import choose_target, claimed
from channeladmin.storage.proof import prove_file
from channeladmin.storage.sqlite.copying import copy_file
from channeladmin.storage.sqlite.files import remove_side_files
from channeladmin.storage.sqlite.looking import look
from channeladmin.storage.stages import TOTAL, split_progress
from channeladmin.storage.thinning import is_sound, thin_backups

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from sqlalchemy import Connection

    from channeladmin.storage.clock import Clock
    from channeladmin.storage.sqlite.copying import Prove
    from channeladmin.storage.sqlite.engine import Access
    from channeladmin.storage.sqlite.password import FileKey

EVERY = timedelta(minutes=30)
"""How often a backup is made by itself while work goes on."""


class OpenFile(Protocol):
    """As much of an open database as a backup of it takes."""

    path: Path
    clock: Clock
    source: Path
    file_key: FileKey | None
    access: Access

    def read(self) -> AbstractContextManager[Connection]:
        """A look at one moment."""
        ...


def back_up_database(
    database: OpenFile,
    out: Path | None = None,
    *,
    reason: BackupReason = BackupReason.BY_HAND,
    progress: Progress = ignore_progress,
) -> Path:
    """Write a proved copy and return where it lies.

    `out` is a file or a folder; None: the backups folder beside the data file, which is thinned afterwards. An older
    backup of this desk is replaced by a proved one; no other file is (`UserError`), nor one that is open.
    """
    path, now = database.path, database.clock.now()
    if out is None:
        target = _find_place(path, now, reason)
        _copy(database, target, progress)
        thin_backups(path, now, database.file_key, progress=_hold(progress))
        return target
    target = choose_target(path, out, now)
    with database.read() as connection, claimed(target, connection, database.file_key):
        _copy(database, target, progress)
    return target


def back_up_before(
    source: OpenFile | Path,
    reason: BackupReason,
    *,
    key: FileKey | None = None,
    at: datetime | None = None,
    progress: Progress = ignore_progress,
) -> Path:
    """See that a proved backup holds the file as it is, before an act that changes much of it; where that lies.

    None is made if the newest one holds all of it and proves sound once more. A path is a file that nobody has open, of
    whatever version, with its `key`, and `at` the moment (None: now). `EnvironmentProblem` if it cannot be made: the
    act must not be.
    """
    if isinstance(source, Path):
        with look(source, key) as connection:
            state = read_state(connection)
        path, now = source, at or datetime.now(UTC)
    else:
        with source.read() as connection:
            state = read_state(connection)
        path, key, now = source.path, source.file_key, source.clock.now()
    newest = find_newest(path, key)
    if newest is not None and newest[1] == state:
        # A backup was sound when it was made: the rest of the whole is seldom needed.
        proving, progress = split_progress(progress, (9, 1))
        # On a disk that fails the newest backup is damaged as easily as the file that is about to be changed.
        if is_sound(newest[0].path, key, progress=proving):
            progress(1, 1)
            return newest[0].path
    target = _find_place(path, now, reason)
    copy_file(
        path,
        target,
        key=key,
        prove=build_prove(path, key),
        access=None if isinstance(source, Path) else source.access,
        progress=progress,
    )
    if reason is not BackupReason.BEFORE_RESTORE:
        # Before a restore the very backup that is wanted might be thinned out.
        thin_backups(path, now, key, progress=_hold(progress))
    return target


def is_backup_due(database: OpenFile, *, opened_at: datetime) -> bool:
    """Whether the file has changed since its newest good backup, and that (or the opening) is 30 minutes ago.

    It takes some milliseconds, whatever the size of the file.
    """
    now = database.clock.now()
    newest = find_newest(database.path, database.file_key)
    # After a change of the machine's clock a backup may seem to be made in the future.
    if timedelta() <= now - (opened_at if newest is None else newest[0].at) < EVERY:
        return False
    with database.read() as connection:
        state = read_state(connection)
    return not state.is_empty and (newest is None or newest[1] != state)


def find_newest(path: Path, key: FileKey | None) -> tuple[BackupFile, FileState] | None:
    """The newest backup that opens with this key, and what it says it holds; whether it is sound still is not asked."""
    for backup in list_backups(path):
        try:
            with look(backup.path, key) as connection:
                return backup, read_state(connection)
        except (EnvironmentProblem, DBAPIError, ValueError):
            # Damaged since, of another password, or no desk at all.
            continue
    return None


def find_last_backup(path: Path) -> datetime | None:
    """When the newest backup in the data file's own backups folder was made (aware, UTC); None if there is none."""
    newest = next(iter(list_backups(path)), None)
    return None if newest is None else newest.at.astimezone(UTC)


def build_prove(path: Path, key: FileKey | None) -> Prove:
    """The proof of a copy of a data file; what fails it is damage of the file that it was taken of."""

    def prove(copy: Path, progress: Progress) -> None:
        problems = prove_file(copy, key, progress=progress)
        if problems:
            faults = " ".join(problem.message for problem in problems[:3])
            raise DamagedFile(
                f"The copy of “{path}” failed its proof and was thrown away; the file itself is damaged. {faults} "
                "“check” tells more."
            )

    return prove


def _copy(database: OpenFile, target: Path, progress: Progress) -> None:
    copy_file(
        database.source,
        target,
        key=database.file_key,
        prove=build_prove(database.path, database.file_key),
        access=database.access,
        progress=progress,
        shown=database.path,
        # What was left there by a file that is gone would be taken for the log of this one.
        before_naming=lambda: remove_side_files(target),
    )


def _hold(progress: Progress) -> Progress:
    """For what comes after the work: it is told as done, and can be stopped."""
    return lambda _done, _total: progress(TOTAL, TOTAL)


def _find_place(path: Path, at: datetime, reason: BackupReason) -> Path:
    folder = find_folder(path)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise EnvironmentProblem(f"The folder “{folder}” cannot be made: {error.strerror or error}.") from error
    return name_backup(path, at, reason)
