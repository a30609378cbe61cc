"""Many keys as one parameter of a statement, so that a list of any length is the same statement."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, column, func, select

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement


def is_among(key: ColumnElement[Any], ids: Iterable[int]) -> ColumnElement[bool]:
    """The condition that a key column is one of these; an index on it is used."""
    listed = func.json_each(json.dumps(list(ids))).table_valued(column("value", BigInteger))
    return key.in_(select(listed.c.value))
