"""Rows in little memory behave as a tuple of rows does."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channeladmin.rosters.reading.packed_rows import PackedRows, Record
from channeladmin.rosters.reading.raw_table import RawRow

_COUNTS = st.sampled_from((0, 1, 5, 1023, 1024, 1025, 2048, 3000))


def make(count: int, width: int) -> list[RawRow]:
    more = ("",) * width
    return [
        RawRow(number + 2, (f"p{number}", "\ud800é", *more), None if number % 3 else "bad") for number in range(count)
    ]


@given(
    count=_COUNTS,
    taken=st.integers(0, 1500),
    begin=st.integers(-5, 3000),
    width=st.sampled_from((0, 0, 100, 400)),
    is_short=st.booleans(),
)
def test_as_a_tuple(count: int, taken: int, begin: int, width: int, *, is_short: bool) -> None:
    plain = make(count, width)
    rows = PackedRows(((row.line, row.cells, row.problem) for row in plain), is_short=is_short)
    assert (len(rows), list(rows), rows == plain) == (count, plain, True)
    assert list(rows[begin : begin + 7]) == plain[begin : begin + 7]
    assert rows[-1:] == tuple(plain[-1:])
    last = rows.take_last(min(taken, count))
    assert [record[0] for record in last] == [row.line for row in plain[count - min(taken, count) :]]
    assert list(rows) == plain[: count - min(taken, count)]
    rows.change(lambda record: (record[0], (*record[1], "x"), record[2]))
    assert all(row.cells[-1] == "x" for row in rows)


def _measure(rows: Iterator[Record]) -> float:
    """Megabytes that the rows take at most while they are gathered and looked at."""
    tracemalloc.start()
    try:
        packed = PackedRows(rows)
        assert packed[0].line == 1
        return tracemalloc.get_traced_memory()[1] / 1_000_000
    finally:
        tracemalloc.stop()


def test_many_cells_in_few_rows_take_little_memory() -> None:
    """Two million cells, as in rows that go on behind the last column: a tuple of texts takes 120 MB."""
    assert _measure((line, tuple(f"{line} {at}" for at in range(1_000)), None) for line in range(1, 2_001)) < 95


def test_long_cells_take_little_memory() -> None:
    """A letter beyond the common ones makes all of its cell take four bytes for each: here 160 MB."""
    assert _measure((line, ("\U0001f600" + "a" * 20_000,), None) for line in range(1, 2_001)) < 125


def test_beyond_the_end() -> None:
    with pytest.raises(IndexError):
        PackedRows()[0]
