"""Files that appear under their name only when they are complete, readable by their owner alone."""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from channeladmin.errors import EnvironmentProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

_OWNER_ONLY = 0o600
SIDE_SUFFIXES = ("-wal", "-shm", "-journal")


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """An empty file beside `path` to fill in the block; then it is on the disk and takes that name, else it is gone."""
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OWNER_ONLY))
        yield unfinished
        sync_file(unfinished)
        unfinished.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise EnvironmentProblem(f"“{path}” cannot be written: {error.strerror or error}.") from error
    finally:
        for suffix in ("", *SIDE_SUFFIXES):
            with suppress(OSError):
                Path(f"{unfinished}{suffix}").unlink(missing_ok=True)


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
