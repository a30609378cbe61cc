"""Data files and backups for the tests, as they are found and harmed."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

from channeladmin.desk.desk import FixedClock
from channeladmin.storage.sqlite.engine import connect
from channeladmin.storage.sqlite.triggers import build_triggers

CLOCK = FixedClock(date(2022, 10, 10))


def list_names(folder: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


def tamper(path: Path, statement: str, values: tuple[object, ...] = ()) -> None:
    """Write past the app: no triggers, so that nothing but the proof can see it."""
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for name in build_triggers():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement, values)
        for text in build_triggers().values():
            connection.execute(text)


def zero_page(path: Path) -> None:
    """One page in the middle becomes nothing; the first pages still tell what the file holds."""
    content = bytearray(path.read_bytes())
    start = len(content) // 4096 // 2 * 4096
    content[start : start + 4096] = bytes(4096)
    path.write_bytes(content)
