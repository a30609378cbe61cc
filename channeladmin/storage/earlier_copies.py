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
from channeladmin.storage.sqlite.password import derive_key
from channeladmin.whole_file import new_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from channeladmin.progress import Progress

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
    how: EarlierCopies,
    progress: Progress,
) -> TreatedCopies:
    """Encrypt with the new password, or delete, every copy that opens without one or with the old one.

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
                if _is_to_be_treated(copy, created_at, old=old, new=new):
                    _delete(copy.path) if how is EarlierCopies.DELETE else _encrypt(copy.path, old=old, new=new)
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


def _is_to_be_treated(copy: EarlierCopy, created_at: str | None, *, old: str | None, new: str) -> bool:
    """False for one that has the new password already; `UserError` for one that opens with neither, or is no copy."""
    key = None
    if copy.state is CopyState.ENCRYPTED:
        if find_key(copy.path, new) is not None:
            return False
        key = None if old is None else find_key(copy.path, old)
        if key is None:
            raise UserError("It is encrypted with another password, and opens with that only.")
    found = None if copy.state is CopyState.UNREADABLE else read_created_at(copy.path, key)
    if None not in (found, created_at) and found != created_at:
        raise UserError("It is another desk, which only has the name of a copy. Give it another name.")
    return True


def _encrypt(path: Path, *, old: str | None, new: str) -> None:
    about = path.stat()
    key = None if is_desk_file(path) or old is None else find_key(path, old)
    with new_file(path, side_suffixes=SIDE_SUFFIXES) as unfinished:
        export_file(path, unfinished, old=key, new=derive_key(new), progress=lambda _done, _total: None)
        # When a backup was made is read from its date.
        os.utime(unfinished, ns=(about.st_atime_ns, about.st_mtime_ns))
    remove_side_files(path)


def _delete(path: Path) -> None:
    path.unlink()
    remove_side_files(path)
