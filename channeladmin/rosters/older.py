"""Whether a file is older than what it would overwrite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from channeladmin.rosters.checked_rows import CheckedRow
from channeladmin.rosters.plan import Overwritten

_MOST_LINES = 5


def find_newest_days(rows: Iterable[CheckedRow], today: date) -> dict[str, date]:
    """By file the newest day, no later than today, in any of its cells: a file cannot be older than that."""
    newest: dict[str, date] = {}
    for row in rows:
        for value in row.values.values():
            if isinstance(value, date) and newest.get(row.source, date.min) < value <= today:
                newest[row.source] = value
    return newest


def warn_of_older(
    overwritten: Sequence[Overwritten],
    changed_on: Mapping[tuple[str, int], date],
    exported: Mapping[str, date],
    newest: Mapping[str, date],
) -> Iterator[str]:
    """A sentence for every file that would overwrite records which were changed in the desk after its day.

    The day of a file is the one of its export, else the newest day in it; a file without any is not judged.
    """
    for source in dict.fromkeys(each.source for each in overwritten):
        day = exported.get(source) or newest.get(source)
        if day is None:
            continue
        later = [each for each in overwritten if each.source == source and changed_on.get(_key(each), day) > day]
        lines = sorted({each.line for each in later})
        if lines:
            last = max(changed_on[_key(each)] for each in later)
            said = f"exported on {day}" if source in exported else f"of {day} by its newest day"
            more = "" if len(lines) <= _MOST_LINES else f" and {len(lines) - _MOST_LINES} more"
            yield (
                f"{source} is {said}, and would change records that were changed in the desk since, on {last} the "
                f"last (line{'' if len(lines) == 1 else 's'} {', '.join(map(str, lines[:_MOST_LINES]))}{more}). "
                f"Import it only if it is right and the desk is not."
            )


def _key(each: Overwritten) -> tuple[str, int]:
    return each.table, each.id
