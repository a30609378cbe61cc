"""The day of an export, where the name of its file says it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import PurePath

_MILLISECONDS = re.compile(r"report([0-9]{13})(?![0-9])", re.I)
_DAY = re.compile(r"(?<![0-9])(20[0-9]{2})([-_.]?)([0-9]{2})\2([0-9]{2})(?![0-9])")


def find_export_day(source: str, today: date) -> date | None:
    """The day in a name such as report1664755200000.csv or roster-2022-10-03.csv; None where none, or one to come."""
    name = PurePath(source.replace("\\", "/")).name
    moment = _MILLISECONDS.search(name)
    written = _DAY.search(name)
    if moment:
        day = datetime.fromtimestamp(int(moment.group(1)) / 1000, UTC).date()
    elif written:
        try:
            day = date(int(written.group(1)), int(written.group(3)), int(written.group(4)))
        except ValueError:
            return None
    else:
        return None
    return day if day <= today else None
