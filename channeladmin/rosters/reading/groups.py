"""Fill-down groups: a company that stands only in the first row of its people stands in all of them afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from channeladmin.rosters.reading.cell_types import CellType, classify
from channeladmin.rosters.reading.packed_rows import PackedRows, Record

_MOST_COLUMNS = 3
_LEAST_EMPTY = 0.3
_LEAST_EMPTY_UNNAMED = 0.5
_MOST_GROUPS = 500_000
_NAMES = (
    "company", "partner", "account", "organisation", "organization", "client", "customer", "reseller", "vendor",
    "firm", "group", "region", "country", "territory", "team", "department", "portal", "firma", "société", "societe",
    "empresa", "unternehmen", "kunde", "会社", "公司", "회사",
)  # fmt: skip


def find_groups(columns: Sequence[str], rows: PackedRows) -> tuple[int, ...]:
    """The columns, from the left, that are filled only in the first row of each group.

    A column is one where the first row has it, its values come in one piece each, and the rows without it are full
    otherwise.
    """
    found: list[int] = []
    most = min(_MOST_COLUMNS, len(columns) - 1)
    for position in range(most):
        if not _is_group(columns, rows.records(), position, found):
            break
        found.append(position)
    if not found and most > 1 and _is_group(columns, rows.records(), 0, found, inner=1):
        # The inner groups leave cells empty too, so they are looked at together.
        found = [0, 1] if _is_group(columns, rows.records(), 1, (0,)) else []
    return tuple(found)


def fill_groups(rows: PackedRows, positions: Sequence[int]) -> int:
    """Give every row of a group its first row's cells; how many were filled."""
    last = [""] * len(positions)
    filled = 0

    def fill(record: Record) -> Record:
        nonlocal filled
        line, cells, problem = record
        if not any(map(str.strip, cells)):
            return record
        changed: list[str] | None = None
        is_new = False
        for index, position in enumerate(positions):
            if cells[position].strip():
                last[index] = cells[position]
                # A new group of the outer column begins new ones of the inner.
                is_new = True
            elif is_new:
                last[index] = ""
            elif last[index]:
                changed = changed if changed is not None else list(cells)
                changed[position] = last[index]
                filled += 1
        return record if changed is None else (line, tuple(changed), problem)

    rows.change(fill)
    return filled


def _is_group(
    columns: Sequence[str], records: Iterable[Record], position: int, outer: Sequence[int], *, inner: int = 0
) -> bool:
    seen: set[tuple[str, ...]] = set()
    total = empty = full_rest = rest_share = 0
    width = len(columns)
    is_first = True
    for _, cells, problem in records:
        if problem is not None or len(cells) < width or not any(map(str.strip, cells)):
            continue
        value = cells[position].strip()
        if is_first and classify(value) is not CellType.WORDS:
            return False
        is_first = False
        total += 1
        others = sum(1 for cell in cells[position + inner + 1 : width] if cell.strip())
        if value:
            key = (*(cells[at].strip() for at in outer), value)
            if (key in seen and not outer) or len(seen) > _MOST_GROUPS:
                return False
            seen.add(key)
            rest_share += others
        else:
            if any(cells[at].strip() for at in outer):
                return False
            empty += 1
            full_rest += others
    if empty < 2 or len(seen) < 2:
        return False
    # Rows without the value have their other cells as the rows with it have theirs: they are people, not gaps.
    least = min(2, width - 1 - position - inner)
    if full_rest < empty * max(least, 0.8 * rest_share / (total - empty)) or rest_share < total - empty:
        return False
    title = columns[position].casefold()
    is_named = bool(outer) or any(name in title for name in _NAMES)
    return empty / total >= (_LEAST_EMPTY if is_named else _LEAST_EMPTY_UNNAMED) and (is_named or width >= 3)
