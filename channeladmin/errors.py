"""The ways an act can fail that are not bugs."""

from __future__ import annotations


class UserError(Exception):
    """Something the user can fix; the message is shown as written and says what to do."""


class EnvironmentProblem(Exception):
    """The machine is at fault (disk, lock, permission, no display); the message says what was tried."""


class DamagedFile(EnvironmentProblem):
    """A data file holds what cannot be read, or not what was written; a backup helps."""


class Cancelled(Exception):
    """The user stopped the work; nothing was changed."""
