"""Messy files made from clean tables are read back cell by cell."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from channeladmin.rosters.reader import read_table
from tests.rosters.reading.messy import make_messy


@given(st.integers(0, 10_000_000))
def test_a_messy_file_gives_its_clean_table(seed: int) -> None:
    messy = make_messy(seed)
    table = read_table(messy.data, source="roster.csv")
    assert table.delimiter == messy.delimiter
    assert table.columns == messy.columns
    assert [row.cells for row in table.rows] == messy.rows
    assert table.header_row == messy.header_row
    assert [line.text for line in table.skipped] == [*messy.preamble, *messy.footer]
    assert bool(messy.preamble) == any("before the column names" in warning for warning in table.warnings)
    assert bool(messy.footer) == any("after the last record" in warning for warning in table.warnings)
