"""What a spreadsheet would take in memory, counted before it is opened: the library that reads it asks nobody."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import IO
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

from channeladmin.errors import UserError
from channeladmin.rosters.reading.archive import open_zip, unpack
from channeladmin.rosters.reading.byte_source import ByteSource
from channeladmin.rosters.reading.limits import MOST_SHEET_WEIGHT
from channeladmin.rosters.reading.sheet_counters import OdsCounter, XlsxCounter
from channeladmin.rosters.reading.xlsb_counter import XlsbCounter

_MOST_PART = 160 * 1024 * 1024
_MOST_ALL = 240 * 1024 * 1024
_LONG = 65_536
_LONGEST_TAG = 4 * 1024 * 1024
_ENTITY = re.compile(rb"<![EeDd]")
_WORKBOOK_PARTS = "xl/_rels/workbook.bin.rels"

Errors = dict[str, dict[tuple[int, int], str]]
"""For each part the cells (row and column from 0) that show an error, such as #N/A."""


def check_spreadsheet(source: ByteSource) -> Errors:
    """Refuse (UserError) a workbook that unpacks to too much, has too many cells or declares entities.

    Gives the error cells of .xlsx, which the library leaves out.
    """
    errors: Errors = {}
    total = 0
    with source.open() as file, open_zip(file, source) as archive:
        is_binary = any(name.casefold() == "xl/workbook.bin" for name in archive.namelist())
        for info in archive.infolist():
            name = info.filename.replace("\\", "/").casefold()
            if info.flag_bits & 1:
                raise UserError(f"“{source.name}” is protected by a password. Save it without one.")
            counter = _pick_counter(name, is_binary=is_binary)
            # The library goes on for ever in a table that has no end.
            wholeness = ParserCreate() if isinstance(counter, OdsCounter) else None
            for piece, size in _read_pieces(file, info, source):
                total += size
                if total > _MOST_ALL or (counter is not None and counter.count(piece) > MOST_SHEET_WEIGHT):
                    _refuse(source)
                if not name.endswith(".bin") and _ENTITY.search(piece):
                    raise UserError(
                        f"“{source.name}” declares XML entities, which no spreadsheet needs. Save it again."
                    )
                if name == _WORKBOOK_PARTS and b"printersettings" in piece.lower():
                    _refuse_damaged(source)
                if wholeness is not None:
                    _parse(wholeness, piece, source)
            if wholeness is not None:
                _parse(wholeness, b"", source, is_final=True)
            if isinstance(counter, XlsxCounter) and counter.errors:
                errors[name] = counter.errors
    return errors


def _read_pieces(file: IO[bytes], info: zipfile.ZipInfo, source: ByteSource) -> Iterator[tuple[bytes, int]]:
    """Pieces that end before a row, a cell or at least a tag, and how many bytes are new in each."""
    rest = b""
    is_xml = not info.filename.casefold().endswith(".bin")
    for chunk in unpack(file, info, source, most=_MOST_PART):
        piece = rest + chunk
        cut = max(piece.rfind(b"<row"), piece.rfind(b"<table:table-row"), piece.rfind(b"<c "))
        if cut <= 0 or len(piece) - cut > _LONG:
            cut = piece.rfind(b"<")
        if not is_xml or cut < 0:
            cut = len(piece)
        rest = piece[cut:]
        if len(rest) > _LONGEST_TAG:
            _refuse(source)
        yield piece[:cut], len(chunk)
    yield rest, 0


def _parse(wholeness: XMLParserType, piece: bytes, source: ByteSource, *, is_final: bool = False) -> None:
    try:
        wholeness.Parse(piece, is_final)
    except ExpatError:
        _refuse_damaged(source)


def _refuse_damaged(source: ByteSource) -> None:
    raise UserError(f"“{source.name}” is a damaged spreadsheet. Save it again, or as CSV (UTF-8).")


def _refuse(source: ByteSource) -> None:
    raise UserError(
        f"“{source.name}” has a sheet with more cells than are read: 2 million, or 4 million with the "
        "empty ones between. Save the table alone, as CSV (UTF-8)."
    )


def _pick_counter(name: str, *, is_binary: bool) -> XlsxCounter | OdsCounter | XlsbCounter | None:
    """Any part may be a sheet: which one is, the workbook says, and it may say anything."""
    if is_binary and name.endswith(".bin"):
        return None if "printersettings" in name else XlsbCounter()
    return OdsCounter() if name == "content.xml" else XlsxCounter()
