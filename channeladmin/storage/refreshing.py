"""When stored verdicts are worked out again without an act: the day changed, or all of them are in doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from channeladmin.records import Agreement, Standing
from channeladmin.storage.reading import table_of
from channeladmin.storage.standings import rewrite_standings

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Select

    from channeladmin.storage.database import Database

_standing, _agreement = table_of(Standing), table_of(Agreement)


def refresh_standings(database: Database) -> bool:
    """Work out again what a change of the day has made stale; whether anything was.

    Nothing is done while an act of this process runs: that must not make a reader wait; and nothing in a file that is
    open for reading only: its verdicts are those of the day on which it was written last.
    """
    if database.is_read_only:
        return False
    today = database.clock.today()
    query = _select_stale(today)
    with database.read() as connection:
        is_stale = connection.execute(query.limit(1)).first() is not None
    if not is_stale or database.is_writing:
        return False
    with database.derive() as connection:
        rewrite_standings(connection, set(connection.execute(query).scalars()), today)
    return True


def _select_stale(on: date) -> Select[int]:
    stale = or_(_standing.c.next_change_on <= on, _standing.c.evaluated_on > on)
    return select(_standing.c.agreement_id).where(stale).distinct()


def rebuild_standings(database: Database) -> None:
    """Work out all standings afresh for today."""
    with database.derive() as connection:
        rewrite_standings(
            connection, set(connection.execute(select(_agreement.c.id)).scalars()), database.clock.today()
        )
