"""Rows in little memory behave as a tuple of rows does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channeladmin.rosters.reading.packed_rows import PackedRows
from channeladmin.rosters.reading.raw_table import RawRow

_COUNTS = st.sampled_from((0, 1, 5, 1023, 1024, 1025, 2048, 3000))


def make(count: int) -> list[RawRow]:
    return [RawRow(number + 2, (f"p{number}", "\ud800é"), None if number % 3 else "bad") for number in range(count)]


@given(
    count=_COUNTS,
    taken=st.integers(0, 1500),
    begin=st.integers(-5, 3000),
    width=st.sampled_from((1, 100, 10_000, 70_000)),
)
def test_as_a_tuple(count: int, taken: int, begin: int, width: int) -> None:
    plain = make(count)
    rows = PackedRows(((row.line, row.cells, row.problem) for row in plain), width=width)
    assert (len(rows), list(rows), rows == plain) == (count, plain, True)
    assert list(rows[begin : begin + 7]) == plain[begin : begin + 7]
    assert rows[-1:] == tuple(plain[-1:])
    last = rows.take_last(min(taken, count))
    assert [record[0] for record in last] == [row.line for row in plain[count - min(taken, count) :]]
    assert list(rows) == plain[: count - min(taken, count)]
    rows.change(lambda record: (record[0], (*record[1], "x"), record[2]))
    assert all(row.cells[-1] == "x" for row in rows)


def test_beyond_the_end() -> None:
    with pytest.raises(IndexError):
        PackedRows()[0]
