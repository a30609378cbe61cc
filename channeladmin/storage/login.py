"""Who acts unless told: the login name; it belongs to the machine, not to the data file."""

from __future__ import annotations

import getpass


def find_login_name() -> str:
    """The name of the account, “unknown” where it has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        # An account without a name (a container's bare user id).
        return "unknown"
