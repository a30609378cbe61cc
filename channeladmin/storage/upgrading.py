"""An older data file brought to the tables of today before it is used, with a proved copy of it as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from channeladmin.errors import EnvironmentProblem
from channeladmin.storage.migrating import migrate_file
from channeladmin.storage.sqlite.copying import copy_file

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from channeladmin.storage.sqlite.password import FileKey


def upgrade_file(path: Path, key: FileKey | None, *, at: datetime) -> Path:
    """Migrate a file that nobody else has open or can open, and return where the copy of the old one lies.

    `EnvironmentProblem` where the copy cannot be made, or a step fails; the file is then as it was.
    """
    folder = path.with_name(f"{path.stem} backups")
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise EnvironmentProblem(f"The folder “{folder}” cannot be made: {error.strerror or error}.") from error
    copy = folder / f"{path.stem} {at.astimezone():%Y-%m-%d %H%M%S} before migration{path.suffix}"
    copy_file(path, copy, key=key)
    migrate_file(path, key)
    return copy
