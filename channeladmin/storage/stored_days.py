"""Days as the data file writes them, for the reading of very many: one day is one object, made once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Text, type_coerce

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

_KEPT = 100_000


class StoredDays(dict[str | None, date | None]):
    """The day of a text, or None of None; ValueError where it is no day."""

    def __missing__(self, text: str | None) -> date | None:
        if len(self) > _KEPT:
            self.clear()
        day = None if text is None else date.fromisoformat(text)
        self[text] = day
        return day


def as_stored(column: ColumnElement[Any]) -> ColumnElement[str]:
    """A column as the data file holds it, past the reading of its type."""
    return type_coerce(column, Text)
