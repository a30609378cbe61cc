"""An older data file brought to the tables of today, in one transaction; killed in the middle, it is the old file."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from channeladmin.progress import Progress, ignore_progress
from channeladmin.storage.notes import seal_notes
from channeladmin.storage.sqlite.engine import build_engine
from channeladmin.storage.sqlite.identity import SCHEMA_VERSION
from channeladmin.storage.sqlite.rebuilding import rebuild
from channeladmin.storage.sqlite.triggers import create_triggers, drop_stored_triggers

if TYPE_CHECKING:
    from pathlib import Path

    from channeladmin.storage.sqlite.password import FileKey


def migrate_file(path: Path, key: FileKey | None, *, progress: Progress = ignore_progress) -> None:
    """Bring a file of an older version to this one; a file of this version is left alone.

    Nobody else may have it open, and a backup must have been made. Progress counts versions; `Cancelled` and every
    error leave the file as it was.
    """
    # Alembic takes half a second to import, and is needed only here.
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    engine = build_engine(path, key)
    try:
        with rebuild(engine) as connection:
            version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
            if version == SCHEMA_VERSION:
                return
            # A table that is made anew would take its triggers with it, and journal the move of its rows.
            drop_stored_triggers(connection)
            operations = Operations(MigrationContext.configure(connection))
            for step in range(version + 1, SCHEMA_VERSION + 1):
                progress(step - version - 1, SCHEMA_VERSION - version)
                import_module(f"channeladmin.storage.migrations.to_{step}").migrate(operations)
            create_triggers(connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
            seal_notes(connection)
    finally:
        engine.dispose()
