"""STRICT tables know five types; what has no exact one is refused."""

from __future__ import annotations

import pytest
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    MetaData,
    Numeric,
    String,
    Table,
    Time,
    Uuid,
)
from sqlalchemy.schema import CreateTable

from channeladmin.storage.sqlite.dialect import StrictDialect


def _ddl(*columns: Column[object]) -> str:
    table = Table("t", MetaData(), *columns, sqlite_strict=True)
    return str(CreateTable(table).compile(dialect=StrictDialect()))


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (String(20), "TEXT"), (Date(), "TEXT"), (DateTime(), "TEXT"), (Time(), "TEXT"), (JSON(), "TEXT"),
        (Uuid(), "TEXT"), (Boolean(), "INTEGER"), (BigInteger(), "INTEGER"), (Float(), "REAL"),
    ],
)  # fmt: skip
def test_types_become_those_of_strict(kind: object, name: str) -> None:
    assert f"c {name}" in _ddl(Column("c", kind))  # type: ignore[arg-type]  # a list of unlike types
    assert _ddl(Column("c", kind)).strip().endswith("STRICT")  # type: ignore[arg-type]


def test_numeric_is_refused() -> None:
    with pytest.raises(TypeError, match="integer minor units"):
        _ddl(Column("c", Numeric(10, 2)))
