"""The data file among other files: what SQLite keeps beside it, and a second name for it."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from channeladmin.whole_file import new_file

SIDE_SUFFIXES = ("-wal", "-shm", "-journal")
_BLOCK = 1 << 20


def copy_with_sides(path: Path, kept: Path) -> None:
    """Copy a file and its side files, byte by byte, under another name.

    A link would do until the moment in which the process is killed: then both names would be one file.
    """
    for suffix in (*SIDE_SUFFIXES, ""):
        part = Path(f"{path}{suffix}")
        if part.exists():
            with new_file(Path(f"{kept}{suffix}")) as unfinished:
                shutil.copyfile(part, unfinished)


def copy_privately(source: Path, target: Path) -> None:
    """Copy a file, byte by byte, so that at no moment anybody but its owner can read the copy."""
    descriptor = os.open(target, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "wb") as copy, source.open("rb") as original:
        shutil.copyfileobj(original, copy, _BLOCK)


def list_sides(path: Path) -> tuple[str, ...]:
    """The suffixes of the side files that hold something: a log, or the pages of before an act that did not end."""
    return tuple(suffix for suffix in SIDE_SUFFIXES if suffix != "-shm" and _has_content(Path(f"{path}{suffix}")))


def remove_side_files(path: Path) -> None:
    """Remove what SQLite kept beside a data file that is gone, or is about to be."""
    for suffix in SIDE_SUFFIXES:
        with suppress(OSError):
            Path(f"{path}{suffix}").unlink(missing_ok=True)


def _has_content(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False
