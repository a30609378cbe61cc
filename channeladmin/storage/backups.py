"""Backups of a data file, and putting one in its place."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from channeladmin.errors import EnvironmentProblem, UserError
from channeladmin.progress import Progress, ignore_progress
from channeladmin.storage.opening import open_file
from channeladmin.storage.places import refuse_place
from channeladmin.storage.presence import alone
from channeladmin.storage.sqlite.copying import copy_file, settle
from channeladmin.storage.sqlite.files import keep_beside
from channeladmin.storage.sqlite.header import is_desk_file, read_header
from channeladmin.storage.sqlite.password import FileKey, derive_key

if TYPE_CHECKING:
    from channeladmin.storage.database import Database

_STAMP = "%Y-%m-%d %H%M%S"


def back_up_database(database: Database, out: Path | None = None, *, progress: Progress = ignore_progress) -> Path:
    """Write a proved copy and return where it lies.

    `out` is a file or a folder; None: the folder “<name> backups” beside the data file. An older backup of that name
    is replaced only by a proved one; a file that is no desk is never replaced (`UserError`).
    """
    target = _choose_target(database, out)
    copy_file(database.path, target, key=database.file_key, access=database.access, progress=progress)
    return target


def restore_file(
    path: Path, backup: Path, *, at: datetime, password: str | None = None, progress: Progress = ignore_progress
) -> Path | None:
    """Put a backup in the place of a data file that nobody has open; the present one is kept beside it.

    Returns where the present file lies now, or None if there was none. Nothing is changed unless the backup proves to
    be sound.
    """
    if backup.exists() and path.exists() and backup.samefile(path):
        raise UserError(f"“{backup}” is the data file itself. Choose a backup of it.")
    refuse_place(path, is_new=True)
    with alone(path, what="restore"):
        return _restore(path, backup, at=at, password=password, progress=progress)


def _restore(path: Path, backup: Path, *, at: datetime, password: str | None, progress: Progress) -> Path | None:
    engine, key = open_file(backup, password=password)
    engine.dispose()
    kept = _find_free(path.parent, f"{path.stem} before restore {_show(at)}", path.suffix)
    has_present = path.exists()

    def set_present_aside() -> None:
        if has_present:
            _settle_present(path, password)
            keep_beside(path, kept)

    copy_file(backup, path, key=key, progress=progress, before_naming=set_present_aside)
    return kept if has_present else None


def find_last_backup(path: Path) -> datetime | None:
    """When the newest backup in the data file's own backups folder was written (aware, UTC); None if there is none."""
    try:
        times = [each.stat().st_mtime for each in _backups_folder(path).glob(f"*{path.suffix}")]
    except OSError:
        return None
    return datetime.fromtimestamp(max(times), UTC) if times else None


def _backups_folder(path: Path) -> Path:
    return path.with_name(f"{path.stem} backups")


def _choose_target(database: Database, out: Path | None) -> Path:
    path, name = database.path, f"{database.path.stem} {_show(database.clock.now())}"
    if out is None:
        folder = _backups_folder(path)
        try:
            folder.mkdir(exist_ok=True)
        except OSError as error:
            raise EnvironmentProblem(f"The folder “{folder}” cannot be made: {error.strerror or error}.") from error
        return _find_free(folder, name, path.suffix)
    if out.is_dir():
        return _find_free(out, name, path.suffix)
    if not out.parent.is_dir():
        raise UserError(f"The folder “{out.parent}” does not exist. Make it, or choose another one.")
    if out.exists() and out.samefile(path):
        raise UserError(f"“{out}” is the data file itself. Choose another name for the backup.")
    if out.exists() and database.file_key is None and not is_desk_file(out):
        raise UserError(f"“{out}” is there already and is not a desk file. Choose another name for the backup.")
    return out


def _find_free(folder: Path, name: str, suffix: str) -> Path:
    candidate, number = folder / f"{name}{suffix}", 2
    while candidate.exists():
        candidate, number = folder / f"{name} ({number}){suffix}", number + 1
    return candidate


def _show(at: datetime) -> str:
    return at.astimezone().strftime(_STAMP)


def _settle_present(path: Path, password: str | None) -> None:
    try:
        header = read_header(path)
        settle(path, _find_key(header.is_plain, header.salt, password))
    except UserError:
        # Too damaged to be a desk at all: it is kept as it is, with its side files.
        return
    except EnvironmentProblem as problem:
        name = getattr(problem.__cause__, "sqlite_errorname", "")
        if not name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            raise


def _find_key(is_plain: bool, salt: bytes, password: str | None) -> FileKey | None:
    return None if is_plain or password is None else derive_key(password, salt)
