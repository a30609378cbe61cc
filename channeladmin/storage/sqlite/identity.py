"""By what a data file of this app is known."""

from __future__ import annotations

APPLICATION_ID = 0x4368416D
"""“ChAm”: marks an SQLite file as a desk of this app."""

SCHEMA_VERSION = 3
"""The version of the tables that this app writes; kept in the file as its user_version."""
