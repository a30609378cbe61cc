"""Which tracks, metrics and credentials records name by key: the edition in use need not know all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from channeladmin.program.vocabulary import TrackKey
from channeladmin.records import AgreementStep, Award, MetricEntry
from channeladmin.storage.reading import table_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

_step, _entry, _award = table_of(AgreementStep), table_of(MetricEntry), table_of(Award)


def list_stored_tracks(connection: Connection) -> tuple[TrackKey, ...]:
    """The tracks of all stored steps, by key."""
    query = select(_step.c.track).where(_step.c.track.is_not(None)).distinct().order_by(_step.c.track)
    return tuple(map(TrackKey, connection.execute(query).scalars()))


def list_stored_metrics(connection: Connection) -> tuple[str, ...]:
    """The metrics of all stored entries, by key."""
    return tuple(connection.execute(select(_entry.c.metric).distinct().order_by(_entry.c.metric)).scalars())


def list_stored_credentials(connection: Connection) -> tuple[str, ...]:
    """The credentials of all stored awards, by key."""
    return tuple(connection.execute(select(_award.c.credential).distinct().order_by(_award.c.credential)).scalars())
