"""A table as the one sheet of a workbook: text as text, days and amounts as what they are, nothing altered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import IO, Any

from channeladmin.errors import UserError
from channeladmin.rosters.reading.own_file import PROPERTY
from channeladmin.rosters.values import put_on_guard, show_cents

_SHEET_ROWS = 1_048_575
_CELL_CHARACTERS = 32_767
_FIRST_YEAR = 1900
_EXACT_CENTS = 10**15
"""From here on a spreadsheet, which keeps 15 digits, would round an amount."""
_NO_TEXT = re.compile(r"[\ufffe\uffff]|_x005[Ff]_|_x[0-9A-Fa-f]{4}[\x00-\x08\x0b-\x1f]")
"""Characters that a workbook cannot hold, and texts that read as its way of writing those that it can."""


def write_sheet(
    file: IO[bytes], columns: Sequence[str], rows: Iterable[Sequence[Any]], money: Sequence[str], *, lossless: bool
) -> int:
    """Write a workbook and return the number of rows; UserError where it cannot hold one of them as it is.

    What a spreadsheet would take for a formula is marked as text, as a `'` typed before it would do, unless `lossless`.
    """
    import xlsxwriter

    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    # The same table makes the same file.
    book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - the format knows no zone
    book.set_custom_property(*PROPERTY)
    sheet = book.add_worksheet()
    day, amount = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "0.00"})
    marked = None if lossless else book.add_format({"quote_prefix": True})
    bold = book.add_format({"bold": True})
    for at, title in enumerate(columns):
        sheet.write_string(0, at, _check_text(title, "Row 0", f"the name of column {at + 1}"), bold)
    sheet.freeze_panes(1, 0)
    count = 0
    for count, row in enumerate(rows, start=1):
        if count > _SHEET_ROWS:
            raise UserError("A spreadsheet holds no more than 1,048,575 rows. Export to a .csv file.")
        for at, value in enumerate(row):
            if isinstance(value, date) and value.year >= _FIRST_YEAR:
                sheet.write_datetime(count, at, value, day)
            elif value is not None and columns[at] in money:
                if abs(value) < _EXACT_CENTS:
                    sheet.write_number(count, at, value / 100, amount)
                else:
                    sheet.write_string(count, at, show_cents(value))
            elif value is not None:
                text = _check_text(str(value), f"Row {count}", columns[at])
                sheet.write_string(count, at, text, marked if put_on_guard(text) != text else None)
    book.close()
    return count


def _check_text(text: str, row: str, column: str) -> str:
    """The text, which is refused rather than cut or altered."""
    # A spreadsheet counts a character beyond the first 65,536 as two.
    if len(text) > _CELL_CHARACTERS or len(text.encode("utf-16-le")) > 2 * _CELL_CHARACTERS:
        raise UserError(f"{row}, {column}: the text is too long for a spreadsheet; use .csv.")
    if _NO_TEXT.search(text):
        raise UserError(f"{row}, {column}: a spreadsheet cannot hold a character of this text; use .csv.")
    return text
