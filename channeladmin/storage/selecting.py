"""Queries for many keys, asked in portions so that no parameter grows without bound."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from channeladmin.storage.sqlite.key_list import is_among

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Column, ColumnElement, Connection, Row, Select

_PORTION = 20_000


def split_ids(ids: Iterable[int], size: int = _PORTION) -> Iterator[list[int]]:
    """The ids in portions, in their order."""
    rest = iter(ids)
    while portion := list(islice(rest, size)):
        yield portion


def select_in(
    connection: Connection, query: Select[Any], column: Column[int], ids: Iterable[int]
) -> Iterator[Row[Any]]:
    """The rows of the query whose column is one of the ids, portion by portion."""
    for condition in _list_conditions(column, ids):
        yield from connection.execute(query.where(condition)).all()


def select_keys(connection: Connection, wanted: Column[int], column: Column[int], ids: Iterable[int]) -> set[int]:
    """The values of one key column in the rows whose other column is one of the ids."""
    found: set[int] = set()
    for condition in _list_conditions(column, ids):
        found.update(connection.execute(select(wanted).distinct().where(condition)).scalars().all())
    return found


def _list_conditions(column: Column[int], ids: Iterable[int]) -> Iterator[ColumnElement[bool]]:
    ordered = sorted(ids)
    if ordered and ordered[-1] - ordered[0] == len(ordered) - 1:
        # The keys of one import lie side by side.
        yield column.between(ordered[0], ordered[-1])
    else:
        yield from (is_among(column, portion) for portion in split_ids(ordered))
