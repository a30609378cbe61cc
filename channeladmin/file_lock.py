"""Hidden files that are locked while somebody holds them; the system frees them however the process ends."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from channeladmin.errors import EnvironmentProblem

if TYPE_CHECKING:
    from pathlib import Path

_OWNER_ONLY = 0o600
_FLAGS = sum(getattr(os, name, 0) for name in ("O_BINARY", "O_NOFOLLOW", "O_NONBLOCK"))
"""Through a link we would write into somebody's file, and at a pipe we would wait."""
_LOCKED_BYTE = 1 << 30
"""Windows locks bytes against reading too: one far behind the text, so that others can read it."""


class HeldFile:
    """A file that this process has made and holds locked; closing removes it. Never a data file: see `presence`."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self._descriptor: int | None = descriptor

    def write(self, text: str) -> None:
        """Put a text into it, for others to read; on a full disk the lock has to do without."""
        assert self._descriptor is not None
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        with suppress(OSError):
            os.write(self._descriptor, text.encode(errors="replace"))

    def close(self) -> None:
        """Remove the file and free the lock; a second time does nothing."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            _remove(self.path, descriptor)


def hold_file(path: Path) -> HeldFile | None:
    """Make a file, or take over one that nobody holds, and lock it; None while somebody else holds it.

    `EnvironmentProblem` where the place cannot be written or knows no locks, or something else has this name.
    """
    _refuse_strange(path)
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_RDWR | _FLAGS, _OWNER_ONLY)
    except OSError as error:
        raise EnvironmentProblem(f"“{path}” cannot be written: {error.strerror or error}.") from error
    try:
        if not _is_ours(os.fstat(descriptor)):
            raise _build_in_the_way(path)
        # Who held it removes it before the lock is free: then what we have locked is no longer the file of this name.
        if _lock(descriptor) and _is_named(path, descriptor):
            os.ftruncate(descriptor, 0)
            return HeldFile(path, descriptor)
    except OSError as error:
        os.close(descriptor)
        raise EnvironmentProblem(f"“{path}” cannot be locked: {error.strerror or error}.") from error
    except EnvironmentProblem:
        os.close(descriptor)
        raise
    os.close(descriptor)
    return None


def is_held(path: Path) -> bool:
    """Whether a process that lives holds this file; False if it is gone or left over.

    It can be asked where nothing can be written, too; one that cannot be asked, since it is another user's, counts as
    held.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | _FLAGS)
    except PermissionError:
        return True
    except OSError:
        return False
    try:
        return _is_ours(os.fstat(descriptor)) and not _lock(descriptor, is_shared=True)
    finally:
        os.close(descriptor)


def remove_left_over(path: Path) -> bool:
    """Remove a file that nobody holds any more; whether there was one."""
    try:
        descriptor = os.open(path, os.O_RDONLY | _FLAGS)
    except OSError:
        return False
    if not _is_ours(os.fstat(descriptor)) or not _lock(descriptor, is_shared=True):
        os.close(descriptor)
        return False
    _remove(path, descriptor)
    return True


def _remove(path: Path, descriptor: int) -> None:
    if sys.platform == "win32":
        # An open file cannot be removed there; whoever takes it over meanwhile keeps it.
        os.close(descriptor)
        with suppress(OSError):
            path.unlink(missing_ok=True)
        return
    with suppress(OSError):
        # Removed while still locked, so that nobody locks a file that is about to lose its name.
        if _is_named(path, descriptor):
            path.unlink()
    os.close(descriptor)


def _is_ours(about: os.stat_result) -> bool:
    """Whether this can be a file that we have made: an ordinary one that has no other name."""
    return stat.S_ISREG(about.st_mode) and about.st_nlink <= 1


def _refuse_strange(path: Path) -> None:
    with suppress(OSError):
        if not _is_ours(path.lstat()):
            raise _build_in_the_way(path)


def _build_in_the_way(path: Path) -> EnvironmentProblem:
    return EnvironmentProblem(f"“{path}” is in the way: this app did not make it. Put it elsewhere, then try again.")


def _is_named(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _lock(descriptor: int, *, is_shared: bool = False) -> bool:
    """Lock without waiting; whether that was possible. Shared locks let several look at a left-over file at once."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if is_shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
