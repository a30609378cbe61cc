"""Records as frozen values: the few reads that every page of the desk shares."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Row, Table, select
from sqlmodel import SQLModel

from channeladmin.errors import UserError
from channeladmin.records import Agreement, Partner, Stored

FieldsT = TypeVar("FieldsT", bound=SQLModel)


def table_of(model: type[SQLModel]) -> Table:
    """The table behind a record class."""
    table = model.__table__  # type: ignore[attr-defined]  # set by SQLModel on table classes
    assert isinstance(table, Table)
    return table


def find_records(
    connection: Connection,
    model: type[SQLModel],
    fields: type[FieldsT],
    *,
    order_by: Collection[str] = (),
    **where: object,
) -> tuple[Stored[FieldsT], ...]:
    """The records whose columns equal `where` (a collection: any of it), by `order_by`, then oldest first."""
    table = table_of(model)
    query = select(table)
    for column, value in where.items():
        if isinstance(value, Collection) and not isinstance(value, str):
            query = query.where(table.c[column].in_(list(value)))
        else:
            query = query.where(table.c[column] == value)
    query = query.order_by(*(table.c[column] for column in order_by), table.c.id)
    return tuple(_stored(row, fields) for row in connection.execute(query))


def get_record(connection: Connection, model: type[SQLModel], fields: type[FieldsT], record_id: int) -> Stored[FieldsT]:
    """One record by its key; UserError if it is gone."""
    found = find_records(connection, model, fields, id=record_id)
    if not found:
        raise UserError("This record is no longer in the data file; somebody removed it meanwhile.")
    return found[0]


def get_keys(connection: Connection, model: type[SQLModel], record_id: int) -> Mapping[str, int]:
    """The keys that tie a record to others (`partner_id`, `agreement_id` …); UserError if it is gone."""
    table = table_of(model)
    columns = [column for column in table.c if column.foreign_keys]
    row = connection.execute(select(*columns).where(table.c.id == record_id)).one_or_none()
    if row is None:
        raise UserError("This record is no longer in the data file; somebody removed it meanwhile.")
    return {column.name: value for column, value in zip(columns, row, strict=True)}


def get_parents(
    connection: Connection, model: type[SQLModel], key: str, records: Collection[Stored[FieldsT]]
) -> dict[int, int]:
    """For each of these records: its id and the id of the parent that `key` names."""
    table = table_of(model)
    query = select(table.c.id, table.c[key]).where(table.c.id.in_([record.id for record in records]))
    return {row[0]: row[1] for row in connection.execute(query)}


def get_agreement_name(connection: Connection, agreement_id: int) -> str:
    """How staff call an agreement: "Acme GmbH (EMEA)"; UserError if it is gone."""
    partner, agreement = table_of(Partner), table_of(Agreement)
    row = connection.execute(
        select(partner.c.name, agreement.c.region)
        .join(agreement, agreement.c.partner_id == partner.c.id)
        .where(agreement.c.id == agreement_id)
    ).one_or_none()
    if row is None:
        raise UserError("This agreement is no longer in the data file; somebody removed it meanwhile.")
    return f"{row.name} ({row.region})"


def _stored(row: Row[Any], fields: type[FieldsT]) -> Stored[FieldsT]:
    values = row._mapping  # SQLAlchemy's public name for the row as a mapping
    copied = fields.model_construct(**{name: values[name] for name in fields.model_fields})
    return Stored(values["id"], cast("FieldsT", copied))  # SQLModel types it as its own base
