"""The exit codes of the contract; wrong usage is 2, which Typer gives by itself."""

from __future__ import annotations

DONE = 0
USER = 1
"""The user can fix it."""
MACHINE = 3
"""Disk, lock, permission, no display, damaged file."""
SOME_REJECTED = 4
"""Done, but some rows were rejected or held."""
BUG = 70
