"""Words of the command line as values; what cannot be one is a usage error."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

import typer

if TYPE_CHECKING:
    from channeladmin.desk.values import Region

WordT = TypeVar("WordT", bound=StrEnum)


def parse_day(text: str) -> date:
    """A day as 2022-10-31."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"“{text}” is not a date; write it as 2022-10-31.") from error


def parse_pairs(texts: Sequence[str], option: str, *, at_last: bool = False) -> dict[str, str]:
    """Repeated `key=value` options as a mapping, parted at the first `=` (or the last: column names may hold one)."""
    pairs = {}
    for text in texts:
        key, separator, value = text.rpartition("=") if at_last else text.partition("=")
        if not separator or not key.strip():
            raise typer.BadParameter(f"“{text}” has no form like key=value.", param_hint=option)
        pairs[key.strip()] = value.strip()
    return pairs


def parse_region(text: str | None) -> Region | None:
    """A region of the programme; nothing stays nothing."""
    from channeladmin.desk.values import Region

    return None if text is None else _parse_word(Region, text, "--region")


def parse_id(text: str) -> int:
    """A record's id."""
    if not text.isascii() or not text.isdigit() or int(text) >= 2**63:
        raise typer.BadParameter(f"“{text}” is not an id.")
    return int(text)


def _parse_word(words: type[WordT], text: str, option: str) -> WordT:
    for word in words:
        if word.value.casefold() == text.strip().casefold():
            return word
    raise typer.BadParameter(
        f"“{text}” is not known; use {', '.join(word.value for word in words)}.", param_hint=option
    )
