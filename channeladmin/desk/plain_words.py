"""Days, money, names of credentials and single words, as people read them."""

from __future__ import annotations

from datetime import date
from functools import cache

from channeladmin.program.loading import list_shipped, load_shipped
from channeladmin.program.vocabulary import ActivityKind, Region

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SHORT_NAMES = {"pse": "PSE", "sa_core": "SA Core"}
_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}


def format_date(day: date) -> str:
    """A day as people read it, the same in every locale: 12 Mar 2022."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def format_money(cents: int, currency: str = "USD") -> str:
    """An amount with its currency: $300,000; cents only where there are any."""
    units, rest = divmod(abs(cents), 100)
    amount = f"{units:,}.{rest:02d}" if rest else f"{units:,}"
    symbol = _SYMBOLS.get(currency, f"{currency} ")
    return f"{'-' if cents < 0 else ''}{symbol}{amount}"


def format_hundredths(hundredths: int, unit: str | None = None) -> str:
    """A number of which hundredths are kept: 8, 8.5; with what it counts: 8 registrations."""
    units, rest = divmod(abs(hundredths), 100)
    number = f"{'-' if hundredths < 0 else ''}{units:,}" + (f".{rest:02d}".rstrip("0") if rest else "")
    return number if unit is None else f"{number} {unit}"


def word_region(region: Region | None) -> str:
    """A region as lists show it; "unknown region" where it is not known."""
    return "unknown region" if region is None else region.value


@cache
def word_credential(key: str) -> str:
    """The name of a credential, as short as staff say it; of one that no shipped edition knows, its key in words."""
    if key in _SHORT_NAMES:
        return _SHORT_NAMES[key]
    found = (load_shipped(edition_id).find_credential(key) for edition_id in list_shipped())
    label = next((credential.label for credential in found if credential is not None), None)
    return label if label is not None else key.replace("_", " ").replace(":", ": ").capitalize()


def word_activity(title: str) -> str:
    """An activity as a quarter lists it: its title, or its kind in words."""
    return title.replace("_", " ") if title in set(ActivityKind) else title
