"""The stored verdicts that lists sort and filter by, worked out again whenever what is behind them changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, or_, select

from channeladmin.evaluation.evaluate import evaluate_tracks, headline_track, next_change_on
from channeladmin.program.vocabulary import TrackKey
from channeladmin.records import Agreement, Standing
from channeladmin.storage.editions import load_active_edition
from channeladmin.storage.facts import load_facts
from channeladmin.storage.reading import table_of
from channeladmin.storage.selecting import split_ids

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from sqlalchemy import Connection

    from channeladmin.evaluation.facts import Facts
    from channeladmin.evaluation.verdict import Verdict
    from channeladmin.program.edition import Edition
    from channeladmin.storage.database import Database

_standing = table_of(Standing)
_PORTION = 500


def rewrite_standings(connection: Connection, agreement_ids: Collection[int], on: date) -> None:
    """Work out every track of these agreements for a day and store it in place of what was there."""
    if not agreement_ids:
        return

    for portion in split_ids(agreement_ids):
        connection.execute(delete(_standing).where(_standing.c.agreement_id.in_(portion)))
    rows: list[dict[str, Any]] = []
    for values in build_standings(connection, agreement_ids, on):
        rows.append(values)
        if len(rows) >= _PORTION:
            connection.execute(insert(_standing), rows)
            rows = []
    if rows:
        connection.execute(insert(_standing), rows)


def build_standings(
    connection: Connection, agreement_ids: Collection[int] | None, on: date
) -> Iterator[dict[str, Any]]:
    """The rows that stand for these agreements (None: all) on a day, freshly worked out."""
    edition = load_active_edition(connection)
    for facts in load_facts(connection, None if agreement_ids is None else list(agreement_ids)):
        yield from _evaluate(facts, edition, on)


def refresh_standings(database: Database) -> bool:
    """Work out again what a change of the day has made stale; whether anything was.

    Nothing is done while an act of this process runs: that must not make a reader wait.
    """
    today = database.clock.today()
    stale = or_(_standing.c.next_change_on <= today, _standing.c.evaluated_on > today)
    query = select(_standing.c.agreement_id).where(stale).distinct()
    with database.read() as connection:
        is_stale = connection.execute(query.limit(1)).first() is not None
    if not is_stale or database.is_writing:
        return False
    with database.derive() as connection:
        rewrite_standings(connection, set(connection.execute(query).scalars()), today)
    return True


def rebuild_standings(database: Database) -> None:
    """Work out all standings afresh for today."""
    with database.derive() as connection:
        agreement = table_of(Agreement)
        rewrite_standings(connection, set(connection.execute(select(agreement.c.id)).scalars()), database.clock.today())


def _evaluate(facts: Facts, edition: Edition, on: date) -> Iterator[dict[str, Any]]:
    verdicts = {verdict.track: verdict for verdict in evaluate_tracks(facts, edition, on)}
    headline = headline_track(verdicts[TrackKey.OPEN], verdicts[TrackKey.SELECT])
    changes_on = next_change_on(facts, edition, on)
    for verdict in verdicts.values():
        yield _build_row(verdict, is_headline=verdict.track is headline, changes_on=changes_on)


def _build_row(verdict: Verdict, *, is_headline: bool, changes_on: date | None) -> dict[str, Any]:
    gap = verdict.first_gap
    return {
        "agreement_id": verdict.agreement_id,
        "track": verdict.track,
        "is_headline": is_headline,
        "agreement_status": verdict.agreement_status,
        "granted_track": verdict.granted_track,
        "status": verdict.status.value,
        "met_count": verdict.met_count,
        "total_count": len(verdict.requirements),
        "first_gap": None if gap is None else gap.key,
        "rows": ";".join(
            f"{row.key}:{row.status.value}:{row.have}:{row.need}:{row.measure.value}" for row in verdict.requirements
        ),
        "holds_until": verdict.outlook.holds_until,
        "ends_by": None if verdict.outlook.ends_by is None else verdict.outlook.ends_by.value,
        "evaluated_on": verdict.on,
        "next_change_on": changes_on,
    }
