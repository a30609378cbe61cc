"""Archives: a .zip of one table is opened, a spreadsheet (also a .zip) is told apart, and bombs are refused."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, Literal

from channeladmin.errors import UserError
from channeladmin.rosters.reading.byte_source import ByteSource
from channeladmin.rosters.reading.limits import MOST_BYTES

Kind = Literal["text", "spreadsheet", "archive"]

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_MEMBERS = 5_000
_MOST_FOLDERS = 8
_MOST_RATIO = 200
_ALWAYS_TAKEN = 20 * 1024 * 1024
_CHUNK = 1 << 18
_END = b"PK\x05\x06"
TABLE_SUFFIXES = (
    ".csv", ".tsv", ".txt", ".tab", ".psv", ".dat", ".asc", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"
)  # fmt: skip
"""How the names of files with a table end; any other name is read, too, unless it is one of several in an archive."""

_SHEET_PARTS = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")
_DAMAGED = "“{}” is a damaged archive or spreadsheet. Save it again."


def find_kind(source: ByteSource) -> Kind:
    """What a file is by its first bytes and, if it is a .zip, by what lies in it."""
    head = source.read_head(8)
    if head.startswith(_OLE):
        return "spreadsheet"
    if not head.startswith(_ZIP):
        return "text"
    source.check_size()
    with source.open() as file, open_zip(file, source) as archive:
        names = {name.replace("\\", "/").casefold() for name in archive.namelist()}
        return "spreadsheet" if names.intersection(_SHEET_PARTS) else "archive"


def open_zip(file: IO[bytes], source: ByteSource) -> zipfile.ZipFile:
    """The archive; UserError where it has too many members, zipfile's errors where it is damaged."""
    file.seek(max(0, source.size - 66_000))
    tail = file.read()
    at = tail.rfind(_END)
    if at >= 0 and len(tail) >= at + 12 and struct.unpack_from("<H", tail, at + 10)[0] > _MOST_MEMBERS:
        raise UserError(f"“{source.name}” holds more than {_MOST_MEMBERS:,} files. Take the one table out of it.")
    file.seek(0)
    try:
        return zipfile.ZipFile(file)
    except (struct.error, ValueError, UnicodeError, OverflowError) as error:
        raise UserError(_DAMAGED.format(source.name)) from error


def open_member(source: ByteSource) -> ByteSource:
    """The one table of a .zip; UserError where there are none or several, or where it is not to be trusted."""
    with source.open() as file, open_zip(file, source) as archive:
        members = [
            info
            for info in archive.infolist()
            if info.file_size and not info.filename.endswith("/") and not info.filename.startswith("__MACOSX/")
        ]
        tables = [
            info for info in members if PurePosixPath(info.filename).suffix.casefold() in TABLE_SUFFIXES
        ] or members
        if len(tables) != 1:
            names = ", ".join(f"“{info.filename}”" for info in tables[:5])
            what = f"several files ({names}{' …' if len(tables) > 5 else ''})" if tables else "no file"
            raise UserError(f"“{source.name}” holds {what}. Unpack it, or give a .zip of one table.")
        info = tables[0]
        _check_name(info.filename, source)
        if info.flag_bits & 1:
            raise UserError(f"“{source.name}” is protected by a password. Unpack it and take the table in it.")
        size = sum(map(len, unpack(file, info, source, most=MOST_BYTES)))
    name = f"{source.name}/{PurePosixPath(info.filename).name}"

    def open_again() -> IO[bytes]:
        return zipfile.ZipFile(source.open()).open(info.filename)

    if size != info.file_size:
        raise UserError(_DAMAGED.format(source.name))
    return ByteSource(name, open_again, size)


def _check_name(name: str, source: ByteSource) -> None:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if not parts or ".." in parts or name.startswith(("/", "\\")) or ":" in parts[0] or len(parts) > _MOST_FOLDERS + 1:
        raise UserError(
            f"“{source.name}” holds a file with a path that no table has. Unpack it and take the table in it."
        )


def unpack(file: IO[bytes], info: zipfile.ZipInfo, source: ByteSource, *, most: int) -> Iterator[bytes]:
    """The bytes of a member, as they really are, whatever its entry says of its size.

    UserError for more than `most` bytes, for what is packed far more tightly than tables are, and for a damaged member.
    """
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise UserError(f"“{source.name}” is packed in a way that is not read. Unpack it and take the table in it.")
    file.seek(max(0, info.header_offset))
    head = file.read(30)
    if len(head) < 30 or not head.startswith(_ZIP):
        raise UserError(_DAMAGED.format(source.name))
    name_size, extra_size = struct.unpack_from("<HH", head, 26)
    file.seek(info.header_offset + 30 + name_size + extra_size)
    left, size = info.compress_size, 0
    inflater = zlib.decompressobj(-15) if info.compress_type == zipfile.ZIP_DEFLATED else None
    pending = b""
    while left > 0 or pending:
        if not pending:
            pending = file.read(min(_CHUNK, left))
            left -= len(pending)
            if not pending:
                raise UserError(_DAMAGED.format(source.name))
        if inflater is None:
            out, pending = pending, b""
        else:
            out = inflater.decompress(pending, _CHUNK * 4)
            pending = b"" if inflater.eof else inflater.unconsumed_tail
            left = 0 if inflater.eof else left
        size += len(out)
        if size > most or (size > _ALWAYS_TAKEN and size > _MOST_RATIO * max(1, info.compress_size)):
            raise UserError(f"“{source.name}” unpacks to far more than a table has. Take the table out of it.")
        yield out
