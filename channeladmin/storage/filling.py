"""Filling a new file with very many records without a journal, for big samples and measurements."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import select

from channeladmin.errors import UserError
from channeladmin.records import Agreement, Partner
from channeladmin.storage.act import Act
from channeladmin.storage.high_water import write_filled_up_to
from channeladmin.storage.notes import seal_notes
from channeladmin.storage.reading import table_of
from channeladmin.storage.search import rewrite_search
from channeladmin.storage.sqlite.triggers import create_triggers, drop_triggers
from channeladmin.storage.standings import rewrite_standings
from channeladmin.storage.tables import operation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from channeladmin.storage.database import Database


@contextmanager
def fill(database: Database, *, on_day: date | None = None) -> Iterator[Act]:
    """Write records into a file without history; they have none, and no undo. `UserError` if it has a history.

    All of it is committed at the end of the block, with the standings of `on_day` (None: today), or nothing is.
    """
    with database.derive() as connection:
        if connection.execute(select(operation.c.id).limit(1)).first() is not None:
            raise UserError("Only a new desk can be filled without a history. Make a new file for it.")
        drop_triggers(connection)
        act = Act(connection, 0, database.keys, label="Fill")
        yield act
        create_triggers(connection)
        write_filled_up_to(connection, act.new_id())
        agreements = connection.execute(select(table_of(Agreement).c.id)).scalars().all()
        rewrite_standings(connection, agreements, on_day or database.clock.today())
        rewrite_search(connection, connection.execute(select(table_of(Partner).c.id)).scalars().all())
        seal_notes(connection)
