"""Whatever somebody calls a CSV is read as it stands, or refused with a sentence."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channeladmin.errors import UserError
from channeladmin.rosters.reader import RawTable, ReadOptions, read_source, read_table

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"


def read(text: str | bytes, *, encoding: str | None = None, delimiter: str | None = None) -> RawTable:
    data = text if isinstance(text, bytes) else text.encode()
    return read_table(data, source="some.csv", options=ReadOptions(encoding, delimiter))


def cells(table: RawTable) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_finds_the_delimiter_over_lists_and_quoted_cells(delimiter: str) -> None:
    rows = [["partner", "kinds", "note"], ["A, B", "reseller;msp", "x|y\tz"], ["C;D", "services", 'say "hi"']]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    table = read(out.getvalue())
    assert table.delimiter == delimiter
    assert [list(table.columns), *map(list, cells(table))] == rows


def test_a_semicolon_file_with_decimal_commas() -> None:
    table = read("partner;q1;q2\nAcme;1,5;2,5\nBirch;3,5;4,5\n")
    assert (table.delimiter, cells(table)[0]) == (";", ("Acme", "1,5", "2,5"))


def test_excels_own_line_declares_the_delimiter() -> None:
    table = read("sep=;\r\na;b\r\n1;2\r\n")
    assert (table.delimiter, table.header_row, table.rows[0].line) == (";", 2, 3)


def test_blanks_after_delimiters_before_quotes() -> None:
    assert cells(read('a, "b"\n1, "x, y"\n2, "z"\n')) == [("1", "x, y"), ("2", "z")]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("name\nŁukasz".encode(), "utf-8"),
        ("name\nŁukasz".encode("utf-8-sig"), "utf-8"),
        (b"\xff\xfe" + "name\nŁukasz".encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + "name\nŁukasz".encode("utf-16-be"), "utf-16-be"),
        ("name,town\nMüller,Köln\nWeiß,Zürich\n".encode("cp1252"), "cp1252"),
        ("name,town\nO’Brien – Sons,Cork\n".encode("cp1252"), "cp1252"),
        ("name;region\nKöln AG;EMEA\n".encode("cp1252"), "cp1252"),
        ("name;region\nKöln AG;EMEA\nMüller & Söhne;EMEA\n".encode("cp1252"), "cp1252"),
        ("имя,город\nИван Петров,Москва\nМария,Казань\n".encode("cp1251"), "cp1251"),
        ("会社,名前\n株式会社テスト,山田太郎\n日本電気,鈴木一郎\n".encode("cp932"), "cp932"),
    ],
)
def test_finds_the_encoding(data: bytes, encoding: str) -> None:
    table = read(data)
    assert table.encoding == encoding
    assert table.columns[0] in ("name", "имя", "会社")
    assert bool(table.warnings) == (encoding not in ("utf-8", "utf-16-le", "utf-16-be"))


def test_utf_16_without_a_mark() -> None:
    table = read("name,town\nAnn,Cork\n".encode("utf-16-le"))
    assert (table.encoding, cells(table)) == ("utf-16-le", [("Ann", "Cork")])


def test_a_told_encoding_is_taken_and_checked() -> None:
    assert read("name\nÅsa".encode("mac_roman"), encoding="mac_roman").rows[0].cells == ("Åsa",)
    with pytest.raises(UserError, match="line 2 cannot be read"):
        read(b"name\n\xff", encoding="utf-8")
    for wrong in ("klingon", "base64"):
        with pytest.raises(UserError, match="is not an encoding"):
            read("name\nx", encoding=wrong)


def test_damaged_utf_8_names_the_lines_and_keeps_the_rest() -> None:
    table = read("name\nÅsa Öberg Ärlig\n".encode() + b"Bad \xc3\n" + "Éva\n".encode())
    assert table.encoding == "utf-8"
    assert [row[0] for row in cells(table)] == ["Åsa Öberg Ärlig", "Bad �", "Éva"]
    assert "Line 3" in table.warnings[0]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings_and_line_numbers(ending: str) -> None:
    table = read(ending.join(["a,b", "", '"1\n2",x', "", "3,y", ""]))
    assert cells(table) == [("1\n2", "x"), ("3", "y")]
    assert [row.line for row in table.rows] == [3, 6]


def test_short_rows_are_filled_and_long_ones_are_a_problem() -> None:
    table = read("a,b,c\n1\n1,2,3,,\n1,2,3,4\n5,6,7\n")
    assert cells(table) == [("1", "", ""), ("1", "2", "3"), ("1", "2", "3", "4"), ("5", "6", "7")]
    assert [row.problem is None for row in table.rows] == [True, True, False, True]
    assert "4 cells" in str(table.rows[2].problem)


def test_an_open_quote_costs_its_own_line_only() -> None:
    table = read('a,b\n1,"open\n2,x\n3,"closed, yes"\n4,y\n')
    assert [row.cells[0] for row in table.rows] == ["1", "2", "3", "4"]
    assert table.rows[2].cells == ("3", "closed, yes")
    assert [row.line for row in table.rows if row.problem] == [2]
    assert "Line 2" in table.warnings[0]


def test_an_open_quote_in_the_last_line() -> None:
    table = read('a,b\n1,x\n2,"open')
    assert cells(table) == [("1", "x"), ("2", '"open')]
    assert table.rows[1].problem


def test_text_behind_a_closing_quote_is_read_and_told() -> None:
    table = read('a,b\n"x"y,1\n')
    assert (cells(table), table.rows[0].problem) == ([("xy", "1")], None)
    assert "Line 2" in table.warnings[0]


def test_a_long_cell_and_nul_characters() -> None:
    table = read(f"a,b\n{'x' * 300_000},1\n\x00,2\n")
    assert len(table.rows[0].cells[0]) == 300_000
    assert table.rows[1].cells == ("\x00", "2")
    assert any("NUL" in warning for warning in table.warnings)


@pytest.mark.parametrize(
    "data", [b"", b"\n\n  \n", b"\xef\xbb\xbf", b"PK\x03\x04rest", b"\x1f\x8b", bytes(range(256)) * 9]
)
def test_what_is_no_table_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(UserError, match=r"some\.csv.*\."):
        read(data)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no file"):
        read_source(tmp_path / "none.csv")
    with pytest.raises(UserError, match="is not a file"):
        read_source(tmp_path)


@pytest.mark.parametrize("text", ["::", "a", '"', "\n"])
def test_a_delimiter_is_one_sign(text: str) -> None:
    with pytest.raises(UserError, match="cannot be a delimiter"):
        read("a,b\n1,2\n", delimiter=text)


def test_a_told_delimiter_wins() -> None:
    assert read("a,b\tc\n1,2\t3\n", delimiter="tab").columns == ("a,b", "c")


def test_the_document_has_the_contracts_keys() -> None:
    document = read("a,b\n1,2\n").to_document()
    assert document == {
        "encoding": "utf-8",
        "delimiter": ",",
        "quote": '"',
        "header_row": 1,
        "columns": ["a", "b"],
        "rows": [["1", "2"]],
        "warnings": [],
    }


# A header of plain names, as files have it; cells of anything but a lone surrogate.
_cell = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)


@given(
    rows=st.lists(st.tuples(_cell, _cell, _cell), max_size=8),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    ending=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig"]),
)
def test_a_quoted_table_comes_back_cell_by_cell(
    rows: list[tuple[str, str, str]], delimiter: str, ending: str, encoding: str
) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=ending, quoting=csv.QUOTE_ALL)
    writer.writerows([("partner", "name", "email"), *rows])
    try:
        table = read_table(out.getvalue().encode(encoding), source="x", options=ReadOptions(fills=False))
    except UserError:
        # More control characters than text: no table by any reader's measure.
        assert sum(not char.isprintable() for row in rows for cell in row for char in cell) > 8
        return
    assert table.delimiter == delimiter
    assert cells(table) == rows


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        table = read_table(data, source="x")
    except UserError as error:
        assert str(error).endswith(".")
    else:
        assert all(len(row.cells) >= len(table.columns) for row in table.rows)


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora of hostile files are not here")
def test_hostile_files_are_read_or_refused() -> None:
    files = [path for path in sorted(CORPORA.rglob("*")) if path.is_file()]
    assert len(files) > 100
    for path in files:
        try:
            table = read_source(path)
        except UserError as error:
            assert path.name in str(error)
        else:
            assert table.columns, path


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora of hostile files are not here")
def test_the_csv_acid_test() -> None:
    for path in sorted((CORPORA / "csv" / "csv-spectrum" / "csvs").glob("*.csv")):
        table = read_source(path)
        got = [dict(zip(table.columns, row.cells, strict=True)) for row in table.rows]
        assert got == json.loads((path.parent.parent / "json" / f"{path.stem}.json").read_text("utf-8")), path.name


def test_damaged_utf_16_keeps_what_can_be_read() -> None:
    table = read(b"\xff\xfe" + "name\nAnn\n".encode("utf-16-le") + b"\x00\xd8")
    assert (table.columns, table.rows[0].cells) == (("name",), ("Ann",))
    assert "damaged" in table.warnings[0]


def test_a_told_utf_16_goes_with_its_mark() -> None:
    assert read(b"\xff\xfe" + "name\nAnn".encode("utf-16-le"), encoding="utf-16").columns == ("name",)
    assert read("name\nAnn".encode("utf-8-sig"), encoding="UTF8").columns == ("name",)


@pytest.mark.parametrize("text", ["sep=;\n", "sep=;\n\n", ",,\n,,\n"])
def test_no_line_of_column_names(text: str) -> None:
    with pytest.raises(UserError, match="no line of column names"):
        read(text)
