"""Clearing away what killed processes left of copies that they had begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from channeladmin.storage.backup_name import find_folder
from channeladmin.storage.sqlite.private_folder import clear_private_folders
from channeladmin.whole_file import remove_scratch_files

if TYPE_CHECKING:
    from pathlib import Path


def clear_unfinished(path: Path) -> None:
    """Remove them, beside a data file, in its folder of backups and among the system's temporary files.

    What a process that lives is at work on stays.
    """
    clear_private_folders()
    remove_scratch_files(path.parent, of=path.name)
    remove_scratch_files(find_folder(path))
