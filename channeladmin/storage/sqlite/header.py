"""What the first bytes of a file tell, read before SQLite touches it, so that a stranger's file stays as it is."""

from __future__ import annotations

import struct
import threading
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from channeladmin.errors import EnvironmentProblem, UserError
from channeladmin.storage.refusals import RefusalKind, build_refusal
from channeladmin.storage.sqlite.identity import APPLICATION_ID

if TYPE_CHECKING:
    from pathlib import Path

_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100
_PAGE_BYTES = 4096


@dataclass(frozen=True, slots=True)
class FileHeader:
    """Of a plain SQLite file: who made it and its schema version; of any other (or an encrypted) file: its salt."""

    is_plain: bool
    application_id: int
    schema_version: int
    salt: bytes


class KeptHeader:
    """The header of a file that this process has open, for as long as it has: it is not read a second time.

    To open and close a file once more drops every lock that SQLite holds on it for this process (POSIX).
    """

    def __init__(self, path: Path) -> None:
        header = read_header(path)
        self._mark: tuple[int, int] | None = _find_mark(path)
        with _lock:
            _kept.setdefault(self._mark, []).append(header)

    def close(self) -> None:
        """The file is closed; a second time does nothing."""
        mark, self._mark = self._mark, None
        if mark is not None:
            with _lock:
                _kept[mark].pop()
                if not _kept[mark]:
                    del _kept[mark]


_kept: dict[tuple[int, int], list[FileHeader]] = {}
_lock = threading.Lock()


def find_kept_header(path: Path) -> FileHeader | None:
    """The header of a file that this process has open; None for every other."""
    try:
        mark = _find_mark(path)
    except OSError:
        return None
    with _lock:
        return next(iter(_kept.get(mark, ())), None)


def _find_mark(path: Path) -> tuple[int, int]:
    about = path.stat()
    return about.st_dev, about.st_ino


def read_header(path: Path) -> FileHeader:
    """Read the header; a missing file, a folder or a file that is too short is a `UserError`."""
    kept = find_kept_header(path)
    if kept is not None:
        return kept
    if path.is_dir():
        raise build_refusal(RefusalKind.NOT_A_DESK, f"“{path}” is a folder. Choose a desk file (*.channeladmin).")
    try:
        with path.open("rb") as file:
            start = file.read(_HEADER_BYTES)
    except FileNotFoundError:
        sentence = f"There is no file “{path}”. Check the name, or make a new desk."
        raise build_refusal(RefusalKind.MISSING, sentence) from None
    except OSError as error:
        raise EnvironmentProblem(f"“{path}” cannot be read: {error.strerror or error}.") from error
    if len(start) < _HEADER_BYTES:
        sentence = f"“{path}” is not a desk file. Choose a file that this app has made."
        raise build_refusal(RefusalKind.NOT_A_DESK, sentence)
    schema_version, application_id = struct.unpack_from(">I4xI", start, 60)
    return FileHeader(start.startswith(_MAGIC), application_id, schema_version, start[:16])


def could_be_encrypted(path: Path) -> bool:
    """Whether a file begins with a page of noise: where a password opens it, nothing in it can be made smaller."""
    kept = find_kept_header(path)
    if kept is not None:
        return not kept.is_plain
    try:
        with path.open("rb") as file:
            page = file.read(_PAGE_BYTES)
    except OSError as error:
        raise EnvironmentProblem(f"“{path}” cannot be read: {error.strerror or error}.") from error
    return len(page) == _PAGE_BYTES <= len(zlib.compress(page, 1))


def is_desk_file(path: Path) -> bool:
    """Whether a file is a plain (not encrypted) desk; False for anything else, or nothing, of that name."""
    try:
        header = read_header(path)
    except (UserError, EnvironmentProblem):
        return False
    return header.is_plain and header.application_id == APPLICATION_ID
