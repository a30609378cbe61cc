"""How much a data file holds, from which follows how long each stage of a copy and of its proof takes."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlcipher3 import dbapi2 as driver

from channeladmin.storage.tables import list_journalled

_PAGE, _RECORD, _FILLED, _JOURNAL_ROW = 60, 1, 17, 12
"""What reading one of them whole weighs: half microseconds, measured on desks of 6 to 140 MB."""

_STRUCTURE_STEPS = 38
"""So many steps of SQLite's machine integrity_check takes for a record, with its indexes and its history."""


class Amounts(NamedTuple):
    """Pages, records, how many of these the file was filled with, and rows of the journal; 0 where it is damaged."""

    pages: int = 0
    records: int = 0
    filled: int = 0
    journal_rows: int = 0

    @property
    def copying(self) -> int:
        """What a copy weighs beside the stages of its proof."""
        return max(self.pages * _PAGE, 1)

    @property
    def proof(self) -> tuple[int, ...]:
        """What its stages weigh: structure, references, history, journal, values and notes."""
        weights = (
            self.pages * _PAGE,
            (self.records + self.journal_rows) * _RECORD,
            self.journal_rows * _JOURNAL_ROW,
            self.records * 5 * _RECORD + self.journal_rows * 3 * _RECORD,
            self.records * _RECORD,
            self.filled * _FILLED,
        )
        return tuple(max(weight, 1) for weight in weights)

    @property
    def structure_steps(self) -> int:
        """How many steps of SQLite's machine integrity_check takes, roughly."""
        return max(self.records * _STRUCTURE_STEPS, 1)


def read_amounts(connection: Any) -> Amounts:  # noqa: ANN401 - the driver has no types
    """The amounts of a file of whatever version, in milliseconds: neither records nor journal are read."""
    try:
        [tables] = zip(*connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'"), strict=True)
        names = [table.name for table in list_journalled() if table.name in tables]
        counted = " + ".join(f'(SELECT count(*) FROM "{name}")' for name in names)
        # By the smallest index that there is: the key stands in each.
        up_to = "(SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'filled_up_to')"
        filled = " + ".join(f'(SELECT count(*) FROM "{name}" WHERE +id <= {up_to})' for name in names)
        journal_rows = "(SELECT coalesce(sum(row_count), 0) FROM operation)"
        [amounts] = connection.execute(
            f"SELECT page_count, {counted}, iif({up_to} > 0, {filled}, 0), {journal_rows} FROM pragma_page_count"
        )
    except (driver.Error, ValueError):
        # The proof will say what is wrong with it.
        return Amounts()
    return Amounts(*amounts)
