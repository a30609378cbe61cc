"""Delimiters, quotes and escapes as files have them."""

from __future__ import annotations

import pytest

from channeladmin.errors import UserError
from channeladmin.rosters.reader import RawTable, ReadOptions, read_table


def read(text: str, options: ReadOptions | None = None) -> RawTable:
    return read_table(text.encode(), source="x.csv", options=options)


def cells(table: RawTable) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", ":", "^", "~", "\x01", "\x1f"])
def test_usual_and_rare_delimiters(delimiter: str) -> None:
    rows = [("partner", "name", "earned"), ("Acme", "Ann Lee", "2024-01-02"), ("Birch", "Bo", "2024-02-03")]
    table = read("".join(f"{delimiter.join(row)}\n" for row in rows))
    assert table.delimiter == delimiter
    assert [table.columns, *cells(table)] == rows


def test_blanks_part_numbers_and_quoted_cells_but_no_names() -> None:
    assert read("a b c\n1 2 3\n4 5 6\n").delimiter == " "
    assert read('"a b" "c" "d"\n"e f" "g" "h"\n"i" "j k" "l"\n').columns == ("a b", "c", "d")
    assert read("full name\nAnn Lee\nBo Ray\n").columns == ("full name",)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_backslashed_quotes(delimiter: str) -> None:
    lines = [["name", "note", "day"], ["Ann", '"says \\"hi\\"; then, C:\\temp"', "1"], ["Bo", '"x \\"y\\" z"', "2"]]
    table = read("".join(delimiter.join(line) + "\n" for line in lines))
    assert table.escape == "\\"
    assert [row[1] for row in cells(table)] == ['says "hi"; then, C:\\temp', 'x "y" z']


def test_a_backslash_that_escapes_nothing_stays() -> None:
    table = read('path,n\n"C:\\temp\\",1\n"D:\\new",2\n')
    assert (table.escape, cells(table)) == ("", [("C:\\temp\\", "1"), ("D:\\new", "2")])


def test_single_quotes() -> None:
    table = read("'name','note'\n'O''Brien','a, b'\n'Bo','c'\n")
    assert (table.quote, cells(table)) == ("'", [("O'Brien", "a, b"), ("Bo", "c")])
    assert read("name,note\n't Hooft,'s\nO'Brien,x\n").quote == '"'


def test_what_is_told_wins() -> None:
    table = read("a;b\n'x;y';\"z\"\n", ReadOptions(quote="'", delimiter=";"))
    assert cells(table) == [("x;y", '"z"')]
    bare = read('a,b\n"x,y"\n', ReadOptions(quote="none"))
    assert cells(bare) == [('"x', 'y"')]
    for wrong in ("ab", "x", " "):
        with pytest.raises(UserError, match="cannot be a quote"):
            read("a,b\n", ReadOptions(quote=wrong))


def test_one_column_of_texts_is_not_parted_at_its_commas() -> None:
    table = read("full name\nLee, Ann\nRay, Bo\nSmith, Cy, Jr.\n")
    assert cells(table) == [("Lee, Ann",), ("Ray, Bo",), ("Smith, Cy, Jr.",)]


def test_mixed_line_ends() -> None:
    table = read('a,b\r\n1,2\n3,4\r5,"6\r\n7"\r\n')
    assert cells(table) == [("1", "2"), ("3", "4"), ("5", "6\r\n7")]
    assert [row.line for row in table.rows] == [2, 3, 4]


def test_a_stray_quote_stays_in_its_cell() -> None:
    table = read('a,b,c\n"1",""02:15","x"\n"2","10" wide","y, z"\n')
    assert cells(table) == [("1", '"02:15', "x"), ("2", '10" wide', "y, z")]
    assert "not doubled" in table.warnings[0]


def test_a_second_delimiter_that_is_nearly_as_likely_is_told() -> None:
    assert any("nearly as likely" in warning for warning in read("ab,cd;ef\nx,y;z\nu,v;w\n").warnings)


def test_single_quotes_where_only_a_delimiter_needs_them() -> None:
    table = read("partner,net_arr,note\nAcme,'$1,500',it's\nBirch,'$2,500',\nCedar,20,'a, b'\n")
    assert cells(table) == [("Acme", "$1,500", "it's"), ("Birch", "$2,500", ""), ("Cedar", "20", "a, b")]


def test_an_apostrophe_is_no_quote() -> None:
    table = read("partner,name,note\n'Acme,O'Brien,'tis\n'Birch,D'Arcy,'twas so'\n")
    assert cells(table) == [("'Acme", "O'Brien", "'tis"), ("'Birch", "D'Arcy", "'twas so'")]
