"""The table of the rows that an import did not take: as they came, and behind them from where and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from channeladmin.rosters.planned_rows import Bucket, PlannedRow
from channeladmin.rosters.reader import RawTable
from channeladmin.rosters.reading.own_file import REASONS, UNPLACED, count_reasons, list_own_titles
from channeladmin.rosters.values import guard_again


def list_rejected(
    tables: Sequence[RawTable], rows: Iterable[PlannedRow], say_why: Callable[[PlannedRow], str]
) -> tuple[list[str], list[list[str]]]:
    """The titles of all the tables with those of the reasons, and below them every rejected or held row."""
    places: dict[tuple[str, int], int] = {}
    of_table = {table.source: [places.setdefault(key, len(places)) for key in _list_keys(table)] for table in tables}
    is_exact = {table.source: table.is_exact for table in tables}
    told_before = {table.source: min(count_reasons(table.columns), len(REASONS)) for table in tables}
    reasons = REASONS if all(is_exact.values()) else (*REASONS, UNPLACED)
    listed = []
    for row in rows:
        if row.bucket not in (Bucket.REJECTED, Bucket.DUPLICATE):
            continue
        # In a table where others come as they are, what is exact has to be written as a cell of theirs.
        has_others = is_exact[row.source] and len(reasons) > len(REASONS)
        cells = list(map(guard_again, row.cells) if has_others else row.cells)
        line = [""] * len(places)
        for place, cell in zip(of_table[row.source], cells, strict=False):
            line[place] = cell
        # Of reasons that were told before, only what had no column is still true.
        beyond = [cell for cell in cells[len(of_table[row.source]) + told_before[row.source] :] if cell]
        listed.append([*line, row.source, str(row.line), say_why(row), ";".join(beyond)][: len(places) + len(reasons)])
    return [*(title for title, _ in places), *reasons], listed


def _list_keys(table: RawTable) -> Iterable[tuple[str, int]]:
    """A table's own titles, each with how often it has come before: two columns may have one name."""
    seen: Counter[str] = Counter()
    for title in list_own_titles(table.columns):
        yield title, seen[title]
        seen[title] += 1
