"""An older data file brought to the tables of today before it is used, with a proved backup of it as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from channeladmin.storage.backup_name import BackupReason
from channeladmin.storage.backups import back_up_before
from channeladmin.storage.migrating import migrate_file

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from channeladmin.storage.sqlite.password import FileKey


def upgrade_file(path: Path, key: FileKey | None, *, at: datetime) -> Path:
    """Migrate a file that nobody else has open or can open, and return where the backup of the old one lies.

    `EnvironmentProblem` where that cannot be made, or a step fails; the file is then as it was.
    """
    backup = back_up_before(path, BackupReason.BEFORE_MIGRATION, key=key, at=at)
    migrate_file(path, key)
    return backup
