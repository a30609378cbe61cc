"""How backups are called, and what a name tells: when it was made and why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_STAMP = "%Y-%m-%d %H%M%S"


class BackupReason(StrEnum):
    """Why a backup was made: the word in its name; one made by hand has none."""

    BY_HAND = ""
    AUTOMATIC = "automatic"
    BEFORE_IMPORT = "before import"
    BEFORE_MIGRATION = "before migration"
    BEFORE_DELETING = "before deleting"
    BEFORE_RESTORE = "before restore"
    BEFORE_TRIM = "before trim"


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup by its name: where it lies, when it was made (aware, local time), why, and its size in bytes."""

    path: Path
    at: datetime
    reason: BackupReason
    size: int


def find_folder(path: Path) -> Path:
    """Where the backups of a data file lie: the folder “<name> backups” beside it; it may not exist."""
    return path.with_name(f"{path.stem} backups")


def list_backups(path: Path) -> tuple[BackupFile, ...]:
    """The backups of a data file in their folder, newest first; what is not called like one is left out."""
    # Of one second: the one that was written later, which the number in the name does not tell across reasons.
    return tuple(each for _, _, each in sorted(_iterate(path), key=lambda found: found[:2], reverse=True))


def name_backup(path: Path, at: datetime, reason: BackupReason) -> Path:
    """A name in the backups folder that is not taken yet."""
    words = f"{path.stem} {stamp(at)} {reason}".rstrip()
    return find_free(find_folder(path), words, path.suffix)


def find_free(folder: Path, name: str, suffix: str) -> Path:
    """A file of this name in the folder, numbered if there is one already."""
    candidate, number = folder / f"{name}{suffix}", 2
    while candidate.exists():
        candidate, number = folder / f"{name} ({number}){suffix}", number + 1
    return candidate


def stamp(at: datetime) -> str:
    """A moment (aware) in local time, as names have it."""
    return at.astimezone().strftime(_STAMP)


def _iterate(path: Path) -> Iterator[tuple[datetime, int, BackupFile]]:
    """With the moment of the name and the file's own time, by which they follow one another."""
    reasons = "|".join(re.escape(reason) for reason in BackupReason if reason)
    pattern = re.compile(
        rf"{re.escape(path.stem)} (\d{{4}}-\d\d-\d\d \d{{6}})(?: ({reasons}))?(?: \(\d+\))?{re.escape(path.suffix)}"
    )
    try:
        candidates = list(find_folder(path).iterdir())
    except OSError:
        return
    for candidate in candidates:
        found = pattern.fullmatch(candidate.name)
        if found is None:
            continue
        try:
            at = datetime.strptime(found.group(1), _STAMP).astimezone()
            is_file, status = candidate.is_file(), candidate.stat()
        except (ValueError, OverflowError, OSError):
            # Digits that are no moment, or a file that has just gone.
            continue
        if is_file:
            backup = BackupFile(candidate, at, BackupReason(found.group(2) or ""), status.st_size)
            yield at, status.st_mtime_ns, backup
