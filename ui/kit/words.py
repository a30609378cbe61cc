"""The words by which people choose the values of the programme's closed sets."""

from __future__ import annotations

from enum import StrEnum

_SPELLED = {"msp": "MSP", "email_campaign": "e-mail campaign"}


def word_of(value: StrEnum) -> str:
    """A value of a closed set as it stands in a list or a field: `trade_show` is “trade show”."""
    return _SPELLED.get(value.value, value.value.replace("_", " "))
