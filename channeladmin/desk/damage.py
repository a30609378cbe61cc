"""A damaged data file: what is wrong with it, what can be read of it, and the backup that takes its place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from channeladmin.errors import UserError
from channeladmin.progress import Progress, ignore_progress
from channeladmin.storage.backup_name import BackupFile, list_backups
from channeladmin.storage.backup_state import read_state
from channeladmin.storage.clock import Clock, SystemClock
from channeladmin.storage.problem import Problem, ProblemKind
from channeladmin.storage.proof import prove_file
from channeladmin.storage.refusals import RefusalKind
from channeladmin.storage.restoring import Restored, find_good_backup, find_key, restore_file
from channeladmin.storage.salvage import (
    ReadableOperation,
    ReadableTable,
    count_readable,
    list_readable_operations,
)
from channeladmin.storage.sqlite.header import could_be_encrypted
from channeladmin.storage.sqlite.looking import at_rest, look
from channeladmin.storage.stages import split_progress

__all__ = [
    "BackupFile",
    "DamageReport",
    "ReadableOperation",
    "ReadableTable",
    "examine",
    "find_good_backup",
    "is_overwritten",
    "replace_by_backup",
]


_NO_DESK = frozenset({RefusalKind.NOT_A_DESK, RefusalKind.OTHER_PROGRAM})
_NO_PASSWORD = frozenset({RefusalKind.PASSWORD_NEEDED, RefusalKind.PASSWORD_WRONG})


@dataclass(frozen=True, slots=True)
class DamageReport:
    """What is wrong with a file, the newest backup that proves good now, and what the file still tells.

    `operations` are those that can be read and are newer than that backup (without one: all), oldest first.
    """

    path: Path
    problems: tuple[Problem, ...]
    backup: BackupFile | None
    tables: tuple[ReadableTable, ...]
    operations: tuple[ReadableOperation, ...]


def examine(path: Path, password: str | None = None, *, progress: Progress = ignore_progress) -> DamageReport:
    """Look into a file that nobody has open, without writing a byte of it."""
    proving, searching, counting = split_progress(progress, (3, 3, 2))
    backup = find_good_backup(path, password, progress=searching)
    try:
        key = find_key(path, password)
    except UserError as error:
        return DamageReport(path, (Problem(ProblemKind.STRUCTURE, str(error)),), backup, (), ())
    after = 0
    if backup is not None:
        with look(backup.path, find_key(backup.path, password)) as connection:
            after = read_state(connection).newest or 0
    with at_rest(path, key) as resting:
        problems = prove_file(resting, key, progress=proving)
        tables = count_readable(resting, key, progress=counting)
        operations = list_readable_operations(resting, key, after=after)
    return DamageReport(path, problems, backup, tables, operations)


def is_overwritten(path: Path, kind: RefusalKind) -> bool:
    """Whether a file that is refused for what it begins with was a desk: it has backups, and no password is missing.

    Only its first page is read. What begins like an encrypted desk is one, for all that anybody can tell.
    """
    if not path.is_file() or not list_backups(path):
        return False
    return kind in _NO_DESK or (kind in _NO_PASSWORD and not could_be_encrypted(path))


def replace_by_backup(
    path: Path,
    backup: Path,
    *,
    password: str | None = None,
    clock: Clock | None = None,
    progress: Progress = ignore_progress,
) -> Restored:
    """Put a backup in the place of a damaged file, which is kept with its side files as “<name> <stamp>.damaged”.

    As `desk.backups.restore`: one that proves sound after all is kept as a backup instead.
    """
    return restore_file(path, backup, at=(clock or SystemClock()).now(), password=password, progress=progress)
