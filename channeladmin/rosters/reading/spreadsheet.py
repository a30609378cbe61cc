"""Workbooks (.xlsx, .xls, .ods, .xlsb) to raw tables: one sheet, its cells as text."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from channeladmin.errors import UserError
from channeladmin.rosters.reading.byte_source import ByteSource
from channeladmin.rosters.reading.notes import Notes
from channeladmin.rosters.reading.own_file import count_reasons, has_own_property
from channeladmin.rosters.reading.packed_rows import Record
from channeladmin.rosters.reading.quiet_call import LibraryPanic, call_quietly
from channeladmin.rosters.reading.raw_table import RawTable, ReadOptions
from channeladmin.rosters.reading.shape import Blanks, build_table
from channeladmin.rosters.reading.sheet_limits import Errors, check_spreadsheet
from channeladmin.rosters.reading.xls_limits import check_xls

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_EXACT = 10**21
_UNSHOWN = "########"
"""What a spreadsheet shows in the place of hours that it cannot show."""
_ENDLESS = "A cell of the row is formatted as hours and holds more than there are. Correct it in the spreadsheet."


def read_spreadsheet(source: ByteSource, told: ReadOptions, *, most_rows: int | None = None) -> RawTable:
    """The table of one sheet; UserError where there is none, where it is too large, damaged or protected."""
    source.check_size()
    data = source.read_all()
    errors: Errors = {}
    is_own = False
    if data.startswith(b"PK"):
        errors = check_spreadsheet(source)
        is_own = has_own_property(data)
    else:
        check_xls(data, source.name)
    notes = Notes()
    workbook = _open(data, source.name)
    names = tuple(workbook.sheet_names)
    sheet, name = _pick_sheet(workbook, names, told.sheet, source.name, notes)
    blanks = Blanks()
    # The parts are numbered as the sheets are in all but hand-made files; where that is not plain, errors stay empty.
    part = f"xl/worksheets/sheet{names.index(name) + 1}.xml"
    records = _list_records(sheet, errors.get(part, {}), blanks)
    if is_own:
        told = _read_plainly(sheet, told)
    shape = build_table(records, None if is_own else blanks, told, source.name, notes, most_rows=most_rows)
    return RawTable(
        source.name,
        "",
        "",
        "",
        shape.header_row,
        shape.columns,
        shape.rows,
        notes.say("Row"),
        shape.header_rows,
        shape.skipped,
        name,
        names,
        is_whole=shape.is_whole,
        is_own=is_own,
    )


def _read_plainly(sheet: CalamineSheet, told: ReadOptions) -> ReadOptions:
    """Our own tables have their column names in the first row, unless somebody has put a title above them."""
    titles = [str(cell) for cell in next(iter(_peek(sheet)), ())]
    is_first = bool(titles) and (all(titles) or count_reasons(titles)) and told.header_row is None
    return replace(told, fills=False, header_row=1 if is_first else told.header_row)


def _open(data: bytes, source: str) -> CalamineWorkbook:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        return call_quietly(lambda: CalamineWorkbook.from_filelike(io.BytesIO(data)))
    except PasswordError as error:
        raise UserError(f"“{source}” is protected by a password. Save it without one.") from error
    except (CalamineError, LibraryPanic, ValueError, OSError) as error:
        raise UserError(f"“{source}” is a damaged spreadsheet, or none. Save it again, or as CSV (UTF-8).") from error


def _load(workbook: CalamineWorkbook, index: int, source: str) -> CalamineSheet:
    from python_calamine import CalamineError

    try:
        return call_quietly(lambda: workbook.get_sheet_by_index(index))
    except (CalamineError, LibraryPanic, ValueError, OSError) as error:
        raise UserError(f"A sheet of “{source}” is damaged. Save it again, or as CSV (UTF-8).") from error


def _pick_sheet(
    workbook: CalamineWorkbook, names: Sequence[str], told: str | None, source: str, notes: Notes
) -> tuple[CalamineSheet, str]:
    """The sheet that the user names, else the first that holds a table, which is said where there are several."""
    if not names:
        raise UserError(f"“{source}” has no sheets.")
    if told is not None:
        index = _find_sheet(names, told)
        if index is None:
            listed = ", ".join(f"“{name}”" for name in names[:20])
            raise UserError(f"“{source}” has no sheet “{told}”. It has {listed}.")
        return _load(workbook, index, source), names[index]
    first: tuple[CalamineSheet, str] | None = None
    damage: UserError | None = None
    for index, name in enumerate(names):
        try:
            sheet = _load(workbook, index, source)
        except UserError as error:
            damage = damage or error
            notes.add(f"The sheet “{name}” cannot be read.")
            continue
        filled = [row for row in _peek(sheet) if any(cell != "" for cell in row)]
        if filled and first is None:
            first = sheet, name
        if len(filled) > 1 and any(sum(cell != "" for cell in row) > 1 for row in filled):
            first = sheet, name
            break
    if first is None:
        if damage is not None:
            raise damage
        raise UserError(f"“{source}” is empty. Give a file with a row of column names and a row for each record.")
    if len(names) > 1:
        others = ", ".join(f"“{name}”" for name in names if name != first[1])
        notes.add(
            f"The sheet “{first[1]}” was read; there are also {others}. Say which sheet to read if that is wrong."
        )
    return first


def _peek(sheet: CalamineSheet) -> Iterator[Sequence[Any]]:
    for number, row in enumerate(_list_rows(sheet)):
        if number == 2_000:
            return
        yield (_UNSHOWN,) if row is None else row


def _list_rows(sheet: CalamineSheet) -> Iterator[Sequence[Any] | None]:
    """The rows; None for one with hours beyond all time, which the library cannot give."""
    rows = iter(sheet.iter_rows())
    while True:
        try:
            yield next(rows)
        except StopIteration:
            return
        except OverflowError:
            yield None


def _find_sheet(names: Sequence[str], told: str) -> int | None:
    wanted = told.strip().casefold()
    for index, name in enumerate(names):
        if name.strip().casefold() == wanted:
            return index
    return int(wanted) - 1 if wanted.isdecimal() and 1 <= int(wanted) <= len(names) else None


def _list_records(sheet: CalamineSheet, errors: Mapping[tuple[int, int], str], blanks: Blanks) -> Iterator[Record]:
    start = sheet.start[1] if sheet.start else 0
    for row, values in enumerate(_list_rows(sheet)):
        if values is None:
            yield row + 1, (_UNSHOWN,), _ENDLESS
            continue
        cells = [_word_value(value) for value in values]
        if errors:
            for at, cell in enumerate(cells):
                if not cell and (text := errors.get((row, at + start))):
                    cells[at] = text
        if any(cells):
            yield row + 1, tuple(cells), None
        else:
            blanks.lines.append(row + 1)


def _word_value(value: Any) -> str:  # noqa: ANN401 - whatever a cell holds
    """A cell as text: dates as ISO writes them, whole numbers without a point, TRUE and FALSE."""
    word = _WORDINGS.get(type(value), str)
    return word(value)


def _word_number(value: float) -> str:
    return f"{value:.0f}" if value.is_integer() and abs(value) < _EXACT else repr(value)


def _word_moment(value: datetime.datetime) -> str:
    return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(sep=" ")


def _word_span(value: datetime.timedelta) -> str:
    seconds = round(value.total_seconds())
    hours, rest = divmod(abs(seconds), 3600)
    return f"{'-' if seconds < 0 else ''}{hours}:{rest // 60:02}:{rest % 60:02}"


_WORDINGS: dict[type, Callable[[Any], str]] = {
    bool: lambda value: "TRUE" if value else "FALSE",
    float: _word_number,
    datetime.datetime: _word_moment,
    datetime.timedelta: _word_span,
    datetime.date: datetime.date.isoformat,
    datetime.time: datetime.time.isoformat,
}
