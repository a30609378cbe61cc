"""The words for the values of the programme's closed sets, and for so many of a thing."""

from __future__ import annotations

from enum import StrEnum

_SPELLED = {"msp": "MSP", "email_campaign": "e-mail campaign"}


def word_of(value: StrEnum) -> str:
    """A value of a closed set as it stands in a list or a field: `trade_show` is “trade show”."""
    return _SPELLED.get(value.value, value.value.replace("_", " "))


def word_count(count: int, one: str, many: str = "") -> str:
    """“1 person”, “7 people”; without a word of its own the plural has an s."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
