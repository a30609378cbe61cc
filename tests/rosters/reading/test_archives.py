"""A .zip of one table is read; anything else in an archive is refused with a sentence."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from channeladmin.errors import UserError
from channeladmin.rosters.reader import read_source, read_table
from tests.rosters.reading.workbooks import make_xlsx, make_zip

TABLE = b"partner,name\nAcme,Ann\n"


def test_a_zip_of_one_table() -> None:
    table = read_table(
        make_zip({"a/roster.csv": TABLE, "__MACOSX/._roster.csv": b"x", "readme.md": b"x"}), source="x.zip"
    )
    assert (table.source, table.columns, len(table.rows)) == ("x.zip/roster.csv", ("partner", "name"), 1)


def test_a_zip_of_one_workbook() -> None:
    book = make_xlsx(A=lambda _book, sheet: (sheet.write_row(0, 0, ("a", "b")), sheet.write_row(1, 0, ("c", "d"))))
    assert read_table(make_zip({"book.xlsx": book}), source="x.zip").columns == ("a", "b")


def lie_about_size(data: bytes, size: int) -> bytes:
    """Every entry claims that its file is so small."""
    out = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = out.find(mark)
        struct.pack_into("<I", out, at + offset, size)
    return bytes(out)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (make_zip({"a.csv": TABLE, "b.csv": TABLE}), "several files"),
        (make_zip({}), "empty archive"),
        (make_zip({"a/": b""}), "no file"),
        (make_zip({"../../a.csv": TABLE}), "path"),
        (make_zip({"/etc/a.csv": TABLE}), "path"),
        (make_zip({"C:/a.csv": TABLE}), "path"),
        (make_zip({"d/" * 40 + "a.csv": TABLE}), "path"),
        (make_zip({"in.zip": make_zip({"a.csv": TABLE})}), "another archive"),
        (make_zip({"a.csv": b"a" * (30 << 20)}), "far more than a table"),
        (lie_about_size(make_zip({"a.csv": b"a" * (30 << 20)}), 100), "far more than a table"),
        (lie_about_size(make_zip({"a.csv": TABLE}), 5), "damaged"),
        (make_zip({f"{number}.csv": TABLE for number in range(5_001)}), "more than 5,000 files"),
        (make_zip({"a.csv": TABLE})[:-9], "damaged"),
        (b"PK\x03\x04rest", "damaged"),
        (make_zip({".": TABLE}), "path"),
        (make_zip({"a.csv": TABLE}).replace(b"a.csv", b"\0.csv"), "path"),
    ],
)
def test_what_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(UserError, match=why) as caught:
        read_table(data, source="x.zip")
    assert str(caught.value).endswith(".")


def test_a_protected_zip_is_refused() -> None:
    data = bytearray(make_zip({"a.csv": TABLE}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + offset] |= 1
    with pytest.raises(UserError, match="password"):
        read_table(bytes(data), source="x.zip")


def test_an_archive_whose_list_lies_before_its_beginning(tmp_path: Path) -> None:
    data = bytearray(make_zip({"a.csv": TABLE}))
    struct.pack_into("<I", data, data.rfind(b"PK\x05\x06") + 12, 1 << 30)
    path = tmp_path / "x.zip"
    path.write_bytes(data)
    # A file of the disk says so otherwise than bytes at hand do.
    with pytest.raises(UserError, match="damaged"):
        read_source(path)
