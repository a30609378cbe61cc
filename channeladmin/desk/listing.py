"""The partners list: one row per agreement, and one per company that has none, as they stand today."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from channeladmin.desk.tracks import word_track
from channeladmin.storage.editions import load_active_edition
from channeladmin.storage.listing import SORTS, AgreementRow, Gap, find_row_keys, get_agreement_rows
from channeladmin.storage.refreshing import refresh_standings
from channeladmin.storage.search import fold_for_search

if TYPE_CHECKING:
    from channeladmin.desk.desk import Desk
    from channeladmin.evaluation.verdict import Status
    from channeladmin.program.vocabulary import AgreementStatus, Region, TrackKey

__all__ = ["SORTS", "AgreementRow", "Gap", "find_rows", "fold_for_search", "get_rows"]


def find_rows(  # noqa: PLR0913 - one argument per column that filters
    desk: Desk,
    *,
    text: str = "",
    region: Region | None = None,
    track: TrackKey | None = None,
    standing: Status | None = None,
    status: AgreementStatus | None = None,
    sort: str = "partner",
    descending: bool = False,
) -> array[int]:
    """The keys of the rows that match, in order: an agreement's, or a partner's where it has none.

    Every word of `text` must stand in the names, references, country, region, channel manager, people or addresses of
    the row. `track` is the one granted, `standing` the verdict on it, `status` the agreement's. `sort` is one of
    `SORTS`; empty cells come last either way.
    """
    refresh_standings(desk.database)
    where = {"region": region, "track": track, "standing": standing, "status": status}
    with desk.database.read() as connection:
        return find_row_keys(connection, text=text, where=where, sort=sort, descending=descending)


def get_rows(desk: Desk, keys: Sequence[int]) -> tuple[AgreementRow, ...]:
    """The rows of these keys in their order; those that are gone meanwhile are left out."""
    with desk.database.read() as connection:
        edition = load_active_edition(connection)
        labels = {requirement.key: requirement.label for requirement in edition.requirements}
        return get_agreement_rows(connection, keys, labels, partial(word_track, edition))
