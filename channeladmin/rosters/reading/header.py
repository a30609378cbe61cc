"""Where the table begins: lines before it, its header row or rows, or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from channeladmin.errors import UserError
from channeladmin.rosters.reading.cell_types import TYPED, CellType, classify
from channeladmin.rosters.reading.footer import is_notice
from channeladmin.rosters.reading.packed_rows import Record

_MOST_PREAMBLE = 60
_FULL = 0.6


@dataclass(frozen=True, slots=True)
class Header:
    """The columns, the positions of the header rows in the records (none: ()), and where the data begins.

    `warnings` say what was guessed; records before the first header row (or the data) are the preamble.
    """

    columns: tuple[str, ...]
    rows: tuple[int, ...]
    data: int
    warnings: tuple[str, ...] = ()


def find_header(records: Sequence[Record], told: int | None, source: str, *, count: int | None = None) -> Header:
    """The header among the first records; `told` is the line that the user names, 0 for none, `count` its rows (1, 2).

    UserError where there is no such line, or nothing in any cell.
    """
    filled = [at for at, record in enumerate(records) if count_filled(record)]
    if not filled:
        raise UserError(f"“{source}” has no line of column names.")
    if told:
        return _take(records, _find_line(records, told, source), count or 1, source)
    width = find_width(records)
    begin = _find_begin(records, filled, width - _count_empty_at_end(records, width))
    if told == 0:
        return _name_columns(records, filled[0])
    if begin != filled[0] and not _is_header(records, begin):
        # What looks like a preamble may be a short header: nothing better was found.
        begin = filled[0]
    if count is not None:
        pair = _find_pair(records, begin, filled) if count > 1 else None
        return pair or _take(records, begin, count, source)
    if _is_data(records, begin):
        return _name_columns(
            records,
            begin,
            "No line of column names was found, so the columns are column_1, column_2 …; "
            "say which line has them if one does.",
        )
    pair = _find_pair(records, begin, filled)
    if pair is not None:
        return pair
    return Header(records[begin][1], (begin,), begin + 1)


def count_filled(record: Record) -> int:
    """How many cells hold something."""
    return sum(1 for cell in record[1] if cell and not cell.isspace())


def find_width(records: Sequence[Record]) -> int:
    """The number of cells that most records have; totals and notices of one cell count only among themselves."""
    filled = [record for record in records if count_filled(record)]
    data = [record for record in filled if not _is_a_notice(record)]
    widths = Counter(len(record[1]) for record in data or filled)
    return max(widths.items(), key=lambda found: (found[1] * found[0] ** 0.25, found[0]))[0]


def _is_a_notice(record: Record) -> bool:
    cells = record[1]
    return len(cells) == 1 and is_notice(cells[0].strip())


def _count_empty_at_end(records: Sequence[Record], width: int) -> int:
    """How many cells at the end of every record of that width are empty, as where each line ends with delimiters."""
    least = width
    for _, cells, _ in records:
        if len(cells) == width:
            last = next((at for at in range(width, width - least, -1) if cells[at - 1].strip()), width - least)
            least = width - last
    return 0 if least == width else least


def _find_line(records: Sequence[Record], told: int, source: str) -> int:
    for at, (line, *_) in enumerate(records):
        next_line = records[at + 1][0] if at + 1 < len(records) else told + 1
        if line <= told < next_line:
            if line != told and at + 1 == len(records):
                break
            return at
    raise UserError(f"“{source}” has no record on line {told} near its beginning. Name the line of the column names.")


def _take(records: Sequence[Record], at: int, count: int, source: str) -> Header:
    """The header that begins at a record, whatever stands in it."""
    if count == 1:
        return Header(records[at][1], (at,), at + 1)
    if at + 1 == len(records):
        raise UserError(f"“{source}” has no second row of column names below line {records[at][0]}.")
    return Header(_join_names(*_pad(records[at][1], records[at + 1][1])), (at, at + 1), at + 2)


def _find_begin(records: Sequence[Record], filled: Sequence[int], width: int) -> int:
    """The first record that is as full as the table is; the lines before it hold a title or notes."""
    if width < 2:
        return filled[0]
    for at in filled[:_MOST_PREAMBLE]:
        count = count_filled(records[at])
        if count >= max(2, width * _FULL) and len(records[at][1]) >= width * 0.75:
            return at
    return filled[0]


def _is_header(records: Sequence[Record], at: int) -> bool:
    """Names stand in it: no numbers, dates or addresses, none of them twice."""
    cells = [cell.strip() for cell in records[at][1] if cell.strip()]
    return not any(_is_typed(cell) for cell in cells)


def _is_data(records: Sequence[Record], begin: int) -> bool:
    """Whether the first record is like those after it: the same numbers, dates and addresses in the same columns."""
    first = records[begin][1]
    kinds = [classify(cell) for cell in first]
    typed = [at for at, kind in enumerate(kinds) if kind in TYPED]
    if not typed:
        return False
    if CellType.EMAIL in kinds:
        return True
    rest = [record[1] for record in records[begin + 1 :] if count_filled(record)]
    if not rest:
        return all(kind in TYPED for kind in kinds)
    alike = 0
    for at in typed:
        below = [classify(cells[at]) for cells in rest if at < len(cells) and cells[at].strip()]
        if below and sum(kind is kinds[at] for kind in below) >= 0.8 * len(below):
            alike += 1
    columns_typed = sum(_is_typed_below(rest, at) for at in range(len(first)))
    # Years and numbered weeks are names of columns too.
    if all(kinds[at] is CellType.NUMBER and _is_a_label(first[at]) for at in typed):
        return alike == len(typed) == len(first) and not _is_a_series([first[at] for at in typed])
    return alike > 0 and alike * 2 >= columns_typed


def _is_typed_below(rest: Sequence[tuple[str, ...]], at: int) -> bool:
    below = [classify(cells[at]) for cells in rest if at < len(cells) and cells[at].strip()]
    return bool(below) and sum(kind in TYPED for kind in below) >= 0.8 * len(below)


def _is_typed(cell: str) -> bool:
    return classify(cell) in TYPED and not _is_a_label(cell)


def _is_a_label(cell: str) -> bool:
    """A bare number of a few digits, such as a year, may be a name."""
    text = cell.strip()
    return text.isdecimal() and len(text) <= 4


def _is_a_series(cells: Sequence[str]) -> bool:
    return len(cells) > 2 and all(map(_is_year, cells))


def _is_year(cell: str) -> bool:
    return _is_a_label(cell) and 1900 <= int(cell) <= 2100


def _find_pair(records: Sequence[Record], begin: int, filled: Sequence[int]) -> Header | None:
    """Two header rows: names of groups above names that come again, or that fill what the upper row leaves empty."""
    place = filled.index(begin)
    for upper in (filled[place - 1 : place] if place else []), [begin]:
        if not upper:
            continue
        top = upper[0]
        after = filled.index(top) + 1
        if after >= len(filled) or filled[after] != top + 1 or records[top + 1][0] > records[top][0] + 1:
            continue
        joined = _join(records[top][1], records[top + 1][1])
        if joined is not None and _has_other_data(records, top + 2):
            text = "The column names stand in two rows and were joined, as in “{}”."
            example = max(joined, key=lambda name: (" " in name, -len(name)))
            return Header(joined, (top, top + 1), top + 2, (text.format(example),))
    return None


def _join(upper: tuple[str, ...], lower: tuple[str, ...]) -> tuple[str, ...] | None:
    tops, names = _pad(upper, lower)
    texts = [name for name in (*tops, *names) if name]
    if any(classify(text) in TYPED and not _is_year(text) for text in texts) or not any(tops):
        return None
    spans = any(not top and name for top, name in zip(tops, names, strict=True))
    is_merged = any(top and top == name for top, name in zip(tops, names, strict=True))
    if sum(map(bool, tops)) < 2 or not (spans or is_merged):
        return None
    repeats = len({name for name in names if name}) < sum(map(bool, names))
    is_complement = "" in names and all(top or name for top, name in zip(tops, names, strict=True))
    if not repeats and not is_complement:
        return None
    joined = _join_names(tops, names)
    return joined if len(set(joined)) == len(joined) else None


def _pad(upper: Sequence[str], lower: Sequence[str]) -> tuple[list[str], list[str]]:
    """Both rows without outer blanks, as long as the longer one."""
    width = max(len(upper), len(lower))
    tops, names = ([*map(str.strip, cells), *[""] * (width - len(cells))] for cells in (upper, lower))
    return tops, names


def _join_names(tops: Sequence[str], names: Sequence[str]) -> tuple[str, ...]:
    """A group's name stands before those below it, up to the next group."""
    joined: list[str] = []
    group = ""
    for top, name in zip(tops, names, strict=True):
        group = top or (group if name else "")
        joined.append(name if group == name else f"{group} {name}".strip())
    return tuple(joined)


def _has_other_data(records: Sequence[Record], begin: int) -> bool:
    """Below two header rows comes data of another kind: something typed, or rows that are full."""
    rest = [record[1] for record in records[begin : begin + 20] if count_filled(record)]
    if not rest:
        return False
    return any(_is_typed_below(rest, at) for at in range(max(map(len, rest))))


def _name_columns(records: Sequence[Record], begin: int, *warnings: str) -> Header:
    width = find_width(records[begin:])
    return Header(tuple(f"column_{number}" for number in range(1, width + 1)), (), begin, warnings)
