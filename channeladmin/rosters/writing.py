"""Tables to files: CSV or a spreadsheet, whole or not at all, readable by their owner only."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from channeladmin.errors import UserError
from channeladmin.rosters.values import put_on_guard, show_cents
from channeladmin.whole_file import new_file

_SHEET_ROWS = 1_048_575
_CELL_CHARACTERS = 32_767


def write_table(
    out: Path,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    money: Sequence[str] = (),
    lossless: bool = False,
) -> int:
    """Write a table by the file's suffix (.csv or .xlsx) and return the number of its rows.

    Values are text, dates, words, cents (columns in `money`) or None. A text that a spreadsheet takes for a formula
    gets a `'` before it in CSV, unless `lossless`; in XLSX a text is no formula. UserError for another suffix or a
    folder that is not there, EnvironmentProblem where the disk refuses; then what lay at `out` is untouched.
    """
    writers: dict[str, Callable[[IO[bytes]], int]] = {
        ".csv": lambda file: _write_csv(file, columns, rows, money, lossless=lossless),
        ".xlsx": lambda file: _write_xlsx(file, columns, rows, money),
    }
    write = writers.get(out.suffix.casefold())
    if write is None:
        raise UserError(f"“{out.name}” should end in .csv or .xlsx, so that it is clear what to write.")
    return write_whole(out, write)


def write_whole(out: Path, write: Callable[[IO[bytes]], int]) -> int:
    """Let `write` fill a file beside `out` and put it in its place when it is on the disk; mode 0600."""
    with new_file(out) as unfinished, unfinished.open("wb") as file:
        return write(file)


def _write_csv(
    file: IO[bytes], columns: Sequence[str], rows: Iterable[Sequence[Any]], money: Sequence[str], *, lossless: bool
) -> int:
    amounts = [column in money for column in columns]

    def show(value: Any, *, is_amount: bool) -> str:  # noqa: ANN401 - any cell
        if value is None:
            return ""
        if is_amount:
            return show_cents(value)
        return str(value) if lossless else put_on_guard(str(value))

    lines = _Encoded(file)
    writer = csv.writer(lines)
    writer.writerow(columns)
    count = 0
    for row in rows:
        writer.writerow([show(value, is_amount=is_amount) for value, is_amount in zip(row, amounts, strict=True)])
        count += 1
    return count


class _Encoded:
    """What the csv module writes to: text in, UTF-8 out."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def write(self, text: str) -> int:
        """Write some text."""
        return self._file.write(text.encode("utf-8"))


def _write_xlsx(file: IO[bytes], columns: Sequence[str], rows: Iterable[Sequence[Any]], money: Sequence[str]) -> int:
    import xlsxwriter

    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    # The same table makes the same file.
    book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - the format knows no zone
    sheet = book.add_worksheet()
    day, amount = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "0.00"})
    sheet.write_row(0, 0, columns, book.add_format({"bold": True}))
    sheet.freeze_panes(1, 0)
    count = 0
    for count, row in enumerate(rows, start=1):
        if count > _SHEET_ROWS:
            raise UserError("A spreadsheet holds no more than 1,048,575 rows. Export to a .csv file.")
        for at, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(count, at, value, day)
            elif value is not None and columns[at] in money:
                sheet.write_number(count, at, value / 100, amount)
            elif value is not None:
                if len(str(value)) > _CELL_CHARACTERS:
                    raise UserError(f"Row {count}, {columns[at]}: the text is too long for a spreadsheet; use .csv.")
                sheet.write_string(count, at, str(value))
    book.close()
    return count
