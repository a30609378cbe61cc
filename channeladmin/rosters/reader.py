"""A file to a raw table: every cell as it stands, with the file's line, before any column is understood."""

from __future__ import annotations

import struct
import zipfile
import zlib
from errno import EINVAL
from pathlib import Path

from channeladmin.errors import EnvironmentProblem, UserError
from channeladmin.rosters.own_text import read_own_text
from channeladmin.rosters.reading.archive import TABLE_SUFFIXES, find_kind, open_member
from channeladmin.rosters.reading.byte_source import ByteSource, open_bytes, open_path
from channeladmin.rosters.reading.raw_table import AS_FOUND, RawRow, RawTable, ReadOptions, SkippedLine
from channeladmin.rosters.reading.spreadsheet import read_spreadsheet
from channeladmin.rosters.reading.text_table import read_text
from channeladmin.rosters.rejected_table import restore_rejected

__all__ = [
    "AS_FOUND",
    "TABLE_SUFFIXES",
    "RawRow",
    "RawTable",
    "ReadOptions",
    "SkippedLine",
    "preview_source",
    "read_source",
    "read_table",
]

_DAMAGED = "“{}” is damaged, so that it cannot be read. Save it again."


def read_source(path: Path, options: ReadOptions | None = None) -> RawTable:
    """Read the table of a file; UserError where there is none, EnvironmentProblem where the disk refuses."""
    return _read(open_path(path), options or AS_FOUND)


def preview_source(path: Path, options: ReadOptions | None = None, rows: int = 200) -> RawTable:
    """Read the first rows provisionally, from the beginning of the file alone; errors as `read_source`.

    What only the whole file tells is not known: footers, groups that come later, an encoding that changes.
    """
    return _read(open_path(path), options or AS_FOUND, most_rows=rows)


def read_table(data: bytes, *, source: str, options: ReadOptions | None = None) -> RawTable:
    """Read the bytes of a table; UserError where they hold none."""
    return _read(open_bytes(data, source), options or AS_FOUND)


def _read(source: ByteSource, options: ReadOptions, *, most_rows: int | None = None) -> RawTable:
    told = options.settled
    try:
        kind = find_kind(source)
        if kind == "archive":
            source = open_member(source)
            kind = find_kind(source)
        if kind == "archive":
            raise UserError(f"“{source.name}” holds another archive. Unpack it and take the table in it.")
        if kind == "text":
            own = read_own_text(source, told, most_rows=most_rows)
            return restore_rejected(own or read_text(source, told, most_rows=most_rows))
        return restore_rejected(read_spreadsheet(source, told, most_rows=most_rows))
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, NotImplementedError) as error:
        raise UserError(_DAMAGED.format(source.name)) from error
    except MemoryError as error:
        raise EnvironmentProblem(f"There is not enough memory to read “{source.name}”. Split it.") from error
    except OSError as error:
        if error.errno == EINVAL:
            # A damaged archive sends its reader to a place before the file's beginning.
            raise UserError(_DAMAGED.format(source.name)) from error
        raise EnvironmentProblem(f"“{source.name}” cannot be read: {error.strerror or error}.") from error
