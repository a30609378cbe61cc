"""Version 2: an operation says what kind it is, so that a trimmed history and an erased person have their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Column, Text

if TYPE_CHECKING:
    from alembic.operations import Operations


def migrate(operations: Operations) -> None:
    """All operations so far are acts."""
    operations.add_column("operation", Column("kind", Text, nullable=False, server_default="act"))
