"""Dates and amounts as people type them, turned into the values that the records take."""

from __future__ import annotations

import re
from datetime import date
from enum import Enum, StrEnum

from channeladmin.desk.wording import format_date
from ui.kit.words import word_of

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_NAMED = re.compile(r"(\d{1,2})[\s.-]+([a-z]{3,9})\.?[\s,-]+(\d{4}|\d{2})")
_NAMED_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})")
_AMOUNT = re.compile(r"(-?)\$?(-?)(\d{1,3}(?:[,\s]\d{3})+|\d+)(\.\d{1,2})?([km]?)")
_SCALES = {"": 1, "k": 1_000, "m": 1_000_000}


class FieldKind(Enum):
    """The kinds of value that a record has."""

    TEXT = "text"
    LONG = "long"
    TEXTS = "texts"
    DATE = "date"
    MONEY = "money"
    NUMBER = "number"
    WORD = "word"
    WORDS = "words"


def explain_unread(kind: FieldKind, value: object) -> str | None:
    """Why text that stands where a value should cannot be read as one; None for anything that was read."""
    if not isinstance(value, str):
        return None
    return {
        FieldKind.DATE: f"“{value}” is not a date; write it as 2022-10-31.",
        FieldKind.MONEY: f"“{value}” is not an amount; write it as $300,000.",
        FieldKind.NUMBER: f"“{value}” is not a whole number.",
    }.get(kind)


def read_entry(kind: FieldKind, text: str) -> object:
    """The value that a text stands for; the text itself where it cannot be read, None where it is blank."""
    text = text.strip()
    if kind is FieldKind.TEXTS:
        return tuple(part for part in re.split(r"[,;\s]+", text) if part)
    if not text:
        return None
    value: object = text
    if kind is FieldKind.DATE:
        value = parse_date(text)
    elif kind is FieldKind.MONEY:
        value = parse_cents(text)
    elif kind is FieldKind.NUMBER:
        value = int(text) if re.fullmatch(r"-?\d{1,18}", text) else None
    return text if value is None else value


def write_entry(kind: FieldKind, value: object) -> str:
    """A value as it stands in a field or a cell."""
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, StrEnum):
        return word_of(value)
    if isinstance(value, tuple):
        return ", ".join(write_entry(kind, part) for part in value)
    if isinstance(value, int) and kind is FieldKind.MONEY:
        return write_cents(value)
    return "" if value is None else str(value)


def parse_date(text: str) -> date | None:
    """A date written as 2022-10-31, 31 Oct 2022, Oct 31, 2022 or 31.10.2022; None for anything else.

    3/5/2022 is refused on purpose: nobody can tell which of the two is the month.
    """
    words = text.strip().casefold()
    if match := _ISO.fullmatch(words):
        return _to_date(match[1], match[2], match[3])
    if match := _DOTTED.fullmatch(words):
        return _to_date(match[3], match[2], match[1])
    if match := _NAMED.fullmatch(words):
        return _to_date(match[3], _to_month(match[2]), match[1])
    if match := _NAMED_FIRST.fullmatch(words):
        return _to_date(match[3], _to_month(match[1]), match[2])
    return None


def parse_cents(text: str) -> int | None:
    """An amount written as $300,000, 300000.50, 300k or 1.5m, in cents; None for anything else."""
    match = _AMOUNT.fullmatch(text.strip().casefold())
    if match is None or (match[1] and match[2]):
        return None
    hundredths = int(re.sub(r"\D", "", match[3])) * 100 + int((match[4] or ".0")[1:].ljust(2, "0"))
    return hundredths * _SCALES[match[5]] * (-1 if match[1] or match[2] else 1)


def write_cents(cents: int) -> str:
    """An amount as it stands in a field: $300,000, or with cents where there are any."""
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}${whole:,}" + (f".{rest:02}" if rest else "")


def _to_month(name: str) -> int:
    stem = name[:3]
    full = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october")
    whole = (*full, "november", "december")
    if stem not in _MONTHS or not (whole[_MONTHS.index(stem)].startswith(name) or name == "sept"):
        return 0
    return _MONTHS.index(stem) + 1


def _to_date(year: str, month: str | int, day: str) -> date | None:
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None
