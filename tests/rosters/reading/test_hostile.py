"""Files that mean harm, or that somebody's disk has bitten: read or refused, soon and in little memory."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from channeladmin.errors import EnvironmentProblem, UserError
from channeladmin.rosters.reader import read_source, read_table
from channeladmin.rosters.reading import shape
from tests.guard import ends
from tests.rosters.reading.workbooks import make_bare_xlsx, make_ods

CORPORA = Path(__file__).parents[4] / "shared" / "corpora" / "csv"
_BITS = (
    b'"', b"'", b"\x00", b"\r", b"\n", b",", b";", b"\t", b"\\", b"\xff", b"\x80", b"PK\x03\x04", b"sep=;\n", b'""',
    b",,,,,", b"\xef\xbb\xbf", b"\xff\xfe", b"\n\n", b"Total,", b"\x1b$B",
)  # fmt: skip
_LINES = 20_000


@pytest.mark.parametrize(
    "data",
    [
        b"a,b\n" + b'1,"open\n' * _LINES,
        b"a,b,c\n" + b'a",""",\n' * _LINES,
        b"a,b,c\n" + b'x,"a\n' + b"y,z,w\n" * _LINES,
        b'a,b\n"' + b"x\n" * _LINES * 5,
        b"a,b\n" + b'"x"y,1\n' * _LINES,
        b"a,b\n" + b'"\\' * _LINES * 5,
        b'"' * _LINES * 5,
        b"," * 60_000 + b"\n" + b"a\n" * 10_000,
        b"@." * _LINES * 2,
        b"1,234" * _LINES,
        bytes(range(128, 256)) * 2_000,
        b"a\n" + b"\n" * _LINES * 10,
        b"caf\xe9\n" + b"x" * _LINES * 50,
    ],
    ids=lambda data: repr(data[:16]),
)
def test_time_grows_with_the_text_alone(data: bytes) -> None:
    with ends():
        try:
            len(read_table(data, source="x").rows)
        except UserError as error:
            assert str(error).endswith(".")


@pytest.mark.parametrize(
    "data",
    [
        *(
            make_bare_xlsx(rows)
            for rows in (
                "<c " * _LINES,
                '<c t="e" r="A1" ' * _LINES,
                '<c t="e" ' + 'r="A1" ' * _LINES + "><v>#N/A",
                '<c t="e" r="A1"><f ' * _LINES,
            )
        ),
        *(
            make_ods(rows)
            for rows in (
                "<table:table-cell " * _LINES,
                '<table:table-row "' * _LINES + "<table:table-row '",
                "<text:s " * _LINES,
                "<text:s c " * _LINES,
            )
        ),
    ],
    ids=["c", "t=e", "r", "f", "cell", "quotes", "s", "c="],
)
def test_a_tag_that_never_ends_costs_no_more_than_one_that_does(data: bytes) -> None:
    with ends(), pytest.raises(UserError, match=r"\.$"):
        read_table(data, source="x")


@pytest.mark.parametrize("rows", ["<table:table-row>", "</table:table>", "<!--", "<table:table-row></x>"])
def test_a_table_that_has_no_end_is_refused(rows: str) -> None:
    with pytest.raises(UserError, match="damaged"):
        read_table(make_ods(rows), source="x")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"," * 70_000 + b"x\n", "columns"),
        (b"a,b\n" + b"," * 1_000_000 + b"x\n", "columns"),
        (b'partner,"' + b"name\n" * 10_000 + b'"\nAcme,Ann\n', "column name"),
        (b"," * 39_999 + b"x\n" + b"a\n" * 1_001, "million cells"),
        (b"a" * (17 << 20), "16 million characters"),
        (b"a\n" * 3_000_001, "lines"),
    ],
)
def test_what_is_too_large_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(UserError, match=why):
        read_table(data, source="x")


def test_a_path_that_no_disk_takes(tmp_path: Path) -> None:
    with pytest.raises((UserError, EnvironmentProblem), match="x"):
        read_source(tmp_path / ("x" * 5_000))
    with pytest.raises(UserError, match="not a file"):
        read_source(tmp_path / "x\x00y")


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora of hostile files are not here")
@pytest.mark.parametrize("seed", range(4))
def test_bitten_files_are_read_or_refused(seed: int) -> None:
    source = random.Random(seed)
    files = [path.read_bytes() for path in sorted(CORPORA.rglob("*")) if path.is_file()]
    for _ in range(60):
        data = bytearray(source.choice([file for file in files if len(file) < 30_000]))
        for _ in range(source.choice((1, 2, 5, 40))):
            at = source.randrange(len(data) + 1)
            match source.randrange(4):
                case 0:
                    data[at : at + 1] = bytes((source.randrange(256),))
                case 1:
                    data[at:at] = source.choice(_BITS)
                case 2:
                    del data[at : at + source.randrange(200)]
                case _:
                    data[at:at] = data[at : at + 100] * source.randrange(3)
        try:
            table = read_table(bytes(data), source="x")
        except UserError as error:
            assert str(error).endswith(".")
        else:
            assert all(len(row.cells) >= len(table.columns) for row in table.rows)


def test_rows_that_go_on_behind_the_last_column_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their cells count too, though they stand in no column: 80 million of them fit into a file."""
    monkeypatch.setattr(shape, "MOST_CELLS", 10_000)
    data = b"a,b\n" + b"1,2\n" * 400 + (b"x," * 998 + b"x\n") * 11
    with pytest.raises(UserError, match="million cells"):
        read_table(data, source="wide.csv")
    assert len(read_table(data.rsplit(b"\n", 2)[0], source="wide.csv").rows) == 410
