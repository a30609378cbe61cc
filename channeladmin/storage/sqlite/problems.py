"""SQLite's errors as sentences: the one place where they are translated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2 as driver

from channeladmin.errors import DamagedFile, EnvironmentProblem

if TYPE_CHECKING:
    from pathlib import Path

_SENTENCES = {
    "SQLITE_BUSY": "Another program is writing to “{path}”. Close it there, then try again; nothing was changed.",
    "SQLITE_LOCKED": "“{path}” is in use by another act. Try again when that has finished; nothing was changed.",
    "SQLITE_FULL": "The disk that holds “{path}” is full. Free some space, then try again; nothing was changed.",
    "SQLITE_READONLY": "“{path}” cannot be written: the file or its folder is read-only. Nothing was changed.",
    "SQLITE_CORRUPT": "“{path}” is damaged. Restore it from a backup; nothing was changed.",
    "SQLITE_NOTADB": "“{path}” is damaged, or the password is wrong. Nothing was changed.",
    "SQLITE_IOERR": "The disk that holds “{path}” is full or failed in use ({name}). Nothing was changed.",
    "SQLITE_CANTOPEN": "“{path}” cannot be opened: the place is missing or not allowed. Nothing was changed.",
    "SQLITE_PERM": "“{path}” cannot be opened: you lack the permission. Nothing was changed.",
    "SQLITE_PROTOCOL": "Another program holds “{path}”. Close it there, then try again; nothing was changed.",
    "SQLITE_NOMEM": "There is not enough memory for this on this machine. Nothing was changed in “{path}”.",
}

_NAMELESS = {
    "disk I/O error": "SQLITE_IOERR",
    "database or disk is full": "SQLITE_FULL",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "file is not a database": "SQLITE_NOTADB",
    "database is locked": "SQLITE_BUSY",
    "attempt to write a readonly database": "SQLITE_READONLY",
}
"""An error of the online backup comes without its name, with SQLite's words alone."""

_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB")


def find_problem(error: BaseException, path: Path) -> EnvironmentProblem | None:
    """The problem of the machine that a driver's error stands for; None if it is not the machine's fault."""
    name = getattr(error, "sqlite_errorname", None)
    if not isinstance(name, str):
        # The driver's words for text that is not UTF-8: in a value, and in SQLite's message about a broken schema.
        if isinstance(error, UnicodeDecodeError) or str(error).startswith("Could not decode to UTF-8"):
            return DamagedFile(f"“{path}” is damaged: a text in it cannot be read. Nothing was changed.")
        name = _NAMELESS.get(str(error)) if isinstance(error, driver.Error) else None
        if name is None:
            return None
    # Extended names begin with the primary one: SQLITE_IOERR_WRITE, SQLITE_BUSY_SNAPSHOT.
    primary = "_".join(name.split("_")[:2])
    sentence = _SENTENCES.get(primary)
    if sentence is None:
        return None
    kind = DamagedFile if primary in _DAMAGE else EnvironmentProblem
    return kind(sentence.format(path=path, name=name))


def find_unreadable(error: UnicodeDecodeError) -> Exception:
    """What the driver would have raised if it could have read SQLite's message, which quotes a broken schema."""
    problem: Exception = driver.DatabaseError(f"malformed database schema ({error.object!r})")
    problem.sqlite_errorname = "SQLITE_CORRUPT"  # type: ignore[attr-defined]  # as the driver sets it
    return problem
