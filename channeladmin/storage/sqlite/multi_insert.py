"""New rows, many to a statement, in which no None is bound: the driver takes ten times as long for it as for a text."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import Connection

ROWS = 250
"""Rows to one statement; more gain nothing."""

_STATEMENTS = 256
_PLAIN, _NEVER = "?", "NULL"


class MultiInsert:
    """Inserts rows of one table, given by column as the driver's values."""

    def __init__(self, table: str, names: Sequence[str]) -> None:
        quoted = ", ".join(f'"{name}"' for name in names)
        self._into = f'INSERT INTO "{table}" ({quoted}) VALUES '
        self._build: Callable[[tuple[str, ...], int], str] = lru_cache(_STATEMENTS)(self._build_statement)

    def insert(self, connection: Connection, columns: Sequence[Sequence[Any]]) -> int:
        """Store them in their order; how many were stored. One column at least must hold a value in some row."""
        marked = list(map(_mark, columns))
        marks = tuple(mark for mark, _ in marked)
        bound = list(zip(*(column for mark, column in marked if mark != _NEVER), strict=True))
        whole = len(bound) // ROWS * ROWS
        done = 0
        for start in range(0, whole, ROWS):
            values = tuple(chain.from_iterable(bound[start : start + ROWS]))
            done += connection.exec_driver_sql(self._build(marks, ROWS), values).rowcount
        if whole < len(bound):
            done += connection.exec_driver_sql(self._build(marks, 1), bound[whole:]).rowcount
        return done

    def _build_statement(self, marks: tuple[str, ...], count: int) -> str:
        row = f"({', '.join(marks)})"
        return self._into + ", ".join([row] * count)


def _mark(column: Sequence[Any]) -> tuple[str, Sequence[Any]]:
    """How a column stands in the statement, and what is bound; None goes as a value of a kind the column has not."""
    absent = column.count(None)
    if not absent:
        return _PLAIN, column
    if absent == len(column):
        return _NEVER, ()
    is_text = isinstance(next(value for value in column if value is not None), str)
    mark, stand_in = ("nullif(?, 0)", 0) if is_text else ("nullif(?, '')", "")
    return mark, [stand_in if value is None else value for value in column]
