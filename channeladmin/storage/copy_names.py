"""Which files beside a desk are copies of it that the app has kept, by the names that it gives them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from channeladmin.storage.backup_name import find_folder
from channeladmin.storage.sqlite.files import SIDE_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

DAMAGED_SUFFIX = ".damaged"
_STAMP = r"\d{4}-\d\d-\d\d \d{6}(?: \(\d+\))?"


def find_kept_copies(path: Path) -> Iterator[Path]:
    """All that lies in the folder “<name> backups”, and what was set aside beside the file, under a name with a moment.

    Side files that were set aside come by themselves where their file does not lie beside them.
    """
    folder = find_folder(path)
    if folder.is_dir():
        found = sorted(folder.iterdir())
        yield from (each for each in found if each.is_file() and _is_copy(each, (path.suffix, DAMAGED_SUFFIX)))
    set_aside = re.compile(
        rf"{re.escape(path.stem)} (?:before restore {_STAMP}{re.escape(path.suffix)}"
        rf"|{_STAMP}{re.escape(DAMAGED_SUFFIX)}(?:{'|'.join(SIDE_SUFFIXES)})?)"
    )
    for each in sorted(path.parent.iterdir()):
        if set_aside.fullmatch(each.name) and each.is_file() and _is_copy(each, (path.suffix, DAMAGED_SUFFIX)):
            yield each


def _is_copy(file: Path, suffixes: tuple[str, ...]) -> bool:
    if file.suffix in suffixes:
        return True
    owner = next((file.name.removesuffix(side) for side in SIDE_SUFFIXES if file.name.endswith(side)), "")
    return owner.endswith(DAMAGED_SUFFIX) and not file.with_name(owner).exists() and file.stat().st_size > 0
