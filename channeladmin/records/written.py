"""Dates and amounts as people write them, in a form or a file; what cannot be one is a ValueError with a sentence."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Literal, cast

DateOrder = Literal["dmy", "mdy", "ymd"]
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
# A time of day behind a date says nothing that the desk keeps.
_TIME = re.compile(
    r"(?:[T ]|,\s*)\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:Z|[A-Z]{3,4}|[+-]\d{2}:?\d{2})?", re.I
)
_ISO = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})|([0-9]{4})([0-9]{2})([0-9]{2})")
_DAY_MONTH = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?[-/. ]*([a-z]{3,9})\.?[-/., ]*([0-9]{4}|[0-9]{2})", re.I)
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.?[-/ ]*([0-9]{1,2})(?:st|nd|rd|th)?[-/, ]+([0-9]{4})", re.I)
_YEAR_MONTH_DAY = re.compile(r"([0-9]{4})[-/. ]([a-z]{3,9})[-/. ]([0-9]{1,2})", re.I)
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+(?=\S)", re.I)
_NUMBERS = re.compile(r"([0-9]{1,4})([-/.])([0-9]{1,2})\2([0-9]{1,4})")

SYMBOLS = {"USD": ("$", "US$"), "EUR": ("€",), "GBP": ("£",), "JPY": ("¥",), "CHF": ("Fr.",), "INR": ("₹",)}
_WHOLE = r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)"
_AMOUNT = re.compile(_WHOLE + r"?(?:\.(?P<part>[0-9]+))?\s?(?P<unit>[km])?", re.I)
_GROUPING = str.maketrans("", "", ", ")
_UNITS = {"": 1, "k": 1_000, "m": 1_000_000}
_MOST_CENTS = 2**62


def parse_date(text: str, order: DateOrder | None = None, *, may_shorten: bool = False) -> date:
    """A day written as 2022-10-31 or with the month's name; in numbers, as 5/3/2026, with `order`.

    31/10/2022 needs none: 31 can only be the day. 05-Mar-26 needs an order too, unless years `may_shorten`.
    """
    bare = _trim_day(text)
    found = _ISO.fullmatch(bare)
    if found:
        year, month, day = found.group(1, 3, 4) if found.group(1) else found.group(5, 6, 7)
        return _make_date(text, int(year), int(month), int(day))
    named = _DAY_MONTH.fullmatch(bare) or _MONTH_DAY.fullmatch(bare)
    if named:
        parts = named.groups()
        day, name, year = parts if parts[0].isdigit() else (parts[1], parts[0], parts[2])
        month_number = _find_month(name)
        if month_number and (len(year) == 4 or may_shorten or order is not None):
            return _make_date(text, _full_year(year), month_number, int(day))
    year_first = _YEAR_MONTH_DAY.fullmatch(bare)
    if year_first and (month_number := _find_month(year_first.group(2))):
        return _make_date(text, int(year_first.group(1)), month_number, int(year_first.group(3)))
    numbers = _NUMBERS.fullmatch(bare)
    order = order or (_find_only_order(*numbers.group(1, 3, 4)) if numbers else None)
    if numbers and order is None:
        raise ValueError(f"“{text}” may be read in several ways; say in which order its numbers stand.")
    if numbers and order is not None:
        parts = numbers.group(1, 3, 4)
        year, month, day = (parts[order.index(letter)] for letter in "ymd")
        if len(year) in (2, 4) and max(len(month), len(day)) <= 2:
            return _make_date(text, _full_year(year), int(month), int(day))
    raise ValueError(f"“{text}” is not a date; write it as 2022-10-31.")


def list_orders(text: str) -> frozenset[DateOrder] | None:
    """The orders in which three numbers are a day of the calendar; None where the text needs no order or is none.

    Two digits for a year stand at the end, unless the numbers are parted by hyphens: those may begin with the year.
    """
    bare = _trim_day(text)
    numbers = None if _ISO.fullmatch(bare) else _NUMBERS.fullmatch(bare)
    if numbers is None or len(numbers.group(4)) == 3 or len(numbers.group(1)) > 2:
        return None
    is_short = len(numbers.group(4)) <= 2
    orders: tuple[DateOrder, ...] = ("dmy", "mdy", "ymd") if is_short and numbers.group(2) == "-" else ("dmy", "mdy")
    return frozenset(order for order in orders if _is_day(text, order))


def _is_day(text: str, order: DateOrder) -> bool:
    try:
        parse_date(text, order)
    except ValueError:
        return False
    return True


def _trim_day(text: str) -> str:
    """The text less a weekday before the date and a time of day behind it."""
    bare = _TIME.sub("", text).strip() if ":" in text else text
    return _WEEKDAY.sub("", bare, count=1) if bare[:1].isalpha() else bare


def _find_only_order(first: str, second: str, third: str) -> DateOrder | None:
    """The order of three numbers of which only one can be the day; None where two can."""
    if len(third) != 4 or max(len(first), len(second)) > 2 or (int(first) > 12) == (int(second) > 12):
        return None
    return "dmy" if int(first) > 12 else "mdy"


def _full_year(year: str) -> int:
    # As Python's %y: 69-99 are the last century.
    return int(year) if len(year) == 4 else int(year) + (1900 if int(year) > 68 else 2000)


def _find_month(name: str) -> int | None:
    word = name.casefold()
    for number, (short, full) in enumerate(zip(_MONTHS, _MONTH_NAMES, strict=True), start=1):
        if word in (short, full) or (word == "sept" and short == "sep"):
            return number
    return None


def _make_date(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise ValueError(f"“{text}” is not a day of the calendar; write it as 2022-10-31.") from error


DecimalSign = Literal[".", ","]
_SWAPPED = str.maketrans(".,", ",.")


def find_decimal_sign(texts: Iterable[str]) -> DecimalSign | Literal["both"] | None:
    """What parts the cents in amounts, where one of them shows it: 45.000,00 a comma, 45,000.00 and 12.5 a point.

    None where nothing shows it, "both" where they contradict each other.
    """
    found: set[DecimalSign] = set()
    for text in texts:
        digits = "".join(char for char in text if char.isdigit() or char in ".,")
        for sign, other in ((",", "."), (".", ",")):
            both = rf"[0-9]{{1,3}}(?:\{other}[0-9]{{3}})+\{sign}[0-9]+"
            if re.fullmatch(rf"{both}|[0-9]*\{sign}[0-9]{{1,2}}|[0-9]{{1,3}}(?:\{other}[0-9]{{3}}){{2,}}", digits):
                found.add(cast(DecimalSign, sign))
    return "both" if len(found) > 1 else next(iter(found), None)


def parse_money(text: str, currency: str, decimal: DecimalSign = ".") -> int:
    """An amount in cents: 300000, 300,000, $300,000.00, 45k, (500); another currency than the desk's is refused."""
    bare = text.replace("−", "-").replace("\u00a0", " ").replace("\u202f", " ").strip()
    is_bracketed = bare.startswith("(") and bare.endswith(")")
    if is_bracketed:
        bare = bare[1:-1].strip()
    # The sign may stand before the currency or behind it.
    sign, bare = _take_sign(_take_currency(bare, currency))
    bare = _take_currency(bare, currency)
    is_negative = is_bracketed != (sign == "-")
    plain = re.sub(r"(?<=[0-9])['’](?=[0-9]{3})", "", bare)
    found = _AMOUNT.fullmatch(plain.translate(_SWAPPED) if decimal == "," else plain)
    if found is None or (found["whole"] is None and found["part"] is None):
        raise ValueError(_refuse_amount(text, bare, currency))
    value = Decimal(f"{(found['whole'] or '0').translate(_GROUPING)}.{found['part'] or '0'}")
    cents = value * _UNITS[(found["unit"] or "").casefold()] * 100
    # 300.000 may be meant as thousands; nobody writes cents with three digits.
    is_odd = found["unit"] is None and len(found["part"] or "") > 2
    if is_odd or cents != cents.to_integral_value() or cents > _MOST_CENTS:
        raise ValueError(f"“{text}” is not an amount in {currency} with at most two decimals; write it as 300000.00.")
    return -int(cents) if is_negative else int(cents)


def _take_sign(text: str) -> tuple[str, str]:
    return (text[0], text[1:].lstrip()) if text[:1] in ("-", "+") else ("", text)


def _take_currency(text: str, currency: str) -> str:
    for sign in sorted((*SYMBOLS.get(currency, ()), currency), key=len, reverse=True):
        if text.upper().startswith(sign.upper()):
            return text[len(sign) :].lstrip()
        if text.upper().endswith(sign.upper()):
            return text[: -len(sign)].rstrip()
    return text


def _refuse_amount(text: str, bare: str, currency: str) -> str:
    others = [code for code, symbols in SYMBOLS.items() if any(symbol in text for symbol in symbols)]
    code = re.search(r"\b[A-Z]{3}\b", text)
    if any(char.isdigit() for char in bare) and (others or code):
        return f"“{text}” is not in {currency}, the one currency of this desk; give the amount in {currency}."
    return f"“{text}” is not an amount; write it as 300000, 300,000.00 or 45k."
