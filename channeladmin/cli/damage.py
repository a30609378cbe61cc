"""What the command line says of a damaged file: where the newest good backup lies, and how it is brought back."""

from __future__ import annotations

import shlex
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from channeladmin.cli.output import word_count, write
from channeladmin.errors import DamagedFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from channeladmin.desk.damage import BackupFile, DamageReport, ReadableOperation
    from channeladmin.desk.desk import OpenRefused


@contextmanager
def telling_of_backups(path: Path, find_password: Callable[[], str | None]) -> Iterator[None]:
    """Where the block meets damage of the data file, the error names the newest good backup, too."""
    try:
        yield
    except DamagedFile as damage:
        from channeladmin.desk.damage import find_good_backup

        raise DamagedFile(f"{damage} {word_backup(path, find_good_backup(path, find_password()))}") from damage


def find_overwriting(path: Path, refused: OpenRefused) -> DamagedFile | None:
    """The damage behind a refusal of what is no desk by its first bytes, where there are backups of one; else None."""
    from channeladmin.desk.damage import is_overwritten

    if not is_overwritten(path, refused.kind):
        return None
    return DamagedFile(f"“{path}” is damaged: it can no longer be recognized as a desk.")


def word_backup(path: Path, backup: BackupFile | None) -> str:
    """Where the newest good backup lies and how to restore it, as a sentence or two."""
    if backup is None:
        return "No good backup of it was found in its backups folder; if you have one elsewhere, “restore” takes it."
    command = f"channeladmin --file {shlex.quote(str(path))} restore {shlex.quote(str(backup.path))}"
    return f"The newest good backup is of {_word_moment(backup)}: “{backup.path}”. To bring it back: {command}"


def write_damage(report: DamageReport) -> None:
    """Print what can still be read of a file, and the backup for it."""
    write(word_backup(report.path, report.backup))
    rows = sum(table.row_count for table in report.tables)
    write(f"Of the records in the file {word_count(rows, 'row')} can be read:")
    for table in report.tables:
        write(f"  {table.table}: {table.row_count:,}{'' if table.is_whole else ' (others are damaged)'}")
    since = "" if report.backup is None else " since that backup"
    write(f"{word_count(len(report.operations), 'act')}{since} can be read:")
    for operation in report.operations:
        at = "?" if operation.at is None else operation.at.astimezone().strftime("%Y-%m-%d %H:%M")
        write(f"  {at}  {operation.actor}  {operation.label}")


def describe_damage(report: DamageReport) -> dict[str, Any]:
    """The same as JSON."""
    backup = report.backup
    return {
        "backup": None if backup is None else {"path": str(backup.path), "at": backup.at.isoformat()},
        "readable": {table.table: {"rows": table.row_count, "whole": table.is_whole} for table in report.tables},
        "operations_since": [_describe_operation(operation) for operation in report.operations],
    }


def _describe_operation(operation: ReadableOperation) -> dict[str, str | None]:
    at = None if operation.at is None else operation.at.isoformat()
    return {"operation": str(operation.id), "label": operation.label, "by": operation.actor, "at": at}


def _word_moment(backup: BackupFile) -> str:
    return backup.at.strftime("%Y-%m-%d %H:%M")
