"""The password of a data file: setting, changing and removing it, with the copies that lie beside the file."""

from __future__ import annotations

from pathlib import Path

from channeladmin.progress import Progress, ignore_progress
from channeladmin.storage import password_change
from channeladmin.storage.earlier_copies import (
    CopyState,
    EarlierCopies,
    EarlierCopy,
    LeftCopy,
    TreatedCopies,
    list_earlier_copies,
)
from channeladmin.storage.login import find_login_name

__all__ = [
    "CopyState",
    "EarlierCopies",
    "EarlierCopy",
    "LeftCopy",
    "TreatedCopies",
    "change_password",
    "list_earlier_copies",
]


def change_password(
    path: Path,
    *,
    old: str | None,
    new: str | None,
    earlier: EarlierCopies = EarlierCopies.ENCRYPT,
    actor: str | None = None,
    progress: Progress = ignore_progress,
) -> TreatedCopies:
    """Give a data file that is open nowhere another password, and tell what became of the copies beside it.

    `old` None: the file has none yet; `new` None: it shall have none from now on, and encrypted copies keep theirs.
    Copies that open without a password or with the old one are encrypted with the new one, or deleted, by `earlier`.
    The file is as it was unless this returns. `OpenRefused` (see its `kind`) where it does not open with `old`, is open
    somewhere or must not be written, `UserError` for an empty password, `EnvironmentProblem` where the disk fails,
    `Cancelled` where `progress` (bytes, then copies) stops it in time.
    """
    return password_change.change_password(
        path, old=old, new=new, earlier=earlier, actor=actor or find_login_name(), progress=progress
    )
