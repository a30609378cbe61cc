"""Files that appear under their name only when they are complete, readable by their owner alone."""

from __future__ import annotations

import os
import re
import secrets
import stat
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from channeladmin.errors import EnvironmentProblem, UserError
from channeladmin.file_lock import HeldFile, hold_file, is_held, remove_left_over

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_OWNER_ONLY = 0o600
_HELD_SUFFIX = "-held"


@contextmanager
def new_file(path: Path, *, side_suffixes: Sequence[str] = (), may_replace: bool = True) -> Iterator[Path]:
    """An empty file beside `path` to fill in the block; then it is on the disk and takes that name, else it is gone.

    Files named after it with one of `side_suffixes` go in either case. UserError where `path` is a folder or lies in
    none or, unless it `may_replace`, there is such a file by then, EnvironmentProblem where the disk refuses.
    """
    refuse_no_place(path)
    with scratch_file(path, side_suffixes=side_suffixes) as unfinished:
        yield unfinished
        sync_file(unfinished)
        if may_replace:
            unfinished.replace(path)
        else:
            _take_free_name(unfinished, path)
        sync_folder(path.parent)


def refuse_no_place(path: Path) -> None:
    """UserError where no file of that name can be made: it is a folder, or lies in none."""
    if not path.name or path.is_dir():
        raise UserError(f"“{path}” is a folder; name a file in it.")
    if not path.parent.is_dir():
        refuse_file_as_folder(path.parent)
        raise UserError(f"The folder “{path.parent}” does not exist. Make it, or choose another one.")


def refuse_file_as_folder(folder: Path) -> None:
    """UserError where a folder cannot be, since a file lies in its place or on the way there."""
    there = next((each for each in (folder, *folder.parents) if each.exists()), folder)
    if there.is_file():
        raise UserError(f"“{there}” is a file, so nothing can lie in it. Choose a folder.")


@contextmanager
def scratch_file(path: Path, *, side_suffixes: Sequence[str] = ()) -> Iterator[Path]:
    """An empty file beside `path`, readable by its owner alone, that is gone after the block unless it was renamed."""
    unfinished, held = _hold_name(path)
    try:
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OWNER_ONLY))
        yield unfinished
    except OSError as error:
        raise EnvironmentProblem(f"“{path}” cannot be written: {error.strerror or error}.") from error
    finally:
        for suffix in ("", *side_suffixes):
            with suppress(OSError):
                Path(f"{unfinished}{suffix}").unlink(missing_ok=True)
        if held is not None:
            held.close()


def _hold_name(path: Path) -> tuple[Path, HeldFile | None]:
    """A name for an unfinished file, and the file beside it that tells that somebody is at work on it.

    The lock is not on the file itself: closing it would drop the locks of SQLite there.
    """
    while True:
        unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
        try:
            held = hold_file(Path(f"{unfinished}{_HELD_SUFFIX}"))
        except EnvironmentProblem:
            # On a drive without locks it must do without; where nothing can be written, the file itself will tell.
            return unfinished, None
        if held is not None:
            return unfinished, held


def remove_scratch_files(folder: Path, *, of: str | None = None) -> None:
    """Remove what killed processes left in a folder of such files, all of them or those for the file named `of`.

    What a process that lives is at work on stays.
    """
    name = ".+" if of is None else re.escape(of)
    pattern = re.compile(rf"(\.{name}\.[0-9a-f]{{8}}\.part)(-[a-z]+)?")
    with suppress(OSError):
        for path in list(folder.iterdir()):
            found = pattern.fullmatch(path.name)
            if found is None:
                continue
            if found.group(2) == _HELD_SUFFIX:
                remove_left_over(path)
            elif not is_held(folder / f"{found.group(1)}{_HELD_SUFFIX}"):
                path.unlink(missing_ok=True)


def _take_free_name(unfinished: Path, path: Path) -> None:
    """Whoever takes the name at the same time: one of the two gets it, and the other learns so."""
    try:
        try:
            os.link(unfinished, path)
        except FileExistsError:
            raise
        except OSError:
            # A file system without links: the name is taken by an empty file first.
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OWNER_ONLY))
            unfinished.replace(path)
    except FileExistsError:
        raise UserError(word_taken(path)) from None


def word_taken(path: Path) -> str:
    """What to do where a new file cannot have this name."""
    return f"“{path}” exists already. Open it, or choose another name."


def keep_private(path: Path) -> None:
    """Let nobody but its owner read a file that is ours (where the system has such modes)."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        about = path.stat()
        if about.st_uid == os.geteuid() and stat.S_IMODE(about.st_mode) & ~_OWNER_ONLY:
            path.chmod(_OWNER_ONLY)


def sync_file(path: Path) -> None:
    """Have the disk keep the content of a file."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(path: Path) -> None:
    """Have the disk keep the names in a folder, where the system can do that."""
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
