"""New awards of days that are still to come: they may be right, and often are days and months the wrong way round."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from channeladmin.rosters.stored_rows import RowPlace, StoredRows


def find_future_awards(stored: StoredRows, today: date) -> Iterator[str]:
    """A sentence for every file that brings such awards, with how many there are and the first row."""
    found: dict[str, list[tuple[RowPlace, date]]] = {}
    for write in stored.list_made("award"):
        days = write.columns["earned_on"]
        if max(days) <= today:
            continue
        for stand_in, day in zip(write.columns["id"], days, strict=True):
            if day > today:
                place = stored.place(stand_in)
                found.setdefault(place.source, []).append((place, day))
    for source, awards in found.items():
        (first, day), count = awards[0], len(awards)
        who, does = ("1 new award is", "counts") if count == 1 else (f"{count:,} new awards are", "count")
        where = f"that of line {first.line}" if count == 1 else f"the first in line {first.line}"
        yield (
            f"{source}: {who} earned after today ({where}, {day}) and {does} only from then on; "
            "see whether day and month are the right way round."
        )
