"""Clean tables written with groups, trailing delimiters, mixed line ends and other alphabets are read back exactly."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from channeladmin.rosters.reader import read_table
from tests.rosters.reading.messier import make_messier


@given(st.integers(0, 10_000_000))
def test_a_messier_file_gives_its_clean_table(seed: int) -> None:
    messier = make_messier(seed)
    table = read_table(messier.data, source="roster.csv", options=messier.told)
    width = len(messier.columns)
    assert tuple(filter(None, table.columns)) == messier.columns
    assert [row.cells[:width] for row in table.rows] == messier.rows
    assert not any(cell for row in table.rows for cell in row.cells[width:])
    assert not any(row.problem for row in table.rows)
    assert table.header_row == messier.header_row
    assert len(table.skipped) == messier.skipped
