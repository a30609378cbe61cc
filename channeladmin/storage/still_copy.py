"""A private copy of a data file that we cannot lock, taken while nobody writes to it."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from channeladmin.errors import EnvironmentProblem
from channeladmin.storage.presence import has_unfinished, list_present
from channeladmin.storage.sqlite.files import copy_privately
from channeladmin.storage.sqlite.header import find_kept_header
from channeladmin.storage.sqlite.private_folder import private_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

_ATTEMPTS = 3


@contextmanager
def still_copy(path: Path) -> Iterator[Path | None]:
    """A copy of one state of the file, which is gone after the block; None while it is open somewhere.

    Where it can only be read, SQLite can keep no lock that a writer would heed. `EnvironmentProblem` where the disk
    has no room.
    """
    with private_folder() as folder:
        yield _copy(path, folder / path.name)


def _copy(path: Path, copy: Path) -> Path | None:
    for _ in range(_ATTEMPTS):
        # To open and close a file that is open here would drop SQLite's locks on it.
        if find_kept_header(path) is not None or is_busy(path):
            return None
        try:
            before = _describe(path)
            copy_privately(path, copy)
            if before == _describe(path) and not is_busy(path):
                return copy
        except OSError as error:
            raise EnvironmentProblem(
                f"“{path}” cannot be read into a copy: {error.strerror or error}. Free some space, then try again."
            ) from error
    return None


def is_busy(path: Path) -> bool:
    """Whether somebody has a file open for writing, or left it in the middle of things."""
    return has_unfinished(path) or bool(list_present(path))


def _describe(path: Path) -> tuple[int, int, int]:
    about = path.stat()
    return about.st_ino, about.st_size, about.st_mtime_ns
