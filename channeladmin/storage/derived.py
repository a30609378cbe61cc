"""What is derived from the records, compared with what they give now: stored standings and search texts."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from channeladmin.progress import Progress, ignore_progress
from channeladmin.records import Partner, Standing
from channeladmin.storage.reading import table_of
from channeladmin.storage.search import build_search_rows
from channeladmin.storage.selecting import select_in, split_ids
from channeladmin.storage.sqlite.codec import build_encoders
from channeladmin.storage.standings import build_standings
from channeladmin.storage.tables import search_text

if TYPE_CHECKING:
    from sqlalchemy import Connection

_PORTION = 500
_standing = table_of(Standing)


def list_wrong_standings(connection: Connection, progress: Progress = ignore_progress) -> list[int]:
    """The agreements whose stored standing is not what their records gave on the day for which it was worked out."""
    stored = _read_standings(connection)
    wrong: dict[int, None] = {}
    days: defaultdict[str, set[int]] = defaultdict(set)
    for (agreement_id, _), values in stored.items():
        days[values["evaluated_on"]].add(agreement_id)
    done, total = 0, len(stored)
    for text, agreement_ids in days.items():
        day = _parse_day(text)
        if day is None:
            wrong |= dict.fromkeys(agreement_ids)
            continue
        for fresh in build_standings(connection, sorted(agreement_ids), day):
            if stored.pop((fresh["agreement_id"], fresh["track"]), None) != _encode(fresh):
                wrong.setdefault(fresh["agreement_id"])
            done += 1
            if done % _PORTION == 0:
                progress(done, total)
    # Left over: a standing of an agreement or a track that is not there.
    wrong |= dict.fromkeys(agreement_id for agreement_id, _ in stored)
    missing = "SELECT id FROM agreement WHERE id NOT IN (SELECT agreement_id FROM standing)"
    return [*wrong, *(each for each in connection.exec_driver_sql(missing).scalars() if each not in wrong)]


def list_wrong_search(connection: Connection, progress: Progress = ignore_progress) -> list[int]:
    """The partners whose search texts are not what their records give."""
    partner_ids = list(connection.execute(select(table_of(Partner).c.id)).scalars())
    columns = (search_text.c.row_key, search_text.c.partner_id, search_text.c.text)
    wrong: dict[int, None] = {}
    for number, portion in enumerate(split_ids(partner_ids, _PORTION)):
        progress(number * _PORTION, len(partner_ids))
        rows = select_in(connection, select(*columns), search_text.c.partner_id, portion)
        stored = {(key, partner_id, _sort_lines(text)) for key, partner_id, text in map(tuple, rows)}
        fresh = {
            (row["row_key"], row["partner_id"], _sort_lines(row["text"]))
            for row in build_search_rows(connection, portion)
        }
        wrong |= dict.fromkeys(partner_id for _, partner_id, _ in stored ^ fresh)
    strange = "SELECT DISTINCT partner_id FROM search_text WHERE partner_id NOT IN (SELECT id FROM partner)"
    return [*wrong, *connection.exec_driver_sql(strange).scalars()]


def _read_standings(connection: Connection) -> dict[tuple[int, str], dict[str, Any]]:
    """As stored, past every type, so that no value is too wrong to be compared."""
    rows = connection.exec_driver_sql("SELECT * FROM standing").mappings()
    return {(row["agreement_id"], row["track"]): dict(row) for row in rows}


def _encode(values: dict[str, Any]) -> dict[str, Any]:
    encoders = build_encoders(_standing)
    return {name: encode(value) if (encode := encoders[name]) else value for name, value in values.items()}


def _sort_lines(text: str) -> tuple[str, ...]:
    """In which order the words of a row stand is left to the database."""
    return tuple(sorted(line for line in text.split("\n") if line))


def _parse_day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None
