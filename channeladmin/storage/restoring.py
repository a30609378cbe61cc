"""Putting a backup in the place of a data file, so that what was there is never lost."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from channeladmin.errors import DamagedFile, EnvironmentProblem, UserError
from channeladmin.progress import Progress, ignore_progress
from channeladmin.storage.backup_name import BackupFile, BackupReason, find_free, list_backups, stamp
from channeladmin.storage.backups import back_up_before
from channeladmin.storage.places import refuse_place, resolve_place
from channeladmin.storage.presence import alone
from channeladmin.storage.proof import prove_file
from channeladmin.storage.sqlite.copying import copy_file, settle
from channeladmin.storage.sqlite.files import SIDE_SUFFIXES, copy_with_sides, remove_side_files
from channeladmin.storage.sqlite.header import read_header
from channeladmin.storage.sqlite.identity import APPLICATION_ID, SCHEMA_VERSION
from channeladmin.storage.sqlite.looking import look
from channeladmin.storage.sqlite.password import FileKey, list_keys
from channeladmin.storage.stages import split_progress

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Restored:
    """Where the file that was there is kept (None: there was none), and whether it could not be proved sound."""

    kept: Path | None
    is_damaged: bool = False


def restore_file(
    path: Path, backup: Path, *, at: datetime, password: str | None = None, progress: Progress = ignore_progress
) -> Restored:
    """Put a backup in the place of a data file that nobody has open.

    The file that is there is kept: as a backup of its own (none is made where the newest one holds the same), or, if
    it cannot be proved sound, as it is with its side files under a name that ends in “.damaged”. Nothing is changed
    unless the backup proves to be sound; one of an older version is migrated when it is opened.
    """
    path = resolve_place(path)
    if backup.exists() and path.exists() and backup.samefile(path):
        raise UserError(f"“{backup}” is the data file itself. Choose a backup of it.")
    refuse_place(path, is_new=True)
    with alone(path, what="restore"):
        return _restore(path, backup, at=at, password=password, progress=progress)


def _restore(path: Path, backup: Path, *, at: datetime, password: str | None, progress: Progress) -> Restored:
    key = find_key(backup, password)
    _check_identity(backup, key)
    copying, keeping = split_progress(progress, (2, 1))
    kept = Restored(None)

    def prove(copy: Path, part: Progress) -> None:
        problems = prove_file(copy, key, progress=part)
        if problems:
            faults = " ".join(problem.message for problem in problems[:3])
            raise DamagedFile(f"The backup “{backup}” is damaged; nothing was changed. Choose another one. {faults}")

    def set_aside() -> None:
        nonlocal kept
        kept = _keep_present(path, at, password, keeping)

    copy_file(backup, path, key=key, prove=prove, access=None, progress=copying, before_naming=set_aside)
    return kept


def find_good_backup(path: Path, password: str | None, *, progress: Progress = ignore_progress) -> BackupFile | None:
    """The newest backup of a data file that proves sound now; None if there is none."""
    backups = list_backups(resolve_place(path))
    for backup, part in zip(backups, split_progress(progress, [1] * len(backups)), strict=True):
        try:
            if not prove_file(backup.path, find_key(backup.path, password), progress=part):
                return backup
        except (UserError, EnvironmentProblem):
            # Too short for a desk, gone meanwhile, or on a failing disk.
            continue
    return None


def find_key(path: Path, password: str | None) -> FileKey | None:
    """The key of a file by what its first bytes say; `UserError` for one that is too short to be a desk."""
    header = read_header(path)
    keys = () if header.is_plain or password is None else list_keys(password, header.salt)
    for key in keys:
        with suppress(DamagedFile), look(path, key) as connection:
            connection.exec_driver_sql("PRAGMA application_id").scalar_one()
            return key
    return next(iter(keys), None)


def _check_identity(backup: Path, key: FileKey | None) -> None:
    header = read_header(backup)
    if not header.is_plain and key is None:
        raise UserError(f"“{backup}” is not a desk file, or it needs a password. Choose another file, or give it.")
    try:
        with look(backup, key) as connection:
            names = ("application_id", "user_version")
            application_id, version = (connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in names)
    except DamagedFile:
        if key is None:
            raise
        raise UserError(f"“{backup}” is not a desk file, or the password is wrong. Choose another backup.") from None
    if application_id != APPLICATION_ID:
        raise UserError(f"“{backup}” belongs to another program. Choose a file that this app has made.")
    if version > SCHEMA_VERSION:
        raise UserError(f"“{backup}” was made by a newer version of this app. Install that version to open it.")


def _keep_present(path: Path, at: datetime, password: str | None, progress: Progress) -> Restored:
    if not any(Path(f"{path}{suffix}").exists() for suffix in ("", *SIDE_SUFFIXES)):
        return Restored(None)
    proving, copying = split_progress(progress, (1, 1))
    if path.exists() and _is_sound(path, password, proving):
        key = find_key(path, password)
        settle(path, key)
        return Restored(back_up_before(path, BackupReason.BEFORE_RESTORE, key=key, at=at, progress=copying))
    kept = find_free(path.parent, f"{path.stem} {stamp(at)}", ".damaged")
    copy_with_sides(path, kept)
    remove_side_files(path)
    return Restored(kept, is_damaged=True)


def _is_sound(path: Path, password: str | None, progress: Progress) -> bool:
    try:
        key = find_key(path, password)
    except UserError:
        # Too short to be a desk at all.
        return False
    return not prove_file(path, key, progress=progress)
