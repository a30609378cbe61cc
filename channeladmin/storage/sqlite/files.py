"""The data file among other files: what SQLite keeps beside it, and a second name for it."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from channeladmin.whole_file import sync_file

SIDE_SUFFIXES = ("-wal", "-shm", "-journal")


def keep_beside(path: Path, kept: Path) -> None:
    """Give a file, with any side files of it, a second name; `path` itself stays until it is replaced."""
    try:
        kept.hardlink_to(path)
    except OSError:
        # A file system without links: an honest copy.
        shutil.copy2(path, kept)
        sync_file(kept)
    for suffix in SIDE_SUFFIXES:
        side = Path(f"{path}{suffix}")
        if side.exists():
            side.replace(f"{kept}{suffix}")


def remove_side_files(path: Path) -> None:
    """Remove what SQLite kept beside a data file that is gone, or is about to be."""
    for suffix in SIDE_SUFFIXES:
        with suppress(OSError):
            Path(f"{path}{suffix}").unlink(missing_ok=True)
