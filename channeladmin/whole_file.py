"""Files that appear under their name only when they are complete, readable by their owner alone."""

from __future__ import annotations

import os
import secrets
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from channeladmin.errors import EnvironmentProblem, UserError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_OWNER_ONLY = 0o600


@contextmanager
def new_file(path: Path, *, side_suffixes: Sequence[str] = ()) -> Iterator[Path]:
    """An empty file beside `path` to fill in the block; then it is on the disk and takes that name, else it is gone.

    Files named after it with one of `side_suffixes` go in either case. UserError where `path` is a folder or lies in
    none, EnvironmentProblem where the disk refuses.
    """
    if not path.name or path.is_dir():
        raise UserError(f"“{path}” is a folder; name a file in it.")
    if not path.parent.is_dir():
        raise UserError(f"The folder “{path.parent}” does not exist. Make it, or choose another one.")
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
        for suffix in ("", *side_suffixes):
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
