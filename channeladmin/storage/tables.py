"""The tables that the storage keeps for itself: operations, their journal, and what is derived for the lists."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Integer, MetaData, Table, Text
from sqlmodel import SQLModel

from channeladmin import records
from channeladmin.storage.operation_kind import OperationKind

own_metadata = MetaData()

KIND_CHECK = f"kind IN ({', '.join(repr(kind.value) for kind in OperationKind)})"

operation = Table(
    "operation",
    own_metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("label", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("undoes", BigInteger, ForeignKey("operation.id"), index=True),
    Column("schema_version", Integer, nullable=False),
    # The journal rows of an operation lie side by side: first_row to first_row + row_count - 1.
    Column("first_row", BigInteger, nullable=False),
    Column("row_count", BigInteger, nullable=False),
    Column("hash", Text, nullable=False),
    Column("kind", Text, CheckConstraint(KIND_CHECK), nullable=False, server_default=OperationKind.ACT),
    sqlite_strict=True,
)

journal = Table(
    "journal",
    own_metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("operation_id", BigInteger, ForeignKey("operation.id"), nullable=False),
    Column("table_name", Text, nullable=False),
    Column("row_id", BigInteger, nullable=False, index=True),
    Column("before", Text),
    Column("after", Text),
    sqlite_strict=True,
)

operation_context = Table(
    "operation_context",
    own_metadata,
    Column("operation_id", BigInteger, primary_key=True, autoincrement=False),
    sqlite_strict=True,
)

meta = Table(
    "meta",
    own_metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_strict=True,
)

search_text = Table(
    "search_text",
    own_metadata,
    # The key of a list row: the agreement's, or the partner's where it has none.
    Column("row_key", BigInteger, primary_key=True, autoincrement=False),
    Column("partner_id", BigInteger, nullable=False, index=True),
    Column("text", Text, nullable=False),
    sqlite_strict=True,
)


_SINCE = {records.MetricEntry.__tablename__: 3, records.Waiver.__tablename__: 3}
"""The version of the tables that a record came with; the others were there from the first."""


def list_journalled(version: int | None = None) -> tuple[Table, ...]:
    """The records' tables whose every change the journal keeps, parents first; of an older version of the tables."""
    derived = {records.Standing.__tablename__}
    return tuple(
        table
        for table in SQLModel.metadata.sorted_tables
        if table.name not in derived and (version is None or _SINCE.get(table.name, 1) <= version)
    )


def find_model(name: str) -> type[SQLModel]:
    """The record class of a table's name; `KeyError` for a name that is no record's."""
    return _MODELS[name]


_MODELS: dict[str, type[SQLModel]] = {
    model.__tablename__: model
    for model in (getattr(records, name) for name in records.__all__)
    if hasattr(model, "__table__")
}


def get_table(name: str) -> Table:
    """A record's table by its name."""
    return SQLModel.metadata.tables[name]


def list_parent_keys(name: str) -> tuple[str, ...]:
    """The columns of a record's table that tie it to others (`partner_id`, `agreement_id` …)."""
    return tuple(column.name for column in get_table(name).columns if column.foreign_keys)
