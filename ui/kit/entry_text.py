"""Dates and amounts as people type them, turned into the values that the records take."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from enum import Enum, StrEnum

from channeladmin.desk.values import DateOrder, parse_date, parse_money
from channeladmin.desk.wording import format_date, format_hundredths
from ui.kit.words import word_of

CURRENCY = "USD"


class FieldKind(Enum):
    """The kinds of value that a record has."""

    TEXT = "text"
    LONG = "long"
    TEXTS = "texts"
    DATE = "date"
    MONEY = "money"
    HUNDREDTHS = "hundredths"
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
        FieldKind.HUNDREDTHS: f"“{value}” is not a number; write it as 1250 or 12.5.",
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
        value = read_date(text)
    elif kind in (FieldKind.MONEY, FieldKind.HUNDREDTHS):
        value = read_cents(text)
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
    if isinstance(value, int) and kind is FieldKind.HUNDREDTHS:
        return format_hundredths(value)
    return "" if value is None else str(value)


def read_date(text: str) -> date | None:
    """A date written as 2022-10-31, 31 Oct 2022, Oct 31, 2022 or 31.10.2022; None for anything else.

    3/5/2022 is refused on purpose: nobody can tell which of the two is the month.
    """
    order: DateOrder | None = None if "/" in text or "-" in text else "dmy"
    with suppress(ValueError):
        return parse_date(text.strip(), order)
    return None


def read_cents(text: str) -> int | None:
    """An amount written as $300,000, 300000.50, 300k or 1.5m, in cents; None for anything else."""
    with suppress(ValueError):
        return parse_money(text.strip(), CURRENCY)
    return None


def write_cents(cents: int) -> str:
    """An amount as it stands in a field: $300,000, or with cents where there are any."""
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}${whole:,}" + (f".{rest:02}" if rest else "")
