"""How the cells of one column are written: the order of dates in figures, day numbers, what parts the cents."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from channeladmin.records.written import (
    DateOrder,
    DecimalSign,
    find_decimal_sign,
    list_orders,
    parse_date,
    parse_money,
)
from channeladmin.rosters.columns import Reading

_SERIAL = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")
# Day 60 is 29 February 1900, which never was; days after it count from here.
_SERIAL_ORIGIN = date(1899, 12, 30)
_SERIALS = range(25_569, 73_051)
"""1970 to 2099, as a spreadsheet counts days."""


@dataclass(frozen=True, slots=True)
class Manner:
    """What a column as a whole says about its cells; `is_mixed`: it has dates, or amounts, in two manners."""

    order: DateOrder | None = None
    is_serial: bool = False
    decimal: DecimalSign | Literal["both"] | None = None
    is_mixed: bool = False


PLAIN = Manner()


def find_manner(reads: Reading, texts: Collection[str], told: DateOrder | None) -> Manner:
    """The manner of a column from its distinct texts; the order of dates as `told`, where it is."""
    if reads is Reading.DATE:
        return _find_date_manner(texts, told)
    return Manner(decimal=find_decimal_sign(texts)) if reads is Reading.MONEY else PLAIN


def _find_date_manner(texts: Collection[str], told: DateOrder | None) -> Manner:
    filled = [text for text in texts if any(char.isdigit() for char in text)]
    if filled and all(_is_serial(text) for text in filled):
        return Manner(told, is_serial=True)
    if told is not None:
        return Manner(told)
    shared: frozenset[DateOrder] = frozenset(("dmy", "mdy", "ymd"))
    seen = False
    for text in filled:
        orders = list_orders(text)
        if orders:
            shared, seen = shared & orders, True
    if not seen or len(shared) > 1:
        return PLAIN
    return Manner(next(iter(shared))) if shared else Manner(is_mixed=True)


def read_day(text: str, manner: Manner) -> date:
    """The day of a cell; ValueError with a sentence."""
    if manner.is_serial:
        return _SERIAL_ORIGIN + timedelta(days=int(text.partition(".")[0]))
    if _is_serial(text):
        raise ValueError(
            f"“{text}” may be the day number of a spreadsheet, and other cells of the column are not; "
            f"write it as 2022-10-31."
        )
    try:
        return parse_date(text, manner.order, may_shorten=True)
    except ValueError as error:
        if manner.is_mixed and len(list_orders(text) or ()) > 1:
            raise ValueError(
                f"“{text}” may be read in several ways, and the column has days in both orders; write it as 2022-10-31."
            ) from error
        raise


def is_open_order(text: str, manner: Manner) -> bool:
    """Whether a cell waits for somebody to say the order of dates in figures."""
    return manner.order is None and not manner.is_serial and len(list_orders(text) or ()) > 1


def read_amount(text: str, currency: str, manner: Manner) -> int:
    """The cents of a cell; ValueError with a sentence."""
    if manner.decimal != "both":
        return parse_money(text, currency, manner.decimal or ".")
    own = find_decimal_sign([text])
    if own in (".", ","):
        return parse_money(text, currency, "," if own == "," else ".")
    if "," in text or "." in text:
        raise ValueError(
            f"“{text}” may be read in two ways: the column has amounts like 45.000,00 and like 45,000.00. "
            f"Write it as 45000.00."
        )
    return parse_money(text, currency)


def _is_serial(text: str) -> bool:
    found = _SERIAL.fullmatch(text)
    return found is not None and int(found.group(1)) in _SERIALS
