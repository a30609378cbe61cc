"""Bytes that can be read more than once, wherever they lie: in a file, in an archive, in memory."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import IO

from channeladmin.errors import EnvironmentProblem, UserError
from channeladmin.rosters.reading.limits import MOST_BYTES, SHORT_BYTES

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class ByteSource:
    """What messages call it, how it is opened from its beginning, and its size."""

    name: str
    open: Callable[[], IO[bytes]]
    size: int

    def read_head(self, count: int) -> bytes:
        """The first bytes."""
        with self.open() as file:
            return file.read(count)

    def read_all(self) -> bytes:
        """All bytes; UserError where they are too many."""
        self.check_size()
        return self.read_head(self.size + 1)

    def read_chunks(self, skip: int = 0) -> Iterator[bytes]:
        """The bytes in portions, without the first `skip`."""
        with self.open() as file:
            file.read(skip)
            while chunk := file.read(_CHUNK):
                yield chunk

    @property
    def is_short(self) -> bool:
        """Whether its text takes little memory, whatever its letters are."""
        return self.size <= SHORT_BYTES

    def check_size(self) -> None:
        """UserError where it is larger than tables are."""
        if self.size > MOST_BYTES:
            raise UserError(f"“{self.name}” is larger than {MOST_BYTES >> 20} MB. Split it into several files.")


def open_path(path: Path) -> ByteSource:
    """A file of the disk; UserError where there is none, EnvironmentProblem where the disk refuses."""
    try:
        found = path.stat()
        if not S_ISREG(found.st_mode):
            raise UserError(f"“{path}” is not a file that can be read.")
        with path.open("rb") as file:
            file.read(1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UserError(f"There is no file “{path}”.") from error
    except ValueError as error:
        raise UserError(f"“{path}” is not a file that can be read.") from error
    except OSError as error:
        raise EnvironmentProblem(f"“{path}” cannot be read: {error.strerror or error}.") from error
    return ByteSource(path.name, lambda: path.open("rb"), found.st_size)


def open_bytes(data: bytes, name: str) -> ByteSource:
    """Bytes at hand."""
    return ByteSource(name, lambda: io.BytesIO(data), len(data))
