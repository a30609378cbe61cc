"""What a data file holds, read past every type and every error, to tell whether a corruption changed anything."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from channeladmin.storage.sqlite.password import FileKey

UNREADABLE = "unreadable"
_LEFT_OUT = {"standing": {"evaluated_on"}}
"""A standing that holds over several days may bear any of them."""


def dump_tolerantly(path: Path, key: FileKey | None = None) -> Mapping[str, Any]:
    """The header's marks, the schema and every row of every table, as bytes and numbers; what fails says so."""
    found: dict[str, Any] = {}
    try:
        connection = driver.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    except driver.Error:
        return {"file": UNREADABLE}
    connection.text_factory = bytes
    connection.execute("PRAGMA cipher_log_level = NONE")
    if key is not None:
        connection.execute(key.pragma)
    for name in ("user_version", "application_id", "encoding"):
        found[name] = _ask(connection, f"PRAGMA {name}")
    schema = _ask(connection, "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name")
    found["schema"] = schema
    for kind, name, *_ in [] if schema == UNREADABLE else schema:
        if kind == b"table":
            found[name.decode("utf-8", "replace")] = _read_table(connection, name.decode("utf-8", "replace"))
    connection.close()
    return found


def _read_table(connection: Any, name: str) -> Any:  # noqa: ANN401 - the driver has no types
    quoted = '"' + name.replace('"', '""') + '"'
    columns = _ask(connection, f"PRAGMA table_info({quoted})")
    if columns == UNREADABLE:
        return UNREADABLE
    names = [column[1].decode("utf-8", "replace") for column in columns]
    kept = [each for each in names if each not in _LEFT_OUT.get(name, ())]
    wanted = ", ".join(f'"{each}", typeof("{each}")' for each in kept)
    return _ask(connection, f"SELECT {wanted} FROM {quoted} NOT INDEXED ORDER BY 1, 3")


def _ask(connection: Any, statement: str) -> Any:  # noqa: ANN401 - the driver has no types
    try:
        return [tuple(row) for row in connection.execute(statement).fetchall()]
    except (driver.Error, OverflowError, MemoryError, ValueError):
        return UNREADABLE
