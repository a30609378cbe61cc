"""Many rows as one text: those of a child table beside their parent, or all of a query."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sqlalchemy import func, select

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import ColumnElement, Connection, ScalarSelect, Select

_SEPARATOR = "\x1e"  # JSON writes no control character as it is
_KEPT = 50_000
Fact = TypeVar("Fact")


def pack_rows(*columns: ColumnElement[Any], where: ColumnElement[bool]) -> ScalarSelect[str]:
    """These columns of every row for which the condition holds; null where there is none."""
    return select(func.group_concat(func.json_array(*columns), _SEPARATOR)).where(where).scalar_subquery()


def fetch_packed(connection: Connection, query: Select[Any]) -> list[list[Any]]:
    """All rows of a query, in no order, as JSON has their values.

    The driver lets go of the interpreter at every row that it fetches; beside another thread that works, one that
    fetches many waits for it as often.
    """
    rows = query.subquery()
    text = connection.execute(select(func.json_group_array(func.json_array(*rows.c)))).scalar_one()
    fetched: list[list[Any]] = json.loads(text)
    return fetched


class Unpacker(dict[str, Fact], Generic[Fact]):
    """Turns such texts into facts; what was read before is not built again."""

    def __init__(self, build: Callable[..., Fact]) -> None:
        super().__init__()
        self._build = build

    def unpack(self, text: str | None) -> tuple[Fact, ...]:
        """The facts of a packed column, in the order of their texts."""
        return () if text is None else tuple(map(self.__getitem__, sorted(text.split(_SEPARATOR))))

    def __missing__(self, text: str) -> Fact:
        if len(self) >= _KEPT:
            self.clear()
        fact = self[text] = self._build(*json.loads(text))
        return fact
