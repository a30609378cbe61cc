"""The text of a cell: lists and amounts in it, and the guard that keeps a spreadsheet from taking it for a formula."""

from __future__ import annotations

import re
from collections.abc import Callable


def split_list(text: str) -> tuple[str, ...]:
    """The parts of a cell that lists several things, separated by `;`."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


_ADDRESS = re.compile(r"<([^<>]*)>|([^\s;,|<>]+)")
_ONE = re.compile(r"[^\s;,|<>\":]+")
_JOINING = frozenset(("/", "&", "and", "or", "\\"))


def split_emails(text: str) -> tuple[str, ...]:
    """The e-mail addresses in a cell, in their order, parted by any of `; , |` and white space.

    Of "Ann Lee <ann@acme.example>" the address between the signs; what is no address is given back as it stands.
    """
    if _ONE.fullmatch(text) and text.casefold() not in _JOINING:
        return (text,)
    has_names = "<" in text
    found: dict[str, str] = {}
    for bracketed, bare in _ADDRESS.findall(re.sub(r'"[^"]*"\s*(?=<)', "", text)):
        part = re.sub(r"^mailto:", "", (bracketed or bare).strip(), flags=re.I)
        is_name = not bracketed and (has_names and "@" not in part)
        if part and not is_name and part.casefold() not in _JOINING:
            found.setdefault(part.casefold(), part)
    return tuple(found.values())


_STORED = re.compile(r"[^@\s,;]+@[^@\s,;]+")


def split_stored_emails(text: str) -> tuple[str, ...]:
    """The addresses of a cell that an export of ours wrote; where somebody has typed something else, as any cell."""
    parts = split_list(text)
    return parts if all(map(_STORED.fullmatch, parts)) else split_emails(text)


_LEADS = ("=", "+", "-", "@", "\t", "\r", "\x00")
_GUARDED = re.compile(r"'+[=+\-@\t\r\x00]")


def take_off_guard(text: str) -> str:
    """The text without the `'` that a formula-safe export puts before `= + - @`, tab, CR or NUL."""
    return text[1:] if text[:1] == "'" and _GUARDED.match(text) else text


def put_on_guard(text: str) -> str:
    """The text with a `'` where a spreadsheet would take it for a formula (or where it would lose its own)."""
    return f"'{text}" if text.startswith(_LEADS) or _GUARDED.match(text) else text


def guard_again(text: str) -> str:
    """The text as a cell of a file of others has to hold it, from which one `'` is taken where it may be a guard."""
    return f"'{text.strip()}" if _GUARDED.match(text.strip()) else text


def show_cents(cents: int) -> str:
    """Cents as a bare number in major units: -1250 is -12.50."""
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def show_value(field: str, value: object) -> str:
    """A stored value as a file would write it."""
    if isinstance(value, int) and field.endswith(("_cents", "_hundredths")):
        return show_cents(value)
    return ";".join(value) if isinstance(value, tuple) else str(value)


Parser = Callable[[str], object]
"""Turns the text of a cell into a value; raises ValueError with a sentence."""
