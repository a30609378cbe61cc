"""How a text table is written: which character parts the cells, which one quotes them, which one escapes."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import Any

from channeladmin.errors import UserError
from channeladmin.rosters.reading.limits import SAMPLE_CHARACTERS, SAMPLE_RECORDS

DELIMITERS = (",", ";", "\t", "|")
RARE_DELIMITERS = (":", "^", "~", "\x01", "\x1f", " ")
"""Taken only where they explain the file clearly better."""
_NAMES = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "bar": "|", "space": " "}
_QUOTE_NAMES = {"none": "", "double": '"', "single": "'"}
_DECLARED = re.compile(r"sep=(.)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dialect:
    """The delimiter, the quote and the escape ("" for none); whether blanks after a delimiter are no part of a cell."""

    delimiter: str = ","
    quote: str = '"'
    skips_blanks: bool = False
    escape: str = ""

    def to_arguments(self) -> dict[str, Any]:
        """As `csv.reader` takes it."""
        quoting = csv.QUOTE_MINIMAL if self.quote else csv.QUOTE_NONE
        return {
            "delimiter": self.delimiter,
            "quotechar": self.quote or None,
            "escapechar": self.escape or None,
            "skipinitialspace": self.skips_blanks,
            "quoting": quoting,
        }

    def read(self, lines: Sequence[str]) -> list[list[str]]:
        """The rows of some lines, however broken they are; blank lines are none."""
        rows: list[list[str]] = []
        # A cell beyond the limit stops it: what came before tells enough.
        with suppress(csv.Error):
            rows.extend(row for row in csv.reader(lines, **self.to_arguments(), strict=False) if row)
        return rows

    def guard(self, lines: Iterator[str]) -> Iterator[str]:
        """The lines with every escape that escapes nothing doubled, so that no reader drops it."""
        if not self.escape:
            return lines
        special = re.escape(f"{self.escape}{self.quote}{self.delimiter}\r\n")
        idle = re.compile(rf"{re.escape(self.escape)}(?:([{special}])|(?=[^{special}]|$))")
        doubled = self.escape * 2
        return (
            idle.sub(lambda found: found.group() if found.group(1) else doubled, line) if self.escape in line else line
            for line in lines
        )


def parse_delimiter(text: str) -> str:
    """The delimiter that the user names: one character, or a word such as tab; UserError for anything else."""
    delimiter = _NAMES.get(text.strip().casefold(), text)
    if len(delimiter) != 1 or delimiter in "\"'\r\n\x00" or delimiter.isalnum():
        raise UserError(f"“{text}” cannot be a delimiter; use one character such as ; or the word tab.")
    return delimiter


def parse_quote(text: str, what: str = "a quote") -> str:
    """The quote or escape that the user names: one character, none, single or double; UserError for anything else."""
    quote = _QUOTE_NAMES.get(text.strip().casefold(), text)
    if len(quote) > 1 or quote in (" ", "\r", "\n", "\t", "\x00") or quote.isalnum():
        raise UserError(f'“{text}” cannot be {what}; use one character such as " or the word none.')
    return quote


def find_declared(line: str) -> str | None:
    """The delimiter that Excel's own first line `sep=;` declares."""
    found = _DECLARED.fullmatch(line)
    delimiter = found.group(1) if found else ""
    return delimiter if delimiter and not delimiter.isalnum() and delimiter not in "\"'\x00" else None


def cut_sample(text: str) -> list[str]:
    """The first lines of a text, which guesses are made from."""
    lines = list(islice(io.StringIO(text[:SAMPLE_CHARACTERS], newline=""), SAMPLE_RECORDS))
    if len(text) > SAMPLE_CHARACTERS and len(lines) < SAMPLE_RECORDS:
        # The last line of a cut sample is cut too.
        lines = lines[:-1] or lines
    return lines


def read_leniently(text: str, dialect: Dialect) -> list[str] | None:
    """The cells where a quote closes only before a delimiter or at the end; None where one stays open."""
    text = text.rstrip("\r\n")
    delimiter, quote, escape = dialect.delimiter, dialect.quote, dialect.escape
    cells: list[str] = []
    at, end = 0, len(text)
    while True:
        while dialect.skips_blanks and at < end and text[at] == " ":
            at += 1
        if quote and text.startswith(quote, at):
            parts: list[str] = []
            begin = at = at + 1
            while True:
                at = text.find(quote, at)
                if at < 0:
                    return None
                if escape and text[begin:at].endswith(escape):
                    parts += (text[begin : at - 1], quote)
                    begin = at = at + 1
                elif at + 1 == end or text[at + 1] == delimiter:
                    break
                elif text[at + 1] == quote and not (at == begin and not parts and text[at + 2 : at + 3] == delimiter):
                    parts += (text[begin:at], quote)
                    begin = at = at + 2
                else:
                    at += 1
            cells.append("".join((*parts, text[begin:at])))
            at += 1
        else:
            begin = at
            found = text.find(delimiter, at)
            at = end if found < 0 else found
            cells.append(text[begin:at])
        if at >= end:
            return cells
        at += 1
