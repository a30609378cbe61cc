"""Queries for many keys, asked in portions so that no statement grows without bound."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Column, Connection, Row, Select

_PORTION = 2000


def split_ids(ids: Iterable[int], size: int = _PORTION) -> Iterator[list[int]]:
    """The ids in portions, in their order."""
    rest = iter(ids)
    while portion := list(islice(rest, size)):
        yield portion


def select_in(
    connection: Connection, query: Select[Any], column: Column[int], ids: Iterable[int]
) -> Iterator[Row[Any]]:
    """The rows of the query whose column is one of the ids, portion by portion."""
    for portion in split_ids(ids):
        yield from connection.execute(query.where(column.in_(portion))).all()


def select_keys(connection: Connection, wanted: Column[int], column: Column[int], ids: Iterable[int]) -> set[int]:
    """The values of one key column in the rows whose other column is one of the ids."""
    return {row[0] for row in select_in(connection, select(wanted), column, ids)}
