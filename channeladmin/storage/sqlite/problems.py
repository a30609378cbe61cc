"""SQLite's errors as sentences: the one place where they are translated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from channeladmin.errors import EnvironmentProblem

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


def find_problem(error: BaseException, path: Path) -> EnvironmentProblem | None:
    """The problem of the machine that a driver's error stands for; None if it is not the machine's fault."""
    name = getattr(error, "sqlite_errorname", None)
    if not isinstance(name, str):
        return None
    # Extended names begin with the primary one: SQLITE_IOERR_WRITE, SQLITE_BUSY_SNAPSHOT.
    primary = "_".join(name.split("_")[:2])
    sentence = _SENTENCES.get(primary)
    return None if sentence is None else EnvironmentProblem(sentence.format(path=path, name=name))
