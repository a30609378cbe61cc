"""What an old workbook (.xls) would take in memory, counted from its records before it is opened."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

from channeladmin.errors import UserError
from channeladmin.rosters.reading.limits import MOST_SHEET_WEIGHT

_MOST_ROWS, _MOST_COLUMNS = 65_536, 256
_TEXTS, _MOST_TEXTS = 0x00FC, 4_000_000
_BEGIN, _DIMENSIONS, _PASSWORD = (0x0009, 0x0209, 0x0409, 0x0809), (0x0000, 0x0200), 0x002F
_CELLS = frozenset(
    (0x0001, 0x0002, 0x0003, 0x0004, 0x0005, 0x0006, 0x007E, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204,
     0x0205, 0x0206, 0x027E, 0x0406)
)  # fmt: skip
_SEVERAL = frozenset((0x00BD, 0x00BE))
_STREAMS = ("workbook", "book")


def check_xls(data: bytes, source: str) -> None:
    """Refuse (UserError) a workbook whose sheets span too many cells, that is protected, or whose frame is broken."""
    try:
        stream = find_stream(data)
    except (struct.error, IndexError) as error:
        raise UserError(f"“{source}” is a damaged spreadsheet. Save it again, or as CSV (UTF-8).") from error
    if stream is None:
        raise UserError(
            f"“{source}” is protected by a password, or is no spreadsheet. Save it without one, or as CSV (UTF-8)."
        )
    rows = columns = filled = 0
    for kind, at, size in list_records(stream):
        if kind in _BEGIN:
            rows = columns = filled = 0
        elif kind == _PASSWORD:
            raise UserError(f"“{source}” is protected by a password. Save it without one.")
        elif kind in _DIMENSIONS and size >= 10:
            _check_dimensions(stream, at, size, source)
        elif kind == _TEXTS and size >= 8 and max(struct.unpack_from("<II", stream, at)) > _MOST_TEXTS:
            _refuse(source)
        elif kind in _CELLS and size >= 4:
            row, column = struct.unpack_from("<HH", stream, at)
            filled += 1
            if kind in _SEVERAL:
                last = max(column, struct.unpack_from("<H", stream, at + size - 2)[0])
                filled += last - column
                column = last
            rows, columns = max(rows, row + 1), max(columns, column + 1)
            if max(rows * columns, 2 * filled) > MOST_SHEET_WEIGHT:
                _refuse(source)


def _check_dimensions(stream: bytes, at: int, size: int, source: str) -> None:
    rows, columns = (
        (struct.unpack_from("<I", stream, at + 4)[0], struct.unpack_from("<H", stream, at + 10)[0])
        if size >= 14
        else (struct.unpack_from("<H", stream, at + 2)[0], struct.unpack_from("<H", stream, at + 6)[0])
    )
    if rows > _MOST_ROWS or columns > _MOST_COLUMNS:
        _refuse(source)


def _refuse(source: str) -> None:
    raise UserError(
        f"“{source}” has a sheet with more cells than are read: 2 million, or 4 million with the "
        "empty ones between. Save the table alone, as CSV (UTF-8)."
    )


def list_records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Kind, place and size of each record."""
    at, end = 0, len(stream)
    while at + 4 <= end:
        kind, size = struct.unpack_from("<HH", stream, at)
        at += 4
        if at + size > end:
            return
        yield kind, at, size
        at += size


def find_stream(data: bytes) -> bytes | None:
    """The stream of the workbook in its compound file; None where there is none."""
    shift, mini_shift = struct.unpack_from("<HH", data, 0x1E)
    if shift not in (9, 12) or mini_shift > shift:
        raise IndexError(shift)
    size = 1 << shift
    # The library makes room for as many sectors of each table as the head says.
    if max(struct.unpack_from("<I", data, at)[0] for at in (0x28, 0x2C, 0x40, 0x48)) > len(data) // size + 1:
        raise IndexError(size)
    first_directory, _, cutoff, first_mini = struct.unpack_from("<IIII", data, 0x30)
    table = _read_table(data, size, _list_table_sectors(data, size))
    directory = _join(data, table, first_directory, size, size)
    found: tuple[int, int] | None = None
    root = 0
    for at in range(0, len(directory) - 127, 128):
        length = min(64, struct.unpack_from("<H", directory, at + 0x40)[0])
        name = directory[at : at + max(0, length - 2)].decode("utf-16-le", errors="replace").casefold()
        start, stream_size = struct.unpack_from("<II", directory, at + 0x74)
        if at == 0:
            root = start
        elif name in _STREAMS and (found is None or name == _STREAMS[0]):
            found = start, stream_size
    if found is None:
        return None
    start, stream_size = found
    if stream_size >= cutoff:
        return _join(data, table, start, size, size)[:stream_size]
    minis = _join(data, table, root, size, size)
    mini_table = _read_entries(_join(data, table, first_mini, size, size))
    return _join(minis, mini_table, start, 1 << mini_shift, 0)[:stream_size]


def _list_table_sectors(data: bytes, size: int) -> list[int]:
    """The sectors that hold the allocation table."""
    sectors = list(struct.unpack_from("<109I", data, 0x4C))
    following, count = struct.unpack_from("<II", data, 0x44)
    for _ in range(min(count, len(data) // size)):
        if following >= len(data) // size:
            break
        *entries, following = _read_entries(data[size * (following + 1) : size * (following + 2)])
        sectors += entries
    return [sector for sector in sectors if sector < len(data) // size]


def _read_table(data: bytes, size: int, sectors: Sequence[int]) -> Sequence[int]:
    return _read_entries(b"".join(data[size * (sector + 1) : size * (sector + 2)] for sector in sectors[:100_000]))


def _read_entries(data: bytes) -> Sequence[int]:
    count = len(data) // 4
    return struct.unpack_from(f"<{count}I", data)


def _join(data: bytes, table: Sequence[int], sector: int, size: int, offset: int) -> bytes:
    """The sectors of a chain, each once at most."""
    parts: list[bytes] = []
    most = len(data) // size + 1
    while sector < len(table) and len(parts) <= most:
        parts.append(data[offset + sector * size : offset + (sector + 1) * size])
        sector = table[sector]
    return b"".join(parts)
