"""A folder in which this process can write nothing, whoever runs it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from channeladmin.storage import places


@contextmanager
def frozen_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """By its mode; for the superuser by the mark of immutable files; where there is neither, by our own word."""
    everything = [folder, *folder.iterdir()]
    modes = [path.stat().st_mode for path in everything]
    chattr = shutil.which("chattr")
    names = [str(path) for path in everything]
    for path in everything:
        path.chmod(path.stat().st_mode & ~0o222)
    if os.access(folder, os.W_OK) and chattr is not None:
        subprocess.run([chattr, "+i", *names], check=False, capture_output=True)
    if os.access(folder, os.W_OK):
        monkeypatch.setattr(places, "may_write", lambda path: folder not in path.parents)
    try:
        yield
    finally:
        if chattr is not None:
            subprocess.run([chattr, "-i", *names], check=False, capture_output=True)
        for path, mode in zip(everything, modes, strict=True):
            path.chmod(mode)
