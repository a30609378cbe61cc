"""The stored verdicts that lists sort and filter by, worked out again whenever what is behind them changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete

from channeladmin.evaluation.evaluate import Depth, evaluate_tracks, next_change_on
from channeladmin.evaluation.verdict import Status
from channeladmin.records import Standing
from channeladmin.storage.beside import beside
from channeladmin.storage.collection import paused_collection
from channeladmin.storage.editions import load_active_edition
from channeladmin.storage.facts import load_portions
from channeladmin.storage.reading import table_of
from channeladmin.storage.selecting import split_ids
from channeladmin.storage.sqlite.bulk import insert_columns
from channeladmin.storage.sqlite.key_list import is_among

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from sqlalchemy import Connection

    from channeladmin.evaluation.facts import Facts
    from channeladmin.evaluation.verdict import RequirementVerdict, Verdict
    from channeladmin.program.edition import Edition
    from channeladmin.program.vocabulary import TrackKey

_standing = table_of(Standing)


def rewrite_standings(
    connection: Connection,
    agreement_ids: Collection[int],
    on: date,
    *,
    meanwhile: Callable[[], None] = lambda: None,
) -> None:
    """Work out every track of these agreements for a day and store it in place of what was there.

    `meanwhile` is what else there is to do on the connection; it goes on beside the evaluation.
    """
    for ids in split_ids(agreement_ids):
        connection.execute(delete(_standing).where(is_among(_standing.c.agreement_id, ids)))
    edition = load_active_edition(connection)
    with paused_collection():
        portions = load_portions(connection, list(agreement_ids), with_addresses=False)
        first = next(portions, ())
        with beside(meanwhile):
            rows = list(_evaluate_all(first, edition, on))
        _store(connection, rows)
        for portion in portions:
            _store(connection, list(_evaluate_all(portion, edition, on)))


def build_standings(
    connection: Connection, agreement_ids: Collection[int] | None, on: date
) -> Iterator[dict[str, Any]]:
    """The rows that stand for these agreements (None: all) on a day, freshly worked out."""
    edition = load_active_edition(connection)
    ids = None if agreement_ids is None else list(agreement_ids)
    with paused_collection():
        for portion in load_portions(connection, ids, with_addresses=False):
            yield from _evaluate_all(portion, edition, on)


def _store(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        insert_columns(connection, "standing", {name: [row[name] for row in rows] for name in rows[0]})


def _evaluate_all(all_facts: Iterable[Facts], edition: Edition, on: date) -> Iterator[dict[str, Any]]:
    for facts in all_facts:
        yield from _evaluate(facts, edition, on)


def _evaluate(facts: Facts, edition: Edition, on: date) -> Iterator[dict[str, Any]]:
    own = _find_own(facts, edition, on)
    changes_on = next_change_on(facts, edition, on)
    for verdict in evaluate_tracks(facts, edition, on, Depth.STANDING):
        yield _build_row(verdict, is_own=verdict.track == own, changes_on=changes_on)


def _find_own(facts: Facts, edition: Edition, on: date) -> TrackKey:
    """The granted track; the entry track where none is, or one that the edition does not have."""
    granted, tracks = facts.track_on(on), [track.key for track in edition.tracks]
    return granted if granted is not None and granted in tracks else tracks[0]


def _build_row(verdict: Verdict, *, is_own: bool, changes_on: date | None) -> dict[str, Any]:
    gap = verdict.first_gap
    return {
        "agreement_id": verdict.agreement_id,
        "track": verdict.track,
        "is_own": is_own,
        "agreement_status": verdict.agreement_status,
        "granted_track": verdict.granted_track,
        "status": verdict.status.value,
        "met_count": verdict.met_count,
        "total_count": len(verdict.requirements),
        "first_gap": None if gap is None else gap.key,
        "rows": ";".join(_show_row(row) for row in verdict.requirements),
        "holds_until": verdict.outlook.holds_until,
        "ends_by": None if verdict.outlook.ends_by is None else verdict.outlook.ends_by.value,
        "evaluated_on": verdict.on,
        "next_change_on": changes_on,
    }


def _show_row(row: RequirementVerdict) -> str:
    """A row that passes by the waiver of a part only counts as waived, as it does in the verdict."""
    status = Status.WAIVED if row.needs_waiver else row.status
    return f"{row.key}:{status}:{row.have}:{row.need}:{row.measure}"
