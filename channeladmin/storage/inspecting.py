"""A look into a file before it is opened, which leaves no trace: is it a desk, of this version, whole, unaltered."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlcipher3 import dbapi2 as driver

from channeladmin.storage.presence import has_unfinished
from channeladmin.storage.refusals import OpenRefused, RefusalKind, build_refusal
from channeladmin.storage.sqlite.engine import Access, connect
from channeladmin.storage.sqlite.files import SIDE_SUFFIXES, copy_privately
from channeladmin.storage.sqlite.header import FileHeader, find_kept_header, read_header
from channeladmin.storage.sqlite.identity import APPLICATION_ID, SCHEMA_VERSION
from channeladmin.storage.sqlite.looking import connect_at_rest
from channeladmin.storage.sqlite.password import FileKey, list_keys
from channeladmin.storage.sqlite.problems import find_problem, find_unreadable
from channeladmin.storage.sqlite.triggers import find_alteration
from channeladmin.whole_file import scratch_file

if TYPE_CHECKING:
    from collections.abc import Sequence

Keys = tuple[FileKey | None, ...]


def refuse_stranger(path: Path, password: str | None) -> FileHeader:
    """Refuse, by its header alone, what is no desk, or cannot be one that opens without a password."""
    header = read_header(path)
    if header.is_plain:
        check_identity(path, header.application_id, header.schema_version)
    elif password is None:
        sentence = f"“{path}” is not a desk file, or it needs a password. Choose another file, or give it."
        raise build_refusal(RefusalKind.PASSWORD_NEEDED, sentence)
    return header


def list_possible_keys(path: Path, password: str | None) -> Keys:
    """The keys that may open a file, by its header (None: it is not encrypted); `OpenRefused` where none can.

    The header changes with the password: who is about to write reads it inside the gate.
    """
    header = refuse_stranger(path, password)
    return (None,) if header.is_plain or password is None else list_keys(password, header.salt)


def check_identity(path: Path, application_id: int, version: int) -> None:
    """Refuse the file of another program, or of a newer version of this one."""
    if application_id != APPLICATION_ID:
        sentence = f"“{path}” belongs to another program. Choose a file that this app has made."
        raise build_refusal(RefusalKind.OTHER_PROGRAM, sentence)
    if version > SCHEMA_VERSION:
        sentence = f"“{path}” was made by a newer version of this app. Install that version to open it."
        raise build_refusal(RefusalKind.NEWER, sentence)


def inspect_file(path: Path, keys: Keys, access: Access, *, shown: Path | None = None) -> FileKey | None:
    """The key that opens a desk with nothing against it; `OpenRefused`, about `shown`, where there is something."""
    name = shown or path
    for key in keys:
        try:
            with closing(connect(path, key, access=access)) as connection:
                _inspect(connection, name)
        except driver.Error as error:
            if _is_no_database(error):
                continue
            if _is_corrupt(error):
                raise _build_damaged(name) from error
            raise _translate(error, name) from error
        return key
    raise _build_unreadable(name, keys)


def find_key(path: Path, password: str) -> FileKey | None:
    """The key by which a file opens with this password; None where it does not, or is no encrypted file."""
    header = read_header(path)
    for key in () if header.is_plain else list_keys(password, header.salt):
        try:
            with closing(connect(path, key, access=Access.FROZEN)) as connection:
                _ask(connection, "PRAGMA application_id")
        except driver.Error as error:
            if not _is_no_database(error):
                raise _translate(error, path) from error
        else:
            return key
    return None


def read_created_at(path: Path, key: FileKey | None) -> str | None:
    """When the desk in a file that nobody has open was made, by which it is told from others; None if unreadable."""
    try:
        with connect_at_rest(path, key) as connection:
            found = _ask(connection, "SELECT value FROM meta WHERE key = 'created_at'")
    except driver.Error:
        return None
    return str(found[0][0]) if found else None


def inspect_at_rest(path: Path, keys: Keys) -> FileKey | None:
    """The same for a file that nobody has open: what a killed process left beside it is taken into account."""
    if has_unfinished(path) and find_kept_header(path) is None:
        return _inspect_together(path, keys)
    return inspect_file(path, keys, Access.READ if has_unfinished(path) else Access.FROZEN)


def _inspect_together(path: Path, keys: Keys) -> FileKey | None:
    """A file with what lies beside it, which is brought home in a copy first.

    `OpenRefused` where that belongs to another file: SQLite would write it over this one without asking.
    """
    with scratch_file(path, side_suffixes=SIDE_SUFFIXES) as trial:
        for suffix in ("", "-wal", "-journal"):
            beside = Path(f"{path}{suffix}")
            if beside.exists():
                copy_privately(beside, Path(f"{trial}{suffix}"))
        for key in keys:
            alone, together = _read_mark(path, key, Access.FROZEN), _read_mark(trial, key, Access.WRITE)
            if together is not None and together.follows(alone):
                return inspect_file(trial, (key,), Access.WRITE, shown=path)
            if alone is not None:
                raise _build_strange(path)
    raise _build_unreadable(path, keys)


@dataclass(frozen=True, slots=True)
class _Mark:
    """By what the states of one desk are known: when it was made, and the keys of its operations, oldest first."""

    created_at: str
    operations: tuple[int, ...]

    def follows(self, earlier: _Mark | None) -> bool:
        """Whether this is a later state; a file cut off in the middle says nothing about it by itself."""
        if earlier is None:
            return True
        if not earlier.operations:
            return self.created_at == earlier.created_at
        newest = earlier.operations[-1]
        # Of a history that was shortened meanwhile, the newest operation of then may be gone.
        is_continued = newest in self.operations or newest < min(self.operations, default=0)
        return self.created_at == earlier.created_at and is_continued


def _read_mark(path: Path, key: FileKey | None, access: Access) -> _Mark | None:
    """None where the file does not open with the key, or is not whole."""
    try:
        with closing(connect(path, key, access=access)) as connection:
            if _ask(connection, "PRAGMA quick_check(1)") != [("ok",)]:
                return None
            [(created_at,)] = _ask(connection, "SELECT value FROM meta WHERE key = 'created_at'")
            operations = _ask(connection, "SELECT id FROM operation ORDER BY id")
    except ValueError:
        return None
    except driver.Error as error:
        if _is_no_database(error) or _is_corrupt(error) or _has_name(error, "SQLITE_ERROR"):
            return None
        raise _translate(error, path) from error
    return _Mark(created_at, tuple(key for (key,) in operations))


def _inspect(connection: Any, path: Path) -> None:  # noqa: ANN401 - the driver has no types
    [(application_id,)] = _ask(connection, "PRAGMA application_id")
    [(version,)] = _ask(connection, "PRAGMA user_version")
    check_identity(path, application_id, version)
    schema = _ask(connection, "SELECT type, name, sql FROM sqlite_schema")
    # Before an older file is brought up to this version, too: what is foreign in it would vanish without a word.
    sentence = find_alteration(schema, path, version=version)
    if sentence is not None:
        raise build_refusal(RefusalKind.ALTERED, sentence)


def _ask(connection: Any, statement: str) -> list[Any]:  # noqa: ANN401 - the driver has no types
    try:
        with closing(connection.execute(statement)) as cursor:
            return list(cursor.fetchall())
    except UnicodeDecodeError as error:
        raise find_unreadable(error) from error


def _is_no_database(error: Exception) -> bool:
    return _has_name(error, "SQLITE_NOTADB")


def _is_corrupt(error: Exception) -> bool:
    return _has_name(error, "SQLITE_CORRUPT")


def _has_name(error: Exception, name: str) -> bool:
    return str(getattr(error, "sqlite_errorname", "")).startswith(name)


def _translate(error: Exception, path: Path) -> Exception:
    return find_problem(error, path) or error


def _build_damaged(path: Path) -> OpenRefused:
    return build_refusal(RefusalKind.DAMAGED, f"“{path}” is damaged. Restore it from a backup; nothing was changed.")


def _build_unreadable(path: Path, keys: Sequence[FileKey | None]) -> OpenRefused:
    if keys == (None,):
        return _build_damaged(path)
    sentence = f"“{path}” is not a desk file, or the password is wrong. Choose a file that this app has made."
    return build_refusal(RefusalKind.PASSWORD_WRONG, sentence)


def _build_strange(path: Path) -> OpenRefused:
    side = next(side for suffix in ("-wal", "-journal") if (side := Path(f"{path}{suffix}")).exists())
    return build_refusal(
        RefusalKind.STRANGE_SIDE_FILE,
        f"Beside “{path}” lies “{side.name}”, which belongs to another state of this file or to another file; to bring "
        "it in would damage this one. Put it elsewhere, or restore a backup, then try again.",
    )
