"""Workbooks: the sheet, the cells as text, and what is refused before it fills the memory."""

from __future__ import annotations

import datetime
import struct
from pathlib import Path

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from channeladmin.errors import UserError
from channeladmin.rosters.reader import RawTable, ReadOptions, read_source, read_table
from channeladmin.rosters.reading.sheet_counters import XlsxCounter
from channeladmin.rosters.reading.xls_limits import find_stream, list_records
from tests.rosters.reading.workbooks import make_bare_xlsx, make_ods, make_xlsx, replace_parts

CORPORA = Path(__file__).parents[4] / "shared" / "corpora" / "csv"


def read(data: bytes, options: ReadOptions | None = None) -> RawTable:
    return read_table(data, source="x.xlsx", options=options)


def cells(table: RawTable) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


def fill_people(_book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
    sheet.write_row(2, 1, ("partner", "name"))
    sheet.write_row(3, 1, ("Acme", "Ann"))
    sheet.write_row(5, 1, ("Birch", "Bo"))


def fill_kinds(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
    sheet.write_row(0, 0, ("kind", "cell"))
    days, moments = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    sheet.write(1, 0, "day")
    sheet.write_datetime(1, 1, datetime.datetime(2024, 1, 2), days)  # noqa: DTZ001 - a sheet has no zones
    sheet.write(2, 0, "moment")
    sheet.write_datetime(2, 1, datetime.datetime(2024, 1, 2, 3, 4), moments)  # noqa: DTZ001 - a sheet has no zones
    for row, (kind, value) in enumerate((("whole", 45_000.0), ("part", 0.25), ("large", 1e15), ("yes", True)), start=3):
        sheet.write_row(row, 0, (kind, value))
    sheet.write(7, 0, "error")
    sheet.write_formula(7, 1, "=NA()", None, "#N/A")
    sheet.write_row(8, 0, ("text", "0042"))


def test_a_sheet_with_its_own_rows() -> None:
    table = read(make_xlsx(Data=fill_people))
    assert (table.columns, cells(table)) == (("partner", "name"), [("Acme", "Ann"), ("Birch", "Bo")])
    assert (table.header_row, [row.line for row in table.rows]) == (3, [4, 6])
    assert (table.sheet, table.sheets, table.warnings) == ("Data", ("Data",), ())
    document = table.to_document()
    assert (document["encoding"], document["delimiter"], document["quote"]) == (None, None, None)


def test_cells_as_text() -> None:
    assert cells(read(make_xlsx(A=fill_kinds))) == [
        ("day", "2024-01-02"), ("moment", "2024-01-02 03:04:00"), ("whole", "45000"), ("part", "0.25"),
        ("large", "1000000000000000"), ("yes", "TRUE"), ("error", "#N/A"), ("text", "0042"),
    ]  # fmt: skip


def test_the_first_sheet_that_holds_a_table_or_the_one_that_is_named() -> None:
    data = make_xlsx(
        Cover=lambda _book, sheet: sheet.write(0, 0, "Partner roster"),
        Empty=lambda _book, _sheet: None,
        People=fill_people,
        Kinds=fill_kinds,
    )
    table = read(data)
    assert table.sheet == "People"
    assert "“Cover”, “Empty”, “Kinds”" in table.warnings[0]
    assert read(data, ReadOptions(sheet="kinds")).columns == ("kind", "cell")
    assert read(data, ReadOptions(sheet="4")).sheet == "Kinds"
    with pytest.raises(UserError, match=r"no sheet “Plans”\. It has “Cover”"):
        read(data, ReadOptions(sheet="Plans"))
    with pytest.raises(UserError, match=r"is empty|no line"):
        read(data, ReadOptions(sheet="Empty"))


def test_groups_and_footers_of_a_sheet() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ("Company", "Name", "Email"))
        for row, name in enumerate(("Ann", "Bo", "Cy", "Di"), start=1):
            sheet.write_row(row, 1, (name, f"{name}@x.example"))
        sheet.merge_range(1, 0, 2, 0, "Acme", book.add_format())
        sheet.merge_range(3, 0, 4, 0, "Birch", book.add_format())
        sheet.write(6, 0, "Grand Totals (4 records)")

    table = read(make_xlsx(A=fill))
    assert [row[0] for row in cells(table)] == ["Acme", "Acme", "Birch", "Birch"]
    assert table.skipped[0].line == 7


def test_an_opendocument_sheet() -> None:
    row = "<table:table-row{0}>{1}</table:table-row>"
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = (
        row.format("", cell.format("partner") + cell.format("name"))
        + row.format("", cell.format("Acme") + cell.format("Ann"))
        + row.format(
            ' table:number-rows-repeated="1048574"', '<table:table-cell table:number-columns-repeated="16384"/>'
        )
    )
    table = read(make_ods(rows))
    assert (table.columns, cells(table)) == (("partner", "name"), [("Acme", "Ann")])


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (
            make_bare_xlsx(
                '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
            ),
            "more cells than are read",
        ),
        (make_bare_xlsx("<row r = '30000'><c r\n= 'ZZZ30000'><v>1</v></c></row>"), "more cells than are read"),
        (make_bare_xlsx('<row r="9"><c r="AZZZZ9"><v>1</v></c></row>'), "more cells than are read"),
        (make_bare_xlsx('<row r="1"/><row><c r="A0000000005000000"><v>1</v></c></row>'), "more cells than are read"),
        (
            make_bare_xlsx('<row r="1"/><row r="1048576">' + "<c><v>1</v></c>" * 16 + "</row>"),
            "more cells than are read",
        ),
        (
            replace_parts(
                make_xlsx(A=fill_people), {"xl/sharedStrings.xml": '<sst uniqueCount="4000000000"><si/></sst>'}
            ),
            "more cells than are read",
        ),
        (
            make_ods(
                "<table:table-row><table:table-cell a='>' table:number-columns-repeated = '4000000000'/>"
                '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
            ),
            "more cells than are read",
        ),
        (make_bare_xlsx('<row r="1">' + "<c><v>1</v></c>" * 6_100_000 + "</row>"), "more cells than are read"),
        (
            make_bare_xlsx(
                '<row r="1"><c r="A1" t="str"><v>&lol2;</v></c></row>',
                '<!DOCTYPE x [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]>',
            ),
            "XML entities",
        ),
        (
            make_ods(
                '<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="string" '
                'table:number-columns-repeated="1000"><text:p>x</text:p></table:table-cell></table:table-row>'
            ),
            "more cells than are read",
        ),
        (make_bare_xlsx('<row r="1"><c r="A1" t="inlineStr"><is><t>x'), "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "damaged"),
        (make_xlsx(A=fill_people)[:-300], "damaged"),
    ],
)
def test_what_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(UserError, match=why):
        read(data)


def test_a_huge_declared_dimension_costs_nothing() -> None:
    data = make_bare_xlsx(
        '<row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1" t="str"><v>b</v></c></row>'
        '<row r="2"><c r="A2"><v>1</v></c></row>',
        head='<dimension ref="A1:XFD1048576"/>',
    )
    assert read(data).columns == ("a", "b")


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora of hostile files are not here")
@pytest.mark.parametrize("suffix", ["xls", "xlsx"])
def test_workbooks_of_other_programs(suffix: str) -> None:
    table = read_source(CORPORA / "csvkit" / f"sheets.{suffix}")
    assert table.rows[0].cells[:5] == ("Chicago Reader", "1971-01-01", "40", "TRUE", "1")
    assert table.sheets == ("not this one", "data", "ʤ")


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora of hostile files are not here")
@pytest.mark.parametrize("name", ["csvkit/test.xls", "csvlint/spreadsheet.xls"])
def test_an_old_workbook_that_spans_too_much(name: str) -> None:
    data = (CORPORA / name).read_bytes()
    stream = find_stream(data)
    assert stream is not None
    records = list(list_records(stream))
    cell = next(at for kind, at, _ in reversed(records) if kind == 0x00FD)
    dimensions = next(at for kind, at, _ in records if kind == 0x0200)
    for at, lie in ((cell, struct.pack("<HH", 65_535, 255)), (dimensions, struct.pack("<II", 0, 0xFFFFFFF0))):
        place = data.find(stream[at - 4 : at + 10]) + 4
        bitten = data[:place] + lie + data[place + len(lie) :]
        with pytest.raises(UserError, match="more cells than are read"):
            read(bitten)


def test_hours_beyond_all_time_reject_their_row() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        hours = book.add_format({"num_format": "[h]:mm:ss"})
        sheet.write_row(0, 0, ("name", "hours"))
        for row, number in enumerate((1, 1e10, 1e300, 2), start=1):
            sheet.write(row, 0, f"n{row}")
            sheet.write_number(row, 1, number, hours)

    table = read(make_xlsx(A=fill))
    assert [row.line for row in table.rows] == [2, 3, 4, 5]
    assert [row.cells[1] for row in table.rows if row.problem is None] == ["24:00:00", "48:00:00"]
    assert ["formatted as hours" in str(row.problem) for row in table.rows] == [False, True, True, False]


def test_a_full_sheet_weighs_more_than_a_sparse_one() -> None:
    far = '<row r="1"><c r="A1" t="str"><v>a</v></c></row><row r="1000000"><c r="C1000000"><v>1</v></c></row>'
    assert len(read_table(make_bare_xlsx(far), source="x.xlsx").rows) == 1
    assert XlsxCounter().count(b'<row r="1">' + b"<c><v>1</v></c>" * 10) == 20
    assert XlsxCounter().count(b'<row r="1"><c r="Z10"><v>1</v></c></row>') == 260
