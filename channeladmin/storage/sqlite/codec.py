"""Python values of a record's columns as the driver binds them: the quick way past SQLAlchemy for many rows."""

from __future__ import annotations

from enum import Enum as PythonEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Boolean, Date, Enum
from sqlalchemy.types import TypeDecorator

from channeladmin.storage.sqlite.dialect import StrictDialect

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Column, Table

_DIALECT = StrictDialect()


@cache
def build_encoders(table: Table) -> dict[str, Callable[[Any], Any] | None]:
    """By column: what turns its Python value into the driver's; None where they are the same."""
    return {column.name: _build_encoder(column) for column in table.columns}


def _build_encoder(column: Column[Any]) -> Callable[[Any], Any] | None:
    kind = column.type
    if isinstance(kind, Date):
        return lambda day: None if day is None else day.isoformat()
    if isinstance(kind, Enum):
        return lambda word: word._value_ if isinstance(word, PythonEnum) else word
    if isinstance(kind, Boolean):
        return lambda truth: None if truth is None else int(truth)
    # SQLModel’s own text type is a decorator that binds what it is given.
    if isinstance(kind, TypeDecorator) and type(kind).process_bind_param is not TypeDecorator.process_bind_param:
        return lambda value: kind.process_bind_param(value, _DIALECT)
    return None
