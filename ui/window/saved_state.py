"""“Saved · backed up 12 min ago”: whether anything could be lost, in the status line."""

from __future__ import annotations

from datetime import datetime, timedelta

_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)


def word_saved(backed_up_at: datetime | None, now: datetime) -> str:
    """Every act is stored when it is done; what there is to say is how old the newest backup is."""
    return f"Saved · {_word_backup(backed_up_at, now)}"


def _word_backup(at: datetime | None, now: datetime) -> str:
    if at is None:
        return "no backup yet"
    age = now - at
    if age < _MINUTE:
        return "backed up just now"
    if age < _HOUR:
        return f"backed up {age // _MINUTE} min ago"
    if age < timedelta(days=2):
        hours = age // _HOUR
        return f"backed up {hours} hour{'' if hours == 1 else 's'} ago"
    return f"backed up {age.days} days ago"
