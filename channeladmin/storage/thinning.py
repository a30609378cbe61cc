"""Old backups taken away, never in favour of one that is no longer any good."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from channeladmin.errors import Cancelled, EnvironmentProblem
from channeladmin.progress import Progress, ignore_progress
from channeladmin.storage.backup_name import BackupFile, BackupReason, list_backups
from channeladmin.storage.proof import prove_file
from channeladmin.storage.retention import choose_kept

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from channeladmin.storage.sqlite.password import FileKey


def thin_backups(path: Path, now: datetime, key: FileKey | None, *, progress: Progress = ignore_progress) -> None:
    """Remove what the rule no longer keeps of the backups that the app made by itself; the others stay.

    One goes only where another that proves sound now is kept in its stead. Those that prove damaged, or do not open
    with this key, are thinned among themselves. Only where one is to go it takes time, that of a proof; stopped, it
    leaves them all.
    """
    own = [backup for backup in list_backups(path) if backup.reason is not BackupReason.BY_HAND]
    try:
        doomed = _find_doomed(own, now, lambda backup: is_sound(backup, key, progress=progress))
    except Cancelled:
        return
    for backup in doomed:
        with suppress(OSError):
            backup.path.unlink()


def is_sound(path: Path, key: FileKey | None, *, progress: Progress = ignore_progress) -> bool:
    """Whether a file at rest opens with this key and proves sound."""
    try:
        return not prove_file(path, key, progress=progress)
    except EnvironmentProblem:
        # Gone meanwhile, or on a failing disk.
        return False


def _find_doomed(own: list[BackupFile], now: datetime, prove: Callable[[Path], bool]) -> list[BackupFile]:
    """Those that the rule gives up, once all that are kept in their stead are proved."""
    proved: dict[Path, bool] = {}
    while True:
        good = [each for each in own if proved.get(each.path, True)]
        kept, doomed = _split(good, now)
        stand_ins = {min(each.at for each in kept if each.at > old.at) for old in doomed}
        unknown = [each.path for each in kept if each.at in stand_ins and each.path not in proved]
        if not unknown:
            _, doomed_of_bad = _split([each for each in own if each not in good], now)
            return doomed + doomed_of_bad
        proved |= {each: prove(each) for each in unknown}


def _split(backups: list[BackupFile], now: datetime) -> tuple[list[BackupFile], list[BackupFile]]:
    """What the rule keeps of them, and what it does not; the next newer kept one is of the same day, week or month."""
    times = choose_kept((each.at for each in backups), now.astimezone())
    return [each for each in backups if each.at in times], [each for each in backups if each.at not in times]
