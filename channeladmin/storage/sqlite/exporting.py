"""A whole desk written anew under another key, or none, and proved row by row count before anybody relies on it."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2 as driver

from channeladmin.errors import EnvironmentProblem
from channeladmin.storage.sqlite.copying import translated
from channeladmin.storage.sqlite.engine import Access, connect, connect_bare
from channeladmin.storage.sqlite.watching import stopped_by

if TYPE_CHECKING:
    from pathlib import Path

    from channeladmin.progress import Progress
    from channeladmin.storage.sqlite.password import FileKey

_COPIED_PRAGMAS = ("user_version", "application_id")


def export_file(source: Path, target: Path, *, old: FileKey | None, new: FileKey | None, progress: Progress) -> None:
    """Write everything that `source` holds into the empty file `target`, and prove that it is all there.

    Nobody else may write to the source. Progress counts bytes; `Cancelled` leaves a part of it in the target.
    `EnvironmentProblem` if the disk fails, the source is damaged, or the proof fails.
    """
    total = source.stat().st_size

    def tell() -> None:
        progress(min(target.stat().st_size, total), total)

    with translated(source):
        with closing(connect_bare(source, old)) as connection, stopped_by(connection, tell):
            progress(0, total)
            # Whether the disk keeps it is asked once, at the end; until then the target is worth nothing.
            connection.execute(
                "ATTACH DATABASE ? AS fresh KEY ?",
                (f"{target.absolute().as_uri()}?mode=rw", "" if new is None else new.attached),
            ).close()
            connection.execute("PRAGMA fresh.journal_mode = OFF").close()
            connection.execute("PRAGMA fresh.synchronous = OFF").close()
            _export(connection, source)
            for name in _COPIED_PRAGMAS:
                [(value,)] = connection.execute(f"PRAGMA main.{name}").fetchall()
                connection.execute(f"PRAGMA fresh.{name} = {value}").close()
            connection.execute("DETACH DATABASE fresh").close()
            expected = _describe(connection)
        with closing(connect(target, new, access=Access.FROZEN)) as copy:
            faults = _list_faults(copy)
            if not faults and _describe(copy) != expected:
                faults = ["It does not hold what the file does that it was written from."]
    if faults:
        raise EnvironmentProblem(
            f"“{source}” could not be written anew: the new file failed its proof and was thrown away. "
            f"{' '.join(faults)}"
        )


def _export(connection: Any, source: Path) -> None:  # noqa: ANN401 - the driver has no types
    try:
        connection.execute("SELECT sqlcipher_export('fresh')").close()
    except driver.OperationalError as error:
        if error.sqlite_errorname != "SQLITE_ERROR":
            raise
        # An error inside this function comes as its words only.
        raise EnvironmentProblem(
            f"“{source}” could not be written anew: the disk is full or failed, or the file is damaged ({error}). "
            "Nothing was changed."
        ) from error


def _list_faults(connection: Any) -> list[str]:  # noqa: ANN401 - the driver has no types
    faults = [str(row[0]) for row in _ask(connection, "PRAGMA integrity_check(5)") if row[0] != "ok"]
    return faults + [
        f"The {row[0]} {row[1]} lost its {row[2]}." for row in _ask(connection, "PRAGMA foreign_key_check")
    ]


def _describe(connection: Any) -> tuple[Any, ...]:  # noqa: ANN401 - the driver has no types
    """The version, the schema word for word (the triggers in it), and how many rows each table has."""
    schema = _ask(connection, "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name")
    tables = [name for kind, name, _, _ in schema if kind == "table"]
    counts = [_ask(connection, f'SELECT count(*) FROM "{name}"') for name in tables]
    return schema, counts, [_ask(connection, f"PRAGMA {name}") for name in _COPIED_PRAGMAS]


def _ask(connection: Any, statement: str) -> list[Any]:  # noqa: ANN401 - the driver has no types
    with closing(connection.execute(statement)) as cursor:
        return list(cursor.fetchall())
