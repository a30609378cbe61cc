"""A desk that cannot be worked on where it lies, brought to where it can."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from channeladmin.desk.desk import default_path, open_desk
from channeladmin.progress import Progress, ignore_progress
from channeladmin.storage.backups import back_up_database


def copy_to_own_folder(path: Path, *, password: str | None = None, progress: Progress = ignore_progress) -> Path:
    """Copy a desk, proved, to the folder of the default data file under a free name; the original stays untouched."""
    folder = default_path().parent
    folder.mkdir(parents=True, exist_ok=True)
    target, number = folder / path.name, 2
    while target.exists():
        target, number = folder / f"{path.stem} ({number}){path.suffix}", number + 1
    with closing(open_desk(path, password=password, is_read_only=True)) as desk:
        back_up_database(desk.database, target, progress=progress)
    return target
