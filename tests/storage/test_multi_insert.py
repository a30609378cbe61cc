"""Many rows in one statement hold what they would hold one by one, whatever of them is absent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import IntegrityError

from channeladmin.storage.sqlite.multi_insert import ROWS, MultiInsert

NAMES = ("id", "word", "number", "share", "truth")
WORDS = st.none() | st.sampled_from(["", "0", "NULL", "?", "a\0b", "“ß” \U0001f600"]) | st.text(max_size=5)
NUMBERS = st.none() | st.integers(-(2**63), 2**63 - 1) | st.sampled_from([0, 1, 2**62 + 1])
SHARES = st.none() | st.floats(allow_nan=False)
TRUTHS = st.none() | st.sampled_from([0, 1])
ROW = st.tuples(WORDS, NUMBERS, SHARES, TRUTHS)


def _store(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    with create_engine("sqlite+sqlcipher3:///").connect() as connection:
        _make(connection)
        assert MultiInsert("t", NAMES).insert(connection, _turn(rows)) == len(rows)
        stored = connection.exec_driver_sql("SELECT * FROM t ORDER BY id").all()
        assert [row.id for row in stored] == list(range(len(rows)))
        return [tuple(row[1:]) for row in stored]


def _turn(rows: list[tuple[Any, ...]]) -> list[Sequence[Any]]:
    return [range(len(rows)), *(zip(*rows, strict=True) if rows else [()] * 4)]


def _make(connection: Connection) -> None:
    connection.exec_driver_sql(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, word TEXT, number INTEGER, share REAL, truth INTEGER) STRICT"
    )


@given(st.lists(ROW, max_size=20), st.sampled_from([0, 1, ROWS - 1, ROWS, 2 * ROWS]))
def test_rows_are_stored_as_they_are_and_in_their_order(rows: list[tuple[Any, ...]], more: int) -> None:
    rows += [("same", number, None, None) for number in range(more)]
    assert _store(rows) == rows


@pytest.mark.parametrize("rows", [[(None,) * 4] * 3, [(None,) * 4] * (ROWS + 1), []])
def test_rows_that_hold_nothing_are_rows(rows: list[tuple[Any, ...]]) -> None:
    assert _store(rows) == rows


def test_a_row_that_is_refused_is_told() -> None:
    with create_engine("sqlite+sqlcipher3:///").connect() as connection:
        _make(connection)
        insert = MultiInsert("t", NAMES).insert
        with pytest.raises(IntegrityError):
            insert(connection, _turn([("a", "no number", None, None)] * (ROWS + 1)))
        assert connection.exec_driver_sql("SELECT count(*) FROM t").scalar_one() == 0
