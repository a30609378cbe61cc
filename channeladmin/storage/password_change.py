"""Setting, changing and removing the password of a data file: a new file takes its place, at once or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from channeladmin.errors import UserError
from channeladmin.progress import Progress, ignore_progress
from channeladmin.storage.earlier_copies import (
    EarlierCopies,
    TreatedCopies,
    keep_copies,
    list_earlier_copies,
    treat_copies,
)
from channeladmin.storage.inspecting import inspect_at_rest, list_possible_keys, read_created_at, refuse_stranger
from channeladmin.storage.places import refuse_place, resolve_place
from channeladmin.storage.presence import alone
from channeladmin.storage.sqlite.copying import settle
from channeladmin.storage.sqlite.exporting import export_file
from channeladmin.storage.sqlite.files import SIDE_SUFFIXES
from channeladmin.storage.sqlite.password import derive_key, refuse_empty
from channeladmin.storage.unfinished import clear_unfinished
from channeladmin.whole_file import new_file

if TYPE_CHECKING:
    from channeladmin.storage.sqlite.password import FileKey

__all__ = ["change_password"]


def change_password(
    path: Path,
    *,
    old: str | None,
    new: str | None,
    earlier: EarlierCopies,
    actor: str,
    progress: Progress = ignore_progress,
) -> TreatedCopies:
    """Give a file that nobody has open another password (`old` None: it has none; `new` None: it shall have none).

    The file is written anew beside itself, proved, and takes its own place in one step; killed or stopped before that,
    the file is as it was. Then the copies that the app keeps beside it are treated. Progress counts bytes, then copies.
    `OpenRefused` where it does not open with the old one or is open somewhere, `UserError` where there is nothing to
    remove or the new one is empty, `EnvironmentProblem` where the disk fails.
    """
    refuse_empty(new)
    place = resolve_place(path)
    refuse_place(place)
    refuse_stranger(path, old)
    with alone(path, what="password", actor=actor):
        clear_unfinished(place)
        key = inspect_at_rest(place, list_possible_keys(place, old))
        if key is None and new is None:
            raise UserError(f"“{path}” has no password.")
        copies = list_earlier_copies(place)
        settle(place, key)
        created_at = read_created_at(place, key)
        if new is None:
            _write_anew(place, key, None, progress)
            return keep_copies(copies)
        # Once more the same password: copies that were treated the first time have its key already.
        fresh = key if key is not None and new == old else derive_key(new)
        _write_anew(place, key, fresh, progress)
        return treat_copies(copies, created_at=created_at, old=old, new=new, key=fresh, how=earlier, progress=progress)


def _write_anew(path: Path, old: FileKey | None, new: FileKey | None, progress: Progress) -> None:
    with new_file(path, side_suffixes=SIDE_SUFFIXES) as unfinished:
        export_file(path, unfinished, old=old, new=new, progress=progress)
