"""Tables of rejected rows read as the rows once came, though a spreadsheet may have kept the guards as text."""

from __future__ import annotations

from dataclasses import replace

from channeladmin.rosters.reading.own_file import count_reasons, find_unplaced
from channeladmin.rosters.reading.packed_rows import PackedRows, Record
from channeladmin.rosters.reading.raw_table import RawTable
from channeladmin.rosters.values import take_off_guard


def restore_rejected(table: RawTable) -> RawTable:
    """A table of rejected rows as the rows came, the reasons beside them; any other table as it is."""
    if not count_reasons([title.strip() for title in table.columns]):
        return table
    bare = str if table.is_own else take_off_guard

    titles = tuple(bare(title.strip()) for title in table.columns)

    def mend(record: Record) -> Record:
        line, cells, problem = record
        own = tuple(map(bare, cells))
        return line, own, problem or find_unplaced(titles, own)

    return replace(
        table,
        columns=titles,
        rows=PackedRows(map(mend, ((row.line, row.cells, row.problem) for row in table.rows))),
    )
