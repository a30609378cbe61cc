"""Where the data file lies that is meant when none is named; light, so that it can be asked before anything opens."""

from __future__ import annotations

from pathlib import Path

SUFFIX = ".channeladmin"


def default_path() -> Path:
    """The data file that is meant when none is named, in the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("channeladmin", appauthor=False) / f"desk{SUFFIX}"
