"""The copies of a desk that the app has kept beside it, which a password must reach as well."""

from __future__ import annotations

import os
import zlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2 as driver

from channeladmin.errors import Cancelled, EnvironmentProblem, UserError
from channeladmin.storage.copy_names import find_kept_copies
from channeladmin.storage.inspecting import find_key, read_created_at
from channeladmin.storage.places import resolve_place
from channeladmin.storage.presence import alone
from channeladmin.storage.sqlite.exporting import export_file
from channeladmin.storage.sqlite.files import SIDE_SUFFIXES, remove_side_files
from channeladmin.storage.sqlite.header import find_kept_header, is_desk_file
from channeladmin.whole_file import new_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from channeladmin.progress import Progress
    from channeladmin.storage.sqlite.password import FileKey

_PAGE = 4096


class EarlierCopies(StrEnum):
    """What becomes of the copies that can be read without the new password."""

    ENCRYPT = "encrypt"
    DELETE = "delete"


class CopyState(StrEnum):
    """What a copy is to somebody without a password."""

    PLAIN = "plain"
    ENCRYPTED = "encrypted"
    UNREADABLE = "unreadable"
    """Damaged; names can still stand in it."""


@dataclass(frozen=True, slots=True)
class EarlierCopy:
    """A copy that lies beside a data file or in its folder of backups."""

    path: Path
    state: CopyState


@dataclass(frozen=True, slots=True)
class LeftCopy:
    """A copy that stays as it is, and why, as a sentence."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class TreatedCopies:
    """What became of the copies."""

    encrypted: tuple[Path, ...] = ()
    deleted: tuple[Path, ...] = ()
    left: tuple[LeftCopy, ...] = ()


def list_earlier_copies(path: Path) -> tuple[EarlierCopy, ...]:
    """The backups in the folder “<name> backups”, and what was set aside beside the file."""
    return tuple(EarlierCopy(copy, _find_state(copy)) for copy in find_kept_copies(resolve_place(path)))


def keep_copies(copies: Sequence[EarlierCopy]) -> TreatedCopies:
    """Once a file has no password any more, what is encrypted stays so."""
    reason = "It is still encrypted, and opens with the former password only."
    return TreatedCopies(
        left=tuple(LeftCopy(each.path, reason) for each in copies if each.state is CopyState.ENCRYPTED)
    )


def treat_copies(
    copies: Sequence[EarlierCopy],
    *,
    created_at: str | None,
    old: str | None,
    new: str,
    key: FileKey,
    how: EarlierCopies,
    progress: Progress,
) -> TreatedCopies:
    """Encrypt with the new password, or delete, every copy that opens without one or with the old one.

    All get the key and the salt of the data file itself, so that who has that open can look into them.
    Only copies of the desk that says it was `created_at` then: another one may lie under such a name. What cannot be
    treated is left and named: nothing is raised, since the data file itself has its new password
    already. Progress counts copies; stopping leaves the rest.
    """
    treated, left = [], []
    for number, copy in enumerate(copies):
        try:
            progress(number, len(copies))
        except Cancelled:
            left += [LeftCopy(rest.path, "The work was stopped before its turn.") for rest in copies[number:]]
            break
        try:
            with alone(copy.path, what="password"):
                wanted = None if how is EarlierCopies.DELETE else key
                if _is_to_be_treated(copy, created_at, old=old, new=new, key=wanted):
                    _delete(copy.path) if wanted is None else _encrypt(copy.path, passwords=(new, old), key=wanted)
                    treated.append(copy.path)
        except (EnvironmentProblem, UserError) as problem:
            left.append(LeftCopy(copy.path, str(problem)))
        except (driver.Error, OSError) as error:
            left.append(LeftCopy(copy.path, f"It is damaged or cannot be written ({error})."))
    if how is EarlierCopies.DELETE:
        return TreatedCopies(deleted=tuple(treated), left=tuple(left))
    return TreatedCopies(encrypted=tuple(treated), left=tuple(left))


def _find_state(copy: Path) -> CopyState:
    if is_desk_file(copy):
        return CopyState.PLAIN
    return CopyState.ENCRYPTED if _looks_encrypted(copy) else CopyState.UNREADABLE


def _looks_encrypted(copy: Path) -> bool:
    """Whether every page is noise: what is encrypted cannot be made smaller, and what has words in it can."""
    if find_kept_header(copy) is not None:
        # It is open here, as a desk: then it was opened with a password.
        return True
    try:
        with copy.open("rb") as file:
            pages = 0
            while page := file.read(_PAGE):
                pages += 1
                if len(page) < _PAGE or len(zlib.compress(page, 1)) < _PAGE:
                    return False
    except OSError:
        return False
    return pages > 0


def _is_to_be_treated(
    copy: EarlierCopy, created_at: str | None, *, old: str | None, new: str, key: FileKey | None
) -> bool:
    """False for one that has the new password already (and `key`).

    `UserError` for one that opens with neither, or is no copy.
    """
    present = None
    if copy.state is CopyState.ENCRYPTED:
        present = find_key(copy.path, new)
        if present is not None and key in (None, present):
            return False
        if present is None and old is not None:
            present = find_key(copy.path, old)
        if present is None:
            raise UserError("It is encrypted with another password, and opens with that only.")
    found = None if copy.state is CopyState.UNREADABLE else read_created_at(copy.path, present)
    if None not in (found, created_at) and found != created_at:
        raise UserError("It is another desk, which only has the name of a copy. Give it another name.")
    return True


def _encrypt(path: Path, *, passwords: Sequence[str | None], key: FileKey) -> None:
    about = path.stat()
    present = None
    if not is_desk_file(path):
        keys = (find_key(path, each) for each in passwords if each is not None)
        present = next((found for found in keys if found is not None), None)
    with new_file(path, side_suffixes=SIDE_SUFFIXES) as unfinished:
        export_file(path, unfinished, old=present, new=key, progress=lambda _done, _total: None)
        # When a backup was made is read from its date.
        os.utime(unfinished, ns=(about.st_atime_ns, about.st_mtime_ns))
    remove_side_files(path)


def _delete(path: Path) -> None:
    path.unlink()
    remove_side_files(path)
