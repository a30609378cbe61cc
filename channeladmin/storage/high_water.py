"""Up to which key a file is filled, so that new keys lie above even after the clock of the machine went back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from channeladmin.storage.tables import journal, meta, operation

if TYPE_CHECKING:
    from sqlalchemy import Connection

_FILLED_UP_TO = "filled_up_to"


def find_highest_key(connection: Connection) -> int:
    """The highest key of an operation or a record that the file has ever held; 0 in a new file."""
    highest = select(
        func.coalesce(select(func.max(operation.c.id)).scalar_subquery(), 0),
        func.coalesce(select(func.max(journal.c.row_id)).scalar_subquery(), 0),
    )
    of_operations, of_records = connection.execute(highest).one()
    return max(int(of_operations), int(of_records), read_filled_up_to(connection))


def read_filled_up_to(connection: Connection) -> int:
    """The key up to which records may lack a history; 0 in a file that was never filled without one."""
    stored = connection.execute(select(meta.c.value).where(meta.c.key == _FILLED_UP_TO)).scalar_one_or_none()
    return int(stored or 0)


def write_filled_up_to(connection: Connection, key: int) -> None:
    """Note that the records up to this key have no history."""
    connection.execute(meta.delete().where(meta.c.key == _FILLED_UP_TO))
    connection.execute(meta.insert().values(key=_FILLED_UP_TO, value=str(key)))
