"""How a text table is written: which character parts the cells, and which one quotes them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from channeladmin.errors import UserError

DELIMITERS = (",", ";", "\t", "|")
_NAMES = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " "}
_SAMPLE_ROWS = 300
_SAMPLE_CHARACTERS = 262_144
_DECLARED = re.compile(r"sep=(.)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dialect:
    """The delimiter, the quote, and whether blanks after a delimiter are no part of the cell."""

    delimiter: str = ","
    quote: str = '"'
    skips_blanks: bool = False

    def read(self, lines: Sequence[str]) -> list[list[str]]:
        """The rows of some lines, however broken they are."""
        reader = csv.reader(
            lines, delimiter=self.delimiter, quotechar=self.quote, skipinitialspace=self.skips_blanks, strict=False
        )
        rows: list[list[str]] = []
        # A cell beyond the limit stops it: what came before tells enough.
        with suppress(csv.Error):
            rows.extend(row for row in reader if row)
        return rows


def parse_delimiter(text: str) -> str:
    """The delimiter that the user names: one character, or a word such as tab; UserError for anything else."""
    delimiter = _NAMES.get(text.strip().casefold(), text)
    if len(delimiter) != 1 or delimiter in "\"'\r\n" or delimiter.isalnum():
        raise UserError(f"“{text}” cannot be a delimiter; use one character such as ; or the word tab.")
    return delimiter


def find_declared(line: str) -> str | None:
    """The delimiter that Excel's own first line `sep=;` declares."""
    found = _DECLARED.fullmatch(line)
    return found.group(1) if found and not found.group(1).isalnum() else None


def find_dialect(text: str, *, delimiter: str | None = None) -> Dialect:
    """The way of writing under which the first rows are most alike the header; the comma where nothing tells."""
    lines = list(islice(io.StringIO(text[:_SAMPLE_CHARACTERS], newline=""), _SAMPLE_ROWS))
    if len(text) > _SAMPLE_CHARACTERS and len(lines) < _SAMPLE_ROWS:
        # The last line of a cut sample is cut too.
        lines = lines[:-1] or lines
    best, best_score = Dialect(delimiter or ","), (0.0, 0)
    for choice in (delimiter,) if delimiter else DELIMITERS:
        for quote in ('"', "'"):
            for skips in (False, True):
                dialect = Dialect(choice, quote, skips)
                score = _score(dialect, lines)
                if score > best_score:
                    best, best_score = dialect, score
    return best


def _score(dialect: Dialect, lines: Sequence[str]) -> tuple[float, int]:
    """How well the rows agree with the header's width, then how many columns that gives; no agreement is 0."""
    if dialect.quote == "'" and not _is_quoted_singly(dialect, lines):
        return 0.0, 0
    if dialect.skips_blanks and not any(f"{dialect.delimiter} {dialect.quote}" in line for line in lines):
        return 0.0, 0
    rows = dialect.read(lines)
    width = len(rows[0]) if rows else 0
    if width < 2 and not dialect.skips_blanks and dialect.quote == '"':
        return 0.0, 0
    agreeing = sum(len(row) == width for row in rows)
    # A short row is a lesser sign against the delimiter than one that is too long.
    short = sum(len(row) < width and len(row) > 1 for row in rows)
    stray = sum(dialect.quote in cell[1:-1].replace(dialect.quote * 2, "") for row in rows for cell in row)
    share = (agreeing + short * 0.5) / len(rows) - stray / (len(rows) * width)
    return max(share, 0.0), width


def _is_quoted_singly(dialect: Dialect, lines: Sequence[str]) -> bool:
    """Whether `'` quotes: no `"` anywhere, and every column's name stands between two `'`."""
    if not lines or any('"' in line for line in lines):
        return False
    names = [cell.strip() for cell in lines[0].split(dialect.delimiter)]
    return all(len(cell) > 1 and cell[0] == cell[-1] == "'" for cell in names)
