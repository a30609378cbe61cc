"""The writes of an import in portions: everything once, in its order, and no portion too large."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from channeladmin.records import RowInserts, RowUpdate
from channeladmin.rosters.writes import PlannedWrites, count_rows, split_writes


def _list_ids(writes: PlannedWrites) -> list[int]:
    return [key for write in writes for key in (write.columns["id"] if isinstance(write, RowInserts) else [write.id])]


@given(st.integers(0, 7), st.lists(st.integers(1, 9), max_size=3), st.integers(1, 4))
def test_portions_hold_every_row_once_in_order(updates: int, tables: list[int], size: int) -> None:
    writes: PlannedWrites = (
        *(RowUpdate("person", key, {}, {}) for key in range(updates)),
        *(RowInserts(f"t{place}", {"id": list(range(100 * place, 100 * place + count))}) for place, count in
          enumerate(tables, start=1)),
    )  # fmt: skip
    portions = list(split_writes(writes, size))
    assert [key for portion in portions for key in _list_ids(portion)] == _list_ids(writes)
    assert sum(map(count_rows, portions)) == count_rows(writes) == updates + sum(tables)
    assert all(1 <= count_rows(portion) <= size for portion in portions)
