"""A folder for copies that are only looked at: its owner's alone, and gone even if the process is killed."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import stat
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from channeladmin.errors import EnvironmentProblem
from channeladmin.file_lock import hold_file, is_held, remove_left_over

if TYPE_CHECKING:
    from collections.abc import Iterator

_PREFIX = "channeladmin-look-"
_HELD_SUFFIX = ".held"
_NAME = re.compile(rf"({_PREFIX}[0-9a-f]{{8}})({re.escape(_HELD_SUFFIX)})?")


@contextmanager
def private_folder() -> Iterator[Path]:
    """An empty folder among the system's temporary ones, which is gone after the block.

    Those that killed processes left are removed first. `EnvironmentProblem` where none can be made.
    """
    clear_private_folders()
    held = None
    while held is None:
        folder = Path(tempfile.gettempdir()) / f"{_PREFIX}{secrets.token_hex(4)}"
        # Held before it is there, so that nobody takes it for one that was left.
        held = hold_file(folder.with_name(f"{folder.name}{_HELD_SUFFIX}"))
    try:
        try:
            folder.mkdir(mode=0o700)
        except OSError as error:
            raise EnvironmentProblem(f"The folder “{folder}” cannot be made: {error.strerror or error}.") from error
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        held.close()


def clear_private_folders() -> None:
    """Remove what killed processes of this user left; what a process that lives holds stays."""
    try:
        candidates = [path for path in Path(tempfile.gettempdir()).iterdir() if _NAME.fullmatch(path.name)]
    except OSError:
        return
    for path in candidates:
        if path.name.endswith(_HELD_SUFFIX):
            remove_left_over(path)
        elif _is_own_folder(path) and not is_held(path.with_name(f"{path.name}{_HELD_SUFFIX}")):
            shutil.rmtree(path, ignore_errors=True)


def _is_own_folder(path: Path) -> bool:
    try:
        about = path.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(about.st_mode) and (os.name == "nt" or about.st_uid == os.geteuid())
