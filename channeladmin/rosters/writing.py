"""Tables to files: CSV or a spreadsheet, whole or not at all, readable by their owner only."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import IO, Any

from channeladmin.errors import UserError
from channeladmin.rosters.own_text import get_quoting
from channeladmin.rosters.sheet_writing import write_sheet
from channeladmin.rosters.values import put_on_guard, show_cents
from channeladmin.whole_file import new_file, refuse_no_place


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
    gets a `'` before it in CSV, unless `lossless`; in XLSX it is a text in any case, and marked as one unless
    `lossless`, so that it stays one when its cell is typed in. UserError for another suffix, a folder that is not there
    or a text that a spreadsheet cannot hold, EnvironmentProblem where the disk refuses; then what lay at `out` is
    untouched.
    """
    writers: dict[str, Callable[[IO[bytes]], int]] = {
        ".csv": lambda file: _write_csv(file, columns, rows, money, lossless=lossless),
        ".xlsx": lambda file: write_sheet(file, columns, rows, money, lossless=lossless),
    }
    refuse_no_place(out)
    write = writers.get(out.suffix.casefold())
    if write is None:
        raise UserError(
            f"“{out.name}” should end in .csv or .xlsx, so that it is clear what to write; {_word_ending(out)}."
        )
    return write_whole(out, write)


def _word_ending(out: Path) -> str:
    return f"“{out.suffix}” is neither" if out.suffix else f"“{out.name}.csv” would do"


def write_whole(out: Path, write: Callable[[IO[bytes]], int]) -> int:
    """Let `write` fill a file beside `out` and put it in its place when it is on the disk; mode 0600."""
    with new_file(out) as unfinished, unfinished.open("wb") as file:
        return write(file)


def _write_csv(
    file: IO[bytes], columns: Sequence[str], rows: Iterable[Sequence[Any]], money: Sequence[str], *, lossless: bool
) -> int:
    """An amount below zero is a number and no formula, so it bears no guard."""
    amounts = [column in money for column in columns]
    guard = str if lossless else put_on_guard

    def show(value: Any, *, is_amount: bool) -> str:  # noqa: ANN401 - any cell
        if value is None:
            return ""
        return show_cents(value) if is_amount else guard(str(value))

    lines = _Encoded(file)
    writer = csv.writer(lines, quoting=get_quoting(lossless=lossless))
    writer.writerow(map(guard, columns))
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
